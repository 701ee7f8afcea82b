"""Tasks as rows of four columns: risk, whose, what, when."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QWidget

from reintegration_desktop.casework.listing import CaseLine
from reintegration_desktop.casework.today import Due
from reintegration_desktop.kernel.words import say_many
from reintegration_desktop.rules.words import task_words
from reintegration_desktop.ui.due.words import when_cell
from reintegration_desktop.ui.lists.cells import CELL_ROLE, Cell
from reintegration_desktop.ui.lists.delegate import cell_width
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.lists.table import Table, TableCard
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.arrange import Column, Row
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.chips import risk_state
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import heading, note

AT_FIRST, MANY = 6, 300


def count_words(number: int) -> str:
    """A count as it stands beside a heading; of very many no more than that they are very many."""
    return f"{MANY}+" if number >= MANY else str(number or "")


class WholeTable(Table):
    """A table as high as its rows: the page scrolls, not the table; where it is too wide, it scrolls sideways."""

    def __init__(self, model: CellsModel, name: Text, *, row_height: int = 40, header: bool = False,
                 cells: bool = False) -> None:  # fmt: skip
        self._stretched, self._needs, self._fitted = 0, 0, False
        super().__init__(model, name, row_height=row_height, cells=cells)
        self.horizontalHeader().setVisible(header)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        model.modelReset.connect(self.updateGeometry)

    def fit_columns(self, stretched: int, rows: int = 50) -> None:
        """Columns as wide as their words; one takes the rest, and is never narrower than its own words.

        What stands beside these words gives way first.
        """
        super().fit_columns(stretched, rows)
        model, now = self.model(), look()
        cells = [model.index(row, stretched).data(CELL_ROLE) for row in range(min(rows, model.rowCount()))]
        words = str(model.headerData(stretched, Qt.Orientation.Horizontal) or "")
        own = (replace(cell, beside="") for cell in cells if isinstance(cell, Cell))
        widest = max((cell_width(now, cell) for cell in own), default=0)
        self._stretched, self._fitted = stretched, True
        self._needs = max(widest, now.advance(words, "small", bold=True) + now.px(30))
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stretch a column where there is room."""
        super().resizeEvent(event)
        self._share()

    def sizeHint(self) -> QSize:
        """Every row in sight, and the scroll bar where there is one."""
        bar = look().size("scroll_bar") if self._too_wide() else 0
        return QSize(super().sizeHint().width(), self.whole_height() + bar)

    def minimumSizeHint(self) -> QSize:
        """No row is hidden."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def rescale(self) -> None:
        """Another text size, another height, and columns as wide as their words are now."""
        super().rescale()
        if self._fitted:
            self.fit_columns(self._stretched)
        self.updateGeometry()

    def whole_width(self) -> int:
        """The width at which nothing has to be scrolled sideways."""
        header = self.horizontalHeader()
        others = (header.sectionSize(column) for column in range(header.count()) if column != self._stretched)
        return sum(others) + self._needs

    def _too_wide(self) -> bool:
        return self.whole_width() > self.viewport().width()

    def _share(self) -> None:
        header = self.horizontalHeader()
        if not header.count():
            return
        narrow = self._too_wide()
        modes = QHeaderView.ResizeMode
        header.setSectionResizeMode(self._stretched, modes.Interactive if narrow else modes.Stretch)
        if narrow:
            header.resizeSection(self._stretched, self._needs)
        self.updateGeometry()


class DueTable(QWidget):
    """A section with its count and its rows; the first few, then all. ``opened`` names the row a person opened."""

    opened = Signal(object)

    def __init__(self, text: Text, icon: str, tone: str, none: Text) -> None:
        super().__init__()
        self._dues: tuple[Due, ...] = ()
        self._day, self._all = date.min, False
        self._none = note(none)
        self._count = note()
        words = heading(text)
        words.set_tone(tone)
        words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        words.setWordWrap(False)
        head = Row(Sign(icon, tone, 18), words, self._count, gap=10)
        head.setStretch(2, 1)
        self._model = CellsModel([""] * 4, [])
        self.table = WholeTable(self._model, text)
        self.table.opened.connect(self._on_opened)
        self._card = TableCard(self.table)
        self._more = Button(self._more_words, Kind.QUIET, small=True)
        self._more.clicked.connect(self._show_all)
        more = Row(self._more)
        more.addStretch(1)
        self.setLayout(Column(head, self._none, self._card, more, gap=8))

    def show_dues(self, dues: tuple[Due, ...], day: date) -> None:
        """Show these, late ones as late as they are on a day."""
        self._dues, self._day = dues, day
        self.draw()

    def draw(self) -> None:
        """Say the rows in the language of now."""
        row = self.table.currentIndex().row()
        shown = self._dues if self._all else self._dues[:AT_FIRST]
        self._model.show_rows([due_cells(due, self._day) for due in shown])
        if 0 <= row < len(shown):
            self.table.selectRow(row)
        self._count.set_text(count_words(len(self._dues)))
        self._none.setVisible(not self._dues)
        self._card.setVisible(bool(self._dues))
        self._more.setVisible(len(shown) < len(self._dues))
        self._more.resay()
        self.table.fit_columns(1)

    def columns(self) -> list[int]:
        """How wide each column is, in px."""
        return [self.table.columnWidth(column) for column in range(4)]

    def share(self, widths: Sequence[int]) -> None:
        """Give the columns other widths, so that lists below each other have the same four columns."""
        for column in (0, 2, 3):
            self.table.setColumnWidth(column, widths[column])

    def rescale(self) -> None:
        """Columns as wide as their words at the text size of now."""
        self.table.fit_columns(1)

    def _more_words(self) -> str:
        return say_many("{n} more: show all", "{n} more: show all", max(0, len(self._dues) - AT_FIRST))

    def _show_all(self) -> None:
        self._all = True
        self.draw()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_opened(self, row: int) -> None:
        self.opened.emit(self._dues[row])


def due_cells(due: Due, day: date) -> list[Cell]:
    """One task in a row."""
    return [
        Cell(chips=(risk_state(due.line.row.risk),)),
        named_cell(due.line),
        Cell(task_words(due.kind), icon="warning" if due.urgent else "", icon_tone="danger"),
        when_cell(due.due_on, day),
    ]


def named_cell(line: CaseLine) -> Cell:
    """Who it is about: the name with the code beside it, or the code alone."""
    beside = line.row.code if line.name != line.row.code else ""
    return Cell(line.name, beside=beside, bold=True)
