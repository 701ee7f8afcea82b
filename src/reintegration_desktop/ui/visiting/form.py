"""The questions of a visit: some stand where the page puts them, the others in folded sections."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.filling import Filling
from reintegration_desktop.ui.editors.answer import AnswerField
from reintegration_desktop.ui.editors.doubts import Doubting, no_doubts, show_doubts
from reintegration_desktop.ui.editors.editor import Setting
from reintegration_desktop.ui.editors.section import SectionCard
from reintegration_desktop.ui.editors.table import editor_for
from reintegration_desktop.ui.widgets.arrange import Column

SCORES, SEEN, WHY_NOT = "domain_scores", "child_seen", "not_seen_reasons"


class VisitForm(QWidget):
    """Every question of the form, each once: ``apart`` are the fields that stand elsewhere on the page.

    ``answered`` carries the new filling after each answer. Scoring says that they were seen. ``doubting`` tells after
    each answer what to think about.
    """

    answered = Signal(object)

    def __init__(
        self, filling: Filling, setting: Setting, words: ValueWords, apart: Mapping[str, AnswerField],
        hidden: frozenset[str] = frozenset(), doubting: Doubting = no_doubts,
    ) -> None:  # fmt: skip
        super().__init__()
        self._filling, self._setting, self._words = filling, setting, words
        self._fields = dict(apart)
        self._showing_problems = False
        self._doubting = doubting
        self._questions = {
            key: [
                one for one in filling.form.of_section(key)
                if one.in_use and one.key not in hidden and one.key not in apart
            ]
            for key in filling.form.sections
        }  # fmt: skip
        self._cards = {key: SectionCard(section, folds=True) for key, section in filling.form.sections.items()}
        self.setLayout(Column(*self._cards.values(), gap=8))
        for key, card in self._cards.items():
            card.opened.connect(partial(self._make, key))
            card.set_open(False)
            card.folded.connect(self._doubt)
        for field in apart.values():
            self._take_on(field)
        self._draw()

    @property
    def filling(self) -> Filling:
        """The visit as it stands."""
        return self._filling

    @property
    def sections(self) -> Mapping[str, SectionCard]:
        """The folded sections by key."""
        return self._cards

    def field(self, key: str) -> AnswerField:
        """The field of a question, its section opened; KeyError where nobody is asked it."""
        for section, questions in self._questions.items():
            if any(question.key == key for question in questions):
                self._cards[section].set_open(True)
        return self._fields[key]

    def show_filling(self, filling: Filling) -> None:
        """Draw other answers to the same questions."""
        self._filling = filling
        for key, field in self._fields.items():
            field.set_value(filling.given.get(key))
        self._draw()

    def show_problems(self) -> AnswerField | None:
        """Mark every answer that does not fit, and go to the first; None where there is none."""
        self._showing_problems = True
        known = {*self._fields, *(one.key for questions in self._questions.values() for one in questions)}
        wrong = [self.field(problem.key) for problem in self._filling.problems if problem.key in known]
        self._draw()
        if not wrong:
            return None
        wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return wrong[0]

    def _make(self, section: str) -> None:
        """Make the fields of a section that is opened for the first time."""
        missing = [question for question in self._questions[section] if question.key not in self._fields]
        for question in missing:
            field = AnswerField(question, editor_for(question, self._setting, self._words))
            field.setParent(self._cards[section].inside)
            self._fields[question.key] = field
            self._take_on(field)
        if missing:
            self._draw()

    def _take_on(self, field: AnswerField) -> None:
        field.set_value(self._filling.given.get(field.question.key))
        field.answered.connect(self._on_answered)

    def _on_answered(self, key: str) -> None:
        self._filling = self._filling.answer(key, self._fields[key].value())
        if key == SCORES and SCORES in self._filling.given and self._filling.given.choice(SEEN) != "yes":
            self._filling = self._filling.answer(SEEN, "yes")
            self._fields[SEEN].set_value("yes")
        self._draw(aloud=True)
        self.answered.emit(self._filling)

    def _doubt(self, *, aloud: bool = False) -> None:
        show_doubts(self._doubting(self._filling), self._fields, self._cards, self._questions, aloud=aloud)

    def _draw(self, *, aloud: bool = False) -> None:
        """Show what is asked now, what changed, what does not fit. Scores wait until somebody says *not seen*."""
        asked = {question.key for question in self._filling.asked}
        if self._filling.given.choice(SEEN) != "no":
            asked.add(SCORES)
        edited = self._filling.edited
        wrong = {problem.key: problem.words() for problem in self._filling.problems}
        for section, card in self._cards.items():
            own = [question.key for question in self._questions[section] if question.key in asked]
            card.lay(tuple(self._fields[key] for key in own if key in self._fields))
            card.setVisible(bool(own))
            card.tell(sum(key in self._filling.given for key in own), len(own))
        for key, field in self._fields.items():
            field.setVisible(key in asked)
            field.set_changed(key in edited and key in self._filling.saved)
            shows = self._showing_problems or (key in edited and not field.editor.hasFocus())
            field.set_error(wrong.get(key, "") if shows else "")
        self._doubt(aloud=aloud)
