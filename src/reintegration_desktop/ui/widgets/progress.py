"""Long work: how far it is, and a way to stop it."""

from PySide6.QtCore import QRect, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from reintegration_desktop.kernel.progress import Stoppable
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.style.paint import box, track
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Column, Row
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.words import Words, small

_LOOK_AGAIN = 100
_SEGMENTS = 3


class Bar(QProgressBar):
    """A painted bar; while nobody knows how much there is, three segments move."""

    def __init__(self) -> None:
        super().__init__()
        self._step = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextVisible(False)

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A thin bar."""
        return QSize(px(120), px(8))

    def minimumSizeHint(self) -> QSize:
        """A thin bar."""
        return self.sizeHint()

    def move_on(self) -> None:
        """Move the segments by a step."""
        self._step += 1
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The part that is done."""
        now, painter = look(), QPainter(self)
        high = self.height()
        track(painter, now, self.rect())
        for part in self._parts():
            box(painter, now.mirrored(self.rect(), part), high / 2, now.colour("accent"), None)
        painter.end()

    def _parts(self) -> list[QRect]:
        if self.maximum() > 0:
            return [QRect(0, 0, round(self.width() * self.value() / self.maximum()), self.height())]
        gap, wide = self.width() // _SEGMENTS, self.width() // 8
        start = self._step * px(6)
        return [QRect((start + number * gap) % self.width(), 0, wide, self.height()) for number in range(_SEGMENTS)]


class Working(QWidget):
    """A sentence, the bar, how far it is, and Stop. Reads a ``Stoppable`` ten times a second while shown."""

    stopped = Signal()

    def __init__(self, sentence: Text, progress: Stoppable, *, can_stop: bool = True) -> None:
        super().__init__()
        self._sentence, self._progress, self._stopping = sentence, progress, False
        self.bar, self._far = Bar(), small()
        self.stop = Button(lambda: say("Stop"), key="Esc", small=True)
        self.stop.setVisible(can_stop)
        self.stop.clicked.connect(self._on_stop)
        foot = Row(self._far, self.stop)
        foot.setStretch(0, 1)
        self.setLayout(Column(Words(sentence, bold=True, wraps=True), self.bar, foot, gap=6))
        self._timer = QTimer(self, interval=_LOOK_AGAIN)
        self._timer.timeout.connect(self.look_again)
        self._timer.start()
        self.resay()

    def resay(self) -> None:
        """Names in the language of now."""
        self.bar.setAccessibleName(said(self._sentence))
        self.look_again()

    def look_again(self) -> None:
        """Show how far the work is now."""
        done, total = self._progress.done, self._progress.total
        self.bar.setRange(0, total)
        self.bar.setValue(min(done, total))
        self.bar.move_on()
        self._far.set_text(self._in_words(done, total))

    def _in_words(self, done: int, total: int) -> str:
        if self._stopping:
            return say("Stopping...")
        if total:
            return say("{share} %", share=done * 100 // total)
        return say("{n} so far", n=done) if done else ""

    def _on_stop(self) -> None:
        self._stopping = True
        self._progress.stop()
        self.stop.setEnabled(False)
        self.look_again()
        self.stopped.emit()
