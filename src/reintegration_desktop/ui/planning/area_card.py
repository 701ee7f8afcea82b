"""The steps for one area of life on a card, with the way from where it began to where it shall be."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.plans import AreaOfPlan, PlannedStep
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.charts.lines import Track
from reintegration_desktop.ui.editors.scores import AREAS
from reintegration_desktop.ui.planning.step_row import StepRow
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Rule, Wide
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.empty import SunkenSign
from reintegration_desktop.ui.widgets.words import Words, caption

Who = Callable[[PlannedStep], str]
"""Who does a step, in words; dots while names are hidden."""


class AreaCard(Card):
    """``ticked`` carries a step as it becomes, ``opened`` its record."""

    ticked = Signal(object)
    opened = Signal(object)

    def __init__(self, area: AreaOfPlan, label: str, today: date, who: Who, *, writable: bool) -> None:
        hint, icon = AREAS.get(area.area, ("", "mark"))
        words = Column(caption(lambda: say(label)), gap=0)
        if hint:
            words.addWidget(Words(lambda: say(hint), place="small", tone="muted", wraps=True))
        parts: list[QWidget] = [SunkenSign(icon, size=36), Box(words)]
        if area.now or area.began:
            parts.append(Wide(Track(area.began, area.now, area.aim), 160, 160))
        head = Row(*parts, gap=12, margins=(16, 8, 16, 8))
        head.setStretch(1, 1)
        super().__init__(Box(head), gap=0, margins=(1, 1, 1, 4))
        self.rows = [StepRow(step, who(step), today, writable=writable) for step in area.steps]
        for row in self.rows:
            self.add(Rule(), row)
            self._connect(row, row.step)

    def _connect(self, row: StepRow, step: PlannedStep) -> None:
        row.ticked.connect(lambda done: self.ticked.emit(step.ticked(done)))
        row.opened.connect(lambda: self.opened.emit(step.sheet.record))
