"""Draws a form being filled in, whatever form it is, and passes answers on."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.filling import Filling
from reintegration_desktop.forms.questions import Field as Question
from reintegration_desktop.forms.questions import Form
from reintegration_desktop.rules.limits.showing import names_somebody
from reintegration_desktop.ui.editors.answer import AnswerField
from reintegration_desktop.ui.editors.doubts import Doubting, no_doubts, show_doubts
from reintegration_desktop.ui.editors.editor import Setting
from reintegration_desktop.ui.editors.section import SectionCard
from reintegration_desktop.ui.editors.table import editor_for
from reintegration_desktop.ui.theme import application
from reintegration_desktop.ui.widgets.arrange import Column
from reintegration_desktop.vault.roles import Room


class FormView(QWidget):
    """A form's asked questions by section.

    ``answered`` carries the new filling after each answer. ``only`` narrows to some sections; restricted questions
    are left out unless ``with_restricted``. With ``folds`` all sections but the first ``unfolded`` are folded, and made
    when they are opened. ``apart`` are fields that stand elsewhere on the page. ``doubting`` tells after each answer
    what to think about, ``seeing`` works out what follows from it.
    """

    answered = Signal(object)

    def __init__(
        self, filling: Filling, setting: Setting, words: ValueWords, *, only: Collection[str] = (),
        hidden: Collection[str] = (), with_restricted: bool = False, folds: bool = False,
        unfolded: int = 1, apart: Mapping[str, AnswerField] = MappingProxyType({}),
        doubting: Doubting = no_doubts, seeing: Callable[[Filling], Filling] | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self._filling, self._setting, self._words, self._folds = filling, setting, words, folds
        self._fields, self._unfolded = dict(apart), unfolded
        self._showing_problems = False
        self._doubting = doubting
        self._names_shown, self._seeing = True, seeing
        wanted = {key: section for key, section in filling.form.sections.items() if not only or key in only}
        rooms = frozenset(Room) if with_restricted else frozenset(Room) - {Room.RESTRICTED}
        self._questions = {key: _asked_in(filling.form, key, rooms, {*hidden, *apart}) for key in wanted}
        self._cards = {key: SectionCard(section, folds=folds) for key, section in wanted.items()}
        self.setLayout(Column(*self._cards.values(), gap=12))
        for number, (key, card) in enumerate(self._cards.items()):
            card.opened.connect(partial(self._make, key))
            card.set_open(not folds or number < unfolded)
            card.folded.connect(self.doubt_anew)
        for field in apart.values():
            self._take_on(field)
        self._draw()
        application().focusChanged.connect(self._on_focus)

    @property
    def filling(self) -> Filling:
        """The form as it stands."""
        return self._filling

    @property
    def sections(self) -> Mapping[str, SectionCard]:
        """The cards of the sections by key."""
        return self._cards

    def field(self, key: str) -> AnswerField:
        """The field of a question, its section opened; KeyError where it isn't drawn here."""
        for section, questions in self._questions.items():
            if any(question.key == key for question in questions):
                self._cards[section].set_open(True)
        return self._fields[key]

    def show_filling(self, filling: Filling) -> None:
        """Draw another state of the same form."""
        self._filling = filling
        for key, field in self._fields.items():
            field.set_value(filling.given.get(key))
        self._draw()
        self._mask(at_once=True)

    def show_names(self, shown: bool) -> None:
        """Names as they are, or dots in their place."""
        self._names_shown = shown
        self._mask(at_once=True)

    def begin(self, filling: Filling) -> None:
        """Draw another record of the same form, as when it was opened first."""
        self._showing_problems = False
        for number, card in enumerate(self._cards.values()):
            card.set_open(not self._folds or number < self._unfolded)
        self.show_filling(filling)

    def show_problems(self) -> AnswerField | None:
        """Mark every answer that does not fit and go to the first; None where there is none."""
        self._showing_problems = True
        own = {*self._fields, *(question.key for questions in self._questions.values() for question in questions)}
        wrong = [self.field(problem.key) for problem in self._filling.problems if problem.key in own]
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
        filling = self.answer(key)
        self._filling = self._seeing(filling) if self._seeing else filling
        for shown in self._fields.values():
            if shown.question.derived:
                shown.set_value(self._filling.given.get(shown.question.key))
        self._draw(aloud=True)
        self.answered.emit(self._filling)

    def answer(self, key: str) -> Filling:
        """The filling with what a field says now."""
        return self._filling.answer(key, self._fields[key].value())

    def asked(self) -> set[str]:
        """The questions that are asked now."""
        return {question.key for question in self._filling.asked}

    def _on_focus(self) -> None:
        if not self._names_shown:
            self._mask()

    def _mask(self, *, at_once: bool = False) -> None:
        """Put names out of sight; a new one stays while somebody types it, and goes with the cursor."""
        for key, field in self._fields.items():
            if names_somebody(key):
                typing = not at_once and not field.masked and field.editor.hasFocus()
                field.set_masked(not self._names_shown and key in self._filling.given and not typing)

    def doubt_anew(self, *, aloud: bool = False) -> None:
        """Show what is to be thought about now: something else may have been answered on the page."""
        show_doubts(self._doubting(self._filling), self._fields, self._cards, self._questions, aloud=aloud)

    def _draw(self, *, aloud: bool = False) -> None:
        """Show what is asked now, what changed, what does not fit, what is doubted."""
        asked = self.asked()
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
        self._mask()
        self.doubt_anew(aloud=aloud)


def _asked_in(form: Form, section: str, rooms: Collection[Room], but: Collection[str]) -> list[Question]:
    """The questions in use of a section that lie in some rooms."""
    return [one for one in form.of_section(section) if one.in_use and one.room in rooms and one.key not in but]
