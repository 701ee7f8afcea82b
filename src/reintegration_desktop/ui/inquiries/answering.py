"""A question of another office: who here looks like whom they ask about, and what they are told."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal

from reintegration_desktop.casework.inquiries.answering import Candidate
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.inquiries.telling import Telling
from reintegration_desktop.ui.inputs.tick_line import TickLine
from reintegration_desktop.ui.inquiries.verbs import AnswerVerbs, Compared
from reintegration_desktop.ui.overpage import OverPage, emptied
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Wide
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.facts import Facts
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words, caption, note

_WIDEST = 760
NOBODY = ""


class AnswerPage(OverPage):
    """``answered`` carries what a commit touched."""

    answered = Signal(object)

    def __init__(self, tasks: Tasks, verbs: AnswerVerbs, wanted: VersionId) -> None:
        super().__init__(
            tasks,
            lambda: say("Do you know this young person?"),
            lambda: say("Another office asks. It was compared on this computer alone; what is said, you decide."),
        )
        self._verbs, self._wanted = verbs, wanted
        self._compared: Compared | None = None
        self.facts, self._careful = Facts(label_width=120), note(_careful)
        self.ways: dict[str, TickLine] = {}
        self._choices, self._goes = Column(gap=10), Words("", wraps=True)
        self.decision = TickLine(lambda: say("I decide that they are told"), _hidden, ticked=False)
        self.decision.toggled.connect(self._enable)
        self.decision.hide()
        self._careful.hide()
        parts = (
            Card(self.facts, self._careful, gap=8),
            Card(caption(lambda: say("Your answer")), Box(self._choices), self.decision, gap=8),
            Card(caption(lambda: say("What they learn")), self._goes, gap=6),
        )
        self._matter = Box(Column(*(Wide(part, _WIDEST) for part in parts), gap=14))
        self._matter.hide()
        self.lay_out(self._matter, does=(lambda: say("Answer"), self._on_answer))
        self.deed.setEnabled(False)

    def ask_again(self) -> None:
        """Open and compare, once."""
        if self._compared is None:
            self.run(partial(self._verbs.hear, self._wanted), self._show)

    def _show(self, compared: Compared) -> None:
        self._compared = compared
        facts: list[tuple[Text, Text]] = [
            (lambda: say("From"), compared.office),
            (lambda: say("Asked on"), partial(_days, compared)),
            (lambda: say("Looks like"), lambda: _found_words(len(compared.candidates))),
        ]
        self.facts.show_facts([*facts, *compared.told])
        self._careful.setVisible(bool(compared.candidates))
        self._fill(compared)
        self._matter.show()
        self._enable()

    def _fill(self, compared: Compared) -> None:
        emptied(self._choices)
        for one in compared.candidates:
            line = _candidate_line(one)
            self._add(one.looks.code, line)
            self._choices.addWidget(_reasons(one))
        nobody = TickLine(lambda: say("There is nobody we can tell of"), _nobody, ticked=False, answers=True)
        self._add(NOBODY, nobody)

    def _add(self, code: str, line: TickLine) -> None:
        self.ways[code] = line
        line.toggled.connect(partial(self._on_chosen, code))
        self._choices.addWidget(line)

    @property
    def chosen(self) -> str | None:
        """The code that is ticked, empty for nobody; None while nothing is."""
        return next((code for code, line in self.ways.items() if line.tick.isChecked()), None)

    def _on_chosen(self, code: str, ticked: bool) -> None:
        """One answer at a time."""
        if ticked:
            for other, line in self.ways.items():
                if other != code:
                    line.tick.setChecked(False)
        self._enable()

    def _candidate(self) -> Candidate | None:
        found = self._compared.candidates if self._compared else ()
        return next((one for one in found if one.looks.code == self.chosen), None)

    def _enable(self, _: object = None) -> None:
        one = self._candidate()
        hidden = one is not None and one.is_hidden
        self.decision.setVisible(hidden)
        self.deed.setEnabled(self.chosen is not None and (not hidden or self.decision.tick.isChecked()))
        self._goes.set_text(self._goes_words(one))

    def _goes_words(self, one: Candidate | None) -> Callable[[], str]:
        if self.chosen is None:
            return lambda: say("Nothing yet: choose above.")
        if one is None:
            return lambda: say("That there is nobody you can tell of. Not why, and not whether there is somebody.")
        worker = self._verbs.worker(one.looks.case)
        if one.telling is Telling.SHARED:
            return lambda: say("That it may be {code}, and that they can call {worker}. The rest is spoken.",
                               code=isolate(one.looks.code), worker=worker)  # fmt: skip
        return lambda: say("That it may be somebody known here, and that they can call {worker}. No code: they agreed "
                           "to be traced, not to sharing.", worker=worker)  # fmt: skip

    def _on_answer(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        self.begin_deed(say("Sealing…"))
        work = partial(self._verbs.answer, self._wanted, chosen or None, self.decision.tick.isChecked())
        self.run(work, self._on_answered, Lane.WRITER)

    def _on_answered(self, changes: Changes) -> None:
        self.end_deed()
        self.answered.emit(changes)


def _candidate_line(one: Candidate) -> TickLine:
    name = say("Perhaps {name}, {code}", name=one.looks.name, code=isolate(one.looks.code))
    if one.looks.name == one.looks.code:
        name = say("Perhaps {code}", code=isolate(one.looks.code))
    second = {
        Telling.SHARED: lambda: say("They agreed to sharing."),
        Telling.TRACED: lambda: say("They agreed to be traced: no code is told."),
        Telling.NOTHING: lambda: say("They agreed neither to sharing nor to being traced: not told of."),
    }[one.telling]
    return TickLine(name, second, ticked=False, enabled=one.telling is not Telling.NOTHING, answers=True)


def _reasons(one: Candidate) -> Box:
    words = Words(say(", ").join(one.looks.reasons), place="note", wraps=True)
    row = Row(Sign("check", "ok", 14), words, gap=6, margins=(32, 0, 0, 4))
    row.setStretch(1, 1)
    return Box(row)


def _days(compared: Compared) -> str:
    return say("{day}, ends by itself on {until}", day=day_in_words(compared.asked_on),
               until=day_in_words(compared.until))  # fmt: skip


def _found_words(number: int) -> str:
    if not number:
        return say("nobody here. What they say of the young person stays closed.")
    return say("somebody here: compare, and decide")


def _nobody() -> str:
    return say("Also where there is somebody who did not agree, or whose name must stay hidden.")


def _hidden() -> str:
    return say("The name is hidden, and you belong to those who may open it. Without this tick nothing is told.")


def _careful() -> str:
    return say("Opened since somebody here looks alike. That you looked stands in the log.")
