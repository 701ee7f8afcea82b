"""A table: rows of one height, the chosen one marked, the header in words that are never cut."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from reintegration_desktop.ui.lists.cells import CELL_ROLE, Cell
from reintegration_desktop.ui.lists.delegate import CellDelegate, cell_width
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.cards import Card

_Index = QModelIndex | QPersistentModelIndex


class Table(QTableView):
    """Rows by their kind: ``row`` (one line), or any height in px at 100 %. Enter and a double press open a row.

    ``previewed`` tells of Space, ``chosen`` of the row one is on, or -1.
    """

    opened = Signal(int)
    previewed = Signal(int)
    chosen = Signal(int)

    def __init__(self, model: QAbstractItemModel, name: Text, *, row_height: int = 40, cells: bool = False) -> None:
        super().__init__()
        self._name, self._row_height, self._cells = name, row_height, cells
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self, rings=cells))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        one = QAbstractItemView.SelectionBehavior.SelectRows
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems if cells else one)
        self.setSelectionMode(
            QAbstractItemView.SelectionMode.NoSelection if cells else QAbstractItemView.SelectionMode.SingleSelection
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.rescale()
        self.resay()

    def selectRow(self, row: int) -> None:
        """Choose a row. Qt's own looks for the column at an edge, and finds none where one reads from the right."""
        if not self._cells and 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, 0))

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell which row one is on."""
        super().currentChanged(current, previous)
        self.chosen.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space previews."""
        row = self.currentIndex().row()
        if row >= 0 and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(row)
        elif row >= 0 and event.key() == Qt.Key.Key_Space and not self._cells:
            self.previewed.emit(row)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the pointer is tinted."""
        super().mouseMoveEvent(event)
        self._point_at(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer any more."""
        super().leaveEvent(event)
        self._point_at(-1)

    def share_width(self, stretched: int, widths: Sequence[int]) -> None:
        """Columns as wide as their header's words and at least so many px at 100 %; one takes the rest."""
        now, header = look(), self.horizontalHeader()
        header.setStretchLastSection(False)
        for column, base in enumerate(widths):
            words = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
            mode = QHeaderView.ResizeMode.Stretch if column == stretched else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, mode)  # first: one that stretched until now takes no width
            header.resizeSection(column, max(now.px(base), now.advance(words, "small", bold=True) + now.px(30)))

    def fit_columns(self, stretched: int, rows: int = 50) -> None:
        """Columns as wide as the words of the header and of the first rows; one takes the rest."""
        now, model = look(), self.model()
        cells = [
            [model.index(row, column).data(CELL_ROLE) for row in range(min(rows, model.rowCount()))]
            for column in range(model.columnCount())
        ]
        widest = [
            max((cell_width(now, cell) for cell in column if isinstance(cell, Cell)), default=0) for column in cells
        ]
        self.share_width(stretched, [round(wide / now.factor) for wide in widest])

    def rescale(self) -> None:
        """Row heights at the text size of now."""
        now = look()
        vertical, header = self.verticalHeader(), self.horizontalHeader()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(1)
        vertical.setDefaultSectionSize(max(now.px(self._row_height), now.metrics().height() + now.px(8)))
        header.setFixedHeight(now.size("header"))
        header.setMinimumSectionSize(now.px(40))

    def resay(self) -> None:
        """The accessible name in the language of now."""
        self.setAccessibleName(said(self._name))

    def whole_height(self) -> int:
        """The height at which no row is hidden."""
        header = 0 if self.horizontalHeader().isHidden() else self.horizontalHeader().height()
        return header + self.model().rowCount() * self.verticalHeader().defaultSectionSize()

    def minimumSizeHint(self) -> QSize:
        """Long lists give way first."""
        return QSize(px(240), px(40) + self.verticalHeader().defaultSectionSize())

    def _point_at(self, row: int) -> None:
        if self.property("pointer_row") != row:
            self.setProperty("pointer_row", row)
            self.viewport().update()


class TableCard(Card):
    """A table with a hairline round it; inset, so that its cells do not paint over the round corners."""

    def __init__(self, table: Table) -> None:
        super().__init__(table, gap=0, margins=(1, 1, 1, 1))
        self.table = table
