"""Every page in light, dark and Arabic; one intake and one visit typed through the real form pages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from reintegration_desktop.app.program import Program
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.casework.invented.scores import AREAS
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.visits import last_scores
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.ui.pictures import LOOKS, Studio
from reintegration_desktop.ui.tasks import Tasks

CHANGED = {"health": 1, "education": 1, "community_acceptance": -2}
SECTIONS = (
    "person",
    "consent",
    "release",
    "family",
    "needs",
    "plan",
    "visits",
    "referrals",
    "files",
    "file",
    "history",
)
_VISIT = (("visit_purpose", "in_care"), ("contact_kind", "home_visit_planned"), ("child_seen", "yes"),
          ("situation_change", "unchanged"), ("approached_by_armed_actor", "no"))  # fmt: skip


class Screening:
    """One person's window, off-screen."""

    def __init__(self, studio: Studio, program: Program, folder: Path, name: str) -> None:
        self.studio, self.program, self._folder, self._name = studio, program, folder, name
        self.tasks = Tasks()
        self.open = OpenWindow(program, self.tasks, lambda: None, training=True)
        studio.show(self.open.window)
        studio.settle(self.tasks)
        self.made: list[Path] = []

    def walk(self, more: Callable[["Screening"], None] | None = None) -> None:
        """Every place of the navigation, and ``more``, in every look."""
        for look, begin in LOOKS.items():
            begin()
            self._ending = look
            for place in self.open.places:
                self.open.window.go(place)
                self.shoot(place.value)
            if more is not None:
                more(self)
        next(iter(LOOKS.values()))()

    def shoot(self, page: str) -> None:
        """One picture, in the look of now."""
        ending = f"_{self._ending}" if self._ending else ""
        path = self._folder / f"{self._name}_{page}{ending}.png"
        self.made.append(self.studio.shoot(self.open.window, path, self.tasks))

    def back(self) -> None:
        """Leave the page that lies over another; what was typed is kept as a draft before anything else is done."""
        self.open.window.back()
        self.studio.settle(self.tasks)

    def close(self) -> None:
        """Put the window away."""
        self.tasks.join(5.0)
        self.open.window.deleteLater()
        self.studio.settle()


def richest(program: Program) -> UUID:
    """Of one's own cases the one with the most on file among the first, to show."""
    with program.desk.read() as cases:
        rows = cases.rows(list(cases.ids(CaseFilter(worker=program.me.id))[:40]))
    return max(rows, key=lambda row: len(open_case(program.desk, row.id).file.records)).id


def case_pages(case: UUID) -> Callable[[Screening], None]:
    """Every section of a case, a visit half typed, an intake half typed, a packet for a service."""

    def shoot_all(screening: Screening) -> None:
        for section in SECTIONS:
            screening.open.open_case(case, section)
            screening.shoot(f"case_{section}")
            screening.back()
        type_visit(screening, case)
        screening.shoot("visit")
        screening.back()
        type_intake(screening)
        screening.shoot("intake")
        screening.back()
        screening.open.open_packet(case)
        screening.shoot("packet")
        screening.back()

    return shoot_all


def for_supervisors(screening: Screening) -> None:
    """Everything that waits because answers differ; a case about to be handed over, asked about, opened; the rules."""
    screening.open.open_conflict()
    screening.shoot("answers_that_differ")
    screening.back()
    for page, open_it in (
        ("handing_over", screening.open.custody.hand_over),
        ("asking_offices", screening.open.inquiries.ask),
        ("tracing_desk", screening.open.desk.grants),
    ):
        open_it(_any(screening.program))
        screening.shoot(page)
        screening.back()
    screening.open.rules.open()
    screening.shoot("rules_for_all")
    screening.back()


def _any(program: Program) -> UUID:
    """The case that is due first."""
    with program.desk.read() as cases:
        return cases.rows(list(cases.ids(CaseFilter())[:1]))[0].id


def type_intake(screening: Screening) -> Callable[[], None]:
    """A new case as a caseworker types it: name, nickname, sex, danger. Returns what saves it."""
    studio, page = screening.studio, screening.open.open_intake()
    studio.settle(screening.tasks)
    first = page.form(0, "identification")
    studio.type_into(first.field("name_first").editor, "Zawadi")
    studio.type_into(first.field("nickname").editor, "Zuzu")
    studio.choose(first.field("sex").editor, "female")
    studio.choose(first.field("in_danger_now").editor, "no")
    return page.save_action.trigger


def type_visit(screening: Screening, case: UUID) -> Callable[[], None]:
    """A visit as a caseworker types it: last time's nine digits, three changed. Returns what saves it."""
    studio, page = screening.studio, screening.open.open_visit(case)
    studio.settle(screening.tasks, 0.3)
    assert page.panel is not None
    form = page.panel.form
    for key, code in _VISIT:
        studio.choose(form.field(key).editor, code)
    studio.type_scores(form.field("domain_scores").editor, _digits(screening.program, case))
    return page.save_action.trigger


@contextmanager
def leaving_no_drafts(program: Program) -> Iterator[None]:
    """What is only half typed for a picture waits for nobody under Today afterwards."""
    before = {draft.id for draft in program.desk.drafts.all()}
    yield
    for draft in program.desk.drafts.all():
        if draft.id not in before:
            program.desk.drafts.drop(draft.id)


def _digits(program: Program, case: UUID) -> str:
    """Last time's scores with little changed: two areas better, one worse."""
    last = {area: score.score for area, score in last_scores(open_case(program.desk, case).file).items()}
    return "".join(str(min(5, max(1, last.get(area, 3) + CHANGED.get(area, 0)))) for area in AREAS)


def save_typed(screening: Screening, case: UUID) -> None:
    """Type one visit, save it; type one intake, save it."""
    type_visit(screening, case)()
    screening.studio.settle(screening.tasks, 0.4)
    type_intake(screening)()
    screening.studio.settle(screening.tasks, 0.4)
