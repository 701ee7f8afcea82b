"""Every page in light, dark and Arabic; one intake and one visit typed through the real form pages."""

from pathlib import Path
from uuid import UUID

from reintegration_desktop.app.program import Program
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.ui.pages.intake import IntakePage
from reintegration_desktop.ui.pages.visit import VisitPage
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.ui.tasks import Tasks

DIGITS = "343342334"
SECTIONS = ("person", "consent", "release", "family", "needs", "plan", "visits", "referrals", "file", "history")


class Screening:
    """One person's window, off-screen."""

    def __init__(self, studio: Studio, program: Program, folder: Path) -> None:
        self._studio, self._folder, self._program = studio, folder, program
        self.tasks = Tasks()
        self.open = OpenWindow(program, self.tasks, lambda: None, training=True)
        studio.show(self.open.window)
        studio.settle(self.tasks)
        self.made: list[Path] = []

    def shoot(self, name: str) -> None:
        """A page in every look."""
        self.made += self._studio.in_every_look(self.open.window, self._folder, name, self.tasks)

    def places(self, prefix: str) -> None:
        """Every place of the navigation."""
        for place in self.open.places:
            self.open.window.go(place)
            self.shoot(f"{prefix}_{place.value}")

    def case(self, case: UUID) -> None:
        """Every section of a case."""
        for section in SECTIONS:
            self.open.open_case(case, section)
            self.shoot(f"caseworker_case_{section}")
            self.open.window.back()

    def close(self) -> None:
        """Put the window away."""
        self.tasks.join(5.0)
        self.open.window.deleteLater()
        self._studio.settle()


def richest(program: Program) -> UUID:
    """The case with the most on file among the first, to show."""
    with program.desk.read() as cases:
        rows = cases.rows(list(cases.ids(CaseFilter())[:40]))
    return max(rows, key=lambda row: len(open_case(program.desk, row.id).file.records)).id


def type_intake(screening: Screening, studio: Studio) -> IntakePage:
    """A new case as a caseworker types it: name, nickname, sex, age, danger; saved after the first step."""
    page = screening.open.open_intake()
    studio.settle(screening.tasks)
    first = page.form(0, "identification")
    studio.type_into(first.field("name_first").editor, "Zawadi")
    studio.type_into(first.field("nickname").editor, "Zuzu")
    studio.choose(first.field("sex").editor, "female")
    studio.choose(first.field("in_danger_now").editor, "no")
    screening.shoot("caseworker_intake")
    page.save_action.trigger()
    studio.settle(screening.tasks, 0.5)
    screening.open.window.back()
    return page


def type_visit(screening: Screening, studio: Studio, case: UUID) -> VisitPage:
    """A visit as a caseworker types it: nine digits, Enter after each, saved with Ctrl+Enter."""
    page = screening.open.open_visit(case)
    studio.settle(screening.tasks, 0.4)
    assert page.panel is not None
    form = page.panel.form
    for key, code in (("visit_purpose", "in_care"), ("contact_kind", "home_visit_planned"), ("child_seen", "yes"),
                      ("situation_change", "unchanged"), ("approached_by_armed_actor", "no")):  # fmt: skip
        studio.choose(form.field(key).editor, code)
    studio.type_scores(form.field("domain_scores").editor, DIGITS)
    screening.shoot("caseworker_visit")
    page.save_action.trigger()
    studio.settle(screening.tasks, 0.5)
    return page
