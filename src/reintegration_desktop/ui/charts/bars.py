"""Stacked bars: what is hidden is hatched, and only as long as a published total says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from reintegration_desktop.kernel.words import isolate
from reintegration_desktop.ui.charts.chart import Chart
from reintegration_desktop.ui.style.contrast import words_on
from reintegration_desktop.ui.style.look import Look
from reintegration_desktop.ui.style.paint import box, hatch, mirrored_alignment, words_in
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look

HIDDEN = ".."
_BAR, _ROW = 24, 36


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: its value and the name of its colour. A hidden part is as long as what the total leaves."""

    value: float
    colour: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class BarRow:
    """A bar with its label, and what stands after it."""

    label: str
    parts: tuple[Part, ...]
    after: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars below each other on one scale, as they are painted in a look: on a widget, or on paper beside it.

    ``label_width`` is in px at 100 %, at least; ``longest`` what the full width stands for, 0 for the longest bar;
    ``pitch`` from one bar to the next, ``thick`` how thick one is, in px at 100 %.
    """

    rows: tuple[BarRow, ...]
    label_width: int = 120
    longest: float = 0
    pitch: int = _ROW
    thick: int = _BAR

    def size(self, now: Look) -> QSize:
        """A row for each bar; labels are never cut."""
        width = self._start(now) + now.px(160) + self._after(now)
        return QSize(width, now.px(self.pitch) * max(1, len(self.rows)))

    def paint(self, painter: QPainter, now: Look, bounds: QRect) -> None:
        """Labels, bars, what stands after them."""
        start, after = self._start(now), self._after(now) + now.px(12)
        room = bounds.width() - start - after
        longest = self.longest or max((sum(part.value for part in row.parts) for row in self.rows), default=0) or 1
        for number, row in enumerate(self.rows):
            top, pitch = bounds.top() + number * now.px(self.pitch), now.px(self.pitch)
            _paint_label(now, painter, row, QRect(bounds.left(), top, start, pitch), bounds)
            place = QRect(bounds.left() + start, top, room, pitch)
            end = self._paint_bar(now, painter, row, place, bounds, longest)
            behind = now.mirrored(bounds, QRect(end + now.px(10), top, after, pitch))
            words_in(painter, now, behind, row.after, colour="text", place="note", bold=True)

    def _start(self, now: Look) -> int:
        widest = max((now.advance(row.label, "note") for row in self.rows), default=0)
        return max(now.px(self.label_width), widest + now.px(10))

    def _after(self, now: Look) -> int:
        return max((now.advance(row.after, "note", bold=True) for row in self.rows), default=0)

    def _paint_bar(self, now: Look, painter: QPainter, row: BarRow, place: QRect, bounds: QRect, longest: float) -> int:
        """One bar; returns where it ends, thought from the left."""
        at = float(place.left())
        top = place.top() + (place.height() - now.px(self.thick)) // 2
        for part in row.parts:
            wide = part.value / longest * place.width()
            spot = QRect(round(at), top, max(2, round(wide) - now.px(2)), now.px(self.thick))
            paint_part(painter, now, now.mirrored(bounds, spot), part)
            at += wide
        return round(at)


class StackedBars(Chart):
    """Bars below each other on one scale; numbers inside where there is room, in white or near-black."""

    def __init__(self, words: Text, rows: Sequence[BarRow], *, label_width: int = 120, longest: float = 0) -> None:
        self._bars = Bars(tuple(rows), label_width, longest)
        super().__init__(words, 320, _ROW * max(1, len(rows)))

    def show_rows(self, rows: Sequence[BarRow]) -> None:
        """Show other bars."""
        self._bars = replace(self._bars, rows=tuple(rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A row for each bar; labels are never cut."""
        return self._bars.size(look())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Labels, bars, what stands after them."""
        painter = QPainter(self)
        self._bars.paint(painter, look(), self.rect())
        painter.end()


def _paint_label(now: Look, painter: QPainter, row: BarRow, place: QRect, bounds: QRect) -> None:
    high = place.height()
    first = QRect(place.left(), place.top(), place.width(), high // 2 if row.second else high)
    words_in(painter, now, now.mirrored(bounds, first), isolate(row.label), colour="text", place="note")
    if row.second:
        under = now.mirrored(bounds, first.translated(0, high // 2))
        words_in(painter, now, under, isolate(row.second), colour="muted", place="tiny")


def paint_part(painter: QPainter, now: Look, spot: QRect, part: Part) -> None:
    """One part of a bar: a number on its colour, or the hatching with dots on a plain patch."""
    middle = Qt.AlignmentFlag.AlignHCenter
    if part.hidden:
        hatch(painter, now, spot)
        wide = now.advance(HIDDEN, "small", bold=True) + now.px(6)
        if spot.width() > wide:
            patch = QRect(0, 0, wide, now.px(16))
            patch.moveCenter(spot.center())
            painter.fillRect(patch, now.colour("surface"))
            words_in(painter, now, patch, HIDDEN, colour="text", place="small", bold=True, align=middle)
        return
    shade = now.hex(part.colour)
    box(painter, spot, now.px(3), QColor(shade), None)
    number = f"{part.value:.15g}"
    if now.advance(number, "small", bold=True) + now.px(4) <= spot.width():
        painter.setFont(now.font("small", bold=True))
        painter.setPen(QColor(words_on(shade)))
        painter.drawText(spot, mirrored_alignment(now, middle) | Qt.AlignmentFlag.AlignVCenter, number)
