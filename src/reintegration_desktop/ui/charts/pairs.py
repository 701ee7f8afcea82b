"""Pairs of bars: each line now and before, one under the other, and in words what has changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from reintegration_desktop.ui.charts.chart import Chart
from reintegration_desktop.ui.style.look import Look
from reintegration_desktop.ui.style.paint import box, words_in
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look

NOW, BEFORE = "series_1", "series_5"
_BAR, _ROW, _LABEL, _WIDTH = 10, 46, 110, 120


@dataclass(frozen=True, slots=True)
class Pair:
    """A line: its values, None where hidden, the words that stand after its two bars, and what has changed."""

    label: str
    now: float | None
    before: float | None
    now_words: str
    before_words: str
    change: str
    bold: bool = False


class PairBars(Chart):
    """What is hidden has no bar and the sign alone: its length would tell it."""

    def __init__(self, words: Text, pairs: Sequence[Pair]) -> None:
        self._pairs = tuple(pairs)
        super().__init__(words, _WIDTH, _ROW * max(1, len(pairs)))

    def sizeHint(self) -> QSize:
        """A row for each pair; no word is cut."""
        now = look()
        width = self._labels(now) + now.px(_WIDTH) + self._values(now) + self._changes(now)
        return QSize(width, now.px(_ROW) * max(1, len(self._pairs)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Labels, two bars each, what stands after them, what has changed."""
        now, painter = look(), QPainter(self)
        longest = max((value for pair in self._pairs for value in (pair.now, pair.before) if value), default=0) or 1
        for nth, pair in enumerate(self._pairs):
            self._paint(painter, now, pair, nth * now.px(_ROW), longest)
        painter.end()

    def _paint(self, painter: QPainter, now: Look, pair: Pair, top: int, longest: float) -> None:
        high, start, changes = now.px(_ROW), self._labels(now), self._changes(now)
        bounds, trailing = self.rect(), Qt.AlignmentFlag.AlignTrailing
        label = now.mirrored(bounds, QRect(0, top, start, high))
        words_in(painter, now, label, pair.label, colour="text", place="note", bold=pair.bold)
        change = now.mirrored(bounds, QRect(self.width() - changes, top, changes, high))
        words_in(painter, now, change, pair.change, colour="text", place="note", bold=True, align=trailing)
        room = self.width() - start - changes - self._values(now)
        lines = ((pair.now, pair.now_words, NOW), (pair.before, pair.before_words, BEFORE))
        for at, (value, words, colour) in enumerate(lines):
            middle = top + high // 2 + (2 * at - 1) * now.px(_BAR - 1)
            wide = 0 if value is None else max(2, round(value / longest * room))
            bar = QRect(start, middle - now.px(_BAR) // 2, wide, now.px(_BAR))
            if wide:
                box(painter, now.mirrored(bounds, bar), now.px(2), now.colour(colour), None)
            after = QRect(start + wide + now.px(6), middle - now.px(9), self._values(now), now.px(18))
            tone = "text" if at == 0 else "muted"
            words_in(painter, now, now.mirrored(bounds, after), words, colour=tone, place="small")

    def _labels(self, now: Look) -> int:
        widest = max((now.advance(pair.label, "note", bold=pair.bold) for pair in self._pairs), default=0)
        return max(now.px(_LABEL), widest + now.px(10))

    def _values(self, now: Look) -> int:
        words = (word for pair in self._pairs for word in (pair.now_words, pair.before_words))
        return max((now.advance(word, "small") for word in words), default=0) + now.px(14)

    def _changes(self, now: Look) -> int:
        return max((now.advance(pair.change, "note", bold=True) for pair in self._pairs), default=0) + now.px(6)
