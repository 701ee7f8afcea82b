"""Cases that were offered to two offices at once: headquarters says which offer counts."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from reintegration_desktop.casework.custody.overruling import Dispute
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.clock import moment_of
from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.rules.custody.standing import Offered, State
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.custody.verbs import OverruleVerbs
from reintegration_desktop.ui.overpage import OverPage, emptied
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Wide
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.words import Words, caption, note


class OverrulePage(OverPage):
    """``decided`` carries what a commit touched."""

    decided = Signal(object)

    def __init__(self, tasks: Tasks, verbs: OverruleVerbs) -> None:
        super().__init__(
            tasks,
            lambda: say("Offered to two offices"),
            lambda: say("Speak with both offices first. What you decide goes to them with the next bundle."),
        )
        self.topics = frozenset({"cases"})
        self._verbs = verbs
        self._column = Column(gap=12)
        self._none = EmptyState("check", lambda: say("No case waits for a decision between two offices."))
        self._none.hide()
        self.buttons: list[Button] = []
        self.lay_out(Wide(Box(self._column), 760), self._none)

    def ask_again(self) -> None:
        """Ask what waits."""
        self.run(self._verbs.disputes, self._show)

    def _show(self, found: Sequence[Dispute]) -> None:
        emptied(self._column)
        self.buttons.clear()
        for one in found:
            self._column.addWidget(self._card(one))
        self._none.setVisible(not found)

    def _card(self, one: Dispute) -> Card:
        card = Card(caption(lambda: say("Case {code}", code=isolate(one.row.code))), gap=10)
        for offered in one.offers:
            card.add(self._line(one, offered))
        if one.may_stay:
            stays = Button(lambda: say("It stays where it is"), Kind.OTHER)
            stays.clicked.connect(partial(self._decide, one, None))
            self.buttons.append(stays)
            card.add(stays)
        else:
            card.add(note(lambda: say("One of them has taken it already: where it came from the keys may be gone.")))
        return card

    def _line(self, one: Dispute, offered: Offered) -> Box:
        office = self._verbs.office
        words = Words(lambda: _offer_words(offered, office(offered.offer.source), office(offered.offer.target)),
                      wraps=True)  # fmt: skip
        choose = Button(lambda: say("This one counts"), small=True)
        choose.setAccessibleDescription(
            _offer_words(offered, office(offered.offer.source), office(offered.offer.target))
        )
        choose.clicked.connect(partial(self._decide, one, offered.id))
        self.buttons.append(choose)
        row = Row(words, choose, gap=12)
        row.setStretch(0, 1)
        return Box(row)

    def _decide(self, one: Dispute, chosen: VersionId | None, *_: object) -> None:
        self.failure.hide()
        self.run(partial(self._verbs.decide, one.row.id, chosen), self._on_decided, Lane.WRITER)

    def _on_decided(self, changes: Changes) -> None:
        self.decided.emit(changes)
        self.ask_again()


def _offer_words(offered: Offered, source: str, target: str) -> str:
    day = day_in_words(moment_of(offered.clock).astimezone().date())
    if offered.state is State.ACCEPTED:
        return say("{source} to {target}, on {day}: taken over", source=source, target=target, day=day)
    return say("{source} to {target}, on {day}: not answered yet", source=source, target=target, day=day)
