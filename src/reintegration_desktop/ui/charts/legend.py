"""What the colours of a chart mean."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from reintegration_desktop.kernel.words import isolate
from reintegration_desktop.ui.charts.chart import Chart
from reintegration_desktop.ui.style.look import Look
from reintegration_desktop.ui.style.paint import box, hatch, words_in
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.flow import Flowing

_SIGN, _GAP, _HIGH = 12, 6, 22


class LegendEntry(Chart):
    """A square of a colour and its words; no colour: the hatching of what is hidden."""

    def __init__(self, colour: str, words: Text) -> None:
        self._colour, self._said = colour, words
        super().__init__(words, 0, _HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Square and words."""
        return entry_size(look(), said(self._said))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The square, then the words."""
        painter = QPainter(self)
        paint_entry(painter, look(), self.rect(), self._colour, said(self._said))
        painter.end()


def entry_size(now: Look, words: str) -> QSize:
    """The room of a square and its words."""
    return QSize(now.px(_SIGN + _GAP) + now.advance(words, "small"), now.px(_HIGH))


def paint_entry(painter: QPainter, now: Look, rect: QRect, colour: str, words: str) -> None:
    """A square of a colour, hatched without one, and its words beside it."""
    size = now.px(_SIGN)
    square = QRect(rect.left(), rect.top() + (rect.height() - size) // 2, size, size)
    spot = now.mirrored(rect, square)
    if colour:
        box(painter, spot, now.px(3), now.colour(colour), None)
    else:
        hatch(painter, now, spot)
    at = size + now.px(_GAP)
    place = now.mirrored(rect, rect.adjusted(at, 0, 0, 0))
    words_in(painter, now, place, isolate(words), colour="muted", place="small")


class Legend(Flowing):
    """Colours and their words, in as many lines as they need; ``hidden``: what the hatching means."""

    def __init__(self, entries: Sequence[tuple[str, Text]], *, hidden: Text = "") -> None:
        told = [*entries, *([("", hidden)] if hidden else [])]
        super().__init__(*(LegendEntry(colour, words) for colour, words in told), gap=16, row_gap=2)
