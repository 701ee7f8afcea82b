"""Small lines: the last months of a figure, and the way of a goal."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.charts.chart import Chart
from reintegration_desktop.ui.style.look import Look
from reintegration_desktop.ui.style.paint import box, icon_in, words_in
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look, px

_SCORES = 5
_NARROWEST = 32


class Sparkline(Chart):
    """The last values of a figure; a dot on the newest. A value that is hidden breaks the line."""

    def __init__(self, words: Text, values: Sequence[float | None]) -> None:
        self._values = tuple(values)
        super().__init__(words, 88, 34)

    def minimumSizeHint(self) -> QSize:
        """It gives way to the figure that it stands beside."""
        return QSize(px(_NARROWEST), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line from the leading to the trailing edge."""
        known = [value for value in self._values if value is not None]
        if len(known) < 2:
            return
        now, painter, path = look(), QPainter(self), QPainterPath()
        points = self._points(now, min(known), max(known))
        for number, point in enumerate(points):
            before = points[number - 1] if number else None
            if point is not None:
                path.moveTo(point) if before is None else path.lineTo(point)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(now.colour("accent"), now.px(1.5)))
        painter.drawPath(path)
        if points[-1] is not None:
            painter.setBrush(now.colour("accent"))
            painter.drawEllipse(points[-1], now.px(3), now.px(3))
        painter.end()

    def _points(self, now: Look, lowest: float, highest: float) -> list[QPointF | None]:
        edge = now.px(5)
        wide, high = self.width() - 2 * edge, self.height() - 2 * edge
        span = (highest - lowest) or 1
        steps = max(1, len(self._values) - 1)
        points: list[QPointF | None] = []
        for number, value in enumerate(self._values):
            share = number / steps
            across = edge + wide * (1 - share if now.right_to_left else share)
            points.append(None if value is None else QPointF(across, edge + high * (1 - (value - lowest) / span)))
        return points


class Track(Chart):
    """A goal from 1 to 5: where it began (line), where it is (dot), where it shall be (ring)."""

    def __init__(self, began: int | None, now: int | None, aim: int | None) -> None:
        self._began, self._now, self._aim = began, now, aim
        super().__init__(lambda: say("now {now}, aim {aim}", now=now or "–", aim=aim or "–"), 160, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The five points, the way walked, the words above."""
        now, painter = look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        level = self.height() - now.px(12)
        points = [self._at(now, score) for score in range(1, _SCORES + 1)]
        painter.setPen(QPen(now.colour("neutral_line"), now.px(2)))
        painter.drawLine(points[0], level, points[-1], level)
        for point in points:
            spot = QRect(point - now.px(2), level - now.px(2), now.px(5), now.px(5))
            box(painter, spot, now.px(2.5), now.colour("neutral_line"), None)
        self._paint_way(now, painter, level)
        painter.end()

    def _paint_way(self, now: Look, painter: QPainter, level: int) -> None:
        if self._began and self._now:
            painter.setPen(QPen(now.colour("accent"), now.px(3)))
            painter.drawLine(self._at(now, self._began), level, self._at(now, self._now), level)
        if self._now:
            spot = QRect(self._at(now, self._now) - now.px(5), level - now.px(5), now.px(10), now.px(10))
            box(painter, spot, now.px(5), now.colour("accent"), now.colour("surface"), now.px(2))
        if self._aim:
            spot = QRect(self._at(now, self._aim) - now.px(6), level - now.px(6), now.px(12), now.px(12))
            box(painter, spot, now.px(6), now.colour("surface"), now.colour("accent"), now.px(2))
        self._paint_words(now, painter)

    def _paint_words(self, now: Look, painter: QPainter) -> None:
        line = QRect(0, 0, self.width(), now.px(20))
        first, second = say("now {n}", n=self._now or "–"), say("aim {n}", n=self._aim or "–")
        gap = now.px(6)
        total = now.advance(first, "tiny", bold=True) + gap + now.advance(second, "tiny")
        start = (self.width() - total) // 2
        place = QRect(start, line.top(), now.advance(first, "tiny", bold=True), line.height())
        words_in(painter, now, now.mirrored(line, place), first, colour="accent", place="tiny", bold=True)
        after = QRect(place.right() + gap, line.top(), now.advance(second, "tiny"), line.height())
        words_in(painter, now, now.mirrored(line, after), second, colour="muted", place="tiny")

    def _at(self, now: Look, score: int) -> int:
        edge = now.px(10)
        across = edge + (self.width() - 2 * edge) * (score - 1) // (_SCORES - 1)
        return self.width() - across if now.right_to_left else across


class Week(Chart):
    """My week: what is done and what is left on each day, as boxes."""

    def __init__(self, words: Text, days: Sequence[tuple[str, int, int, bool]]) -> None:
        """Days as (words, done, all, whether it is today)."""
        self._days = tuple(days)
        super().__init__(words, 280, 84)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A column of boxes for each day, the day's words below."""
        now, painter = look(), QPainter(self)
        wide = self.width() // max(1, len(self._days))
        high, gap = now.px(9), now.px(3)
        foot = now.metrics("small").height() + now.px(4)
        for number, (words, done, total, today) in enumerate(self._days):
            for step in range(min(total, 5)):
                top = self.height() - foot - (step + 1) * (high + gap)
                spot = now.mirrored(self.rect(), QRect(number * wide + now.px(4), top, wide - now.px(8), high))
                fill = "accent" if step < done else "surface"
                box(painter, spot, now.px(3), now.colour(fill), now.colour("accent"), 1.5)
            place = now.mirrored(self.rect(), QRect(number * wide, self.height() - foot, wide, foot))
            colour, middle = "text" if today else "muted", Qt.AlignmentFlag.AlignHCenter
            words_in(painter, now, place, words, colour=colour, place="small", bold=today, align=middle)
        painter.end()


class ScoreColumns(Chart):
    """The scores of a visit: columns of five boxes, the domain's sign beneath; low ones in the second colour."""

    def __init__(self, words: Text, scores: Sequence[tuple[str, int | None]]) -> None:
        """Scores as (icon, score or None)."""
        self._scores = tuple(scores)
        super().__init__(words, 300, 76)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The columns and the signs."""
        now, painter = look(), QPainter(self)
        wide = self.width() // max(1, len(self._scores))
        high, gap, sign = now.px(6), now.px(2), now.px(14)
        for number, (icon, score) in enumerate(self._scores):
            for step in range(_SCORES):
                top = (_SCORES - 1 - step) * (high + gap)
                spot = now.mirrored(self.rect(), QRect(number * wide + now.px(2), top, wide - now.px(4), high))
                full = "series_2" if (score or 0) <= 2 else "series_1"
                box(painter, spot, now.px(2), now.colour(full if step < (score or 0) else "line"), None)
            middle = number * wide + (wide - sign) // 2
            place = now.mirrored(self.rect(), QRect(middle, self.height() - sign - now.px(8), sign, sign))
            icon_in(painter, now, place, icon, "muted")
        painter.end()
