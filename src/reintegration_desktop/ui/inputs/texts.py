"""Lines and paragraphs of text, kept from the keyboard's memory of words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look, px

SEALED = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText


class TextLine(QLineEdit):
    """A line of text at the leading edge. ``left_to_right``: codes and telephone numbers, in Arabic, too."""

    def __init__(self, *, placeholder: Text = "", sealed: bool = True, left_to_right: bool = False) -> None:
        super().__init__()
        self._placeholder = placeholder
        if sealed:
            self.setInputMethodHints(SEALED)
        if left_to_right:
            self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.rescale()
        self.resay()

    def resay(self) -> None:
        """The placeholder in the language of now."""
        self.setPlaceholderText(said(self._placeholder))

    def rescale(self) -> None:
        """At the leading edge of the page, whatever script the answer is in."""
        side = Qt.AlignmentFlag.AlignRight if look().right_to_left else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


class TextBox(QPlainTextEdit):
    """Some lines of text; Tab goes on, since a form is walked by Tab."""

    def __init__(self, *, lines: int = 3, sealed: bool = True, placeholder: Text = "") -> None:
        super().__init__()
        self._lines, self._placeholder = lines, placeholder
        self.setTabChangesFocus(True)
        if sealed:
            self.setInputMethodHints(SEALED)
        self.rescale()
        self.resay()

    def resay(self) -> None:
        """The placeholder in the language of now."""
        self.setPlaceholderText(said(self._placeholder))

    def set_lines(self, lines: int) -> None:
        """As high as other so many lines."""
        self._lines = lines
        self.rescale()

    def rescale(self) -> None:
        """As high as its lines at the text size of now; at the leading edge of the page, as a line is."""
        side = Qt.AlignmentFlag.AlignRight if look().right_to_left else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.document().setDefaultTextOption(option)
        lines = look().metrics().lineSpacing() * self._lines + px(28)
        self.setFixedHeight(max(lines, look().size("control") + px(18)))
