"""What a workbook holds: its sheets, one in sight, as tables of texts."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTabBar, QTableView

from reintegration_desktop.casework.strangers.wire import Message
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.strangers.view import StrangeView, words
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Column

_WIDEST, _MEASURED, _LETTERS = 360, 60, 26
Index = QModelIndex | QPersistentModelIndex


class Cells(QAbstractTableModel):
    """One sheet; columns are called by letters and rows by numbers, as in every program for tables."""

    def __init__(self, rows: list[list[str]]) -> None:
        super().__init__()
        self._rows, self._columns = rows, max((len(row) for row in rows), default=0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """All rows of the sheet."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        """As many as its longest row has."""
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; all of it where one points at it."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self._rows[index.row()]
        return row[index.column()] if index.column() < len(row) else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A, B ... Z, AA; 1, 2, 3."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return letters_of(section) if orientation is Qt.Orientation.Horizontal else str(section + 1)


class TablesView(StrangeView):
    """A tab for each sheet where there are several."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.tabs, self.table = QTabBar(), QTableView()
        self._sheets: list[list[list[str]]] = []
        self._cut = False
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setAccessibleName(say("Sheets of {file}", file=name))
        self.table.setAccessibleName(name)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setWordWrap(True)
        self.table.setShowGrid(True)
        self.table.setTabKeyNavigation(False)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.tabs.currentChanged.connect(self._show)
        self.setLayout(Column(self.tabs, self.table, gap=4))
        self.setFocusProxy(self.table)

    def take(self, message: Message) -> None:
        """All sheets."""
        if message.head["say"] != "tables":
            raise ValueError
        parts = [(words(part["name"]), [[words(cell) for cell in row] for row in part["rows"]])
                 for part in message.head["parts"]]  # fmt: skip
        self._cut = bool(message.head["cut"])
        self.forget()
        self._sheets = [rows for _, rows in parts]
        for name, _ in parts:
            self.tabs.addTab(name.replace("&", "&&"))
        self.tabs.setVisible(len(parts) > 1)
        self._show(0)

    def forget(self) -> None:
        """No cell stays."""
        self._sheets = []
        while self.tabs.count():
            self.tabs.removeTab(0)
        self.table.setModel(None)

    def rescale(self) -> None:
        """Take the widths of now."""
        self._show(self.tabs.currentIndex())

    def above(self) -> Text:
        """That it is not as it was laid out."""
        if self._cut:
            return lambda: say("The first part of its tables, without layout and charts.")
        return lambda: say("Its tables, without layout and charts.")

    def _show(self, number: int) -> None:
        if not 0 <= number < len(self._sheets):
            return
        rows = self._sheets[number]
        before, model = self.table.model(), Cells(rows)
        model.setParent(self.table)
        self.table.setModel(model)
        if before is not None:
            before.deleteLater()
        self.table.verticalHeader().setDefaultSectionSize(look().size("control_small"))
        for column in range(model.columnCount()):
            widest = max((look().advance(row[column].split("\n")[0][:80]) for row in rows[:_MEASURED]
                          if column < len(row)), default=0)  # fmt: skip
            self.table.setColumnWidth(column, min(max(widest + px(20), px(56)), px(_WIDEST)))


def letters_of(column: int) -> str:
    """What a column is called, from 0: A, B ... Z, AA."""
    said = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        said = chr(ord("A") + rest) + said
    return said
