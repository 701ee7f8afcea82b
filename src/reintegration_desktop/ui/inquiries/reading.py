"""What another office answered, and what leads on from there: a call, a handover, two files shown together."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal

from reintegration_desktop.casework.inquiries.answering import Answered
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.inquiries.verbs import FileLine, ReadVerbs
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, Wide
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.facts import Facts
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.words import Words, caption, note

_WIDEST = 760


class ReadPage(OverPage):
    """``read``, ``wrote`` carry what a commit touched; ``case_asked`` and ``hand_over_asked`` the case it is about."""

    read = Signal(object)
    joined = Signal(object)
    case_asked = Signal(object)
    hand_over_asked = Signal(object)
    wrote = Signal(object)

    def __init__(self, tasks: Tasks, verbs: ReadVerbs, wanted: VersionId) -> None:
        super().__init__(
            tasks,
            lambda: say("What they answered"),
            lambda: say("You asked whether another office knows a young person."),
        )
        self._verbs, self._wanted = verbs, wanted
        self._answered: Answered | None = None
        self.facts, self.sentence = Facts(label_width=170), Words("", bold=True, wraps=True)
        self._told = note("")
        self.case = Button(lambda: say("Open our file"), Kind.OTHER)
        self.case.clicked.connect(lambda: self._tell(self.case_asked.emit))
        self.give = Button(lambda: say("Hand our case over to them…"), Kind.OTHER)
        self.give.clicked.connect(lambda: self._tell(self.hand_over_asked.emit))
        self.together = Button(lambda: say("Show both files together"), Kind.OTHER)
        self.together.clicked.connect(self._on_join)
        self._on = Card(
            caption(lambda: say("How it can go on")),
            note(_goes_on),
            Flowing(self.case, self.give, self.together),
            gap=10,
        )
        parts = (Card(self.facts), Card(self.sentence, self._told, gap=6), self._file_card(), self._on)
        self._matter = Box(Column(*(Wide(part, _WIDEST) for part in parts), gap=14))
        self._matter.hide()
        self.lay_out(self._matter, does=(lambda: say("I have read it"), self._on_done))
        self.deed.setEnabled(False)

    def _file_card(self) -> Card:
        """Their file: asked for, how that stands, taken back."""
        self.stands = Words("", bold=True, wraps=True)
        self.want = Button(lambda: say("Ask for this file"), Kind.OTHER)
        self.want.clicked.connect(lambda: self._on_file(self._verbs.want))
        self.unwant = Button(lambda: say("Take that back"), Kind.OTHER)
        self.unwant.clicked.connect(lambda: self._on_file(self._verbs.take_back))
        self._file = Card(
            caption(lambda: say("Their file")), self.stands, note(_asks), Flowing(self.want, self.unwant), gap=10
        )
        return self._file

    def ask_again(self) -> None:
        """Open the answer, once."""
        if self._answered is None:
            self.run(partial(self._open), self._show)

    def _open(self) -> tuple[Answered, bool, FileLine]:
        found = self._verbs.read(self._wanted)
        return found, bool(found.code) and self._verbs.has(found.code), self._verbs.file(found)

    def _show(self, found: tuple[Answered, bool, FileLine]) -> None:
        answered, is_here, file = found
        self._answered = answered
        ask = answered.inquiry.ask
        facts: list[tuple[Text, Text]] = [
            (lambda: say("About"), isolate(answered.case.code) if answered.case else "–"),
            (lambda: say("Answered by"), lambda: self._verbs.office(ask.target)),
            (lambda: say("Answered on"), partial(_day, answered)),
        ]
        self.facts.show_facts(facts)
        self.sentence.set_text(partial(_sentence, answered, self._verbs.office(ask.target)))
        self._told.set_text(_calls if answered.is_perhaps else _nobody)
        for button in (self.case, self.give):
            button.setVisible(answered.case is not None)
        self.give.setVisible(answered.is_perhaps and answered.case is not None)
        self.together.setVisible(is_here and answered.case is not None)
        self._on.setVisible(answered.case is not None)
        self._show_file(file)
        self._matter.show()

    def _show_file(self, file: FileLine) -> None:
        """Who waits for it isn't done with the answer."""
        self.stands.set_text(file.words)
        self.stands.setVisible(bool(file.words))
        self.want.setVisible(file.may_want)
        self.unwant.setVisible(file.waits)
        self._file.setVisible(bool(file.words) or file.may_want)
        self.deed.setEnabled(not file.waits)

    def _on_file(self, act: Callable[[VersionId], Changes]) -> None:
        self.failure.hide()
        self.run(partial(act, self._wanted), self._on_wrote, Lane.WRITER)

    def _on_wrote(self, changes: Changes) -> None:
        self.wrote.emit(changes)
        self.run(self._open, self._show)

    def _tell(self, ask: Callable[[UUID], object]) -> None:
        if self._answered is not None and self._answered.case is not None:
            ask(self._answered.case.id)

    def _on_join(self) -> None:
        found = self._answered
        if found is not None and found.case is not None:
            self.failure.hide()
            self.run(partial(self._verbs.join, found.case.id, found.code), self._on_joined, Lane.WRITER)

    def _on_joined(self, changes: Changes) -> None:
        self.together.setEnabled(False)
        self.joined.emit(changes)

    def _on_done(self) -> None:
        self.begin_deed(say("Writing it down…"))
        self.run(partial(self._verbs.done, self._wanted), self._on_read, Lane.WRITER)

    def _on_read(self, changes: Changes) -> None:
        self.end_deed()
        self.read.emit(changes)


def _day(answered: Answered) -> str:
    return day_in_words(answered.at.astimezone().date()) if answered.at else "–"


def _sentence(answered: Answered, office: str) -> str:
    if not answered.is_perhaps:
        return say("Nobody at {office} of whom they can tell.", office=office)
    if answered.code:
        return say("Perhaps the same young person: call {worker} at {office}, about {code}.",
                   worker=answered.worker, office=office, code=isolate(answered.code))  # fmt: skip
    return say("Perhaps the same young person: call {worker} at {office}.", worker=answered.worker, office=office)


def _calls() -> str:
    return say("Nothing is joined without you. Say on the telephone only what is needed to tell two people apart.")


def _asks() -> str:
    return say(
        "They learn, with the next bundle, that you ask for it; they hand it over if the young person agrees, or tell "
        "you why not. Once it has come, you have both files."
    )


def _nobody() -> str:
    return say("It does not say that nobody is there: who did not agree, or whose name is hidden, is not told of.")


def _goes_on() -> str:
    return say(
        "If they are the same: one of the two offices hands its case over to the other. Once both files lie in one "
        "office, a supervisor has them shown together; nothing is ever merged by itself."
    )
