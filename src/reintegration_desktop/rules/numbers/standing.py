"""Which numbers an office goes by, from the entries about them alone: the same wherever the same entries lie."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from reintegration_desktop.rules.numbers.entries import Entry, Numbers, act_of, may_bring
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.papers.acts import Act, seconds_beside
from reintegration_desktop.vault.roles import Role

_CLOSED = frozenset({Role.MANAGER})
"""Roles that never open the log, and so sign nothing in it."""


class Staff(Protocol):
    """Who is certified as what, and who else stands in an office, at a tick of the hybrid clock."""

    def certified(self, person: UUID, clock: int) -> Certificate | None:
        """The certificate of a person in force then."""

    def of_office(self, office: UUID, clock: int) -> tuple[Certificate, ...]:
        """Everybody of an office who stood then."""


class State(StrEnum):
    """How far numbers have come."""

    SIGNING = "signing"
    WHOLE = "whole"
    OVERTAKEN = "overtaken"
    """Others took the place of those that they were to replace."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """Numbers and who signed them, the first first; ``alone``: there was nobody else who could have."""

    digest: bytes
    numbers: Numbers
    act: Act
    entry: Entry
    signers: tuple[Certificate, ...]
    seconds: tuple[Certificate, ...]
    expires: datetime
    state: State
    whole_at: tuple[int, str] | None

    @property
    def alone(self) -> bool:
        """Whether one person decided, since nobody else was there."""
        return self.state is State.WHOLE and len(self.signers) == 1

    @property
    def at(self) -> datetime:
        """When they were brought."""
        return self.entry.at


def settlements(entries: Iterable[Entry], office: UUID, staff: Staff) -> tuple[Settlement, ...]:
    """All numbers that somebody of an office brought, oldest first, and what became of each."""
    ordered = sorted((one for one in entries if one.office == office), key=lambda one: (one.clock, str(one.id)))
    found: dict[bytes, Settlement] = {}
    for entry in ordered:
        number = entry.said.statement.number
        if entry.said.numbers is not None and number not in found:
            made = _settlement(entry, ordered, staff)
            if made is not None:
                found[number] = made
    return _in_their_turn(tuple(found.values()))


def in_force(found: Sequence[Settlement]) -> Settlement | None:
    """The numbers to go by; None: the usual ones."""
    whole = [one for one in found if one.state is State.WHOLE]
    return max(whole, key=_whole_at, default=None)


def policy_in_force(found: Sequence[Settlement]) -> Policy:
    """The numbers to go by."""
    now = in_force(found)
    return Policy() if now is None else now.numbers.policy


def second_to(staff: Staff, act: Act, first: Certificate, clock: int) -> tuple[Certificate, ...]:
    """Who can be the second person of somebody; nobody where they are alone."""
    others = [one for one in staff.of_office(first.office, clock) if one.role not in _CLOSED]
    return seconds_beside(act, first, others)


def _settlement(entry: Entry, entries: Sequence[Entry], staff: Staff) -> Settlement | None:
    """What entries about one statement come to, whatever stands in force; None where nobody entitled brought it."""
    statement, numbers = entry.said.statement, entry.said.numbers
    first = staff.certified(entry.author, entry.clock)
    if numbers is None or first is None or first.office != entry.office or not _signed(entry, first):
        return None
    if not (may_bring(first) and first.counts):
        return None
    seconds = second_to(staff, statement.act, first, entry.clock)
    signers, whole = [first], None if seconds else (entry.clock, str(entry.id))
    for one in entries:
        paper = staff.certified(one.author, one.clock)
        theirs = one.said.statement == statement and one.at <= statement.expires
        if not theirs or paper is None or paper.id in {known.id for known in signers} or not _signed(one, paper):
            continue
        signers.append(paper)
        if whole is None and _is_second(paper, first, seconds, statement.act):
            whole = (one.clock, str(one.id))
    return Settlement(
        statement.digest, numbers, statement.act, entry, tuple(signers), seconds, statement.expires,
        State.SIGNING if whole is None else State.WHOLE, whole,
    )  # fmt: skip


def _is_second(paper: Certificate, first: Certificate, seconds: Sequence[Certificate], act: Act) -> bool:
    """One of the office who could be the second then; or headquarters, as far as the act lets it."""
    if any(one.id == paper.id for one in seconds):
        return True
    return paper.role is Role.HEADQUARTERS and paper in seconds_beside(act, first, [paper], strictly=True)


def _signed(entry: Entry, paper: Certificate) -> bool:
    return entry.said.approval.is_signed_by(paper)


def _in_their_turn(found: Sequence[Settlement]) -> tuple[Settlement, ...]:
    """Each takes the place of exactly those it was to replace, in the order in which they became whole.

    Changing how long files are kept has to be called so: a statement for another act changes nothing.
    """
    current, policy = "", Policy()
    states: dict[bytes, State] = {}
    for one in sorted((one for one in found if one.state is State.WHOLE), key=_whole_at):
        fits = one.numbers.previous == current and one.act is act_of(policy, one.numbers.policy)
        states[one.entry.said.statement.number] = State.WHOLE if fits else State.OVERTAKEN
        if fits:
            current, policy = one.digest.hex(), one.numbers.policy
    waits = {one.entry.said.statement.number: _waiting(one, current) for one in found if one.state is State.SIGNING}
    states.update(waits)
    return tuple(replace(one, state=states[one.entry.said.statement.number]) for one in found)


def _whole_at(one: Settlement) -> tuple[int, str]:
    return one.whole_at or (0, "")


def _waiting(one: Settlement, current: str) -> State:
    return State.SIGNING if one.numbers.previous == current else State.OVERTAKEN
