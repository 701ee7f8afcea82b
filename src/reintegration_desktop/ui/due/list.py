"""A page that lists tasks of a kind: whose, what, when, where; Enter opens the case."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from reintegration_desktop.casework.due import due_of
from reintegration_desktop.casework.today import Due
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.tasks import TaskKind
from reintegration_desktop.rules.words import task_words
from reintegration_desktop.ui.due.table import named_cell
from reintegration_desktop.ui.due.words import when_cell
from reintegration_desktop.ui.lists.cells import Cell
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.lists.table import Table, TableCard
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.chips import risk_state
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.words import note, small, title
from reintegration_desktop.ui.workpage import WorkPage
from reintegration_desktop.ui.workplace import Workplace


class DuePage(WorkPage):
    """Tasks of some kinds, late ones first. ``none`` says that there are none, in two sentences."""

    def __init__(
        self, workplace: Workplace, kinds: frozenset[TaskKind], name: Text, none: tuple[Text, Text], icon: str
    ) -> None:
        super().__init__(workplace, "tasks", "cases")
        self._kinds = kinds
        self._dues: tuple[Due, ...] = ()
        columns: list[Callable[[], str]] = [
            lambda: say("Risk"), lambda: say("Name"), lambda: say("What"), lambda: say("When"), lambda: say("Place"),
        ]  # fmt: skip
        self._model = CellsModel(columns, [])
        self.table = Table(self._model, name)
        self.table.opened.connect(self._open)
        self._counts = note(self._count_words)
        self._layers = QStackedWidget()
        self._layers.addWidget(TableCard(self.table))
        self._layers.addWidget(EmptyState(icon, *none))
        told = Column(title(name), self._counts, gap=2)
        head = Row(Box(told), *self._buttons())
        head.setStretch(0, 1)
        self._foot = small(lambda: say("Enter opens the case"))
        whole = Column(head, self.failure, self._layers, self._foot, gap=10, margins=(24, 14, 24, 12))
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def ask_again(self) -> None:
        """Ask what is due."""
        work = partial(due_of, self.workplace.desk, self._kinds, names=self.workplace.names_shown)
        self.read(work, self._show)

    def resay(self) -> None:
        """Rows in the language of now."""
        self._draw()

    def rescale(self) -> None:
        """Columns as wide as their words at the text size of now."""
        self.table.fit_columns(1)

    def chosen(self) -> Due | None:
        """The task one is on."""
        row = self.table.currentIndex().row()
        return self._dues[row] if 0 <= row < len(self._dues) else None

    def _buttons(self) -> list[Button]:
        opens = self.act(lambda: say("Open case"), "", lambda: self._open(self.table.currentIndex().row()))
        return [Button.of(opens, Kind.FIRST)]

    def _show(self, dues: tuple[Due, ...]) -> None:
        self.failure.hide()
        self._dues = dues
        self._draw()
        self._layers.setCurrentIndex(0 if dues else 1)
        self._foot.setVisible(bool(dues))
        for action in self.actions():
            action.setEnabled(bool(dues))
        if self.isActiveWindow() and dues:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw(self) -> None:
        row = max(0, self.table.currentIndex().row())
        today = self.workplace.desk.today
        self._model.show_rows(
            [
                [
                    Cell(chips=(risk_state(due.line.row.risk),)),
                    named_cell(due.line),
                    Cell(task_words(due.kind)),
                    when_cell(due.due_on, today),
                    Cell(due.line.place or "–", tone="muted"),
                ]
                for due in self._dues
            ]
        )
        if self._dues:
            self.table.selectRow(min(row, len(self._dues) - 1))
        self.table.fit_columns(1)
        self._counts.resay()

    def _count_words(self) -> str:
        late = sum(due.late > 0 for due in self._dues)
        number = say_many("{n} in three months", "{n} in three months", len(self._dues))
        return say("{number} · {late}", number=number, late=say_many("{n} late", "{n} late", late))

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._dues):
            self.workplace.open_case(self._dues[row].line.row.id)
