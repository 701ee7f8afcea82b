"""Chips: a state as tone, sign and word, with an outline always; never pressed, except as a filter."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.ui.style.look import Look
from reintegration_desktop.ui.style.paint import box, focus_ring, icon_in, words_in
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look

_PAD, _GAP, _ICON = 8, 5, 12


@dataclass(frozen=True, slots=True)
class State:
    """What a chip shows: a tone (danger, warn, ok, info, neutral, accent), a sign, a word."""

    tone: str
    icon: str
    word: Text


_RISKS = {
    "high": State("danger", "risk-high", marked("High risk")),
    "medium": State("warn", "risk-medium", marked("Medium risk")),
    "low": State("neutral", "risk-low", marked("Low risk")),
}


def risk_state(level: str | None) -> State:
    """The chip of a risk level as the dictionary codes it: high, medium, low; anything else is not rated yet."""
    state = _RISKS.get(level or "")
    if state is None:
        return State("neutral", "minus", lambda: say("Risk not rated"))
    return State(state.tone, state.icon, lambda: say(said(state.word)))


def late_state(words: Text) -> State:
    """Something late, in words that say how much."""
    return State("warn", "clock", words)


def consent_state(words: Text, *, given: bool, withdrawn: bool = False) -> State:
    """Consent in one chip: given, withdrawn, or not given."""
    if withdrawn:
        return State("danger", "close", words)
    return State("ok", "shield-check", words) if given else State("warn", "shield", words)


def restricted_state() -> State:
    """Something that opens only with a reason."""
    return State("neutral", "eye-off", lambda: say("Restricted"))


def chip_size(now: Look, state: State) -> QSize:
    """The room a chip takes."""
    inside = now.advance(said(state.word), "small", bold=True)
    return QSize(inside + now.px(2 * _PAD + _GAP + _ICON), now.size("chip"))


def paint_chip(painter: QPainter, now: Look, rect: QRect, state: State) -> None:
    """Paint a chip into a rectangle of its size; for delegates and for the widget. Drawn once, then kept."""
    ratio = painter.device().devicePixelRatio()
    word, size = said(state.word), rect.size()
    key = (
        f"chip/{state.tone}/{state.icon}/{word}/{size.width()}x{size.height()}/{now.theme}/{now.right_to_left}/{ratio}"
    )
    kept = QPixmap()
    if not QPixmapCache.find(key, kept):
        kept = QPixmap(size * ratio)
        kept.setDevicePixelRatio(ratio)
        kept.fill(Qt.GlobalColor.transparent)
        brush = QPainter(kept)
        _draw_chip(brush, now, QRect(0, 0, size.width(), size.height()), state)
        brush.end()
        QPixmapCache.insert(key, kept)
    painter.drawPixmap(rect.topLeft(), kept)


def _draw_chip(painter: QPainter, now: Look, rect: QRect, state: State) -> None:
    """Outline, sign, word."""
    soft, line, words = _colours(state.tone)
    box(painter, rect, rect.height() / 2, now.colour(soft), now.colour(line), now.hair)
    pad, size = now.px(_PAD), now.px(_ICON)
    sign = now.mirrored(rect, QRect(rect.left() + pad, rect.top(), size, rect.height()))
    icon_in(painter, now, sign, state.icon, words)
    at = rect.left() + pad + size + now.px(_GAP)
    place = now.mirrored(rect, QRect(at, rect.top(), rect.right() - at + 1, rect.height()))
    words_in(painter, now, place, said(state.word), colour=words, place="small", bold=True)


def _colours(tone: str) -> tuple[str, str, str]:
    if tone == "accent":
        return "accent_soft", "accent_line", "on_accent_soft"
    return f"{tone}_soft", f"{tone}_line", tone


class Chip(QWidget):
    """A state beside a title or in a card."""

    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.resay()

    def resay(self) -> None:
        """Say the word again."""
        self.setAccessibleName(said(self._state.word))
        self.updateGeometry()

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The room of sign and word."""
        return chip_size(look(), self._state)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the state."""
        painter = QPainter(self)
        paint_chip(painter, look(), self.rect(), self._state)
        painter.end()


class FilterChip(QPushButton):
    """A filter that was chosen; pressing it takes it away."""

    def __init__(self, word: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = word
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.resay()

    def resay(self) -> None:
        """Say the word again; the accessible name says what a press does."""
        self.setText(said(self._word).replace("&", "&&"))
        self.setAccessibleName(say("Remove filter {filter}", filter=said(self._word)))
        self.updateGeometry()

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A chip in a target that a finger hits."""
        now = look()
        return QSize(chip_size(now, self._shown()).width(), now.size("control"))

    def minimumSizeHint(self) -> QSize:
        """The word is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A chip with a sign to close it."""
        now, painter = look(), QPainter(self)
        high = now.size("chip")
        rect = QRect(0, (self.height() - high) // 2, self.width(), high)
        paint_chip(painter, now, rect, self._shown())
        if self.hasFocus():
            focus_ring(painter, now, rect, high / 2)
        painter.end()

    def _shown(self) -> State:
        return State("accent", "close", self._word)
