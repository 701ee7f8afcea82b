"""The plan section of a case: what should be different, the steps by area of life, older plans folded below."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework import plans
from reintegration_desktop.casework.plans import PLAN, STEP, Plan, PlannedStep
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.history.versions import Kind as Act
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.facts import Changes, OpenCase
from reintegration_desktop.ui.actions import Act as Action
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.planning.area_card import AreaCard
from reintegration_desktop.ui.planning.row_button import RowButton
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card, Fold
from reintegration_desktop.ui.widgets.words import Words, heading, note
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.roles import Room


class PlanView(QWidget):
    """Made once, shown for case after case. ``row_opened`` carries a record, ``row_added`` a form and its parent."""

    row_opened = Signal(object)
    row_added = Signal(str, object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._place = workplace
        self._opened: OpenCase | None = None
        self._force: Plan | None = None
        me = workplace.desk.me
        self._writable = me.may(Act.SAVE, Room.ACCOUNT, PLAN)
        self.step_action = Action(self, lambda: say("Add a step"), "Ctrl+G", self._add_step)
        self._failure = Banner("danger", "")
        self._failure.setVisible(False)
        self._inside = QWidget()
        self._column = Column(self._failure, self._inside, gap=8)
        self.setLayout(self._column)
        self.cards: list[AreaCard] = []
        workplace.names_toggled.connect(self._on_names)

    def _on_names(self, shown: bool) -> None:
        """Names, or dots in their place."""
        if self._opened is not None:
            self.show_case(self._opened)

    def show_case(self, opened: OpenCase) -> None:
        """Show the plans of a case."""
        self._opened = opened
        self._failure.setVisible(False)
        found = plans.plans(self._place.desk, opened)
        self._force = found[0] if found else None
        self.step_action.setEnabled(self._writable and self._force is not None)
        self.cards = []
        column = Column(self._head(found), gap=10)
        for number, plan in enumerate(found):
            body = self._body(plan)
            column.addWidget(self._fold(plan, body) if number else body)
        if not found:
            column.addWidget(Card(note(lambda: say("No plan yet. It begins with what should be different."))))
        old, self._inside = self._inside, Box(column)
        self._column.replaceWidget(old, self._inside)
        old.hide()
        old.deleteLater()

    def _head(self, found: Sequence[Plan]) -> QWidget:
        told = Column(heading(lambda: say("Plan")), gap=0)
        if found:
            told.addWidget(note(partial(_summary, found[0].steps, self._place.desk.today)))
        plan = Button(lambda: say("New plan"), Kind.OTHER if found else Kind.FIRST, icon="plus")
        plan.clicked.connect(lambda: self.row_added.emit(PLAN, None))
        ways = [plan, *([Button.of(self.step_action, Kind.FIRST, icon="plus")] if found else [])]
        row = Row(Box(told), *(ways if self._writable else []))
        row.setStretch(0, 1)
        return Box(row)

    def _body(self, plan: Plan) -> QWidget:
        """What should be different, then an area after the other."""
        column = Column(self._goal(plan), gap=8)
        for area in plan.areas:
            label = self._place.desk.dictionary.choices("domain").get(area.area, area.area)
            card = AreaCard(area, label, self._place.desk.today, self._who, writable=self._writable)
            card.opened.connect(self.row_opened)
            card.ticked.connect(self._on_ticked)
            self.cards.append(card)
            column.addWidget(card)
        if not plan.areas:
            column.addWidget(Card(note(lambda: say("No step yet: who does what, by when?"))))
        return Box(column)

    def _who(self, step: PlannedStep) -> str:
        question = self._place.desk.dictionary[STEP].fields["responsible"]
        return self._place.words.of(question, step.answers.get(question.key))

    def _goal(self, plan: Plan) -> Card:
        answers = plan.record.answers
        goal, made = answers.text("goal") or "", answers.day("started_on")
        told = Column(Words(goal or (lambda: say("What should be different was not written yet.")), place="group",
                            bold=True, wraps=True), gap=2, margins=(8, 6, 8, 6))  # fmt: skip
        if made is not None:
            second = partial(say, "Made on {day}", day=day_in_words(made))
            told.addWidget(Words(second, place="small", tone="muted", wraps=True))
        button = RowButton(lambda: say("Open the plan: {goal}", goal=goal), told)
        button.clicked.connect(lambda: self.row_opened.emit(plan.record.id))
        return Card(button, gap=0, margins=(8, 4, 8, 4))

    def _fold(self, plan: Plan, body: QWidget) -> Fold:
        made = plan.record.answers.day("started_on")
        day = day_in_words(made) if made else say("no day")
        return Fold(lambda: say("Older plan, {day}", day=day), body, opened=False)

    def _add_step(self) -> None:
        if self._force is not None:
            self.row_added.emit(STEP, self._force.record.id)

    def _on_ticked(self, step: PlannedStep) -> None:
        work = partial(plans.save_step, self._place.desk, step)
        self._place.write(work, self, partial(self._on_saved, step), self._on_refused)

    def _on_saved(self, step: PlannedStep, changes: Changes) -> None:
        back = partial(plans.take_step_back, self._place.desk, step, changes)
        told = say("Step done") if step.is_done else say("Step not done yet")
        self._place.toast(told, partial(self._place.write, back, self._place))

    def _on_refused(self, error: Exception) -> None:
        if self._opened is not None:
            self.show_case(self._opened)
        self._failure.tell_failure(in_plain_words(error))


def _summary(steps: Sequence[PlannedStep], today: date) -> str:
    """How many steps are done, how many late."""
    done, late = sum(step.is_done for step in steps), sum(step.late_by(today) > 0 for step in steps)
    told = say("{n} of {total} steps done", n=str(done), total=str(len(steps)))
    return f"{told} · {say_many('{n} late', '{n} late', late)}" if late else told
