"""Steps: a bar across a page, where any step can be visited."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.ui.style.look import Look
from reintegration_desktop.ui.style.paint import box, focus_ring, icon_in, words_in
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.arrange import Row


class Stand(StrEnum):
    """How a step stands."""

    DONE = "done"
    HERE = "here"
    TO_COME = "to_come"
    SKIPPED = "skipped"


STANDS = {
    Stand.DONE: marked("done"),
    Stand.HERE: marked("you are here"),
    Stand.TO_COME: marked("to come"),
    Stand.SKIPPED: marked("skipped"),
}


class Step(QPushButton):
    """One step of the bar: its number or a tick, its words, a line below."""

    def __init__(self, number: int, text: Text) -> None:
        super().__init__()
        self._number, self._text, self.stand = number, text, Stand.TO_COME
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.resay()

    def set_stand(self, stand: Stand) -> None:
        """Show how it stands."""
        self.stand = stand
        self.resay()
        self.update()

    def resay(self) -> None:
        """Words and state in the language of now; a skipped step says so."""
        words = said(self._text)
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(say("Step {n}: {step}", n=self._number, step=words))
        self.setAccessibleDescription(say(STANDS[self.stand]))
        self.setToolTip(say(STANDS[self.stand]))
        self.updateGeometry()

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Circle and words."""
        now = look()
        return QSize(now.advance(self._words(), bold=True) + now.px(22 + 8 + 8), now.size("control"))

    def minimumSizeHint(self) -> QSize:
        """The words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Circle, words, line, ring."""
        now, painter = look(), QPainter(self)
        size = now.px(22)
        spot = now.mirrored(self.rect(), QRect(0, now.px(3), size, size))
        paint_step_mark(painter, now, spot, self._number, self.stand)
        at = size + now.px(8)
        place = now.mirrored(self.rect(), QRect(at, 0, self.width() - at, now.px(28)))
        here = self.stand is Stand.HERE
        words_in(painter, now, place, self._words(), colour="text" if here else "muted", bold=here)
        line = QRect(0, self.height() - now.px(4), self.width(), now.px(3))
        walked = self.stand in {Stand.HERE, Stand.DONE}
        box(painter, line, now.px(1.5), now.colour("accent" if walked else "line"), None)
        if self.hasFocus():
            focus_ring(painter, now, self.rect().adjusted(0, 0, 0, -now.px(5)))
        painter.end()

    def _words(self) -> str:
        words = said(self._text)
        return f"{words} ({say(STANDS[self.stand])})" if self.stand is Stand.SKIPPED else words


def paint_step_mark(painter: QPainter, now: Look, spot: QRect, number: int, stand: Stand) -> None:
    """A circle with a number, filled where one is, with a tick where one was."""
    radius, middle = spot.width() / 2, Qt.AlignmentFlag.AlignHCenter
    if stand is Stand.HERE:
        box(painter, spot, radius, now.colour("accent"), None)
        words_in(painter, now, spot, str(number), colour="on_accent", place="small", bold=True, align=middle)
    elif stand is Stand.DONE:
        box(painter, spot, radius, now.colour("accent_soft"), now.colour("accent"), now.hair)
        inside = spot.adjusted(now.px(4), now.px(4), -now.px(4), -now.px(4))
        icon_in(painter, now, inside, "check", "on_accent_soft")
    else:
        box(painter, spot, radius, None, now.colour("control"), 1.5)
        words_in(painter, now, spot, str(number), colour="muted", place="small", bold=True, align=middle)


class StepBar(QWidget):
    """The steps of a page side by side; ``wanted`` tells which one somebody pressed, counted from nought."""

    wanted = Signal(int)

    def __init__(self, steps: Sequence[Text]) -> None:
        super().__init__()
        self.steps = [Step(number, text) for number, text in enumerate(steps, 1)]
        self.setLayout(Row(*self.steps, gap=6))
        for at, step in enumerate(self.steps):
            step.clicked.connect(lambda _=False, at=at: self.wanted.emit(at))
        self.go(0)

    def go(self, here: int, *, done: frozenset[int] = frozenset(), skipped: frozenset[int] = frozenset()) -> None:
        """Show where one is, which are done and which were skipped."""
        for at, step in enumerate(self.steps):
            stand = Stand.DONE if at in done else Stand.SKIPPED if at in skipped else Stand.TO_COME
            step.set_stand(Stand.HERE if at == here else stand)
