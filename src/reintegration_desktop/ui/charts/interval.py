"""What can be known of a hidden count, as a bar: the part that cannot be excluded."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from reintegration_desktop.ui.charts.chart import Chart
from reintegration_desktop.ui.style.paint import box, track, words_in
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look

_LEAST, _BAR, _WORDS = 10, 8, 20


class IntervalBar(Chart):
    """From the least to the most, on a scale from nought; without an end it reaches to the edge."""

    def __init__(self, words: Text, low: int, high: int | None) -> None:
        self._low, self._high = low, high
        self._scale = max(_LEAST, (high or low) + max(1, (high or low) // 4))
        super().__init__(words, 280, _BAR + _WORDS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar, and the numbers at its ends below."""
        now, painter = look(), QPainter(self)
        whole = QRect(0, now.px(2), self.width(), now.px(_BAR))
        track(painter, now, whole)
        first, last = self._at(self._low), self._at(self._scale if self._high is None else self._high)
        known = QRect(first, whole.top(), max(now.px(_BAR), last - first), whole.height())
        box(painter, now.mirrored(self.rect(), known), now.px(_BAR) / 2, now.colour("accent"), None)
        self._number(painter, self._low)
        if self._high is not None and self._high != self._low:
            self._number(painter, self._high)
        painter.end()

    def _at(self, count: int) -> int:
        return round(self.width() * count / self._scale)

    def _number(self, painter: QPainter, count: int) -> None:
        now = look()
        wide = now.advance(str(count), "tiny")
        left = max(0, min(self._at(count) - wide // 2, self.width() - wide))
        place = QRect(left, now.px(_BAR + 4), wide + 2, now.px(_WORDS - 4))
        middle = Qt.AlignmentFlag.AlignHCenter
        words_in(painter, now, now.mirrored(self.rect(), place), str(count), colour="muted", place="tiny", align=middle)
