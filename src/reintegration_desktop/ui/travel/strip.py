"""What came, by number: what is here, holes, what waits for a hole to be filled."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.ui.charts.chart import Chart
from reintegration_desktop.ui.style.look import Look
from reintegration_desktop.ui.style.paint import box, words_in
from reintegration_desktop.ui.theme import look, px

_SHOWN, _HIGH = 20, 40


class BundleStrip(Chart):
    """A box for each of the last twenty changes of a computer, ``came`` the highest number that was seen.

    A hole has a question mark, what comes after one waits, and the words say the same.
    """

    def __init__(self, came: int, missing: Sequence[tuple[int, int]]) -> None:
        self._last, self._gaps = came, tuple(missing)
        super().__init__(self._told, 240, _HIGH)

    def _is_missing(self, number: int) -> bool:
        return any(first <= number <= last for first, last in self._gaps)

    def _opens_a_gap(self, number: int) -> bool:
        """Whether its number is told for the whole gap: beside each other there is no room for them."""
        return any(number == first for first, _ in self._gaps)

    def _waits(self, number: int) -> bool:
        return bool(self._gaps) and number > self._gaps[0][1]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Boxes, and the numbers under the first, the last and the holes."""
        now, painter = look(), QPainter(self)
        numbers = range(max(1, self._last - _SHOWN + 1), self._last + 1)
        wide = self.width() // max(1, min(_SHOWN, len(numbers)) if len(numbers) > 10 else 10)
        for place, number in enumerate(numbers):
            spot = now.mirrored(self.rect(), QRect(place * wide, 0, wide - now.px(2), now.px(20)))
            self._paint_box(now, painter, number, spot)
            if number in (numbers[0], numbers[-1]) or self._opens_a_gap(number):
                under = now.mirrored(self.rect(), QRect(place * wide, now.px(22), wide, now.px(16)))
                tone, middle = "danger" if self._is_missing(number) else "muted", Qt.AlignmentFlag.AlignHCenter
                words_in(painter, now, under, str(number), colour=tone, place="tiny", align=middle)
        painter.end()

    def sizeHint(self) -> QSize:
        """Boxes and numbers."""
        return QSize(px(240), px(_HIGH))

    def _paint_box(self, now: Look, painter: QPainter, number: int, spot: QRect) -> None:
        if self._is_missing(number):
            box(painter, spot, now.px(3), now.colour("danger_soft"), now.colour("danger"), 1.5)
            middle = Qt.AlignmentFlag.AlignHCenter
            words_in(painter, now, spot, "?", colour="danger", place="small", bold=True, align=middle)
        elif self._waits(number):
            box(painter, spot, now.px(3), now.colour("warn_soft"), now.colour("warn"), 1.5)
        else:
            box(painter, spot, now.px(3), now.colour("accent"), None)

    def _told(self) -> str:
        lacks = sum(last - first + 1 for first, last in self._gaps)
        told = say_many("{n} change came", "{n} changes came", self._last - lacks)
        if not lacks:
            return told
        return say("{told}; {holes} not", told=told, holes=str(lacks))
