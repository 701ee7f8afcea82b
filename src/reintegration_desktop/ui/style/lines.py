"""Words in lines: wrapped at a width, in the direction of the page, one part of them in bold.

QPainter.drawText moves wrapped lines by a space where one reads from the right, and cuts a letter off; a text layout
does not.
"""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption

_LINE_SEPARATOR = "\u2028"


def lay_out(
    text: str, font: QFont, width: float, direction: Qt.LayoutDirection, *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading, bold: str = "",
) -> QTextLayout:  # fmt: skip
    """Words in lines of at most ``width`` px; leading and trailing follow ``direction``; ``bold`` is a part of them."""
    layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), font)
    option = QTextOption(_side(align, direction) | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(direction)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    if bold and (at := text.find(bold)) >= 0:
        layout.setFormats([_bold_span(at, len(bold))])
    layout.beginLayout()
    high = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, high))
        high += line.height()
    layout.endLayout()
    return layout


def height_of(layout: QTextLayout) -> int:
    """How high its lines are, in whole px."""
    last = layout.lineAt(layout.lineCount() - 1)
    return -int(-(last.y() + last.height()) // 1) if layout.lineCount() else 0


def _side(align: Qt.AlignmentFlag, direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    if align & Qt.AlignmentFlag.AlignHCenter:
        return Qt.AlignmentFlag.AlignHCenter
    trailing = bool(align & Qt.AlignmentFlag.AlignTrailing)
    right = trailing != (direction is Qt.LayoutDirection.RightToLeft)
    return Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft


def _bold_span(start: int, length: int) -> QTextLayout.FormatRange:
    from PySide6.QtGui import QTextCharFormat  # noqa: PLC0415 - not before the first paint

    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    span = QTextLayout.FormatRange()
    span.start, span.length, span.format = start, length, bold
    return span
