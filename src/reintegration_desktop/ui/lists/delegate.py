"""One delegate paints every cell of every table: two lines, chips, signs, a tick, the chosen row, the focus."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.inputs.marks import paint_tick
from reintegration_desktop.ui.lists.cells import CELL_ROLE, Cell, Side
from reintegration_desktop.ui.style.look import Look
from reintegration_desktop.ui.style.paint import box, focus_ring, icon_in, words_in
from reintegration_desktop.ui.text import said
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.chips import chip_size, paint_chip

_PAD, _ICON, _GAP, _MARK, _LEAST_BESIDE = 12, 16, 8, 16, 32
SIDES = {
    Side.LEADING: Qt.AlignmentFlag.AlignLeading,
    Side.TRAILING: Qt.AlignmentFlag.AlignTrailing,
    Side.MIDDLE: Qt.AlignmentFlag.AlignHCenter,
}
_Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints what a model answers for CELL_ROLE. ``rings``: the ring is round the cell, else round the row."""

    def __init__(self, table: QTableView, *, rings: bool = False) -> None:
        super().__init__(table)
        self._table, self._rings = table, rings

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The room a cell takes, so that a column can be as wide as its words."""
        cell = index.data(CELL_ROLE)
        return QSize(cell_width(look(), cell) if isinstance(cell, Cell) else 0, self._table.rowHeight(index.row()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Ground, contents, line, ring."""
        now, cell = look(), index.data(CELL_ROLE)
        painter.save()
        rect: QRect = option.rect
        self._paint_ground(now, painter, option, index, rect, cell)
        if isinstance(cell, Cell):
            _paint_cell(now, painter, rect, cell)
        else:
            _paint_loading(now, painter, rect)
        if index.row() < index.model().rowCount() - 1:
            painter.fillRect(rect.left(), rect.bottom() - now.hair + 1, rect.width(), now.hair, now.colour("line"))
        if self._rings and _state(option) & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, now, rect)
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """A cell that had to be shortened says the whole of it under the pointer."""
        place = view.visualRect(index)
        told = whole_words(index.data(CELL_ROLE), place.width())
        QToolTip.showText(event.globalPos(), told, view, place)
        return bool(told)

    def _paint_ground(
        self, now: Look, painter: QPainter, option: QStyleOptionViewItem, index: _Index, rect: QRect, cell: object
    ) -> None:
        chosen = bool(_state(option) & QStyle.StateFlag.State_Selected)
        hidden = isinstance(cell, Cell) and cell.sunken
        name = "accent_soft" if chosen else "sunken" if hidden else "surface"
        if not chosen and not hidden and self._table.property("pointer_row") == index.row():
            name = "ground"
        painter.fillRect(rect, now.colour(name))
        first = self._table.horizontalHeader().logicalIndex(0) == index.column()
        if chosen and first and self._table.hasFocus():
            bar = QRect(rect.left(), rect.top(), now.px(3), rect.height())
            painter.fillRect(now.mirrored(rect, bar), now.colour("accent"))


def whole_words(cell: object, width: int) -> str:
    """All words of a cell that a column so wide cuts; nothing where it cuts none."""
    return words_of(cell) if isinstance(cell, Cell) and cell_width(look(), cell) > width + 1 else ""


def cell_width(now: Look, cell: Cell) -> int:
    """How wide a cell must be to cut nothing."""
    wide = 2 * now.px(_PAD)
    if cell.chips:
        return wide + sum(chip_size(now, chip).width() + now.px(6) for chip in cell.chips)
    wide += now.px(_MARK + _GAP) if cell.ticked is not None else 0
    wide += now.px(_ICON + _GAP) if cell.icon else 0
    first = now.advance(cell.text, bold=cell.bold)
    first += now.advance(cell.beside, "note") + now.px(_GAP) if cell.beside else 0
    return wide + max(first, now.advance(cell.second, "small"))


