"""The boxes of a score and the circle of last time's."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.style.paint import box, focus_ring, words_in
from reintegration_desktop.ui.theme import look, px


class ScoreButton(QRadioButton):
    """One of the five boxes; a small bar under the figure marks last time's."""

    focus_moved = Signal()

    def __init__(self, score: int) -> None:
        super().__init__(str(score))
        self.score, self.was_last = score, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def hitButton(self, pos: object) -> bool:
        """The box is the target."""
        return True

    def sizeHint(self) -> QSize:
        """A box."""
        return QSize(look().size("score_box"), look().size("control"))

    def minimumSizeHint(self) -> QSize:
        """A box."""
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The row shows where one is."""
        super().focusInEvent(event)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The row shows where one is."""
        super().focusOutEvent(event)
        self.focus_moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, figure, mark of last time, ring."""
        now, painter = look(), QPainter(self)
        chosen = self.isChecked()
        fill = "accent" if chosen else "sunken" if self.underMouse() else "surface"
        edge = "accent" if chosen else "control"
        box(painter, self.rect(), now.radius("control"), now.colour(fill), now.colour(edge), now.hair)
        colour = "on_accent" if chosen else "text" if self.isEnabled() else "muted"
        middle = Qt.AlignmentFlag.AlignHCenter
        words_in(painter, now, self.rect(), str(self.score), colour=colour, bold=chosen, align=middle)
        if self.was_last and not chosen:
            wide, high = now.px(8), now.px(3)
            mark = QRect((self.width() - wide) // 2, self.height() - high - now.px(4), wide, high)
            box(painter, mark, high / 2, now.colour("muted"), None)
        if self.hasFocus():
            focus_ring(painter, now, self.rect())
        painter.end()


class LastScore(QWidget):
    """Last time's score in a circle, or a dash."""

    def __init__(self) -> None:
        super().__init__()
        self._score: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_score(self, score: int | None) -> None:
        """Show a score."""
        self._score = score
        self.setAccessibleName(say("no score last time") if score is None else say("last time {score}", score=score))
        self.update()

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A circle."""
        return QSize(px(26), px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The circle with its figure."""
        now, painter = look(), QPainter(self)
        if self._score is not None:
            box(painter, self.rect(), self.height() / 2, None, now.colour("control"), now.hair)
        text = "–" if self._score is None else str(self._score)
        middle = Qt.AlignmentFlag.AlignHCenter
        words_in(painter, now, self.rect(), text, colour="muted", place="note", align=middle)
        painter.end()
