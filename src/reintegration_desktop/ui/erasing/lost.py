"""Files that were destroyed on this computer by orders that were lost: they are made known by two who sign again."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.erasing import words
from reintegration_desktop.casework.erasing.again import LostLine
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.widgets.arrange import Box, Column
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.words import Words, caption, note


class LostCard(Card):
    """``again_asked`` carries the number of an order that was lost; ``may_sign``: whether there is a button for it."""

    again_asked = Signal(object)

    def __init__(self, *, may_sign: bool) -> None:
        super().__init__(
            caption(lambda: say("Destroyed here, and known to nobody else")),
            note(
                lambda: say("An older vault was brought back, and the order was lost. Headquarters and other offices "
                            "keep these files until they hear of it.")
            ),
            gap=8,
        )  # fmt: skip
        self._may_sign = may_sign
        self.buttons: list[Button] = []
        self._lines = QWidget()
        self.add(self._lines)

    def show_lines(self, lines: Sequence[LostLine]) -> None:
        """Show these."""
        self.buttons = []
        old, self._lines = self._lines, Box(Column(*map(self._row, lines), gap=8))
        self.inside.replaceWidget(old, self._lines)
        old.hide()
        old.deleteLater()

    def _row(self, line: LostLine) -> QWidget:
        told = Words(partial(words.lost_words, line), wraps=True)
        if not self._may_sign:
            return told
        button = Button(lambda: say("Sign again"), icon="bin")
        button.setAccessibleDescription(words.lost_words(line))
        button.clicked.connect(partial(self.again_asked.emit, line.number))
        self.buttons.append(button)
        return Box(Column(told, Flowing(button), gap=6))
