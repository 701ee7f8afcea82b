"""Opening a single young person to headquarters' tracing desk: to whom, for how long; and closing it again."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.tracing_desk.standing import State
from reintegration_desktop.ui.inputs.choices import ChoiceRow
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.tick_line import TickLine
from reintegration_desktop.ui.overpage import OverPage, emptied
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.tracing_desk.verbs import GrantLine, GrantVerbs, Opening
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import Words, caption, note

_WIDEST = 760
DAYS = (14, 30, 60, 90)


class GrantPage(OverPage):
    """``wrote`` carries what a commit touched."""

    wrote = Signal(object)

    def __init__(self, tasks: Tasks, verbs: GrantVerbs, case: UUID) -> None:
        super().__init__(
            tasks,
            lambda: say("Open to the tracing desk"),
            lambda: say("One person of headquarters may open who and where this young person is, and their family; "
                        "nothing of what happened to them."),
        )  # fmt: skip
        self._verbs, self._case = verbs, case
        self._opening: Opening | None = None
        self.person = Dropdown({}, empty=lambda: say("Choose somebody"))
        self.days = ChoiceRow({str(days): partial(_days, days) for days in DAYS})
        self.days.set_value(str(DAYS[1]))
        self.decision = TickLine(lambda: say("I decide that they are told"), _hidden, ticked=False)
        self.decision.toggled.connect(self._enable)
        self.person.picked.connect(self._enable)
        self.warning = Banner("warn", "")
        self.warning.hide()
        self._lines = Column(gap=8)
        self.buttons: list[Button] = []
        asks = Card(
            Field(lambda: say("To whom?"), self.person), Field(lambda: say("For how long?"), self.days), self.decision,
            note(_unseen), gap=14,
        )  # fmt: skip
        self._asks = Wide(asks, _WIDEST)
        self._asks.hide()
        self._given = Card(caption(lambda: say("Opened so far")), Box(self._lines), gap=8)
        self._given.hide()
        self.lay_out(Wide(self.warning, _WIDEST), self._asks, Wide(self._given, _WIDEST),
                     does=(lambda: say("Open it"), self._on_grant))  # fmt: skip
        self.deed.setEnabled(False)

    def ask_again(self) -> None:
        """Ask how it stands."""
        self.run(partial(self._verbs.ready, self._case), self._show)

    def _show(self, opening: Opening) -> None:
        self._opening = opening
        self.person.set_entries({str(person): name for person, name in opening.desks.items()})
        if len(opening.desks) == 1:
            self.person.set_value(str(next(iter(opening.desks))))
        may = bool(opening.desks) and opening.agrees
        if not opening.desks:
            self.warning.tell("info", lambda: say("This programme has no tracing desk"),
                              lambda: say("Or headquarters’ bundle has not brought yet who sits there. Other offices "
                                          "can be asked all the same."))  # fmt: skip
        elif not may:
            self.warning.tell("warn", lambda: say("They did not agree to being traced, or don’t wish it"),
                              lambda: say("Nothing is opened. Talk about it with them first."))  # fmt: skip
        self.warning.setVisible(not may)
        self.decision.setVisible(opening.is_hidden)
        self._asks.setVisible(may)
        emptied(self._lines)
        self.buttons.clear()
        for line in opening.grants:
            self._lines.addWidget(self._line(line))
        self._given.setVisible(bool(opening.grants))
        self._enable()

    def _line(self, line: GrantLine) -> Box:
        row = Row(Words(partial(_grant_words, line), wraps=True), gap=12)
        row.setStretch(0, 1)
        if line.state is State.LIVE:
            back = Button(lambda: say("Close it now"), Kind.OTHER, small=True)
            back.setAccessibleDescription(_grant_words(line))
            back.clicked.connect(partial(self._on_back, line))
            self.buttons.append(back)
            row.addWidget(back)
        return Box(row)

    def _enable(self, _: object = None) -> None:
        opening = self._opening
        decided = opening is not None and (not opening.is_hidden or self.decision.tick.isChecked())
        self.deed.setEnabled(decided and opening is not None and opening.agrees and self.person.value() is not None)

    def _on_grant(self) -> None:
        person = self.person.value()
        if person is None:
            return
        days, decided = int(self.days.value() or DAYS[1]), self.decision.tick.isChecked()
        self.begin_deed(say("Sealing…"))
        self.run(partial(self._verbs.grant, self._case, UUID(person), days, decided), self._on_wrote, Lane.WRITER)

    def _on_wrote(self, changes: Changes) -> None:
        self.end_deed()
        self.wrote.emit(changes)
        self.ask_again()

    def _on_back(self, line: GrantLine, *_: object) -> None:
        self.failure.hide()
        self.run(partial(self._verbs.take_back, self._case, line.id), self._on_wrote, Lane.WRITER)


def _days(days: int) -> str:
    return say_many("{n} day", "{n} days", days)


def _grant_words(line: GrantLine) -> str:
    told = {
        State.LIVE: say("open to {person} until {day}", person=line.person, day=day_in_words(line.until)),
        State.ENDED: say("was open to {person}, ended on {day}", person=line.person, day=day_in_words(line.until)),
        State.TAKEN_BACK: say("was open to {person}, closed by you", person=line.person),
        State.NOT_AGREED: say("was open to {person}, until they no longer agreed", person=line.person),
    }[line.state]
    return say("Since {day}: {told}", day=day_in_words(line.since), told=told)


def _hidden() -> str:
    return say("The name is hidden, and you belong to those who may open it. Without this tick nothing is opened.")


def _unseen() -> str:
    return say(
        "It goes with the next bundle to headquarters. At the end, or once they hear that you closed it, their program "
        "forgets the key. What was seen until then can’t be unseen."
    )
