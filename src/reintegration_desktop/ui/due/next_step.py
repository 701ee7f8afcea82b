"""Where a case stands and what comes next: each condition with a tick or none, and a button for what one may do."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from reintegration_desktop.casework import approving
from reintegration_desktop.casework.steps import assigning, moving
from reintegration_desktop.casework.steps.next_step import Do, Need, NextStep, Standing, look
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import Changes, OpenCase
from reintegration_desktop.rules.stages import Stage
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words, caption, note, small
from reintegration_desktop.ui.workplace import Workplace


class NextStepCard(Card):
    """Stands beside a case. ``form_asked`` names a form to fill in, and its record, or None where it is a new one."""

    form_asked = Signal(str, object)

    def __init__(self, workplace: Workplace, opened: OpenCase) -> None:
        super().__init__(caption(lambda: say("Next step")), gap=10)
        self._place, self._opened = workplace, opened
        self.standing = look(workplace.desk, opened)
        self._failure = Banner("danger", "")
        self._failure.hide()
        self.add(note(lambda: say("Now: {stage}", stage=self.standing.words)))
        for step in _shown(self.standing):
            self.add(_told(step))
        if not self.standing.steps:
            self.add(note(lambda: say("Nothing follows here.")))
        self.add(self._failure)
        self.buttons = {do: button for do in self.standing.can if (button := self._button(do)) is not None}
        if self.buttons:
            self.add(Flowing(*self.buttons.values()))
        self.inside.addStretch(1)

    def _button(self, do: Do) -> Button | None:
        """A button for a step; what belongs into a menu has none."""
        made: dict[Do, tuple[Text, Callable[[], None]]] = {
            Do.ASK_TO_CLOSE: (lambda: say("Ask to close"), self._ask_to_close),
            Do.FILL_CLOSING: (lambda: say("Closing form"), self._fill_closing),
            Do.VOID: (lambda: say("Not taken on"), self._void),
            Do.REOPEN: (lambda: say("Open again…"), self._offer_reasons),
            Do.WAIVE_VISIT: (lambda: say("No visit wanted"), self._waive),
            Do.ARCHIVE: (lambda: say("File away"), self._archive),
            Do.TAKE_NOTE: (lambda: say("Taken note"), self._take_note),
        }
        if do not in made:
            return None
        words, act = made[do]
        button = Button(words, Kind.FIRST if do is Do.ASK_TO_CLOSE else Kind.OTHER, small=True)
        button.clicked.connect(act)
        return button

    def _ask_to_close(self) -> None:
        record = self.standing.closure
        assert record is not None
        self._do(partial(approving.ask, record=record), say("Asked. It waits under a supervisor's Today."))

    def _fill_closing(self) -> None:
        self.form_asked.emit("closure", self.standing.closure)

    def _void(self) -> None:
        self._do(moving.void, say("Asked. A supervisor decides whether they are not taken on."))

    def _waive(self) -> None:
        self._do(moving.waive_visit, say("Asked. A supervisor decides whether the visit is waived."))

    def _archive(self) -> None:
        self._do(moving.archive, say("Filed away."), moving.take_back)

    def _take_note(self) -> None:
        self._do(assigning.take_note, say("Noted."))

    def _offer_reasons(self) -> None:
        """Why it is opened again: the list of the dictionary."""
        menu = QMenu(self)
        for code, label in self._place.desk.dictionary.choices("reopening_reason").items():
            menu.addAction(say(label)).triggered.connect(partial(self.reopen, code))
        button = self.buttons[Do.REOPEN]
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def reopen(self, reason: str) -> None:
        """Open the case again for a reason, or ask whether it may be."""
        self._do(partial(moving.reopen, reason=reason), say("Written down. A supervisor is asked, unless in danger."))

    def _do(self, verb: Callable[..., Changes], sentence: str, undo: Callable[..., Changes] | None = None) -> None:
        self._failure.hide()
        desk, case = self._place.desk, self._opened.row.id
        back = None if undo is None else partial(self._place.write, partial(undo, desk, case), self._place)
        done = partial(self._place.toast, sentence, back)
        self._place.write(partial(verb, desk, case), self, lambda _: done(), self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self._failure.tell_failure(in_plain_words(error))


def _shown(standing: Standing) -> list[NextStep]:
    """The next step, and beside it the closing that was begun."""
    begun = [step for step in standing.steps[1:] if step.to is Stage.CLOSURE_REQUESTED and standing.closure]
    return [*standing.steps[:1], *begun]


def _told(step: NextStep) -> QWidget:
    column = Column(Words(step.words, bold=True, wraps=True), *map(_need, step.needs), gap=4)
    column.addWidget(small(lambda: say("By: {who}", who=step.who)))
    if step.approval:
        column.addWidget(small(step.approval))
    return Box(column)


def _need(need: Need) -> QWidget:
    sign = Sign("check", "ok", 14) if need.met else Sign("minus", "warn", 14)
    words = Words(need.words, place="note", wraps=True)
    words.setAccessibleName(
        say("There: {what}", what=need.words) if need.met else say("Missing: {what}", what=need.words)
    )
    line = Row(sign, words, gap=6)
    line.setStretch(1, 1)
    return Box(line)
