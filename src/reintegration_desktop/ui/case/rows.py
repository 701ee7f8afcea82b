"""The rows of a form in a case: each in a line, and a way to add one."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.row_words import row_second, row_title
from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.casefile import Record
from reintegration_desktop.forms.questions import Form
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Rule
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import Words, caption, note


class RowsCard(Card):
    """``opened`` carries a row's id; ``added`` asks for a new one. ``writable`` says whether there is a way to add."""

    opened = Signal(object)
    added = Signal()

    def __init__(self, form: Form, words: ValueWords, *, writable: bool) -> None:
        self._form, self._words = form, words
        self._add = Button(lambda: say("Add"), icon="plus", small=True)
        self._add.setAccessibleName(say("Add to {form}", form=say(form.title)))
        self._add.setVisible(writable)
        head = Row(caption(lambda: say(form.title)), self._add)
        head.setStretch(0, 1)
        super().__init__(head)
        self._lines = QWidget()
        self.add(self._lines)
        self._add.clicked.connect(self.added)

    def show_rows(self, rows: tuple[Record, ...]) -> None:
        """The rows there are, the newest first."""
        column = Column(gap=8)
        for number, row in enumerate(reversed(rows)):
            if number:
                column.addWidget(Rule())
            column.addWidget(self._line(self._form, row, self._words))
        if not rows:
            column.addWidget(note(lambda: say("Nothing here yet.")))
        old, self._lines = self._lines, Box(column)
        self.inside.replaceWidget(old, self._lines)
        old.deleteLater()

    def _line(self, form: Form, row: Record, words: ValueWords) -> QWidget:
        title, second = row_title(form, row, words), row_second(form, row, words)
        told = Column(Words(title or say(form.title), bold=True, wraps=True), gap=0)
        if second:
            told.addWidget(Words(second, place="small", tone="muted", wraps=True))
        button = Button(lambda: say("Open"), small=True)
        button.setAccessibleName(say("Open {row}", row=title or say(form.title)))
        button.clicked.connect(partial(self._open, row.id))
        line = Row(Box(told), button)
        line.setStretch(0, 1)
        return Box(line)

    def _open(self, row: UUID) -> None:
        self.opened.emit(row)
