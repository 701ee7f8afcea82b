"""Erasing: how a file is erased, how many orders wait for who is signed in, the way to all of them."""

from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.ui.settings.verbs import ErasingWays
from reintegration_desktop.ui.widgets.arrange import Column, Row, Wide
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note


class ErasingSection(QWidget):
    """The page itself comes over the settings."""

    def __init__(self, ways: ErasingWays | None) -> None:
        super().__init__()
        self._waiting = 0
        self._told = caption(self._words)
        self.open = Button(lambda: say("All orders to erase…"), Kind.FIRST, icon="bin")
        if ways is not None:
            self.open.clicked.connect(ways.open)
        self.open.setEnabled(ways is not None)
        row = Row(self.open)
        row.addStretch(1)
        card = Card(
            self._told,
            note(lambda: say("A supervisor orders it from the menu of a case; a second person signs. Files are hidden "
                             "at once, and destroyed later.")),
            row,
            gap=12,
        )  # fmt: skip
        column = Column(Wide(card, 620))
        column.addStretch(1)
        self.setLayout(column)

    def show_waiting(self, number: int) -> None:
        """Say how many orders wait for who is signed in."""
        self._waiting = number
        self._told.resay()

    def _words(self) -> str:
        if not self._waiting:
            return say("No order waits for your signature.")
        return say_many("{n} order waits for your signature.", "{n} orders wait for your signature.", self._waiting)
