"""What is wanting with other offices, for who sends and receives: the gravest of each, and the way there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.travel.standing import Step, Wanting
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words, caption, note
from reintegration_desktop.ui.workplace import Workplace

_SHOWN = 3
_TONES = {"danger": "warning", "warn": "clock", "info": "info", "ok": "check-circle"}


class ExchangeCard(Card):
    """Not there while nothing is wanting."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(gap=8)
        self._wanting: tuple[Wanting, ...] = ()
        self._rows = QWidget()
        self.look = Button(lambda: say("Send / receive"), icon="send-receive", small=True)
        self.look.clicked.connect(lambda: workplace.go("send_receive"))
        row = Row(self.look)
        row.addStretch(1)
        self.add(caption(lambda: say("With other offices")))
        self.add(self._rows)
        self.add(Box(row))
        self.hide()

    def show_wanting(self, wanting: Sequence[Wanting]) -> None:
        """Show these."""
        self._wanting = tuple(wanting)
        column = Column(gap=8)
        for one in self._wanting[:_SHOWN]:
            column.addWidget(Words(one.name, bold=True, wraps=True, tone="muted"))
            column.addWidget(step_shown(one.step))
        more = len(self._wanting) - _SHOWN
        if more > 0:
            column.addWidget(note(lambda: say_many("{n} more", "{n} more", more)))
        old, self._rows = self._rows, Box(column)
        self.inside.replaceWidget(old, self._rows)
        old.hide()
        old.deleteLater()
        self.setVisible(bool(self._wanting))


def step_shown(step: Step) -> QWidget:
    """What is wanting, and what brings it on."""
    told = Column(Words(step.what, bold=True, wraps=True), gap=0)
    if step.do:
        told.addWidget(note(step.do))
    sign = Sign(_TONES[step.tone], step.tone, 18)
    row = Row(sign, told, gap=10)
    row.setStretch(1, 1)
    row.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
    return Box(row)
