"""The pages of the tracing desk in one window: an office's, which opens and closes; headquarters', which looks."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from reintegration_desktop.app.office_pages import Over
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.tracing_desk.place import desk_name, place_of, seen
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.tracing_desk import granting
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.consent import tracing_only_with_consent
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.tracing_desk.granting import GrantPage
from reintegration_desktop.ui.tracing_desk.looking import DeskPage
from reintegration_desktop.ui.tracing_desk.verbs import DeskVerbs, GrantLine, GrantVerbs, Opening


def grant_verbs(program: Program) -> GrantVerbs:
    """What an office's page calls."""
    place = place_of(program)

    def grant(case: UUID, person: UUID, days: int, decided: bool) -> Changes:
        return granting.grant(place, case, person, days, own_decision=decided)

    return GrantVerbs(partial(_opening, program), grant, partial(granting.take_back, place))


def desk_page(program: Program, tasks: Tasks) -> DeskPage:
    """Headquarters' page, which looks."""
    return DeskPage(tasks, DeskVerbs(partial(seen, program)))


class DeskPages:
    """The way to an office's page; ``tell`` has pages ask again."""

    def __init__(self, program: Callable[[], Program], over: Over, tell: Callable[[Changes], None]) -> None:
        self._program, self._over, self._tell = program, over, tell

    def grants(self, case: UUID) -> GrantPage:
        """An office's page."""
        page = GrantPage(self._over.tasks, grant_verbs(self._program()), case)
        page.wrote.connect(self._tell)
        self._over.open(page)
        return page


def _opening(program: Program, case: UUID) -> Opening:
    place, opened = place_of(program), open_case(program.desk, case)
    names = {one.id: desk_name(program, one.id, one.office) for one in granting.desks(place)}
    lines = tuple(
        GrantLine(one.id, names.get(one.grant.person) or say("somebody of headquarters"), one.at.astimezone().date(),
                  one.grant.until.astimezone().date(), one.state)
        for one in reversed(place.grants(case))
    )  # fmt: skip
    return Opening(opened.row.code, names, tracing_only_with_consent(opened.file), opened.row.name_is_hidden, lines)
