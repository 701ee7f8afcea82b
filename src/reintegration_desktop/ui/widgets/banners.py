"""Banners: one sentence, a second that says what is safe, at most two buttons; they stay until their cause is gone."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from reintegration_desktop.ui.aloud import say_aloud
from reintegration_desktop.ui.failures import Failure
from reintegration_desktop.ui.style.paint import box
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.arrange import Column, Row
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words

_SIGNS = {"info": "info", "warn": "warning", "danger": "warning", "ok": "check-circle"}


class Banner(QFrame):
    """News in a tone: info, warn, danger (to a person or to data), ok."""

    def __init__(
        self, tone: str, sentence: Text, second: Text = "", *, icon: str = "", buttons: tuple[Button, ...] = (),
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._tone, self._given_icon = tone, icon
        self._sign = Sign(icon or _SIGNS[tone], tone, 18)
        self._first = Words(wraps=True, tone=tone)
        self._second = Words(place="note", wraps=True, tone=tone)
        words = Column(self._first, self._second, gap=2)
        row = Row(self._sign, words, *buttons, gap=12, margins=(14, 8, 12, 9))
        row.setStretch(1, 1)
        self._row = row
        self.setLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.tell(tone, sentence, second, icon=icon)

    def tell(self, tone: str, sentence: Text, second: Text = "", *, icon: str = "") -> None:
        """Say something else."""
        self._tone = tone
        self._sign.set_icon(icon or _SIGNS[tone], tone)
        for words, text in ((self._first, sentence), (self._second, second)):
            words.set_tone(tone)
            words.set_text(text)
        self._first.set_bold(bool(second))
        place = Qt.AlignmentFlag.AlignTop if second else Qt.AlignmentFlag.AlignVCenter
        self._row.setAlignment(self._sign, place)
        self._second.setVisible(bool(second))
        self.resay()

    def tell_failure(self, failure: Failure) -> None:
        """Say what happened, then what is safe and what to do; shown and announced."""
        self.tell("danger", failure.happened, failure.rest)
        self.setVisible(True)
        self.announce()

    def announce(self) -> None:
        """Have a screen reader say it."""
        say_aloud(self, self.accessibleName())

    def resay(self) -> None:
        """The accessible name in the language of now."""
        self._first.resay()
        self._second.resay()
        self.setAccessibleName(f"{self._first.text()} {self._second.text()}".strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft ground and its edge."""
        now, painter = look(), QPainter(self)
        fill, edge = now.colour(f"{self._tone}_soft"), now.colour(f"{self._tone}_line")
        box(painter, self.rect(), now.radius("control"), fill, edge, now.hair)
        painter.end()
