"""The bin of a case: rows that were taken out, the way back, and the way out for good."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.row_words import row_title
from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.casefile import Record
from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.erasing.bin import IN_THE_BIN
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Rule
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import Words, caption, note, small


class BinCard(Card):
    """``back_asked`` carries the row to bring back; the history keeps every version.

    ``empty_asked``: somebody wants what has lain here for thirty days to be destroyed.
    """

    back_asked = Signal(object)
    empty_asked = Signal()

    def __init__(self, dictionary: Dictionary, words: ValueWords) -> None:
        super().__init__(caption(lambda: say("The bin")))
        self._dictionary, self._words = dictionary, words
        self._lines, self._ready = QWidget(), 0
        self.empty = Button(lambda: say("Empty the bin…"), Kind.DANGER, icon="bin", small=True)
        self.empty.clicked.connect(self.empty_asked)
        self._rests = note(self._rest_words)
        foot = Row(self._rests, self.empty, gap=12)
        foot.setStretch(0, 1)
        self._foot = Box(foot)
        self._foot.setVisible(False)
        self.add(self._lines, self._foot)

    def show_rows(self, rows: tuple[Record, ...], ready: int | None = None) -> None:
        """What was taken out of this case; so many of them can be destroyed now, None for who empties none."""
        self._ready = ready or 0
        self._foot.setVisible(ready is not None and bool(rows))
        self.empty.setEnabled(bool(ready))
        self._rests.resay()
        column = Column(gap=8)
        for number, row in enumerate(rows):
            if number:
                column.addWidget(Rule())
            column.addWidget(self._line(row))
        if not rows:
            column.addWidget(note(lambda: say("The bin is empty.")))
        old, self._lines = self._lines, Box(column)
        self.inside.replaceWidget(old, self._lines)
        old.deleteLater()

    def _rest_words(self) -> str:
        if not self._ready:
            return say(
                "Entries can be destroyed for good once they have lain here for {n} days.", n=str(IN_THE_BIN.days)
            )
        return say_many(
            "{n} entry has lain here long enough to be destroyed for good.",
            "{n} entries have lain here long enough to be destroyed for good.",
            self._ready,
        )

    def _line(self, row: Record) -> QWidget:
        form = self._dictionary[row.form]
        title = row_title(form, row, self._words) or say(form.title)
        button = Button(lambda: say("Bring back"), icon="undo", small=True)
        button.setAccessibleName(say("Bring back {row}", row=title))
        button.clicked.connect(partial(self._ask, row.id))
        told = Column(Words(title, bold=True, wraps=True), small(partial(say, form.title)), gap=0)
        line = Row(Box(told), button)
        line.setStretch(0, 1)
        return Box(line)

    def _ask(self, row: UUID) -> None:
        self.back_asked.emit(row)
