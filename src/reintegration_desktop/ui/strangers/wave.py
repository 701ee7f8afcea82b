"""How loud a recording is over its time: to look at, and to go to a place in it by a click or the arrows."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reintegration_desktop.ui.style.paint import box, focus_ring
from reintegration_desktop.ui.theme import look, px

A_SECOND, _LOUDEST = 20, 255
_BAR, _GAP, _STEP, _HIGH = 3, 2, 5.0, 140


class WaveForm(QWidget):
    """``sought`` asks for a place, in seconds; ``pressed`` is Space: play or stop. Time goes on to the right."""

    sought = Signal(float)
    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._peaks: list[int] = []
        self._seconds = self._at = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def peaks(self) -> tuple[int, ...]:
        """How loud it is, 0 to 255, twenty a second."""
        return tuple(self._peaks)

    def show_peaks(self, peaks: list[int], seconds: float) -> None:
        """What is known of it now."""
        self._peaks, self._seconds = peaks, seconds
        self.update()

    def show_place(self, at: float) -> None:
        """How far it is, in seconds."""
        self._at = at
        self.update()

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(px(320), px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Still to be clicked into."""
        return QSize(px(120), px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar for each stretch, those that were heard in the accent; a line where it is."""
        now, painter = look(), QPainter(self)
        box(painter, self.rect(), now.radius("card"), now.colour("surface"), now.colour("line"), now.hair)
        if self._seconds:
            self._paint_bars(painter)
            x = self._left() + round(self._at / self._seconds * self._wide())
            painter.fillRect(
                QRectF(x - now.hair / 2, px(6), now.hair + 1, self.height() - 2 * px(6)), now.colour("text")
            )
        if self.hasFocus():
            focus_ring(painter, now, self.rect(), now.radius("card"))
        painter.end()

    def _paint_bars(self, painter: QPainter) -> None:
        now, room = look(), self.height() / 2 - px(12)
        step = px(_BAR) + px(_GAP)
        count = max(1, self._wide() // step)
        heard = self._at / self._seconds * count
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(count):
            start, end = (round(part / count * len(self._peaks)) for part in (number, number + 1))
            loud = max(self._peaks[start : max(end, start + 1)], default=0)
            high = max(px(1), (loud / _LOUDEST) ** 0.6 * room)
            painter.setBrush(now.colour("accent" if number < heard else "control"))
            bar = QRectF(self._left() + number * step, self.height() / 2 - high, px(_BAR), 2 * high)
            painter.drawRoundedRect(bar, px(_BAR) / 2, px(_BAR) / 2)

    def _left(self) -> int:
        return px(14)

    def _wide(self) -> int:
        return max(1, self.width() - 2 * self._left())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self._seek(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer while it is pressed."""
        self._seek(event.position().toPoint())

    def _seek(self, spot: QPoint) -> None:
        if self._seconds:
            self.sought.emit(min(max((spot.x() - self._left()) / self._wide(), 0.0), 1.0) * self._seconds)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays and stops, the arrows go five seconds, Home and End to its ends."""
        places = {Qt.Key.Key_Left: self._at - _STEP, Qt.Key.Key_Right: self._at + _STEP, Qt.Key.Key_Home: 0.0,
                  Qt.Key.Key_End: self._seconds}  # fmt: skip
        if event.key() == Qt.Key.Key_Space:
            self.pressed.emit()
        elif (place := places.get(Qt.Key(event.key()))) is not None:
            self.sought.emit(min(max(place, 0.0), self._seconds))
        else:
            super().keyPressEvent(event)
