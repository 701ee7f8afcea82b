"""Who was not heard from since the office's keys were renewed: a row each, when they were last, and the next step."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.erasing.copies import Copy
from reintegration_desktop.casework.travel.behind import Behind, step_of
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.due.exchange import step_shown
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note


class BehindCard(Card):
    """Not there while everybody was heard from. ``give_up`` leads to the page where a computer is given up."""

    def __init__(self, give_up: Callable[[Copy], None] | None = None) -> None:
        super().__init__(gap=10)
        self._give_up, self._behind, self._today = give_up, tuple[Behind, ...](), date.min
        self.buttons: list[Button] = []
        self._rows = QWidget()
        self.add(caption(lambda: say("Not yet heard from since the keys were renewed")))
        self.add(note(lambda: say("They may still go by the earlier keys.")))
        self.add(self._rows)
        self.hide()

    def show_behind(self, behind: Sequence[Behind], today: date) -> None:
        """Show these."""
        self._behind, self._today = tuple(behind), today
        self.resay()
        self.setVisible(bool(self._behind))

    def resay(self) -> None:
        """The rows in the language of now."""
        self.buttons.clear()
        old, self._rows = self._rows, Box(Column(*map(self._row, self._behind), gap=10))
        self.inside.replaceWidget(old, self._rows)
        old.hide()
        old.deleteLater()

    def _row(self, one: Behind) -> QWidget:
        shown = step_shown(step_of(one, self._today))
        if one.copy is None or self._give_up is None:
            return shown
        button = Button(lambda: say("Give up…"), small=True)
        button.setAccessibleDescription(one.name)
        button.clicked.connect(partial(self._on_give_up, one.copy))
        self.buttons.append(button)
        row = Row(shown, button, gap=10)
        row.setStretch(0, 1)
        row.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        return Box(row)

    def _on_give_up(self, copy: Copy, _: bool = False) -> None:
        if self._give_up is not None:
            self._give_up(copy)
