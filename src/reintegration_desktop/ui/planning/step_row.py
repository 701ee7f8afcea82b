"""A step of the plan in a row: tick, what, who, by when, and where it stands as a chip."""

from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.plans import PlannedStep
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.ui.due.words import late_words
from reintegration_desktop.ui.inputs.tick_line import BareTick
from reintegration_desktop.ui.planning.row_button import RowButton
from reintegration_desktop.ui.text import said
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.chips import Chip, State, late_state
from reintegration_desktop.ui.widgets.words import Words

COLUMNS_FROM, _WHO, _WHEN, _STATE = 680, 140, 130, 112
_STATES = {
    "pending": State("neutral", "minus", lambda: say("Not begun")),
    "ongoing": State("info", "clock", lambda: say("Under way")),
    "completed": State("ok", "check", lambda: say("Done")),
    "dropped": State("neutral", "close", lambda: say("Dropped")),
}


def step_state(step: PlannedStep, today: date) -> State:
    """Where a step stands; late before anything else."""
    late = step.late_by(today)
    if late:
        return late_state(lambda: late_words(late))
    return _STATES.get(step.answers.choice("action_status") or "", _STATES["pending"])


class StepRow(QWidget):
    """``ticked`` tells that a person ticked it or took the tick back; ``opened`` that somebody wants its form."""

    ticked = Signal(bool)
    opened = Signal()

    def __init__(self, step: PlannedStep, who: str, today: date, *, writable: bool) -> None:
        super().__init__()
        self.step = step
        state, late = step_state(step, today), step.late_by(today) > 0
        when = "" if step.due is None else day_in_words(step.due)
        self.tick = BareTick(lambda: say("Done: {step}", step=step.words))
        self.tick.setChecked(step.is_done)
        self.tick.setEnabled(writable and not step.is_dropped)
        tone = "warn" if late else "muted"
        self._second = Words(_second(step, who, when), place="small", tone=tone, wraps=True)
        self._who, self._when = Words(who, place="note", wraps=True), Words(when, place="note", tone=tone, wraps=True)
        self.button = RowButton(lambda: _told(step, who, when, state), self._inside(step, state))
        row = Row(self.tick, self.button, gap=2, margins=(14, 0, 8, 0))
        row.setStretch(1, 1)
        self.setLayout(row)
        self.tick.toggled.connect(self.ticked)
        self.button.clicked.connect(self.opened)
        self._turn(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Who and when stand in columns where there is room, else under what."""
        super().resizeEvent(event)
        self._turn(event.size().width())

    def rescale(self) -> None:
        """The columns at the text size of now."""
        self._turn(self.width())

    def minimumSizeHint(self) -> QSize:
        """Columns give way."""
        return QSize(self.layout().minimumSize().width() if self._who.isHidden() else px(320), px(44))  # type: ignore[union-attr]

    def _inside(self, step: PlannedStep, state: State) -> Row:
        words = Words(step.words, tone="muted" if step.is_dropped else "text", wraps=True)
        told = Column(words, self._second, gap=0)
        self._chip = Chip(state)
        at_the_edge = Row(self._chip, gap=0)
        at_the_edge.addStretch(1)
        self._state = Box(at_the_edge)
        row = Row(told, self._who, self._when, self._state, gap=12, margins=(8, 7, 8, 7))
        row.setStretch(0, 1)
        return row

    def _turn(self, width: int) -> None:
        columns = width >= round(COLUMNS_FROM * look().factor)
        for words, wide in ((self._who, _WHO), (self._when, _WHEN)):
            words.setVisible(columns)
            words.setFixedWidth(px(wide))
        self._state.setMinimumWidth(max(px(_STATE), self._chip.sizeHint().width()))
        self._second.setVisible(not columns and bool(self._second.text()))


def _second(step: PlannedStep, who: str, when: str) -> str:
    """Who and by when in one line; of a dropped step, why."""
    if step.is_dropped and (why := step.answers.text("dropped_reason")):
        return why
    return " · ".join(isolate(part) for part in (who, when) if part)


def _told(step: PlannedStep, who: str, when: str, state: State) -> str:
    """The whole row in words, for who cannot see it."""
    return say(", ").join(part for part in (step.words, who, when, said(state.word)) if part)
