"""One question on the screen: its editor, its help or error, and the reasons for leaving it out."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QMenu

from reintegration_desktop.casework.value_words import ABSENCES
from reintegration_desktop.forms.questions import Field as Question
from reintegration_desktop.forms.questions import Kind
from reintegration_desktop.forms.values import Absence, Absent, Value
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.editors.days import DayEditor
from reintegration_desktop.ui.editors.editor import Editor
from reintegration_desktop.ui.editors.picks import PickEditor
from reintegration_desktop.ui.editors.words import NumberEditor, TextEditor
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.mask import Mask
from reintegration_desktop.ui.widgets.buttons import IconButton
from reintegration_desktop.ui.widgets.buttons import Kind as ButtonKind
from reintegration_desktop.ui.widgets.words import Words

_SHORT = frozenset({Kind.CHOICE, Kind.DATE, Kind.TEXT, Kind.INTEGER, Kind.LOCATION, Kind.REFERENCE, Kind.USER})


class AnswerField(Field):
    """A question with its answer. ``answered`` carries the question's key."""

    answered = Signal(str)

    def __init__(self, question: Question, editor: Editor) -> None:
        super().__init__(
            partial(say, question.label), editor, help=partial(say, question.hint) if question.hint else ""
        )
        self.question, self._editor = question, editor
        self.editor: Editor
        self._absence: Absence | None = None
        self._mask: Mask | None = None
        self.masked = False
        self._reason = Words(tone="muted")
        self._reason.setVisible(False)
        self._add_ways_out()
        editor.changed.connect(self._on_changed)

    def _add_ways_out(self) -> None:
        """The reasons for absence, behind a small button at the end of the label."""
        column = self.layout()
        assert isinstance(column, QBoxLayout)
        column.insertWidget(2, self._reason)
        if not self.question.absences:
            return
        self._more = IconButton(lambda: say("No answer because…"), "more", ButtonKind.QUIET, small=True)
        self._more.clicked.connect(self._offer_reasons)
        first = column.itemAt(0)
        head = first.layout() if first is not None else None
        if head is not None:
            head.addWidget(self._more)

    @property
    def is_short(self) -> bool:
        """Whether half a line is enough for it."""
        return self.question.kind in _SHORT and isinstance(
            self._editor, PickEditor | DayEditor | TextEditor | NumberEditor
        )

    def value(self) -> Value | None:
        """The answer, or the reason for its absence."""
        return Absent(self._absence) if self._absence else self._editor.value()

    def set_value(self, value: Value | None) -> None:
        """Show an answer, or why there is none."""
        self._absence = value.reason if isinstance(value, Absent) else None
        self._editor.set_value(None if isinstance(value, Absent) else value)
        self._show_absence()

    def set_masked(self, masked: bool) -> None:
        """Put dots in place of the answer, which nobody reads or changes meanwhile."""
        if masked == self.masked:
            return
        self.masked = masked
        self._mask = self._mask or self._with_mask()
        self._mask.setVisible(masked)
        self._editor.setVisible(not masked)
        self.setFocusProxy(self._mask if masked else self._editor)
        if self.question.absences:
            self._more.setVisible(not masked)

    def _with_mask(self) -> Mask:
        mask, column = Mask(self.question.label), self.layout()
        assert isinstance(column, QBoxLayout)
        column.insertWidget(1, mask)
        return mask

    def _offer_reasons(self) -> None:
        menu = QMenu(self)
        for reason in self.question.absences:
            action = menu.addAction(say(ABSENCES[reason]))
            action.triggered.connect(partial(self._leave_out, reason))
        clear = menu.addAction(say("Take the answer away"))
        clear.triggered.connect(partial(self._leave_out, None))
        menu.exec(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _leave_out(self, reason: Absence | None) -> None:
        self._absence = reason
        self._editor.set_value(None)
        self._show_absence()
        self.answered.emit(self.question.key)

    def _on_changed(self) -> None:
        self._absence = None
        self._show_absence()
        self.answered.emit(self.question.key)

    def _show_absence(self) -> None:
        absence = self._absence
        self._reason.setVisible(absence is not None)
        if absence is not None:
            self._reason.set_text(partial(say, ABSENCES[absence]))
