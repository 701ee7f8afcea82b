"""The ground of the first pages: three soft hills, in the light theme only."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from reintegration_desktop.ui.style.tokens import Theme
from reintegration_desktop.ui.theme import look

_HILLS = (
    ("neutral_line", 0.25, (0.70, 0.55, 0.72, 0.56)),
    ("accent_line", 0.22, (0.84, 0.68, 0.90, 0.72)),
    ("accent_line", 0.30, (0.985, 0.80, 1.02, 0.88)),
)


class HillyGround(QWidget):
    """Three curves across the width; levels are shares of the height: start, first and second pull, end."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and the hills where there is no glare and no dark."""
        now, painter = look(), QPainter(self)
        painter.fillRect(self.rect(), now.colour("ground"))
        if now.theme is Theme.LIGHT:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for name, strength, levels in _HILLS:
                colour = QColor(now.colour(name))
                colour.setAlphaF(strength)
                painter.fillPath(self._hill(levels), colour)
        painter.end()

    def _hill(self, levels: tuple[float, float, float, float]) -> QPainterPath:
        wide, high = self.width(), self.height()
        start, first, second, end = (high * level for level in levels)
        path = QPainterPath(QPointF(0, start))
        path.cubicTo(QPointF(wide * 0.33, first), QPointF(wide * 0.55, second * 1.05), QPointF(wide, end))
        path.lineTo(wide, high)
        path.lineTo(0, high)
        path.closeSubpath()
        return path
