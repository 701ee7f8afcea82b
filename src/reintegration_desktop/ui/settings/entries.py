"""The lists a programme fills: add an entry, give it another label, retire it; no code is deleted or used again."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.programme.settling import Part
from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.rules.settling import PROVIDERS, Entry, entries_of, renamed, with_entry, with_retired
from reintegration_desktop.ui.due.table import WholeTable
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.lists.cells import Cell
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.lists.table import TableCard
from reintegration_desktop.ui.settings.book import Book
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Column, Wide
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.chips import State
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.words import heading, note

NAMES: Mapping[str, str] = {
    PROVIDERS: marked("Services one can refer to"),
    "armed_actors": marked("Armed actors"),
    "countries": marked("Countries"),
    "languages": marked("Languages"),
    "trades": marked("Trades"),
    "wellbeing_tools": marked("Sets of questions on wellbeing"),
}
RETIRED = State("neutral", "minus", lambda: say("No longer used"))


def in_use_words(button: Button, entry: Entry | None) -> None:
    """The button that retires says so, or that it takes into use again."""
    again = entry is not None and entry.retired
    button.set_words((lambda: say("Use again")) if again else (lambda: say("No longer use")))
    button.setEnabled(entry is not None)


class EntriesSection(QWidget):
    """One list at a time."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._entries: tuple[Entry, ...] = ()
        self.which = Dropdown({name: _name(name) for name in (PROVIDERS, *book.settles.lists)})
        self._model = CellsModel([lambda: say("Entry"), lambda: say("Code"), lambda: say("State")], [])
        self.table = WholeTable(self._model, lambda: say("Entries of the list"), row_height=36, header=True)
        self.label = TextLine(sealed=False)
        self.add = Button(lambda: say("Add"), icon="plus")
        self.rename = Button(lambda: say("Give the chosen one this label"), icon="check")
        self.retire = Button(lambda: say("No longer use"), icon="minus")
        told = note(lambda: say("What was chosen earlier stays in the files, also when an entry is no longer used."))
        which = Field(lambda: say("List"), self.which)
        label = Field(lambda: say("Label"), self.label)
        buttons = Flowing(self.add, self.rename, self.retire)
        whole = Column(heading(lambda: say("Lists")), told, which, TableCard(self.table), label, buttons, gap=10)
        self.setLayout(Column(Wide(whole, 760)))
        self._connect()
        self._show()

    def resay(self) -> None:
        """Rows in the language of now."""
        self._show()

    def _connect(self) -> None:
        self.which.picked.connect(self._show)
        self.table.chosen.connect(self._on_chosen)
        self.label.textChanged.connect(lambda _: self._enable())
        self.add.clicked.connect(lambda: self._try(lambda was: with_entry(was, self._list, self.label.text())))
        self.rename.clicked.connect(self._on_rename)
        self.retire.clicked.connect(self._on_retire)
        self._book.changed.connect(self._show)

    @property
    def _list(self) -> str:
        return self.which.value() or PROVIDERS

    def _chosen(self) -> Entry | None:
        row = self.table.currentIndex().row()
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def _show(self) -> None:
        row = self.table.currentIndex().row()
        self._entries = entries_of(self._book.programme, self._list)
        self._model.show_rows([_cells(one) for one in self._entries])
        self.table.fit_columns(0)
        self.table.selectRow(min(row, len(self._entries) - 1))
        self._enable()

    def _on_chosen(self, row: int) -> None:
        if (entry := self._chosen()) is not None:
            self.label.setText(entry.label)
        self._enable()

    def _enable(self) -> None:
        entry, typed = self._chosen(), self.label.text().strip()
        self.add.setEnabled(bool(typed) and all(one.label != typed for one in self._entries))
        self.rename.setEnabled(bool(typed) and entry is not None and entry.label != typed)
        in_use_words(self.retire, entry)

    def _on_rename(self) -> None:
        if (entry := self._chosen()) is not None:
            self._try(lambda was: renamed(was, self._list, entry.code, self.label.text()))

    def _on_retire(self) -> None:
        if (entry := self._chosen()) is not None:
            self._try(lambda was: with_retired(was, self._list, entry.code, retired=not entry.retired))

    def _try(self, change: Callable[[Programme], Programme]) -> None:
        try:
            self._book.settle(Part.LISTS, change(self._book.programme))
        except ValueError:
            self._book.refuse(lambda: say("This label stands in the list already."))


def _name(name: str) -> Text:
    return lambda: say(NAMES[name]) if name in NAMES else name


def _cells(entry: Entry) -> list[Cell]:
    tone = "muted" if entry.retired else "text"
    state = Cell(chips=(RETIRED,)) if entry.retired else Cell("–", tone="muted")
    return [Cell(entry.label, tone=tone, bold=not entry.retired), Cell(entry.code, tone="muted"), state]
