"""The programme's places: villages in districts in provinces; added, renamed, retired, or taken from a table."""

import csv
from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.programme.settling import Part
from reintegration_desktop.kernel.words import marked, say, say_many
from reintegration_desktop.rules.places import Place
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.rules.settling import (
    COUNTRY,
    DISTRICT,
    PLACES,
    PROVINCE,
    VILLAGE,
    Entry,
    place_renamed,
    with_place,
    with_places,
    with_retired,
)
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.lists.cells import Cell
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.lists.table import Table, TableCard
from reintegration_desktop.ui.picking import Pick, pick_file
from reintegration_desktop.ui.settings.book import Book
from reintegration_desktop.ui.settings.entries import RETIRED, in_use_words
from reintegration_desktop.ui.theme import px
from reintegration_desktop.ui.widgets.arrange import Column, Wide
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.words import heading, note

KINDS: Mapping[int, str] = {
    COUNTRY: marked("Country"), PROVINCE: marked("Province"), DISTRICT: marked("District"), VILLAGE: marked("Village"),
}  # fmt: skip
_HIGH = 320


def rows_of_table(text: str) -> list[list[str]]:
    """Province, district, village of each row; commas, semicolons or tabs stand between them. The head is left out."""
    lines = text.removeprefix("\ufeff").splitlines()
    between = max(",;\t", key=lines[0].count) if lines else ","
    return list(csv.reader(StringIO("\n".join(lines[1:])), delimiter=between))


class PlacesSection(QWidget):
    """Places in the order in which they lie in each other; a new one lies below the one that is chosen."""

    def __init__(self, book: Book, pick: Pick = pick_file) -> None:
        super().__init__()
        self._book, self._pick = book, pick
        self._places: list[Place] = []
        self._model = CellsModel(
            [lambda: say("Place"), lambda: say("Kind"), lambda: say("Code"), lambda: say("State")], []
        )
        self.table = Table(self._model, lambda: say("Places"), row_height=36)
        self.table.setFixedHeight(px(_HIGH))
        self.name = TextLine(sealed=False)
        self.add = Button(self._add_words, icon="plus")
        self.rename = Button(lambda: say("Give the chosen one this name"), icon="check")
        self.retire = Button(lambda: say("No longer use"), icon="minus")
        self.take = Button(lambda: say("Take places from a table…"), icon="download")
        told = note(
            lambda: say("A table has a line of headings, then province, district and village in each line (CSV).")
        )
        name = Field(lambda: say("Name of the place"), self.name)
        buttons = Flowing(self.add, self.rename, self.retire, self.take)
        whole = Column(heading(lambda: say("Places")), told, TableCard(self.table), name, buttons, gap=10)
        self.setLayout(Column(Wide(whole, 760)))
        self._connect()
        self._show()

    def resay(self) -> None:
        """Rows in the language of now."""
        self._show()

    def rescale(self) -> None:
        """Its height at the text size of now."""
        self.table.setFixedHeight(px(_HIGH))
        self.table.fit_columns(0)

    def _connect(self) -> None:
        self.table.chosen.connect(self._on_chosen)
        self.name.textChanged.connect(lambda _: self._enable())
        self.add.clicked.connect(lambda: self._try(lambda was: with_place(was, self.name.text(), self._below())))
        self.rename.clicked.connect(self._on_rename)
        self.retire.clicked.connect(self._on_retire)
        self.take.clicked.connect(self._on_take)
        self._book.changed.connect(self._show)

    def _chosen(self) -> Place | None:
        row = self.table.currentIndex().row()
        return self._places[row] if 0 <= row < len(self._places) else None

    def _below(self) -> str | None:
        """What a new place lies in: the chosen one, or for a village what that lies in."""
        chosen = self._chosen()
        if chosen is None:
            return next((place.code for place in self._places if place.level == COUNTRY), None)
        return chosen.parent if chosen.level == VILLAGE else chosen.code

    def _add_words(self) -> str:
        below = self._below() if hasattr(self, "name") else None
        place = self._book.programme.places.places.get(below or "")
        return say("Add in {place}", place=place.name) if place is not None else say("Add a province")

    def _show(self) -> None:
        row, gone = self.table.currentIndex().row(), self._book.programme.retired.get(PLACES, frozenset())
        self._places = list(_in_order(self._book.programme, None))
        self._model.show_rows([_cells(place, retired=place.code in gone) for place in self._places])
        self.table.fit_columns(0)
        self.table.selectRow(min(row, len(self._places) - 1))
        self._enable()

    def _on_chosen(self, row: int) -> None:
        if (place := self._chosen()) is not None:
            self.name.setText(place.name)
        self._enable()

    def _enable(self) -> None:
        place, typed = self._chosen(), self.name.text().strip()
        gone = self._book.programme.retired.get(PLACES, frozenset())
        self.add.resay()
        self.add.setEnabled(bool(typed) and (place is None or place.name != typed))
        self.rename.setEnabled(bool(typed) and place is not None and place.name != typed)
        in_use_words(self.retire, None if place is None else Entry(place.code, place.name, place.code in gone))

    def _on_rename(self) -> None:
        if (place := self._chosen()) is not None:
            self._try(lambda was: place_renamed(was, place.code, self.name.text()))

    def _on_retire(self) -> None:
        if (place := self._chosen()) is not None:
            gone = place.code in self._book.programme.retired.get(PLACES, frozenset())
            self._try(lambda was: with_retired(was, PLACES, place.code, retired=not gone))

    def _on_take(self) -> None:
        if not (file := self._pick(self, say("A table of places"))):
            return
        try:
            rows = rows_of_table(Path(file).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            self._book.refuse(lambda: say("The table could not be read: save it as CSV in UTF-8."))
            return
        programme, added = with_places(self._book.programme, rows)
        if added:
            self._book.settle(Part.PLACES, programme)
        else:
            self._book.refuse(lambda: say_many("{n} new place in this table.", "{n} new places in this table.", 0))

    def _try(self, change: Callable[[Programme], Programme]) -> None:
        try:
            self._book.settle(Part.PLACES, change(self._book.programme))
        except ValueError:
            self._book.refuse(lambda: say("A place of this name lies there already."))


def _in_order(programme: Programme, parent: str | None) -> "list[Place]":
    found = []
    for place in programme.places.within(parent):
        found += [place, *_in_order(programme, place.code)]
    return found


def _cells(place: Place, *, retired: bool) -> list[Cell]:
    tone, indent = "muted" if retired else "text", "    " * place.level
    state = Cell(chips=(RETIRED,)) if retired else Cell("–", tone="muted")
    return [
        Cell(f"{indent}{place.name}", tone=tone, bold=place.level < VILLAGE and not retired),
        Cell(say(KINDS.get(place.level, KINDS[VILLAGE])), tone="muted"),
        Cell(place.code, tone="muted"),
        state,
    ]
