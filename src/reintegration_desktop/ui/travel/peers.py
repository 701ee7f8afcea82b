"""Who has what: a row for each peer, and everything about the one that is chosen."""

from functools import partial

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.travel.standing import Side, numbers_words
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.ui.due.exchange import step_shown
from reintegration_desktop.ui.due.words import short_day
from reintegration_desktop.ui.lists.cells import Cell
from reintegration_desktop.ui.settings.codes import code_shown
from reintegration_desktop.ui.travel.strip import BundleStrip
from reintegration_desktop.ui.travel.verbs import CarriedLine, PeerLine, Stands
from reintegration_desktop.ui.widgets.arrange import Box, Column, Rule
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.chips import Chip, State
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.words import Words, caption, heading, note

_STANDS = {
    Stands.PREPARED: State("warn", "usb", lambda: say("Waits for your stick")),
    Stands.ON_ITS_WAY: State("info", "send-receive", lambda: say("On its way")),
    Stands.THERE: State("ok", "check", lambda: say("There, not answered yet")),
    Stands.DISPUTED: State("warn", "conflict", lambda: say("Headquarters decides")),
}


def peer_cells(peer: PeerLine) -> list[Cell]:
    """Five columns, never one tick for all."""
    return [
        Cell(peer.name, second=peer.who, bold=True),
        Cell(
            str(peer.sent) if peer.sent else say("nothing yet"), second=short_day(peer.sent_on) if peer.sent_on else ""
        ),
        _has(peer),
        _alarming(bool(peer.missing), numbers_words(peer.missing), "warning", "danger", _changes(peer.lacks)),
        _alarming(bool(peer.parked), _changes(peer.parked), "wait", "warn"),
        _alarming(bool(peer.quarantined), _changes(peer.quarantined), "shield", "warn"),
    ]


def carried_cells(line: CarriedLine) -> list[Cell]:
    """A case on its way, by its code."""
    consent = Cell(say("given"), tone="ok", icon="shield-check") if line.consent else Cell(
        say("not given"), tone="warn", icon="shield"
    )  # fmt: skip
    way = (
        say("From {giving} to {receiving}", giving=line.giving, receiving=line.receiving)
        if line.receiving
        else say("From {giving}", giving=line.giving)
    )
    return [
        Cell(line.code, bold=True),
        Cell(way, second=short_day(line.on) if line.on else ""),
        consent,
        Cell(chips=(_STANDS[line.stands],)),
    ]


class PeerCard(Card):
    """The peer one is on: certificate, bundles by number, holes, quarantine."""

    def __init__(self) -> None:
        super().__init__(gap=10)
        self._inside, self._shown = QWidget(), False
        self._peer: PeerLine | None = None
        self.add(self._inside)
        self.inside.addStretch(1)

    def show_peer(self, peer: PeerLine | None) -> None:
        """Show a peer, or how to choose one; what stands there already says itself again."""
        if self._shown and peer == self._peer:
            return
        self._peer, self._shown = peer, True
        column = Column(gap=10)
        if peer is None:
            column.addWidget(note(lambda: say("Choose a line to see what they sent.")))
        else:
            for part in _parts(peer):
                column.addWidget(part)
        old, self._inside = self._inside, QWidget()
        self._inside.setLayout(column)
        self.inside.replaceWidget(old, self._inside)
        old.hide()
        old.deleteLater()


def _parts(peer: PeerLine) -> list[QWidget]:
    standing = (
        State("ok", "shield-check", lambda: say("Certified"))
        if peer.certified
        else State("warn", "wait", lambda: say("Not certified yet"))
    )
    parts: list[QWidget] = [heading(peer.name), note(peer.who)]
    parts += [step_shown(step) for step in peer.steps]
    if peer.code:
        parts += [Flowing(Chip(standing)), code_shown(peer.code, small=True)]
    if len(peer.sides) > 1:
        parts += [Rule(), caption(lambda: say("Their computers")), *map(_side, peer.sides)]
    if peer.came:
        words = Words(lambda: say("What they sent, by number"), bold=True, wraps=True)
        parts += [Rule(), words, BundleStrip(peer.came, peer.missing)]
    if peer.missing and not peer.steps:
        parts.append(_hole(peer))
    if peer.quarantined:
        words = Words(lambda: say("{changes} in quarantine", changes=_changes(peer.quarantined)), bold=True, wraps=True)
        parts += [Rule(), words, note(peer.why or (lambda: say("They change nothing until a person decided.")))]
    return parts


def _side(side: Side) -> QWidget:
    """A computer of theirs: up to where its work came."""
    lacks = sum(last - first + 1 for first, last in side.missing)
    told = say("came up to {n}", n=str(side.came)) if side.came else say("nothing came yet")
    if lacks:
        told = say("{told}; {holes} not", told=told, holes=str(lacks))
    return Box(Column(Words(side.name, wraps=True), note(told), gap=0))


def _hole(peer: PeerLine) -> Banner:
    def second() -> str:
        if not peer.parked:
            return say("No case was changed in part.")
        return say_many(
            "{n} change waits until they do. No case was changed in part.",
            "{n} changes wait until they do. No case was changed in part.",
            peer.parked,
        )

    missing = partial(numbers_words, peer.missing)
    return Banner("danger", lambda: say("{missing} have not come", missing=missing()), second)


def _has(peer: PeerLine) -> Cell:
    if not peer.sent:
        return Cell(say("nothing yet"), tone="muted", icon="minus")
    on = short_day(peer.acknowledged_on) if peer.acknowledged_on else say("not told yet")
    if peer.acknowledged >= peer.sent:
        return Cell(say("all {n}", n=str(peer.sent)), second=on, tone="ok", icon="check-circle")
    told = say("{n} of {total}", n=str(peer.acknowledged), total=str(peer.sent))
    return Cell(told, second=on, tone="warn", icon="clock")


def _alarming(there: bool, words: str, icon: str, tone: str, second: str = "") -> Cell:
    return Cell(words, second=second, tone=tone, icon=icon) if there else Cell("–", tone="muted")


def _changes(number: int) -> str:
    return say_many("{n} change", "{n} changes", number)
