"""Visits to make: whom, when, how late."""

from reintegration_desktop.casework.visits import may_visit
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.tasks import TaskKind
from reintegration_desktop.ui.due.list import DuePage
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.workplace import Workplace

VISITS = frozenset({TaskKind.VISIT, TaskKind.POST_CLOSURE_VISIT})


class VisitsPage(DuePage):
    """Enter opens the case one is on, Ctrl+Shift+V records a visit to that young person."""

    def __init__(self, workplace: Workplace) -> None:
        none = (lambda: say("No visit is planned."), lambda: say("A visit stands here as soon as its day is agreed."))
        super().__init__(workplace, VISITS, lambda: say("Visits"), none, "visits")

    def _buttons(self) -> list[Button]:
        if not may_visit(self.workplace.desk.me):
            return super()._buttons()
        visit = self.act(lambda: say("Record this visit"), "Ctrl+Shift+V", self._record)
        return [Button.of(visit, Kind.FIRST, icon="visits")]

    def _record(self) -> None:
        if (due := self.chosen()) is not None:
            self.workplace.go("visit", due.line.row.id)
