"""Half of the office's recovery key on a sheet: one painter for screen, printer and PDF; white in every theme."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle

from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.ui.fonts import FAMILIES
from reintegration_desktop.ui.style.icons import pixmap
from reintegration_desktop.ui.style.lines import height_of, lay_out
from reintegration_desktop.ui.theme import look

BASE = 500
INK, GREY, PAPER = "#111512", "#4B524D", "#FFFFFF"
_PAD, _ROW, _QR, _COLUMNS, _PER_COLUMN = 16, 21, 92, 3, 7
COVER = "••••••"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one of the two sheets: no child, no case, not the other half.

    ``words`` are twenty and a last one that checks them; ``qr`` the same as rows of dark (True) and light modules.
    """

    half: str
    office: str
    made: str
    holder: str
    words: tuple[str, ...]
    qr: tuple[tuple[bool, ...], ...]


class SheetPainter:
    """Paints a sheet into a rectangle; everything on it grows with its width. ``covered``: words counted from 1.

    ``on_screen``: without the code, which holds all the words, and which a telephone would keep a picture of.
    """

    def __init__(self, sheet: Sheet, covered: frozenset[int] = frozenset(), *, on_screen: bool = False) -> None:
        self._sheet, self._covered, self._on_screen = sheet, covered, on_screen
        self._direction = look().direction

    def height(self, width: float) -> float:
        """How high the sheet is at a width, in the same unit."""
        return self._walk(None, QRectF(0, 0, width, 0))

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        """Ground, then everything from the top."""
        painter.fillRect(rect, QColor(PAPER))
        self._walk(painter, rect)

    def _walk(self, painter: QPainter | None, rect: QRectF) -> float:
        """From the top to the foot; paints where there is a painter, and returns the height."""
        unit = rect.width() / BASE
        top = rect.top() + 14 * unit
        top = self._head(painter, rect, top, unit)
        top = self._rule(painter, rect, top, unit)
        top = self._words(painter, rect, top, unit)
        top = self._rule(painter, rect, top, unit)
        return self._foot(painter, rect, top, unit) + 12 * unit - rect.top()

    def _head(self, painter: QPainter | None, rect: QRectF, top: float, unit: float) -> float:
        line = QRectF(rect.left() + _PAD * unit, top, rect.width() - 2 * _PAD * unit, 24 * unit)
        if painter is not None:
            mark = self._mirrored(rect, QRectF(line.left() + 2 * unit, top + 2 * unit, 20 * unit, 20 * unit))
            painter.drawPixmap(mark.toRect(), pixmap(look(), "mark", max(8, round(20 * unit)), INK))
            name = QRectF(line.left() + 28 * unit, top, line.width() - 28 * unit, line.height())
            title = say("Recovery, half {half}", half=self._sheet.half)
            self._text(painter, self._mirrored(rect, name), title, 16 * unit, bold=True)
            end = Qt.AlignmentFlag.AlignTrailing
            self._text(painter, self._mirrored(rect, line), say("one of two"), 12 * unit, align=end)
        under = QRectF(line.left(), top + 25 * unit, line.width(), 20 * unit)
        if painter is not None:
            made = say("{office} · made {day}", office=self._sheet.office, day=self._sheet.made)
            self._text(painter, self._mirrored(rect, under), made, 12 * unit)
        return under.bottom() + 4 * unit

    def _rule(self, painter: QPainter | None, rect: QRectF, top: float, unit: float) -> float:
        if painter is not None:
            painter.setPen(QPen(QColor("#CFCABF"), max(1.0, unit)))
            painter.drawLine(
                QPointF(rect.left() + _PAD * unit, top), QPointF(rect.right() - _PAD * unit, top)
            )  # fmt: skip
        return top + 7 * unit

    def _words(self, painter: QPainter | None, rect: QRectF, top: float, unit: float) -> float:
        inner = rect.width() - (2 * _PAD + _QR + 8) * unit
        wide = inner / _COLUMNS
        for number, word in enumerate(self._sheet.words, 1):
            column, row = divmod(number - 1, _PER_COLUMN)
            left = rect.left() + _PAD * unit + column * wide
            place = QRectF(left, top + row * _ROW * unit, wide, _ROW * unit)
            if painter is not None:
                self._word(painter, rect, place, number, word, unit)
        high = max(_PER_COLUMN * _ROW, _QR) * unit
        if painter is not None:
            place = QRectF(rect.right() - (_PAD + _QR) * unit, top, _QR * unit, _QR * unit)
            self._qr(painter, rect, place)
            self._beside_qr(painter, self._mirrored(rect, place), unit)
        return top + high + 5 * unit

    def _word(self, painter: QPainter, rect: QRectF, place: QRectF, number: int, word: str, unit: float) -> None:
        checks = number == len(self._sheet.words)
        label, room = (say("check"), 40 * unit) if checks else (str(number), 20 * unit)
        before = QRectF(place.left(), place.top(), room, place.height())
        end = Qt.AlignmentFlag.AlignTrailing
        self._text(painter, self._mirrored(rect, before), label, 11 * unit, colour=GREY, align=end)
        after = QRectF(place.left() + room + 6 * unit, place.top(), place.width() - room - 6 * unit, place.height())
        shown = COVER if number in self._covered else word
        self._text(painter, self._mirrored(rect, after), shown, 13 * unit, bold=True)

    def _qr(self, painter: QPainter, rect: QRectF, place: QRectF) -> None:
        """The code with its quiet zone, in whole device pixels where that is possible."""
        spot = self._mirrored(rect, place)
        if self._on_screen or not self._sheet.qr:
            painter.fillRect(spot, QColor("#F0EDE6"))
            return
        count = len(self._sheet.qr)
        size = spot.width() / count
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for row, modules in enumerate(self._sheet.qr):
            for column, dark in enumerate(modules):
                if dark:
                    left, top = spot.left() + column * size, spot.top() + row * size
                    right, bottom = round(left + size), round(top + size)
                    module = QRect(round(left), round(top), right - round(left), bottom - round(top))
                    painter.fillRect(module, QColor(INK))
        painter.restore()

    def _beside_qr(self, painter: QPainter, place: QRectF, unit: float) -> None:
        """What the code is for, and that it is on the printed sheet alone."""
        told = (
            say("A code, on the printed sheet only")
            if self._on_screen
            else say("For a scanner that types. Never for a telephone.")
        )
        inside = QRectF(place.left() + 6 * unit, 0, place.width() - 12 * unit, 0) if self._on_screen else place
        laid = lay_out(told, _font(9.5 * unit), inside.width(), self._direction)
        under = (place.height() - height_of(laid)) / 2 if self._on_screen else place.height() + 2 * unit
        painter.setPen(QColor(GREY))
        laid.draw(painter, QPointF(inside.left(), place.top() + under))

    def _foot(self, painter: QPainter | None, rect: QRectF, top: float, unit: float) -> float:
        room = rect.width() - 2 * _PAD * unit
        left = rect.left() + _PAD * unit
        alone = say(
            "This half alone opens nothing. Keep it apart from the other one, away from the office, where papers of "
            "value are kept."
        )
        held = say(
            "Held by: {holder}   Given on: ________   Signed: ________", holder=self._sheet.holder or "________"
        )  # fmt: skip
        for text, size in ((alone, 12 * unit), (held, 11.5 * unit)):
            laid = lay_out(text, _font(size), room, self._direction)
            if painter is not None:
                painter.setPen(QColor(INK))
                laid.draw(painter, QPointF(left, top))
            top += height_of(laid) + 3 * unit
        return top

    def _text(
        self, painter: QPainter, rect: QRectF, text: str, size: float, *, bold: bool = False, colour: str = INK,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
    ) -> None:  # fmt: skip
        laid = lay_out(isolate(text), _font(size, bold=bold), rect.width(), self._direction, align=align)
        painter.setPen(QColor(colour))
        laid.draw(painter, QPointF(rect.left(), rect.top() + (rect.height() - height_of(laid)) / 2))

    def _mirrored(self, bounds: QRectF, rect: QRectF) -> QRectF:
        return QRectF(QStyle.visualRect(self._direction, bounds.toRect(), rect.toRect()))


def _font(size: float, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(max(1, round(size)))
    font.setBold(bold)
    return font


def same_word(typed: str, word: str) -> bool:
    """Whether somebody typed a word of the paper: case and blanks around it do not matter."""
    return typed.strip().casefold() == word.casefold()
