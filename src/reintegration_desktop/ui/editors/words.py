"""Editors of words and numbers."""

from PySide6.QtGui import QIntValidator

from reintegration_desktop.forms.questions import Field, Kind
from reintegration_desktop.forms.values import Value
from reintegration_desktop.ui.editors.editor import Editor, Setting
from reintegration_desktop.ui.inputs.texts import TextBox, TextLine
from reintegration_desktop.ui.theme import px

_PHONES = "phone"


class TextEditor(Editor):
    """A line of text; telephone numbers and codes stay left to right."""

    def __init__(self, question: Field, setting: Setting) -> None:
        foreign = question.kind is Kind.CODE or any(_PHONES in str(one) for one in question.constraints)
        self._line = TextLine(left_to_right=foreign)
        super().__init__(question, self._line)
        self._line.textEdited.connect(self.changed)

    def value(self) -> str | None:
        """What was typed, without the blanks around it."""
        return self._line.text().strip() or None

    def set_value(self, value: Value | None) -> None:
        """Show a text, leaving the cursor alone where it is shown already."""
        text = value if isinstance(value, str) else ""
        if text != self._line.text().strip():
            self._line.setText(text)


class NarrativeEditor(Editor):
    """Several lines of text."""

    def __init__(self, question: Field, setting: Setting, lines: int = 3) -> None:
        self._text = TextBox(lines=lines)
        super().__init__(question, self._text)
        self._shown = ""
        self._text.textChanged.connect(self._on_changed)

    def value(self) -> str | None:
        """What was typed, without the blanks around it."""
        return self._text.toPlainText().strip() or None

    def set_value(self, value: Value | None) -> None:
        """Show a text, leaving the cursor alone where it is shown already."""
        text = value if isinstance(value, str) else ""
        if text != (self.value() or ""):
            self._text.blockSignals(True)
            self._text.setPlainText(text)
            self._text.blockSignals(False)

    def _on_changed(self) -> None:
        self.changed.emit()


class NumberEditor(Editor):
    """A whole number."""

    def __init__(self, question: Field, setting: Setting) -> None:
        self._line = TextLine(left_to_right=True)
        self._line.setValidator(QIntValidator(-999_999, 999_999, self._line))
        super().__init__(question, self._line)
        self._line.textEdited.connect(self.changed)
        self.rescale()

    def rescale(self) -> None:
        """A number needs no more room than its digits."""
        self._line.setMaximumWidth(px(120))

    def value(self) -> int | None:
        """The number, None while nothing or no number stands there."""
        text = self._line.text().strip()
        return int(text) if text.lstrip("-").isdecimal() else None

    def set_value(self, value: Value | None) -> None:
        """Show a number."""
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
        if text != self._line.text():
            self._line.setText(text)
