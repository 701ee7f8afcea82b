"""Draws a form being filled in, whatever form it is, and passes answers on."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.filling import Filling
from reintegration_desktop.forms.questions import Field as Question
from reintegration_desktop.forms.questions import Section
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.editors.answer import AnswerField
from reintegration_desktop.ui.editors.editor import Setting
from reintegration_desktop.ui.editors.table import editor_for
from reintegration_desktop.ui.widgets.arrange import Column, Grid, Row
from reintegration_desktop.ui.widgets.buttons import IconButton, Kind
from reintegration_desktop.ui.widgets.words import Words, caption, note
from reintegration_desktop.vault.roles import Room


class SectionCard(QFrame):
    """The questions of a section under its title, folded away or not."""

    def __init__(self, section: Section, *, folds: bool) -> None:
        super().__init__()
        self.setObjectName("card")
        self.section = section
        self.is_open = True
        self._title = caption(lambda: say(section.title))
        self._count = Words(place="small", tone="muted")
        self._fold = IconButton(
            lambda: say("Fold {section}", section=say(section.title)), "chevron-down", Kind.QUIET, small=True
        )
        self._fold.setVisible(folds)
        self._fold.clicked.connect(lambda: self.set_open(not self.is_open))
        self.inside = QWidget()
        self._grid = Grid(gap=16, row_gap=12)
        self.inside.setLayout(self._grid)
        self._laid: tuple[AnswerField, ...] = ()
        head = Row(self._fold, self._title, self._count, gap=6)
        head.setStretch(1, 1)
        column = Column(head, gap=10, margins=(16, 12, 16, 14))
        if section.hint:
            column.addWidget(note(lambda: say(section.hint)))
        column.addWidget(self.inside)
        self.setLayout(column)

    def lay(self, fields: tuple[AnswerField, ...]) -> None:
        """Put the questions that are asked in their order; two short ones that follow each other share a line."""
        if fields == self._laid:
            return
        self._laid = fields
        while self._grid.takeAt(0) is not None:
            pass
        row, waiting = 0, False
        for at, field in enumerate(fields):
            pairs = field.is_short and (waiting or (at + 1 < len(fields) and fields[at + 1].is_short))
            self._grid.addWidget(field, row, int(waiting and pairs), 1, 1 if pairs else 2, Qt.AlignmentFlag.AlignTop)
            waiting = pairs and not waiting
            row += not waiting
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)

    def set_open(self, is_open: bool) -> None:
        """Fold it away, or open it."""
        self.is_open = is_open
        self.inside.setVisible(is_open)
        self._fold.set_icon(
            "chevron-down" if is_open else "chevron-right",
            lambda: say("Fold {section}", section=say(self.section.title)),
        )

    def tell(self, filled: int, asked: int) -> None:
        """Say how much of it has an answer."""
        self._count.set_text(lambda: say("{filled} of {asked}", filled=str(filled), asked=str(asked)))


class FormView(QWidget):
    """A form's asked questions by section.

    ``answered`` carries the new filling after each answer. ``only`` narrows to some sections; restricted questions
    are left out unless ``with_restricted``.
    """

    answered = Signal(object)

    def __init__(
        self, filling: Filling, setting: Setting, words: ValueWords, *, only: Collection[str] = (),
        hidden: Collection[str] = (), with_restricted: bool = False, folds: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self._filling, self._setting, self._words = filling, setting, words
        self._hidden, self._with_restricted = frozenset(hidden), with_restricted
        self._fields: dict[str, AnswerField] = {}
        self._cards: dict[str, SectionCard] = {}
        self._showing_problems = False
        column = Column(gap=12)
        for key, section in filling.form.sections.items():
            if not only or key in only:
                self._cards[key] = SectionCard(section, folds=folds)
                column.addWidget(self._cards[key])
        self.setLayout(column)
        for question in filling.form.fields.values():
            if self._is_ours(question):
                self._add(question)
        self.show_filling(filling)

    @property
    def filling(self) -> Filling:
        """The form as it stands."""
        return self._filling

    def field(self, key: str) -> AnswerField:
        """The field of a question; KeyError where it isn't drawn here."""
        return self._fields[key]

    def card(self, section: str) -> SectionCard:
        """The card of a section."""
        return self._cards[section]

    def show_filling(self, filling: Filling) -> None:
        """Draw another state of the same form."""
        self._filling = filling
        for key, field in self._fields.items():
            field.set_value(filling.given.get(key))
        self._draw()

    def show_problems(self) -> bool:
        """Mark every answer that does not fit and go to the first; false where there is none."""
        self._showing_problems = True
        self._draw()
        wrong = [problem.key for problem in self._filling.problems if problem.key in self._fields]
        if wrong:
            self._fields[wrong[0]].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(wrong)

    def _is_ours(self, question: Question) -> bool:
        return (
            question.in_use
            and question.section in self._cards
            and question.key not in self._hidden
            and (self._with_restricted or question.room is not Room.RESTRICTED)
        )

    def _add(self, question: Question) -> None:
        field = AnswerField(question, editor_for(question, self._setting, self._words))
        field.answered.connect(self._on_answered)
        self._fields[question.key] = field
        field.setParent(self._cards[question.section].inside)

    def _on_answered(self, key: str) -> None:
        self._filling = self._filling.answer(key, self._fields[key].value())
        self._draw()
        self.answered.emit(self._filling)

    def _draw(self) -> None:
        """Show what is asked now, what changed, what does not fit."""
        asked = {question.key for question in self._filling.asked}
        edited = self._filling.edited
        wrong = {problem.key: problem.words() for problem in self._filling.problems}
        for key, field in self._fields.items():
            field.setVisible(key in asked)
            field.set_changed(key in edited and key in self._filling.saved)
            shows = self._showing_problems or (key in edited and not field.editor.hasFocus())
            field.set_error(wrong.get(key, "") if shows else "")
        for key, card in self._cards.items():
            own = [name for name in self._fields if name in asked and self._fields[name].question.section == key]
            card.lay(tuple(self._fields[name] for name in own))
            card.setVisible(bool(own))
            card.tell(sum(name in self._filling.given for name in own), len(own))
