"""What came over other people's entries and asks a supervisor: a line in Today, and the page it leads to."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from reintegration_desktop.app.office_pages import Over
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.today import Verb, Waiting
from reintegration_desktop.casework.travel.arrivals import Replaced, replaced_by
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.ui.travel.asked import AskedPage
from reintegration_desktop.ui.travel.verbs import Asked, AskedVerbs, ReplacedLine
from reintegration_desktop.vault.roles import Role


def replaced_to_look_at(program: Program) -> tuple[Waiting, ...]:
    """What was replaced and nobody looked at, for Today of a supervisor."""
    if program.me.role is not Role.SUPERVISOR or not (kept := program.opened.replaced.all()):
        return ()
    with program.desk.read() as cases:
        codes = [row.code for row in cases.facts(list(kept))]
    about = codes[0] if len(codes) == 1 else say_many("In {n} case", "In {n} cases", len(kept))
    return (Waiting(Verb.LOOK, None, None, about=about),)


def open_asked(program: Program, over: Over, open_case: Callable[[UUID, str], object]) -> AskedPage:
    """The page of it, over the one that led there; a row opens the case's History."""
    page = AskedPage(over.tasks, asked_verbs(program))
    page.case_opened.connect(lambda case: open_case(case, "history"))
    over.open(page, "tasks")
    return page


def asked_verbs(program: Program) -> AskedVerbs:
    """What the page calls."""
    return AskedVerbs(partial(_asked, program), partial(_seen, program))


def _asked(program: Program) -> Asked:
    kept = program.opened.replaced.all()
    replaced, _ = replaced_by(program.desk, kept)
    versions = [(case, *version) for case, those in kept.items() for version in those]
    return Asked([line_of(one) for one in replaced], versions, [one.named[0] for one in replaced])


def _seen(program: Program, asked: Asked) -> None:
    program.opened.replaced.seen((case, VersionId(device, seq)) for case, device, seq in asked.versions)


def line_of(one: Replaced) -> ReplacedLine:
    """In words, as they are shown."""
    asked = one.question.rstrip("?؟ ")
    careful = (
        say("{question}: {before}, now {after}", question=asked, before=one.from_, after=one.to)
        if one.is_less_careful
        else ""
    )
    return ReplacedLine(one.code, one.form, say("{who} over {whose}", who=one.by, whose=one.whose), careful)
