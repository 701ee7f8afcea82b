"""How one entry of a timeline is painted, and how high it is."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reintegration_desktop.ui.lists.entries import ENTRY_ROLE, Entry
from reintegration_desktop.ui.style.lines import height_of, lay_out
from reintegration_desktop.ui.style.look import Look
from reintegration_desktop.ui.style.paint import box, focus_ring, icon_in, words_in
from reintegration_desktop.ui.theme import look

DAY_HEIGHT = 34
_PAD, _SIGN, _GAP, _TIME = 20, 32, 20, 64
_Index = QModelIndex | QPersistentModelIndex


class TimelineDelegate(QStyledItemDelegate):
    """Measures entries once per width."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[int, int] = {}

    def forget(self) -> None:
        """Measure again."""
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As wide as the view, as high as the lines of its sentences."""
        width = self._view.viewport().width()
        high = self._heights.get(index.row())
        if high is None:
            high = self._heights[index.row()] = _height(look(), self._entry(index), width)
        return QSize(width, high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """A day's heading, or sign, sentence, change, second line and time."""
        now, entry = look(), self._entry(index)
        rect: QRect = option.rect
        painter.save()
        if entry.day:
            paint_day(painter, now, rect, entry.day)
        else:
            last = index.row() + 1 == index.model().rowCount() or bool(
                self._entry(index.sibling(index.row() + 1, 0)).day
            )
            _paint_entry(painter, now, rect, entry, last=last)
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, now, rect.adjusted(now.px(4), 0, -now.px(4), 0))
        painter.restore()

    def _is_last(self, index: _Index) -> bool:
        """Whether nothing follows on the same day."""
        after = index.row() + 1
        return after >= index.model().rowCount() or bool(self._entry(index.sibling(after, 0)).day)

    def _entry(self, index: _Index) -> Entry:
        entry: Entry = index.data(ENTRY_ROLE)
        return entry


def paint_day(painter: QPainter, now: Look, rect: QRect, day: str) -> None:
    """The heading of a day."""
    place = rect.adjusted(now.px(_PAD), now.px(8), -now.px(_PAD), 0)
    words_in(painter, now, place, day, colour="muted", place="note", bold=True)


def _room(now: Look, width: int) -> int:
    return width - now.px(2 * _PAD + _SIGN + _GAP + _TIME)


def _sentence(now: Look, entry: Entry, text: str, place: str, width: int) -> QTextLayout:
    """A sentence in lines, with who did it in bold."""
    return lay_out(text, now.font(place), width, now.direction, bold=entry.who)


def _height(now: Look, entry: Entry, width: int) -> int:
    if entry.day:
        return now.px(DAY_HEIGHT)
    room = _room(now, width)
    high = height_of(_sentence(now, entry, entry.sentence, "body", room))
    if entry.second:
        high += height_of(_sentence(now, entry, entry.second, "note", room))
    if entry.before or entry.after:
        high += now.px(30)
    return max(high, now.px(_SIGN)) + now.px(18)


def _paint_entry(painter: QPainter, now: Look, rect: QRect, entry: Entry, *, last: bool) -> None:
    size = now.px(_SIGN)
    spot = now.mirrored(rect, QRect(rect.left() + now.px(_PAD), rect.top() + now.px(2), size, size))
    if not last:
        stem = QRect(spot.center().x(), spot.bottom() + now.px(2), now.px(2), rect.bottom() - spot.bottom() - now.px(2))
        painter.fillRect(stem, now.colour("line"))
    tone = ("accent_soft", "accent_line", "accent") if entry.tone == "accent" else (
        f"{entry.tone}_soft", f"{entry.tone}_line", entry.tone
    )  # fmt: skip
    box(painter, spot, size / 2, now.colour(tone[0]), now.colour(tone[1]), now.hair)
    inner = spot.adjusted(now.px(8), now.px(8), -now.px(8), -now.px(8))
    icon_in(painter, now, inner, entry.icon, tone[2])
    _paint_words(painter, now, rect, entry)


def _paint_words(painter: QPainter, now: Look, rect: QRect, entry: Entry) -> None:
    room = _room(now, rect.width())
    at = rect.left() + now.px(_PAD + _SIGN + _GAP)
    words = now.mirrored(rect, QRect(at, rect.top() + now.px(5), room, rect.height()))
    first = _sentence(now, entry, entry.sentence, "body", room)
    painter.setPen(now.colour("text"))
    first.draw(painter, QPointF(words.topLeft()))
    top = words.top() + height_of(first)
    if entry.second:
        second = _sentence(now, entry, entry.second, "note", room)
        painter.setPen(now.colour("muted"))
        second.draw(painter, QPointF(words.left(), top))
        top += height_of(second)
    if entry.before or entry.after:
        _paint_change(painter, now, QRect(words.left(), top + now.px(3), room, now.px(24)), entry)
    edge = rect.right() - now.px(_TIME + _PAD) + 1
    time = now.mirrored(rect, QRect(edge, words.top(), now.px(_TIME), now.metrics().height()))
    words_in(painter, now, time, entry.time, colour="muted", place="small", align=Qt.AlignmentFlag.AlignTrailing)


def _paint_change(painter: QPainter, now: Look, rect: QRect, entry: Entry) -> None:
    """From, an arrow, to."""
    at, most = rect.left(), rect.width() // 2 - now.px(20)
    for number, text in enumerate((entry.before or "–", entry.after or "–")):
        bold = number == 1
        wide = min(now.advance(text, "note", bold=bold) + now.px(20), most)
        if number:
            arrow = now.mirrored(rect, QRect(at, rect.top(), now.px(16), rect.height()))
            icon_in(painter, now, arrow, "arrow-right", "muted")
            at += now.px(26)
        spot = now.mirrored(rect, QRect(at, rect.top(), wide, rect.height()))
        box(painter, spot, now.radius("control"), now.colour("sunken"), None)
        inside = spot.adjusted(now.px(10), 0, -now.px(10), 0)
        shown = now.metrics("note", bold=bold).elidedText(text, Qt.TextElideMode.ElideRight, inside.width() + 1)
        words_in(painter, now, inside, shown, colour="text" if bold else "muted", place="note", bold=bold)
        at += wide + now.px(10)
