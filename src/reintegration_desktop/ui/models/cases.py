"""The list of cases as a table: a snapshot of row ids, its lines fetched a page at a time."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from reintegration_desktop.casework.listing import CaseLine
from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.ui.lists.cells import CELL_ROLE, Cell
from reintegration_desktop.ui.lists.delegate import words_of
from reintegration_desktop.ui.style.icons import pixmap
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look, px

PAGE = 100
PAGES_KEPT = 40
_Index = QModelIndex | QPersistentModelIndex

Fetch = Callable[[int, list[int], Callable[[list[CaseLine]], None]], None]


class CasesModel(QAbstractTableModel):
    """100,000 cases without 100,000 objects.

    ``fetch(page, row_ids, done)`` brings the lines of one page from the reader; answers that belong to an older
    snapshot are dropped by their generation. ``cell`` says what a line shows in a column.
    """

    page_came = Signal(int)

    def __init__(
        self,
        columns: Sequence[Text],
        fetch: Fetch,
        cell: Callable[[CaseLine, int], Cell],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._fetch = fetch
        self._cell = cell
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, list[CaseLine]] = OrderedDict()
        self._asked: set[int] = set()
        self._generation = 0
        self._sorted, self._backwards = -1, False

    def mark_sorted(self, column: int, *, backwards: bool) -> None:
        """Say by which column the rows are sorted, with an arrow at its words."""
        if (column, backwards) != (self._sorted, self._backwards):
            self._sorted, self._backwards = column, backwards
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def first_lines(self) -> list[CaseLine]:
        """The lines of the first page, if it has come: columns are as wide as their words."""
        return self._pages.get(0, [])

    def show(self, ids: "array[int]") -> None:
        """Show another snapshot; lines that were fetched for the old one are forgotten."""
        self.beginResetModel()
        self._ids = ids
        self.forget()
        self.endResetModel()

    def forget(self) -> None:
        """Fetch every line again when it is drawn next; row ids stay."""
        self._generation += 1
        self._pages.clear()
        self._asked.clear()

    def repaint(self) -> None:
        """Show what changed in lines that stay where they are."""
        self.forget()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self._columns) - 1))

    def name_columns(self, columns: Sequence[Text]) -> None:
        """Put other words over the columns (another language, another width)."""
        self.beginResetModel()
        self._columns = tuple(columns)
        self.endResetModel()

    def line(self, row: int) -> CaseLine | None:
        """The line of a row, or None until its page has come; asking makes it come."""
        page, at = divmod(row, PAGE)
        lines = self._pages.get(page)
        if lines is None:
            self._ask(page)
            return None
        self._pages.move_to_end(page)
        return lines[at] if at < len(lines) else None

    def row_of(self, rowid: int) -> int | None:
        """Where a case stands in the snapshot."""
        try:
            return self._ids.index(rowid)
        except ValueError:
            return None

    def rowid(self, row: int) -> int:
        """The row id that stands in a row."""
        return self._ids[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - the signature is Qt's
        """How many cases the snapshot holds."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - the signature is Qt's
        """How many columns are shown at this width."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell for the delegate, or its words; None until its page has come."""
        if not index.isValid():
            return None
        if role not in (CELL_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = self.line(index.row())
        if line is None:
            return None
        cell = self._cell(line, index.column())
        return cell if role == CELL_ROLE else words_of(cell)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The column's words, and an arrow where the rows are sorted by it."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        words, here = said(self._columns[section]), section == self._sorted
        if role == Qt.ItemDataRole.AccessibleTextRole and here:
            told = marked("{column}, sorted backwards") if self._backwards else marked("{column}, sorted")
            return say(told, column=words)
        if role == Qt.ItemDataRole.DecorationRole and here:
            return pixmap(look(), "arrow-down" if self._backwards else "arrow-up", px(14), "accent")
        return words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def _ask(self, page: int) -> None:
        """Have a page fetched, once."""
        if page in self._asked:
            return
        self._asked.add(page)
        generation = self._generation
        ids = list(self._ids[page * PAGE : (page + 1) * PAGE])

        def came(lines: list[CaseLine]) -> None:
            if generation == self._generation:
                self._keep(page, ids, lines)

        self._fetch(page, ids, came)

    def _keep(self, page: int, ids: list[int], lines: list[CaseLine]) -> None:
        """Show a page that came; a case that is gone meanwhile leaves its row empty."""
        self._asked.discard(page)
        self._pages[page] = lines
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        first, last = page * PAGE, page * PAGE + len(ids) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))
        self.page_came.emit(page)
