"""Asking other offices whether they know a young person: which ones, what they are told, when it ends."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.inquiries.telling import Telling
from reintegration_desktop.ui.inputs.tick_line import TickLine
from reintegration_desktop.ui.inquiries.verbs import Asking, AskVerbs, OfficeLine
from reintegration_desktop.ui.overpage import OverPage, emptied
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import Words, caption, note

_WIDEST = 760


class AskPage(OverPage):
    """``asked`` carries what commits touched and how many offices were asked."""

    asked = Signal(object, int)

    def __init__(self, tasks: Tasks, verbs: AskVerbs, case: UUID) -> None:
        super().__init__(
            tasks,
            lambda: say("Ask other offices"),
            lambda: say("Do they know this young person? Only who holds names there can open the question; whoever "
                        "carries it, headquarters too, learns neither whom it is about nor what is answered."),
        )  # fmt: skip
        self._verbs, self._case = verbs, case
        self._asking: Asking | None = None
        self.offices: dict[UUID, TickLine] = {}
        self._whom, self._told = Column(gap=6), Words("", wraps=True)
        self.warning = Banner("warn", "")
        self.warning.hide()
        self.decision = TickLine(lambda: say("I decide that these offices are told"), _hidden, ticked=False)
        self.decision.toggled.connect(self._enable)
        self.hidden = Card(caption(lambda: say("The name is hidden")), self.decision, gap=8)
        self.hidden.hide()
        parts = (
            Card(caption(lambda: say("Which offices?")), Box(self._whom), note(self._counted), gap=8),
            Card(caption(lambda: say("What they are told")), self._told, note(_spoken), gap=6),
            self.hidden,
            note(self._ends),
        )
        self._matter = Box(Column(*(Wide(part, _WIDEST) for part in parts), gap=14))
        self._matter.hide()
        self.lay_out(Wide(self.warning, _WIDEST), self._matter, does=(lambda: say("Ask"), self._on_ask))
        self.deed.setEnabled(False)

    def ask_again(self) -> None:
        """Ask what can be asked."""
        if self._asking is None:
            self.run(partial(self._verbs.ready, self._case), self._show)

    def _show(self, asking: Asking) -> None:
        self._asking = asking
        emptied(self._whom)
        for one in asking.offices:
            line = self.offices[one.office] = _line(one)
            line.toggled.connect(self._enable)
            self._whom.addWidget(line)
        self._told.set_text(say(", ").join(asking.told) or "–")
        self.hidden.setVisible(asking.is_hidden)
        may = bool(asking.offices) and asking.telling is not Telling.NOTHING
        if not asking.offices:
            self.warning.tell("warn", lambda: say("No other office is known here yet"),
                              lambda: say("Take in its card first: Send / receive, Cards."))  # fmt: skip
        elif not may:
            self.warning.tell("warn", lambda: say("They agreed neither to sharing nor to being traced"),
                              lambda: say("Nobody is asked about them. Talk about it with them first."))  # fmt: skip
        self.warning.setVisible(not may)
        self._matter.setVisible(may)
        self._enable()

    @property
    def chosen(self) -> tuple[UUID, ...]:
        """The offices that are ticked."""
        return tuple(office for office, line in self.offices.items() if line.tick.isChecked())

    def _enable(self, _: object = None) -> None:
        asking = self._asking
        decided = asking is not None and (not asking.is_hidden or self.decision.tick.isChecked())
        may = asking is not None and asking.telling is not Telling.NOTHING
        self.deed.setEnabled(bool(self.chosen) and decided and may)

    def _on_ask(self) -> None:
        offices, decided = self.chosen, self.decision.tick.isChecked()
        self.begin_deed(say("Sealing…"))
        work = partial(self._verbs.ask, self._case, offices, decided)
        self.run(work, partial(self._on_asked, len(offices)), Lane.WRITER)

    def _on_asked(self, number: int, changes: Changes) -> None:
        self.end_deed()
        self.asked.emit(changes, number)

    def _counted(self) -> str:
        days = self._asking.days if self._asking else 0
        return say_many(
            "So that nobody looks through another office’s names by asking, questions are counted over {n} day.",
            "So that nobody looks through another office’s names by asking, questions are counted over {n} days.",
            days,
        )

    def _ends(self) -> str:
        until = day_in_words(self._asking.until) if self._asking else ""
        return say(
            "It goes with the next bundle and ends by itself on {day}. Thirty days later, or as soon as you take it "
            "back or the file is to be erased, it is emptied wherever it lies.", day=until,
        )  # fmt: skip


def _line(one: OfficeLine) -> TickLine:
    second: Text = partial(_left, one)
    return TickLine(one.name, second, ticked=False, enabled=not one.stands and one.left > 0, answers=True)


def _left(one: OfficeLine) -> str:
    if one.stands:
        return say("Asked already: see the questions between offices.")
    if not one.left:
        return say("Asked as often as one office may ask another: wait, or telephone.")
    return say_many("Can be asked {n} more time.", "Can be asked {n} more times.", one.left)


def _hidden() -> str:
    return say("You belong to those who may open it. Without this tick nothing is told.")


def _spoken() -> str:
    return say("And which office asks. No code of the case, no other answer: everything else is spoken.")
