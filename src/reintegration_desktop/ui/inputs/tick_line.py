"""Something to tick off: a real check box beside words that wrap, and a second line below them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from reintegration_desktop.ui.inputs.choices import Tick
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Column, Row
from reintegration_desktop.ui.widgets.words import Words


class BareTick(Tick):
    """A tick whose words stand beside it; they are its accessible name."""

    def __init__(self, name: Text) -> None:
        self._name = name
        super().__init__("")

    def resay(self) -> None:
        """Say the name again."""
        self.setAccessibleName(said(self._name))

    def sizeHint(self) -> QSize:
        """A mark in a target that a finger hits."""
        return QSize(px(28), look().size("control_small"))


class TickLine(QWidget):
    """``toggled`` tells that a person ticked, or took the tick back; a press on the words does it, too.

    Bold while it is to be done; where it is an answer and nothing to be done, ``answers``, once it is ticked.
    """

    toggled = Signal(bool)

    def __init__(
        self, words: Text, second: Text, *, ticked: bool, enabled: bool = True, answers: bool = False
    ) -> None:  # fmt: skip
        super().__init__()
        self._answers = answers
        self.tick = BareTick(words)
        self.tick.setChecked(ticked)
        self.tick.setEnabled(enabled)
        self._words = Words(words, bold=ticked is answers, wraps=True)
        self._second = Words(second, place="small", tone="muted", wraps=True)
        self._second.setVisible(bool(said(second)))
        told = Column(self._words, self._second, gap=0, margins=(0, 5, 0, 2))
        row = Row(self.tick, told, gap=4)
        row.setStretch(1, 1)
        row.setAlignment(self.tick, Qt.AlignmentFlag.AlignTop)
        self.setLayout(row)
        self.setFocusProxy(self.tick)
        self.tick.toggled.connect(self._on_toggled)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The words are the target as much as the mark."""
        if event.button() is Qt.MouseButton.LeftButton and self.tick.isEnabled():
            self.tick.toggle()

    def _on_toggled(self, ticked: bool) -> None:
        self._words.set_bold(ticked is self._answers)
        self.toggled.emit(ticked)
