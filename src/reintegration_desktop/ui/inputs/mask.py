"""What stands in place of a name while names are hidden: dots that tell no length, and how to show it again."""

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.value_words import DOTS
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.widgets.arrange import Column
from reintegration_desktop.ui.widgets.words import small


class Mask(QWidget):
    """A line that cannot be typed into, in sight and on the way of Tab."""

    def __init__(self, asked: str) -> None:
        super().__init__()
        self.line = TextLine()
        self.line.setText(DOTS)
        self.line.setReadOnly(True)
        self._asked = asked
        self.setLayout(Column(self.line, small(lambda: say("Names are hidden: F8 shows them.")), gap=4))
        self.setFocusProxy(self.line)
        self.resay()

    def resay(self) -> None:
        """Its question and what is hidden, for who hears it."""
        self.line.setAccessibleName(say(self._asked))
        self.line.setAccessibleDescription(say("Names are hidden: F8 shows them."))