def _paint_cell(now: Look, painter: QPainter, rect: QRect, cell: Cell) -> None:
    at = rect.left() + now.px(_PAD)
    if cell.chips:
        _paint_chips(now, painter, rect, cell)
        return
    if cell.ticked is not None:
        size = now.px(_MARK)
        spot = QRect(at, rect.top() + (rect.height() - size) // 2, size, size)
        paint_tick(painter, now, now.mirrored(rect, spot), ticked=cell.ticked)
        at += size + now.px(_GAP)
    if cell.icon:
        size = now.px(_ICON)
        spot = QRect(at, rect.top() + (rect.height() - size) // 2, size, size)
        if cell.side is Side.MIDDLE and not cell.text:
            spot.moveCenter(rect.center())
        icon_in(painter, now, now.mirrored(rect, spot), cell.icon, cell.icon_tone or cell.tone)
        at += size + now.px(_GAP)
    _paint_words(now, painter, rect, at, cell)


def _paint_words(now: Look, painter: QPainter, rect: QRect, at: int, cell: Cell) -> None:
    """One line, or two that stand together in the middle."""
    room = QRect(at, rect.top(), rect.right() - now.px(_PAD) - at + 1, rect.height())
    side = SIDES[cell.side]
    if cell.second:
        first_high = now.metrics("body", bold=cell.bold).height()
        second_high = now.metrics("small").height()
        top = rect.top() + (rect.height() - first_high - second_high) // 2
        room = QRect(room.left(), top, room.width(), first_high)
        under = QRect(room.left(), top + first_high, room.width(), second_high)
        words_in(painter, now, now.mirrored(rect, under), cell.second, colour="muted", place="small", align=side)
    words = _fitting(now, cell.text, room.width(), bold=cell.bold)
    words_in(painter, now, now.mirrored(rect, room), words, colour=cell.tone, bold=cell.bold, align=side)
    if cell.beside:
        start = room.left() + now.advance(words, bold=cell.bold) + now.px(_GAP)
        left = QRect(start, room.top(), max(0, room.right() - start + 1), room.height())
        beside = now.metrics("note").elidedText(cell.beside, Qt.TextElideMode.ElideRight, left.width())
        if left.width() >= now.px(_LEAST_BESIDE) or beside == cell.beside:
            words_in(painter, now, now.mirrored(rect, left), beside, colour="muted", place="note")


def _fitting(now: Look, text: str, width: int, *, bold: bool) -> str:
    """The words, shortened with dots where a person made the column too narrow."""
    if now.advance(text, bold=bold) <= width + 1:
        return text
    return now.metrics(bold=bold).elidedText(text, Qt.TextElideMode.ElideRight, width)


def _paint_chips(now: Look, painter: QPainter, rect: QRect, cell: Cell) -> None:
    at = rect.left() + now.px(_PAD)
    for chip in cell.chips:
        size = chip_size(now, chip)
        spot = QRect(at, rect.top() + (rect.height() - size.height()) // 2, size.width(), size.height())
        paint_chip(painter, now, now.mirrored(rect, spot), chip)
        at += size.width() + now.px(6)


def _paint_loading(now: Look, painter: QPainter, rect: QRect) -> None:
    """A grey bar where words will stand."""
    high = now.px(8)
    bar = QRect(rect.left() + now.px(_PAD), rect.top() + (rect.height() - high) // 2, rect.width() * 2 // 5, high)
    box(painter, now.mirrored(rect, bar), high / 2, now.colour("neutral_soft"), None)


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    state: QStyle.StateFlag = option.state
    return state


def words_of(cell: Cell) -> str:
    """A cell as a screen reader says it."""
    chips = ", ".join(said(chip.word) for chip in cell.chips)
    tick = "" if cell.ticked is None else say("ticked") if cell.ticked else say("not ticked")
    return ", ".join(part for part in (tick, cell.text, cell.beside, chips, cell.second) if part)
