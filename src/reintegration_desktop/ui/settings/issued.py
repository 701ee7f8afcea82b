"""Whose rules an office goes by: headquarters' by number and day, or its own; and the way to all of them."""

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.settings.verbs import RulesWay
from reintegration_desktop.ui.widgets.arrange import Column, Row, Wide
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import Words


def _go(way: RulesWay, *_: object) -> None:
    way.open()


class RulesLine(QWidget):
    """One line over the numbers."""

    def __init__(self, way: RulesWay | None) -> None:
        super().__init__()
        self._way = way
        self.open = Button(lambda: say("Rules for all offices…"), Kind.OTHER, small=True, icon="shield")
        if way is not None:
            self.open.clicked.connect(partial(_go, way))
        self.open.setEnabled(way is not None)
        self._words = Words(self._told, wraps=True)
        row = Row(self._words, self.open, gap=12)
        row.setStretch(0, 1)
        self.setLayout(Column(Wide(Card(row), 760)))

    def showEvent(self, event: QShowEvent) -> None:
        """Say it as it is by now."""
        super().showEvent(event)
        self._words.resay()

    def _told(self) -> str:
        issued = None if self._way is None else self._way.issued()
        if issued is None:
            return say("This office settles its own numbers: headquarters issued none.")
        day = day_in_words(issued.at.astimezone().date())
        return say("Rules as of {day}, from headquarters (number {number}).", day=day, number=str(issued.number))
