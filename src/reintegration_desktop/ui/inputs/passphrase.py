"""A line for a passphrase: hidden until one looks, and it notices Caps Lock."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.style.paint import icon_in
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.buttons import IconButton, Kind


class PassphraseLine(TextLine):
    """``caps_lock`` tells whether Caps Lock seems to be on: no system says it, but what is typed does."""

    caps_lock = Signal(bool)

    def __init__(self, *, placeholder: Text = "") -> None:
        super().__init__(placeholder=placeholder)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = IconButton(lambda: say("Show the passphrase"), "eye", Kind.QUIET, small=True)
        self.eye.setParent(self)
        self.eye.clicked.connect(self._turn)
        self._caps = False
        self.rescale()

    def hide_words(self) -> None:
        """Hide what is typed."""
        self._show(False)

    def rescale(self) -> None:
        """Room for key and eye at the text size of now."""
        super().rescale()
        leading, trailing = px(28), px(34)
        right = look().right_to_left
        self.setTextMargins(trailing if right else leading, 0, leading if right else trailing, 0)
        if hasattr(self, "eye"):
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the eye at the trailing end."""
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Notice Caps Lock from a letter that came in the other case than Shift asked for."""
        super().keyPressEvent(event)
        text, shift = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_CapsLock:
            self._tell(not self._caps)
        elif text.isalpha() and text.lower() != text.upper():
            self._tell(text.isupper() != shift)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The key before what is typed."""
        super().paintEvent(event)
        now, painter = look(), QPainter(self)
        size = now.px(18)
        spot = QRect(now.px(12), (self.height() - size) // 2, size, size)
        icon_in(painter, now, now.mirrored(self.rect(), spot), "key", "muted")
        painter.end()

    def _tell(self, caps: bool) -> None:
        if caps != self._caps:
            self._caps = caps
            self.caps_lock.emit(caps)

    def _turn(self) -> None:
        self._show(self.echoMode() == QLineEdit.EchoMode.Password)

    def _show(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        if shown:
            self.eye.set_icon("eye-off", lambda: say("Hide the passphrase"))
        else:
            self.eye.set_icon("eye", lambda: say("Show the passphrase"))

    def _place(self) -> None:
        side = self.eye.sizeHint().height()
        spot = QRect(self.width() - side - px(2), (self.height() - side) // 2, side, side)
        self.eye.setGeometry(look().mirrored(self.rect(), spot))
