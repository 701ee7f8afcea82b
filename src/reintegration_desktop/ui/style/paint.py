"""Strokes that several painted parts share."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from reintegration_desktop.ui.style.icons import pixmap
from reintegration_desktop.ui.style.look import Look


def box(
    painter: QPainter, rect: QRect, radius: float, fill: QColor | None, edge: QColor | None, width: float = 1
) -> None:
    """A rounded box whose edge lies wholly inside the rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, width) if edge and width else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill else Qt.BrushStyle.NoBrush)
    inset = width / 2 if edge else 0
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def focus_ring(painter: QPainter, look: Look, rect: QRect, radius: float | None = None) -> None:
    """The focus ring, drawn inside the rectangle so that nothing jumps."""
    round_by = look.radius("control") if radius is None else radius
    box(painter, rect, round_by, None, look.colour("focus"), look.ring)


def icon_in(painter: QPainter, look: Look, rect: QRect, name: str, colour: str) -> None:
    """An icon in the middle of a rectangle, as large as its shorter side."""
    size = min(rect.width(), rect.height())
    at = QPointF(rect.center()) + QPointF(0.5 - size / 2, 0.5 - size / 2)
    painter.drawPixmap(at.toPoint(), pixmap(look, name, size, colour))


def words_in(
    painter: QPainter, look: Look, rect: QRect, text: str, *, colour: str, place: str = "body", bold: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
) -> None:  # fmt: skip
    """One line of words, vertically in the middle; leading and trailing follow the direction of the look."""
    painter.setFont(look.font(place, bold=bold))
    painter.setPen(look.colour(colour))
    horizontal = mirrored_alignment(look, align)
    painter.drawText(
        rect, horizontal | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip, text
    )


def mirrored_alignment(look: Look, align: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    """Leading and trailing as left and right, fixed so that Qt does not turn them once more."""
    if align & Qt.AlignmentFlag.AlignHCenter:
        return Qt.AlignmentFlag.AlignHCenter
    trailing = bool(align & Qt.AlignmentFlag.AlignTrailing)
    side = Qt.AlignmentFlag.AlignRight if trailing != look.right_to_left else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


def track(painter: QPainter, look: Look, rect: QRect) -> None:
    """The ground of a bar that is not full; in sunlight an edge, since two dark greys look alike there."""
    if look.hair > 1:
        box(painter, rect, rect.height() / 2, look.colour("surface"), look.colour("control"), 1)
    else:
        box(painter, rect, rect.height() / 2, look.colour("line"), None)


def shadow(painter: QPainter, look: Look, rect: QRect, radius: float) -> None:
    """A soft shadow of eight translucent boxes; none in sunlight."""
    if look.hair > 1:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(8, 0, -1):
        painter.setBrush(QColor(0, 0, 0, 6))
        grown = QRectF(rect).adjusted(-step, -step + 2, step, step + 2)
        painter.drawRoundedRect(grown, radius + step, radius + step)
    painter.restore()


def hatch(painter: QPainter, look: Look, rect: QRect) -> None:
    """What is hidden, in a chart: the same strokes whatever the reason."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), look.px(2), look.px(2))
    painter.fillPath(path, look.colour("surface"))
    painter.setClipPath(path)
    painter.setPen(QPen(look.colour("control"), 1))
    for start in range(rect.left() - rect.height(), rect.right(), max(4, look.px(5))):
        painter.drawLine(start, rect.bottom() + 1, start + rect.height(), rect.top())
    painter.setClipping(False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.restore()
