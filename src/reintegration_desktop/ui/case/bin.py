"""The bin of a case: rows that were taken out, and the way back."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.casefile import Record
from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.case.row_words import row_title
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Rule
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import Words, caption, note, small


class BinCard(Card):
    """``back_asked`` carries the row to bring back. Nothing is ever lost by it: the history keeps every version."""

    back_asked = Signal(object)

    def __init__(self, dictionary: Dictionary, words: ValueWords) -> None:
        super().__init__(caption(lambda: say("The bin")))
        self._dictionary, self._words = dictionary, words
        self._lines = QWidget()
        self.add(self._lines)

    def show_rows(self, rows: tuple[Record, ...]) -> None:
        """What was taken out of this case."""
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
