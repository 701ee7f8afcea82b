"""Every question that this office asked or was asked: who asked whom, when, and how it stands."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal

from reintegration_desktop.casework.inquiries.listing import InquiryLine
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.inquiries.standing import State
from reintegration_desktop.ui.inquiries.verbs import ListVerbs
from reintegration_desktop.ui.overpage import OverPage, emptied
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Wide
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.chips import Chip
from reintegration_desktop.ui.widgets.chips import State as Look
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.words import Words, note, small

_LOOKS = {
    State.WAITING: ("info", "wait"), State.ANSWERED: ("ok", "check"), State.CLOSED: ("neutral", "undo"),
    State.ENDED: ("neutral", "wait"), State.TOO_MANY: ("warn", "warning"),
}  # fmt: skip


_WANTED = ("info", "wait")


class InquiriesPage(OverPage):
    """``answer_asked``, ``read_asked``, ``give_asked`` carry a question's id, ``wrote`` what a commit touched."""

    answer_asked = Signal(object)
    read_asked = Signal(object)
    give_asked = Signal(object)
    wrote = Signal(object)

    def __init__(self, tasks: Tasks, verbs: ListVerbs) -> None:
        super().__init__(
            tasks,
            lambda: say("Questions between offices"),
            lambda: say("Who asked whom whether a young person is known. Whom it is about opens only to who asked, "
                        "and to who answers."),
        )  # fmt: skip
        self.topics = frozenset({"cases", "tasks"})
        self._verbs = verbs
        self.buttons: list[Button] = []
        self._column = Column(gap=12)
        self._none = EmptyState("merge", lambda: say("No office asked anything."), self._limit)
        self._none.hide()
        self._note = note(self._limit)
        self.lay_out(Wide(self._note, 760), Wide(Box(self._column), 760), self._none)

    def ask_again(self) -> None:
        """Ask what there is."""
        self.run(self._verbs.lines, self._show)

    def _show(self, lines: Sequence[InquiryLine]) -> None:
        emptied(self._column)
        self.buttons.clear()
        for line in lines:
            self._column.addWidget(self._card(line))
        self._none.setVisible(not lines)
        self._note.setVisible(bool(lines))

    def _card(self, line: InquiryLine) -> Card:
        words = Words(partial(self._who, line), bold=True, wraps=True)
        tone, icon = _WANTED if line.file is not None and line.file.waits else _LOOKS[line.state]
        head = Row(words, Chip(Look(tone, icon, partial(self._verbs.state, line))), gap=10)
        head.setStretch(0, 1)
        card = Card(head, small(partial(self._when, line)), gap=6)
        if self._verbs.may_act and (buttons := self._ways(line)):
            card.add(Flowing(*buttons, gap=8))
        return card

    def _ways(self, line: InquiryLine) -> list[Button]:
        ways: list[Button] = []
        if not line.ours and line.state is State.WAITING:
            ways.append(_way(lambda: say("Look and answer"), partial(self.answer_asked.emit, line.id), Kind.FIRST))
        if not line.ours and line.case is not None and line.file is not None and line.file.waits:
            ways.append(_way(lambda: say("Give it, or not"), partial(self.give_asked.emit, line.id), Kind.FIRST))
        if line.ours and line.state is State.ANSWERED:
            ways.append(_way(lambda: say("Read the answer"), partial(self.read_asked.emit, line.id), Kind.FIRST))
        if line.ours:
            ways.append(_way(lambda: say("Take it back"), partial(self._take_back, line), Kind.OTHER))
        for way in ways:
            way.setAccessibleDescription(f"{self._who(line)}. {self._when(line)}")
        self.buttons += ways
        return ways

    def _take_back(self, line: InquiryLine) -> None:
        self.failure.hide()
        self.run(partial(self._verbs.take_back, line.id), self._on_taken_back, Lane.WRITER)

    def _on_taken_back(self, changes: Changes) -> None:
        self.wrote.emit(changes)
        self.ask_again()

    def _who(self, line: InquiryLine) -> str:
        other = self._verbs.office(line.other)
        if not line.ours and line.case is not None:
            return say("{office} asked whether you know somebody: perhaps {code}", office=other,
                       code=isolate(line.case.code))  # fmt: skip
        if not line.ours:
            return say("{office} asks whether you know somebody", office=other)
        if line.case is not None:
            return say("We asked {office} about {code}", office=other, code=isolate(line.case.code))
        return say("We asked {office} about somebody", office=other)

    def _when(self, line: InquiryLine) -> str:
        return say(
            "{number}: by {who} on {day}, ends by itself on {until}", number=isolate(line.number),
            who=self._verbs.person(line.by), day=day_in_words(line.at.astimezone().date()),
            until=day_in_words(line.until.astimezone().date()),
        )  # fmt: skip

    def _limit(self) -> str:
        return say("One office asks another at most {most} times in {days} days; what goes beyond is not answered.",
                   **{name: str(number) for name, number in self._verbs.limits.items()})  # fmt: skip


def _way(words: Text, act: Callable[[], object], kind: Kind) -> Button:
    button = Button(words, kind, small=True)
    button.clicked.connect(lambda _: act())
    return button
