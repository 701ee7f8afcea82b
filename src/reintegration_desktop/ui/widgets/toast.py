"""One toast: what was done, and the ring of time in which it can be taken back."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.style.paint import box, words_in
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Row
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words

SECONDS = 10
_TICK = 100
_TOP, _FULL_CIRCLE = 90 * 16, 360 * 16


class _Undo(QPushButton):
    """The word, its key and the ring of time that is left."""

    def __init__(self, toast: "Toast") -> None:
        super().__init__(toast)
        self._toast = toast
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.resay()

    def resay(self) -> None:
        """The word in the language of now."""
        self.setText(say("Undo"))
        self.setAccessibleName(say("Undo"))

    def sizeHint(self) -> QSize:
        """Word, key and ring."""
        now = look()
        wide = now.advance(self.text(), bold=True) + now.advance("Ctrl+Z", "small") + now.px(20 + 12 + 12 + 16)
        return QSize(wide, now.size("control"))

    def minimumSizeHint(self) -> QSize:
        """Nothing of it is cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The word in its own colour, the key, the ring."""
        now, painter = look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at, wide = now.px(8), now.advance(self.text(), bold=True)
        spot = now.mirrored(self.rect(), QRect(at, 0, wide, self.height()))
        words_in(painter, now, spot, self.text(), colour="toast_link", bold=True)
        at, wide = at + wide + now.px(12), now.advance("Ctrl+Z", "small")
        spot = now.mirrored(self.rect(), QRect(at, 0, wide, self.height()))
        words_in(painter, now, spot, "Ctrl+Z", colour="on_toast", place="small")
        size = now.px(18)
        ring = now.mirrored(self.rect(), QRect(at + wide + now.px(12), (self.height() - size) // 2, size, size))
        painter.setPen(QPen(now.colour("toast_link"), now.px(2)))
        painter.drawArc(ring, _TOP, round(self._toast.left * _FULL_CIRCLE))
        if self.hasFocus():
            box(painter, self.rect(), now.radius("control"), None, now.colour("toast_link"), now.ring)
        painter.end()


class Toast(QFrame):
    """One sentence over the ground; waits while the pointer or the focus is on it."""

    closed = Signal(object)
    outgrown = Signal()

    def __init__(self, sentence: Text, undo: Callable[[], None] | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._undo_work, self.left = undo, 1.0
        self._words = Words(sentence, tone="on_toast", wraps=True)
        self.undo = _Undo(self)
        self.undo.setVisible(undo is not None)
        self.undo.clicked.connect(self.take_back)
        row = Row(Sign("check", "toast_link"), self._words, self.undo, gap=10, margins=(18, 4, 10, 4))
        row.setStretch(1, 1)
        self.setLayout(row)
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()
        self.resay()

    def resay(self) -> None:
        """The sentence is its accessible name."""
        self._words.resay()
        self.setAccessibleName(self._words.text())

    def rescale(self) -> None:
        """Ask for another place at the text size of now."""
        self.outgrown.emit()

    def fit(self, width: int) -> None:
        """As wide as the sentence, at most so many px; then in lines."""
        self._words.setMinimumHeight(0)
        beside = self.minimumSizeHint().width() - self._words.minimumSizeHint().width()
        wide = min(max(self._words.sizeHint().width() + beside, px(240)), width)
        self.resize(wide, max(px(44), self.heightForWidth(wide)))

    def take_back(self) -> None:
        """Undo what was done, once."""
        work, self._undo_work = self._undo_work, None
        if work is not None:
            work()
        self.close_soon()

    def close_soon(self) -> None:
        """Go away."""
        self._timer.stop()
        self.hide()
        self.closed.emit(self)
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground."""
        now, painter = look(), QPainter(self)
        box(painter, self.rect(), now.radius("card"), now.colour("toast"), None)
        painter.end()

    def _on_tick(self) -> None:
        if self.underMouse() or self.undo.hasFocus():
            return
        self.left -= _TICK / (SECONDS * 1000)
        if self.left <= 0:
            self.close_soon()
        self.undo.update()
