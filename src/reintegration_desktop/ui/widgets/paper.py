"""A sheet of paper on the screen."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.recovery_sheet import BASE, PAPER, Sheet, SheetPainter
from reintegration_desktop.ui.style.paint import box, shadow
from reintegration_desktop.ui.theme import look, px

_EDGE, _NARROWEST, _WIDEST = 10, 380, 560


class PaperSheet(QWidget):
    """Shows half of a recovery key, never its code; covered words are never in the accessible name either."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet, self._covered = sheet, frozenset[int]()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.resay()
        self.rescale()

    def show_sheet(self, sheet: Sheet, covered: frozenset[int]) -> None:
        """Show it with some words covered, counted from 1."""
        self._sheet, self._covered = sheet, covered
        self.resay()
        self.update()

    def resay(self) -> None:
        """The words that can be seen, read out in order."""
        told = [f"{number} {word}" for number, word in enumerate(self._sheet.words, 1) if number not in self._covered]
        words = ", ".join(told) if told else say("the words are covered")
        self.setAccessibleName(say("Recovery, half {half}: {words}", half=self._sheet.half, words=words))
        self.updateGeometry()

    def rescale(self) -> None:
        """Its greatest width at the text size of now."""
        self.setMaximumWidth(px(_WIDEST))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Paper keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as what stands on it."""
        edge = px(_EDGE)
        return round(SheetPainter(self._sheet).height(max(1, width - 2 * edge))) + 2 * edge

    def sizeHint(self) -> QSize:
        """A sheet in its own size."""
        return QSize(px(BASE), self.heightForWidth(px(BASE)))

    def minimumSizeHint(self) -> QSize:
        """Smaller it can't be read."""
        return QSize(px(_NARROWEST), self.heightForWidth(px(_NARROWEST)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shadow, paper, what stands on it."""
        now, painter, edge = look(), QPainter(self), px(_EDGE)
        paper = self.rect().adjusted(edge, edge, -edge, -edge)
        shadow(painter, now, paper, 2)
        box(painter, paper, 2, QColor(PAPER), now.colour("line"), 1)
        SheetPainter(self._sheet, self._covered, on_screen=True).paint(painter, QRectF(paper.adjusted(1, 1, -1, -1)))
        painter.end()
