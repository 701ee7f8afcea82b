"""Changing an office's own numbers: a custodian brings and signs them, a second person signs, every due day follows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import NotPermitted
from reintegration_desktop.casework.programme.errors import NumbersOver, NumbersUnchanged
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.clock import COUNTER_BITS, milliseconds
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.numbers.entries import FORM, Numbers, act_of, digest_of, may_bring, signing_document
from reintegration_desktop.rules.numbers.standing import Settlement, State, in_force
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.papers.acts import NUMBER_BYTES, Act, Approval, Statement, begin_approval
from reintegration_desktop.vault.roles import Room

SIGNED_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Numbering:
    """The place where numbers are settled: desk and keys, what was brought so far, who could be the second, chance."""

    desk: Desk
    keyring: Keyring
    brought: Callable[[], tuple[Settlement, ...]]
    seconds: Callable[[Act, UUID, int], tuple[Certificate, ...]]
    random: Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is written with the numbers: words of the log, sealed for oversight, and settings by name."""

    words: Mapping[str, str]
    settings: Mapping[str, str] = field(default_factory=dict)


def seconds_to(place: Numbering) -> tuple[Certificate, ...]:
    """Who could be the second person of who is signed in; nobody where they decide alone."""
    now = milliseconds(place.desk.written_at()) << COUNTER_BITS
    return place.seconds(Act.CHANGE_POLICY, place.desk.me.id, now)


def bring(place: Numbering, policy: Policy, kept: Kept) -> Changes:
    """Bring numbers and sign them as the first of two; they count at once where nobody else could sign.

    Entry, words and settings are one transaction. Raises NotPermitted, NumbersUnchanged.
    """
    desk, found = place.desk, place.brought()
    if not may_bring(place.keyring.person):
        raise NotPermitted
    now = in_force(found)
    before = Policy() if now is None else now.numbers.policy
    if before == policy:
        raise NumbersUnchanged
    numbers = Numbers(desk.me.office, "" if now is None else now.digest.hex(), policy)
    statement = Statement(
        act_of(before, policy), desk.me.office, digest_of(numbers.to_bytes()), desk.written_at() + SIGNED_WITHIN,
        place.random(NUMBER_BYTES),
    )  # fmt: skip
    approval = begin_approval(statement, desk.me.id, place.keyring.sign)
    with desk.begin() as work:
        if desk.me.may(Kind.APPROVE, Room.OVERSIGHT, ""):
            work.note(Kind.APPROVE, None, kept.words)
        for name, text in kept.settings.items():
            work.keep(name, text)
        work.about_numbers(signing_document(approval, numbers))
        return work.commit()


def waiting(place: Numbering) -> tuple[Settlement, ...]:
    """Numbers that wait for a second person, in time."""
    now = place.desk.written_at()
    return tuple(one for one in place.brought() if one.state is State.SIGNING and one.expires >= now)


def may_sign(place: Numbering, one: Settlement) -> bool:
    """Whether this person's signature is the one that numbers still wait for."""
    me = place.keyring.person
    allowed = place.desk.me.may(Kind.APPROVE, Room.OPEN, FORM)
    return one.state is State.SIGNING and allowed and any(second.id == me.id for second in one.seconds)


def sign(place: Numbering, digest: bytes) -> Changes:
    """Sign numbers as the second person: they count from then on. Raises NumbersOver."""
    found = next((one for one in waiting(place) if one.digest == digest), None)
    if found is None or not may_sign(place, found):
        raise NumbersOver
    approval = Approval(found.entry.said.approval.body, {}).signed_by(place.desk.me.id, place.keyring.sign)
    with place.desk.begin() as work:
        work.about_numbers(signing_document(approval))
        return work.commit()
