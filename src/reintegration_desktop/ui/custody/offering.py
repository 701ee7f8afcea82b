"""Handing a case over to another office: to whom, why, whether they agree, what goes, what stays sealed."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal

from reintegration_desktop.casework.custody.offering import Handing
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.custody.rooms import NEEDED
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.custody.asked_for import AskedForCard
from reintegration_desktop.ui.custody.verbs import ROOM_ORDER, AskedFor, Leaving, OfferVerbs
from reintegration_desktop.ui.custody.words import ROOM_WORDS
from reintegration_desktop.ui.inputs.choices import ChoiceRow
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextBox
from reintegration_desktop.ui.inputs.tick_line import TickLine
from reintegration_desktop.ui.overpage import OverPage, emptied
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note
from reintegration_desktop.vault.roles import Room

_WIDEST = 760


class HandOverPage(OverPage):
    """``done`` carries what a commit touched and the name of the office that was chosen, ``declined`` what one touched.

    ``asked``: an office that asks for the case, chosen already; it may be declined.
    """

    done = Signal(object, str)
    declined = Signal(object)

    def __init__(self, tasks: Tasks, verbs: OfferVerbs, case: UUID, asked: AskedFor | None = None) -> None:
        super().__init__(
            tasks,
            lambda: say("Hand over to another office"),
            lambda: say("You stay responsible until they have taken the case. Until then the work goes on here."),
        )
        self._verbs, self._case, self._asked = verbs, case, asked
        self._leaving: Leaving | None = None
        self.office = Dropdown({}, empty=lambda: say("Choose an office"))
        self.reason = Dropdown(dict(verbs.reasons), empty=lambda: say("Choose a reason"))
        self.agrees = ChoiceRow({"yes": lambda: say("Yes"), "no": lambda: say("No")})
        self.notes = TextBox(lines=4)
        self.ticks: dict[Room, TickLine] = {}
        self._rooms = Column(gap=6)
        self.warning = Banner("warn", "")
        self.warning.hide()
        for told in (self.office.picked, self.reason.picked, self.agrees.changed):
            told.connect(self._enable)
        goes = Card(caption(lambda: say("What goes, sealed for them alone")), Box(self._rooms), gap=8)
        parts = [Wide(part, _WIDEST) for part in (*self._asks(), self._whom(), goes, note(_carried))]
        self._matter = Box(Column(*parts, gap=14))
        self._matter.hide()
        self.lay_out(
            Wide(self.warning, _WIDEST), self._matter, does=(lambda: say("Prepare the handover"), self._on_offer)
        )
        self.setFocusProxy(self.office)
        self.deed.setEnabled(False)

    def _asks(self) -> tuple[AskedForCard, ...]:
        if self._asked is None:
            return ()
        self.asks = AskedForCard(self._asked)
        self.asks.declined.connect(self._on_decline)
        return (self.asks,)

    def _on_decline(self, reason: str) -> None:
        if self._asked is not None:
            self.failure.hide()
            self.run(partial(self._asked.decline, reason), self.declined.emit, Lane.WRITER)

    def _whom(self) -> Card:
        return Card(
            Field(lambda: say("Which office takes over?"), self.office),
            Field(lambda: say("Why is the case handed over?"), self.reason),
            Field(
                lambda: say("Do they agree to the handover?"),
                self.agrees,
                help=lambda: say("And have they met, or spoken with, the new caseworker?"),
            ),
            Field(lambda: say("What must the next caseworker know?"), self.notes),
            gap=14,
        )

    def ask_again(self) -> None:
        """Ask what can be chosen."""
        if self._leaving is None:
            self.run(partial(self._verbs.ready, self._case), self._show)

    def _show(self, leaving: Leaving) -> None:
        self._leaving = leaving
        self.office.set_entries(dict(leaving.offices))
        if self._asked is not None and self._asked.office in leaving.offices:
            self.office.set_value(self._asked.office)
        elif len(leaving.offices) == 1:
            self.office.set_value(next(iter(leaving.offices)))
        emptied(self._rooms)
        for room in ROOM_ORDER:
            self.ticks[room] = _tick(room, withheld=room in leaving.withheld)
            self._rooms.addWidget(self.ticks[room])
        if not leaving.offices:
            self.warning.tell("warn", lambda: say("No other office is known here yet"),
                              lambda: say("Take in its card first: Send / receive, Cards."))  # fmt: skip
            self.warning.show()
        self._matter.setVisible(bool(leaving.offices))
        self._enable()

    def _enable(self, _: object = None) -> None:
        refused = self.agrees.value() == "no"
        if self._leaving is not None and self._leaving.offices:
            self.warning.setVisible(refused)
        if refused:
            self.warning.tell("warn", lambda: say("Without their yes nothing is handed over"),
                              lambda: say("Talk about it with them; the case stays with you meanwhile."))  # fmt: skip
        whole = self.office.value() is not None and self.reason.value() is not None
        self.deed.setEnabled(whole and self.agrees.value() == "yes")

    def _on_offer(self) -> None:
        office, reason = self.office.value(), self.reason.value()
        if office is None or reason is None:
            return
        rooms = frozenset(room for room, line in self.ticks.items() if line.tick.isChecked())
        handing = Handing(reason, self.agrees.value() or "", self.notes.toPlainText(), rooms)
        self.begin_deed(say("Sealing…"))
        self.run(partial(self._verbs.offer, self._case, office, handing), self._on_offered, Lane.WRITER)

    def _on_offered(self, changes: Changes) -> None:
        self.end_deed()
        names = self._leaving.offices if self._leaving else {}
        self.done.emit(changes, names.get(self.office.value() or "", ""))


def _tick(room: Room, *, withheld: bool) -> TickLine:
    """A room: needed, to be chosen, or kept sealed by what they said."""
    needed = room in NEEDED
    second: Text = _needed if needed else _withheld if withheld else ""
    return TickLine(lambda: say(ROOM_WORDS[room]), second, ticked=not withheld, enabled=not withheld and not needed)


def _needed() -> str:
    return say("Needed to go on with the work.")


def _withheld() -> str:
    return say("Stays sealed: they did not agree to sharing.")


def _carried() -> str:
    return say(
        "It goes with the next bundle to that office. Who carries the stick sees the code, and opens nothing. Once "
        "they have taken it, this office forgets the keys."
    )
