"""The pages over the settings: letting in, removing, recovery sheets, an older vault; for a custodian."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from reintegration_desktop.app.keys.letting_in import agree_only, custodians_beside, let_in
from reintegration_desktop.app.keys.recovering import NewSheets, recovery_of, two_words
from reintegration_desktop.app.keys.renewing import are_due, renew_pairs
from reintegration_desktop.app.keys.root import keeps_root, root_in, take_out
from reintegration_desktop.app.pairs import in_use_since
from reintegration_desktop.app.people import (
    Misuse,
    duties_to_give,
    looks_after_people,
    ready_to_remove,
    roles_to_give,
)
from reintegration_desktop.app.program import Program
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.first.taking_out import TakeRootOutPage
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.page import Page
from reintegration_desktop.ui.printing.sheets import print_sheet
from reintegration_desktop.ui.settings.letting_in import LetInPage
from reintegration_desktop.ui.settings.pairs import RenewPairsPage
from reintegration_desktop.ui.settings.removing import RemovePage
from reintegration_desktop.ui.settings.sheets import SheetsPage
from reintegration_desktop.ui.settings.verbs import AsksBehind, OfficeWays, PeopleVerbs, PersonLine
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.vault.unlocking import refreshed


@dataclass(frozen=True, slots=True)
class Over:
    """How a page comes over another one: ``show`` it, go ``back``, ``tell`` what was touched, ``lock`` the vault."""

    tasks: Tasks
    show: Callable[[Page], None]
    back: Callable[[], None]
    tell: Callable[[Changes], None]
    lock: Callable[[], None]

    def open(self, page: OverPage, *topics: str) -> None:
        """Show it; what it changes is asked for anew."""
        page.closed.connect(self.back)
        page.changed.connect(lambda: self.tell(Changes(frozenset(topics))))
        self.show(page)


def office_ways(program: Program, over: Over, behind: AsksBehind | None = None) -> OfficeWays:
    """The ways of a custodian; nobody else has any. ``behind`` says who was not heard from since keys were renewed."""
    if not looks_after_people(program):
        return OfficeWays()
    verbs = _people_verbs(program, over, behind)

    def leaving(person: PersonLine) -> None:
        over.open(RemovePage(over.tasks, verbs, person), "people")

    return OfficeWays(
        add_person=lambda: over.open(LetInPage(over.tasks, verbs), "people"),
        remove_person=leaving,
        make_sheets=lambda: over.open(sheets_page(program, over), "people"),
        recovery=partial(recovery_of, program),
        renew_pairs=lambda: over.open(
            RenewPairsPage(over.tasks, partial(renew_pairs, program), behind), "people", "cases", "tasks"
        ),
        pairs=partial(_pairs_of, program),
        behind=behind,
        take_root_out=_way_to_take_out(program, over),
        keeps_root=partial(keeps_root, program),
    )


def _people_verbs(program: Program, over: Over, behind: AsksBehind | None) -> PeopleVerbs:
    """What the pages of people call."""
    return PeopleVerbs(
        let_in=partial(let_in, program),
        ready_to_remove=lambda who, words, since, root, progress: ready_to_remove(
            program, who, words, Misuse(since) if since is not None else None, progress, partial(root_in, root)
        ),
        today=program.desk.today if program.store is not None else program.means.clock.today(),
        lock=over.lock,
        roles=roles_to_give(program),
        duties=duties_to_give(program),
        behind=behind,
        custodians=partial(custodians_beside, program),
        keeps_root=partial(keeps_root, program),
        agree_only=partial(agree_only, program),
    )


def _way_to_take_out(program: Program, over: Over) -> Callable[[], None] | None:
    """The way to give the programme's root to two people; None for who doesn't keep it."""
    if not keeps_root(program):
        return None
    return lambda: over.open(TakeRootOutPage(over.tasks, partial(take_out, program)), "people")


def _pairs_of(program: Program) -> tuple[date | None, bool]:
    """Since which day the office's pairs are in use, and whether they are due."""
    return in_use_since(refreshed(program.folder, program.keyring)), are_due(program)


def sheets_page(program: Program, over: Over) -> SheetsPage:
    """Two new halves, to be put on paper."""
    made = NewSheets(program)
    asked = two_words(), two_words()
    return SheetsPage(over.tasks, made.sheets, asked, made.keep, print_sheet,
                      lambda: f"{program.means.now().astimezone():%H:%M}")  # fmt: skip
