"""What the colours of a chart mean."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from reintegration_desktop.ui.charts.chart import Chart
from reintegration_desktop.ui.style.paint import box, hatch, words_in
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.flow import Flowing

_SIGN, _GAP = 12, 6


class LegendEntry(Chart):
    """A square of a colour and its words; no colour: the hatching of what is hidden."""

    def __init__(self, colour: str, words: Text) -> None:
        self._colour, self._said = colour, words
        super().__init__(words, 0, 22)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Square and words."""
        now = look()
        return QSize(now.px(_SIGN + _GAP) + now.advance(said(self._said), "small"), now.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The square, then the words."""
        now, painter = look(), QPainter(self)
        size = now.px(_SIGN)
        spot = now.mirrored(self.rect(), QRect(0, (self.height() - size) // 2, size, size))
        if self._colour:
            box(painter, spot, now.px(3), now.colour(self._colour), None)
        else:
            hatch(painter, now, spot)
        at = size + now.px(_GAP)
        place = now.mirrored(self.rect(), QRect(at, 0, self.width() - at, self.height()))
        words_in(painter, now, place, said(self._said), colour="muted", place="small")
        painter.end()


class Legend(Flowing):
    """Colours and their words, in as many lines as they need; ``hidden``: what the hatching means."""

    def __init__(self, entries: Sequence[tuple[str, Text]], *, hidden: Text = "") -> None:
        told = [*entries, *([("", hidden)] if hidden else [])]
        super().__init__(*(LegendEntry(colour, words) for colour, words in told), gap=16, row_gap=2)
