"""What is shown where nothing is: a sign, what it means, what one can do."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reintegration_desktop.ui.style.paint import box, icon_in
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Box, Column
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.words import Words


class SunkenSign(QWidget):
    """A sign in a sunken square."""

    def __init__(self, icon: str, colour: str = "accent", size: int = 52) -> None:
        super().__init__()
        self._icon, self._colour, self._size = icon, colour, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The square and the sign."""
        now, painter = look(), QPainter(self)
        box(painter, self.rect(), now.radius("card"), now.colour("sunken"), None)
        size = round(self.width() * 0.46)
        spot = QRect(0, 0, size, size)
        spot.moveCenter(self.rect().center())
        icon_in(painter, now, spot, self._icon, self._colour)
        painter.end()


class EmptyState(QWidget):
    """Nothing yet, nothing due, no hit (repeats what was sought), not allowed (says which role may), not loaded."""

    def __init__(self, icon: str, sentence: Text, second: Text = "", buttons: tuple[Button, ...] = ()) -> None:
        super().__init__()
        first = Words(sentence, place="section", bold=True, wraps=True)
        rest = Words(second, place="note", tone="muted", wraps=True)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = Column(gap=8, margins=(24, 24, 24, 24))
        column.addStretch(1)
        column.addWidget(SunkenSign(icon), 0, centre)
        for words in (first, rest):
            words.setAlignment(centre | Qt.AlignmentFlag.AlignVCenter)
            column.addWidget(words)
        if not second:
            rest.hide()
        if buttons:
            column.addWidget(_centred(buttons), 0)
        column.addStretch(2)
        self.setLayout(column)


def _centred(buttons: tuple[Button, ...]) -> QWidget:
    row = Column(gap=8)
    row.addWidget(Flowing(*buttons), 0, Qt.AlignmentFlag.AlignHCenter)
    return Box(row)
