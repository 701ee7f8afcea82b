"""Stacked bars: what is hidden is hatched, and only as long as a published total says."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from reintegration_desktop.ui.charts.chart import Chart
from reintegration_desktop.ui.style.contrast import words_on
from reintegration_desktop.ui.style.look import Look
from reintegration_desktop.ui.style.paint import box, hatch, mirrored_alignment, words_in
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look, px

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


class StackedBars(Chart):
    """Bars below each other on one scale; numbers inside where there is room, in white or near-black."""

    def __init__(self, words: Text, rows: Sequence[BarRow], *, label_width: int = 120, longest: float = 0) -> None:
        self._rows, self._label, self._longest = tuple(rows), label_width, longest
        super().__init__(words, 320, _ROW * max(1, len(self._rows)))

    def show_rows(self, rows: Sequence[BarRow]) -> None:
        """Show other bars."""
        self._rows = tuple(rows)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A row for each bar; labels are never cut."""
        now = look()
        after = max((now.advance(row.after, "note", bold=True) for row in self._rows), default=0)
        return QSize(self._label_width(now) + now.px(160) + after, px(_ROW) * max(1, len(self._rows)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Labels, bars, what stands after them."""
        now, painter = look(), QPainter(self)
        start = self._label_width(now)
        after = max((now.advance(row.after, "note", bold=True) for row in self._rows), default=0) + now.px(12)
        room = self.width() - start - after
        longest = self._longest or max((sum(part.value for part in row.parts) for row in self._rows), default=0) or 1
        for number, row in enumerate(self._rows):
            top = number * now.px(_ROW)
            self._paint_label(now, painter, row, top, start)
            end = self._paint_bar(now, painter, row, QRect(start, top, room, now.px(_ROW)), longest)
            place = QRect(end + now.px(10), top, after, now.px(_ROW))
            words_in(painter, now, now.mirrored(self.rect(), place), row.after, colour="text", place="note", bold=True)
        painter.end()

    def _label_width(self, now: Look) -> int:
        widest = max((now.advance(row.label, "note") for row in self._rows), default=0)
        return max(now.px(self._label), widest + now.px(10))

    def _paint_label(self, now: Look, painter: QPainter, row: BarRow, top: int, width: int) -> None:
        high = now.px(_ROW)
        place = QRect(0, top, width, high // 2 if row.second else high)
        words_in(painter, now, now.mirrored(self.rect(), place), row.label, colour="text", place="note")
        if row.second:
            under = now.mirrored(self.rect(), QRect(0, top + high // 2, width, high // 2))
            words_in(painter, now, under, row.second, colour="muted", place="tiny")

    def _paint_bar(self, now: Look, painter: QPainter, row: BarRow, place: QRect, longest: float) -> int:
        """One bar; returns where it ends, thought from the left."""
        at = float(place.left())
        top = place.top() + (place.height() - now.px(_BAR)) // 2
        for part in row.parts:
            wide = part.value / longest * place.width()
            spot = QRect(round(at), top, max(2, round(wide) - now.px(2)), now.px(_BAR))
            paint_part(painter, now, now.mirrored(self.rect(), spot), part)
            at += wide
        return round(at)


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
    number = f"{part.value:g}"
    if now.advance(number, "small", bold=True) + now.px(4) <= spot.width():
        painter.setFont(now.font("small", bold=True))
        painter.setPen(QColor(words_on(shade)))
        painter.drawText(spot, mirrored_alignment(now, middle) | Qt.AlignmentFlag.AlignVCenter, number)
