"""Nine domains scored from 1 to 5, each a row of five real buttons beside last time's score."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.ui.inputs.score_boxes import LastScore, ScoreButton
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Box, Column, Margins, Row
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words

SCORES = range(1, 6)
SIGN, GAP, BOX_GAP = 20, 12, 4
INSIDE: Margins = (16, 3, 8, 3)
_LAST, _DIFFERENCE, _TITLE, _ROW = 40, 110, 110, 42


def last_width() -> int:
    """The column of last time's score: as wide as the word above it."""
    return max(px(_LAST), look().advance(say("Last"), "small", bold=True) + px(GAP))


def boxes_width() -> int:
    """The column of the five boxes."""
    return len(SCORES) * look().size("score_box") + (len(SCORES) - 1) * px(BOX_GAP)


def difference_width() -> int:
    """The column of the difference: as wide as its longest words."""
    told = (say("not yet"), say("first time"), _worse(len(SCORES)), _better(len(SCORES)))
    longest = max(look().advance(words, "note", bold=True) for words in told)
    return max(px(_DIFFERENCE), longest + px(SIGN + GAP))


def _worse(by: int) -> str:
    return say_many("worse by {n}", "worse by {n}", by)


def _better(by: int) -> str:
    return say_many("better by {n}", "better by {n}", by)


@dataclass(frozen=True, slots=True)
class Domain:
    """What is scored: its code, its title, plain sub-words, its sign."""

    code: str
    title: Text
    hint: Text
    icon: str


class ScoreRow(QWidget):
    """One domain. 1 to 5 choose, arrows move, Delete clears, Enter asks for the next row, R for the reason."""

    changed = Signal()
    next_asked = Signal()
    reason_asked = Signal()

    def __init__(self, domain: Domain, last: int | None = None) -> None:
        super().__init__()
        self.domain, self._last = domain, last
        self._buttons = {score: ScoreButton(score) for score in SCORES}
        self._group = QButtonGroup(self)
        self._sign = Sign(domain.icon, size=20)
        self._title = Words(domain.title, bold=True, wraps=True)
        self._hint = Words(domain.hint, place="small", tone="muted", wraps=True)
        self._circle = LastScore()
        self._arrow, self._difference = Sign("equal"), Words(place="note")
        self._lay_out()
        for button in self._buttons.values():
            self._group.addButton(button)
            button.focus_moved.connect(self.update)
        self._group.buttonToggled.connect(self._on_toggled)
        self.setFocusProxy(self._buttons[SCORES.start])
        self.set_last(last)

    @property
    def buttons(self) -> dict[int, ScoreButton]:
        """The five buttons by score."""
        return self._buttons

    @property
    def fell(self) -> int:
        """By how much the score is lower than last time's; nought if it isn't, or if one is missing."""
        now = self.value()
        return 0 if now is None or self._last is None else max(0, self._last - now)

    def value(self) -> int | None:
        """The score that is chosen, or None."""
        chosen = self._group.checkedButton()
        return chosen.score if isinstance(chosen, ScoreButton) else None

    def set_value(self, score: int | None) -> None:
        """Choose a score, or none; says nothing of it by ``changed``."""
        self._group.blockSignals(True)
        self._group.setExclusive(False)
        for value, button in self._buttons.items():
            button.setChecked(value == score)
        self._group.setExclusive(True)
        self._group.blockSignals(False)
        self._tell()

    def set_last(self, last: int | None) -> None:
        """Show another score as last time's."""
        self._last = last
        self._circle.show_score(last)
        for score, button in self._buttons.items():
            button.was_last = score == last
        self.resay()

    def resay(self) -> None:
        """Names and the difference in the language of now."""
        title = said(self.domain.title)
        self.setAccessibleName(title)
        for score, button in self._buttons.items():
            button.setAccessibleName(say("{domain}: {score} of 5", domain=title, score=score))
        self._circle.show_score(self._last)
        self.rescale()
        self._tell()

    def rescale(self) -> None:
        """The columns at the text size of now."""
        self._last_box.setFixedWidth(last_width())
        self._difference_box.setFixedWidth(difference_width())
        self._title.setMinimumWidth(px(_TITLE))
        self.setMinimumHeight(px(_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, Enter goes on, R asks why, Delete clears."""
        text = event.text()
        if text.isdecimal() and int(text) in SCORES:
            self._buttons[int(text)].setFocus()
            self._buttons[int(text)].setChecked(True)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.next_asked.emit()
        elif text.lower() == "r":
            self.reason_asked.emit()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self.value() is not None:
            self.set_value(None)
            self.changed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The row one is in is tinted, and marked at its leading edge; a hairline below."""
        now, painter = look(), QPainter(self)
        if any(button.hasFocus() for button in self._buttons.values()):
            painter.fillRect(self.rect(), now.colour("accent_soft"))
            mark = QRect(0, 0, now.px(3), self.height())
            painter.fillRect(now.mirrored(self.rect(), mark), now.colour("accent"))
        painter.fillRect(0, self.height() - now.hair, self.width(), now.hair, now.colour("line"))
        painter.end()

    def _lay_out(self) -> None:
        words = Column(self._title, self._hint, gap=0)
        boxes = Row(*self._buttons.values(), gap=BOX_GAP)
        difference = Row(self._arrow, self._difference, gap=6)
        difference.addStretch(1)
        self._difference_box, self._last_box = Box(difference), Box(Row(self._circle, gap=0))
        row = Row(self._sign, words, self._last_box, boxes, self._difference_box, gap=GAP, margins=INSIDE)
        row.setStretch(1, 1)
        self.setLayout(row)
        self.rescale()

    def _on_toggled(self, button: object, checked: bool) -> None:
        if checked:
            self._tell()
            self.changed.emit()

    def _tell(self) -> None:
        """The difference in word and arrow."""
        tone, icon, words = self._in_words()
        self._arrow.set_icon(icon or "minus", tone)
        self._arrow.setVisible(bool(icon))
        self._difference.set_text(words)
        self._difference.set_tone(tone)
        self._difference.set_bold(tone != "muted")

    def _in_words(self) -> tuple[str, str, str]:
        """Tone, sign and words of the difference."""
        now = self.value()
        if now is None:
            return "muted", "", say("not yet")
        if self._last is None:
            return "muted", "", say("first time")
        by = now - self._last
        if by == 0:
            return "muted", "equal", say("same")
        if by < 0:
            return "danger", "arrow-down", _worse(-by)
        return "ok", "arrow-up", _better(by)
