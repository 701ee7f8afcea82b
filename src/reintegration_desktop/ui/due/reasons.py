"""Why something in a case is to be done now: beside it, for who is shown what it follows from."""

from functools import partial

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.due import reasons_of
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import OpenCase
from reintegration_desktop.rules.words import reason_words
from reintegration_desktop.ui.due.words import when_cell
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import caption, note, small
from reintegration_desktop.ui.workplace import Workplace


class ReasonsCard(Card):
    """The reasons and by when; out of sight where there is none."""

    def __init__(self, workplace: Workplace) -> None:
        head = Row(Sign("warning", "danger", 18), caption(lambda: say("Why something is to be done now")))
        head.setStretch(1, 1)
        super().__init__(head, gap=6)
        self._place = workplace
        self._lines = QWidget()
        self.add(self._lines)

    def show_case(self, opened: OpenCase) -> None:
        """The reasons of a case."""
        reasons, column = reasons_of(self._place.desk, opened), Column(gap=6)
        for why, due in reasons:
            column.addWidget(note(partial(reason_words, why), "text"))
            when = when_cell(due, self._place.desk.today)
            column.addWidget(small(when.text, when.tone))
        old, self._lines = self._lines, Box(column)
        self.inside.replaceWidget(old, self._lines)
        old.deleteLater()
        self.setVisible(bool(reasons))
