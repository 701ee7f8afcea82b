"""Files whose time is over: ticked and ordered to be erased together, or looked at first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.ui.erasing.verbs import KeptFile
from reintegration_desktop.ui.inputs.tick_line import TickLine
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note


class KeptCard(Card):
    """``order_asked`` carries the files that were ticked."""

    order_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            caption(lambda: say("Kept long enough")),
            note(
                lambda: say("The time for which these files are kept is over. Look whether anybody still needs them.")
            ),
            gap=8,
        )
        self._files: tuple[KeptFile, ...] = ()
        self._ticks: list[TickLine] = []
        self._lines = QWidget()
        self.order = Button(self._words, icon="bin")
        self.order.clicked.connect(self._on_order)
        row = Row(self.order)
        row.addStretch(1)
        self.add(self._lines, row)

    def show_files(self, files: Sequence[KeptFile]) -> None:
        """Show these, none of them ticked."""
        self._files = tuple(files)
        self._ticks = [
            TickLine(one.code, say("since {day}", day=day_in_words(one.since)), ticked=False) for one in self._files
        ]
        for tick in self._ticks:
            tick.toggled.connect(self._enable)
        old, self._lines = self._lines, Box(Column(*self._ticks, gap=0))
        self.inside.replaceWidget(old, self._lines)
        old.hide()
        old.deleteLater()
        self._enable()

    def _ticked(self) -> list[KeptFile]:
        return [one for one, tick in zip(self._files, self._ticks, strict=True) if tick.tick.isChecked()]

    def _words(self) -> str:
        number = len(self._ticked())
        return say_many("Erase {n} file…", "Erase {n} files…", number) if number else say("Erase those ticked…")

    def _enable(self, *_: object) -> None:
        self.order.setEnabled(bool(self._ticked()))
        self.order.resay()

    def _on_order(self) -> None:
        self.order_asked.emit(tuple(self._ticked()))
