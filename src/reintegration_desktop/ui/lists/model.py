"""A table of cells that are all known: small lists, figures, matrices."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.lists.cells import CELL_ROLE, Cell, Side
from reintegration_desktop.ui.lists.delegate import SIDES, words_of
from reintegration_desktop.ui.text import Text, said

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class CellsModel(QAbstractTableModel):
    """Rows of cells under columns; ``sides`` say where the words of each column and of its header stand."""

    def __init__(self, columns: Sequence[Text], rows: Sequence[Sequence[Cell]], *, sides: Sequence[Side] = ()) -> None:
        super().__init__()
        self._columns, self._rows, self._sides = list(columns), [list(row) for row in rows], list(sides)

    def show_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = [list(row) for row in rows]
        self.endResetModel()

    def show_row(self, row: int, cells: Sequence[Cell]) -> None:
        """Show one row otherwise; the list stays where it is."""
        self._rows[row] = list(cells)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(cells) - 1))

    def rowCount(self, parent: _Index = _NONE) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NONE) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell, or its words."""
        cell = self._rows[index.row()][index.column()]
        if role == CELL_ROLE:
            return cell
        if cell.sunken and role == Qt.ItemDataRole.AccessibleTextRole:
            return say("hidden")
        words = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        return words_of(cell) if role in words else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A column's words, on the side of its cells."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return said(self._columns[section])
        if role == Qt.ItemDataRole.TextAlignmentRole and section < len(self._sides):
            return SIDES[self._sides[section]] | Qt.AlignmentFlag.AlignVCenter
        return None
