"""Whose a case is, from the entries about it alone: the same wherever the same entries lie."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.clock import COUNTER_BITS
from reintegration_desktop.rules.custody.entries import Answer, Decision, Entry, Offer, Step
from reintegration_desktop.rules.erasing.standing import CertifiedAt
from reintegration_desktop.vault.roles import Role

IN_TRANSIT = 60 * 24 * 60 * 60 * 1000 << COUNTER_BITS
"""How long what the earlier holder wrote still counts, in ticks: sixty days by the clocks of both."""


class State(StrEnum):
    """How far an offer has come."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    OVERRULED = "overruled"


class Way(StrEnum):
    """How far an offer is known to have come: no stick took it yet, one did, the other office said that it is there."""

    HERE = "here"
    SENT = "sent"
    THERE = "there"


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer and what was said to it. ``answer`` is the entry that settled it, None while it waits.

    Of one that was overruled that is headquarters' decision. ``decided`` is headquarters' decision for this one.
    """

    id: VersionId
    offer: Offer
    author: UUID
    clock: int
    state: State
    answer: Entry | None = None
    decided: VersionId | None = None

    @property
    def is_live(self) -> bool:
        """Whether a case can still go, or went, by it."""
        return self.state in (State.WAITING, State.ACCEPTED)


class Left(NamedTuple):
    """When an office offered a case that it held, and when the next one took it: ticks of the clocks of both."""

    offered: int
    followed: int


@dataclass(frozen=True, slots=True)
class Custody:
    """Who holds a case. ``past`` are the offices that held it, and when they left it.

    ``offers`` are those of the epoch that is open, the newest last; ``epoch`` is that of the holder, nought for who
    began the case. ``disputed``: more than one of them is live, and headquarters decides. ``last`` is the offer by
    which the case came to its holder; ``ended`` are those of earlier epochs by which it went nowhere.
    """

    holder: UUID | None
    epoch: int = 0
    past: Mapping[UUID, Left] = field(default_factory=dict)
    offers: tuple[Offered, ...] = ()
    disputed: bool = False
    last: Offered | None = None
    ended: tuple[Offered, ...] = ()

    @property
    def waiting(self) -> Offered | None:
        """The offer that waits for an answer, where there is exactly one and nobody has to decide before."""
        live = [one for one in self.offers if one.state is State.WAITING]
        return live[0] if len(live) == 1 and not self.disputed else None

    @property
    def in_transit(self) -> bool:
        """Whether the case is on its way to another office."""
        return any(one.is_live for one in self.offers)

    def offers_to(self, office: UUID) -> tuple[Offered, ...]:
        """The offers of the open epoch by which the case can go, or went, to an office."""
        return tuple(one for one in self.offers if one.is_live and one.offer.target == office)

    def is_for(self, office: UUID) -> bool:
        """Whether an office holds the case, or is offered it."""
        return self.holder == office or bool(self.offers_to(office))

    def may_write(self, office: UUID, clock: int) -> bool:
        """Whether what somebody of an office wrote at a tick counts: the holder's, or in transit the one's before."""
        if office == self.holder:
            return True
        left = self.past.get(office)
        return left is not None and clock <= left.followed + IN_TRANSIT

    def was_in_transit(self, office: UUID, clock: int) -> bool:
        """Whether what somebody of an office wrote at a tick was written while the case was on its way from there."""
        if office == self.holder:
            return any(one.is_live and one.clock < clock for one in self.offers)
        left = self.past.get(office)
        return left is not None and left.offered < clock

    def offer(self, wanted: VersionId) -> Offered | None:
        """An offer of the open epoch, or the one by which the case came."""
        known = (*self.offers, *([self.last] if self.last else []))
        return next((one for one in known if one.id == wanted), None)


def custody(entries: Iterable[Entry], founder: UUID | None, certified: CertifiedAt) -> Custody:
    """Whose a case is. ``founder`` is the office that began it.

    An entry counts where its author's certificate of that tick is a supervisor's of the office it speaks for, a
    decision where it is headquarters'. Of one epoch one offer counts: where several are live nobody moves before
    headquarters decided, and what was accepted stays accepted though its offer was taken back meanwhile. An epoch that
    headquarters decided is over where the case stays, where the office that it chose refuses, and where the offer that
    it chose is taken back by who had heard of that.
    """
    found = _Counted.of(sorted(entries, key=lambda one: (one.clock, one.id)), certified)
    now = Custody(founder)
    while offers := found.offers_after(now):
        decision = found.decided(now.epoch + 1)
        live = [one for one in offers if one.is_live]
        ended = (*now.ended, *(one for one in offers if not one.is_live))
        if decision is not None and not live and decision.offer in (None, *(one.id for one in offers)):
            now = Custody(now.holder, now.epoch + 1, now.past, last=now.last, ended=ended)
        elif len(live) == 1 and live[0].state is State.ACCEPTED and live[0].answer is not None:
            now = replace(_moved(now, live[0], live[0].answer), ended=ended)
        else:
            return replace(now, offers=tuple(offers), disputed=len(live) > 1)
    return now


def _moved(now: Custody, by: Offered, answer: Entry) -> Custody:
    past = dict(now.past)
    if now.holder is not None:
        past[now.holder] = Left(by.clock, max(by.clock, answer.clock))
    past.pop(by.offer.target, None)
    return Custody(by.offer.target, now.epoch + 1, past, last=by)


@dataclass(frozen=True, slots=True)
class _Counted:
    """The entries that count, by what they say."""

    offers: Sequence[Entry]
    answers: Mapping[VersionId, Sequence[Entry]]
    decisions: Mapping[int, tuple[Entry, Decision]]

    @classmethod
    def of(cls, entries: Iterable[Entry], certified: CertifiedAt) -> "_Counted":
        offers, answers, decisions = list[Entry](), dict[VersionId, list[Entry]](), dict[int, tuple[Entry, Decision]]()
        for entry in entries:
            said, paper = entry.said, certified(entry.author, entry.clock)
            if paper is None:
                continue
            supervises = paper.role is Role.SUPERVISOR
            if isinstance(said, Offer) and supervises and paper.office == said.source:
                offers.append(entry)
            elif isinstance(said, Answer) and supervises and paper.office == said.office:
                answers.setdefault(said.offer, []).append(entry)
            elif isinstance(said, Decision) and paper.role is Role.HEADQUARTERS:
                decisions.setdefault(said.epoch, (entry, said))
        return cls(offers, answers, decisions)

    def decided(self, epoch: int) -> Decision | None:
        """What headquarters decided of an epoch."""
        found = self.decisions.get(epoch)
        return None if found is None else found[1]

    def offers_after(self, now: Custody) -> list[Offered]:
        """The offers that the holder made of the next epoch, oldest first, with what was said to each."""
        return [
            self._offered(entry, entry.said)
            for entry in self.offers
            if isinstance(entry.said, Offer) and (entry.said.epoch, entry.said.source) == (now.epoch + 1, now.holder)
        ]

    def _offered(self, entry: Entry, offer: Offer) -> Offered:
        deciding, decision = self.decisions.get(offer.epoch, (None, None))
        if decision is not None and decision.offer != entry.id:
            return Offered(entry.id, offer, entry.author, entry.clock, State.OVERRULED, deciding)
        decided = None if deciding is None else deciding.id
        state, answer = self._answered(entry.id, offer, decided)
        return Offered(entry.id, offer, entry.author, entry.clock, state, answer, decided)

    def _answered(self, offer: VersionId, said: Offer, decided: VersionId | None) -> tuple[State, Entry | None]:
        """What was said to an offer; taking it beats everything, since the keys are there then.

        Who takes back what headquarters ``decided`` for must have heard of that.
        """
        for step, office, state in (
            (Step.ACCEPT, said.target, State.ACCEPTED),
            (Step.REFUSE, said.target, State.REFUSED),
            (Step.WITHDRAW, said.source, State.WITHDRAWN),
        ):
            for entry in self.answers.get(offer, ()):
                one = entry.said
                if not isinstance(one, Answer) or (one.step, one.office) != (step, office):
                    continue
                if step is not Step.WITHDRAW or decided in (None, one.decided):
                    return state, entry
        return State.WAITING, None
