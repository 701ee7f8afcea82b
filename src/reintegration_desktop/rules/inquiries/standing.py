"""How questions between offices stand, from the entries about them alone; the same wherever the same entries lie."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.clock import moment_of
from reintegration_desktop.rules.erasing.standing import CertifiedAt
from reintegration_desktop.rules.inquiries.entries import LONGEST_DAYS, AboutFile, Answer, Ask, Close, Entry, speaker
from reintegration_desktop.rules.inquiries.wanting import Wanted, wanted
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.vault.roles import Role

KEPT_AFTER = timedelta(days=30)
"""How long an answer can still be read once a question has ended; then it is emptied wherever it lies."""
_AHEAD = timedelta(days=1)


class State(StrEnum):
    """How far a question has come."""

    WAITING = "waiting"
    ANSWERED = "answered"
    CLOSED = "closed"
    ENDED = "ended"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question and what was said to it. ``is_done``: who asked is done with it, so that it waits for nobody.

    ``file``: how it stands with the file that the answer told of, where who asked wants it.
    """

    id: VersionId
    thread: UUID
    ask: Ask
    author: UUID
    at: datetime
    state: State
    answer: Answer | None = None
    answer_id: VersionId | None = None
    answered_by: UUID | None = None
    answered_at: datetime | None = None
    is_done: bool = False
    file: Wanted | None = None

    @property
    def is_heard(self) -> bool:
        """Whether an answer lies here that nobody has read to the end."""
        return self.state is State.ANSWERED and not self.is_done

    def is_past(self, now: datetime) -> bool:
        """Whether it is to be emptied by now."""
        return self.ask.until + KEPT_AFTER < now


def inquiries(entries: Iterable[Entry], certified: CertifiedAt, policy: Policy, now: datetime) -> tuple[Inquiry, ...]:
    """Every question, oldest first.

    An entry counts where its author's certificate of that tick is a supervisor's of the office it speaks for. Of one
    office's questions to another so many count as the policy lets it ask in so many days; who asks more isn't answered.
    """
    counted = sorted((one for one in entries if _counts(one, certified)), key=lambda one: (one.clock, one.id))
    asked: dict[tuple[UUID, UUID], list[datetime]] = {}
    found: list[Inquiry] = []
    for entry in counted:
        if isinstance(entry.said, Ask):
            before = asked.setdefault((entry.said.source, entry.said.target), [])
            over = not may_ask_again(before, policy, entry.at)
            if not over:
                before.append(entry.at)
            found.append(_inquiry(entry, entry.said, counted, now, over=over))
    return tuple(found)


def may_ask_again(asked: Sequence[datetime], policy: Policy, now: datetime) -> bool:
    """Whether one more question to the same office is within what the policy lets an office ask."""
    since = now - timedelta(days=policy.inquiries_within_days)
    return sum(since < at for at in asked) < policy.inquiries_at_most


def forgotten(entries: Iterable[Entry], certified: CertifiedAt, now: datetime) -> frozenset[VersionId]:
    """The entries that are to be emptied: of questions that were taken back for good, or ended long ago."""
    counted = [one for one in entries if _counts(one, certified)]
    asks = {one.id: one.said for one in counted if isinstance(one.said, Ask)}
    over = {ask for ask, said in asks.items() if said.until + KEPT_AFTER < now}
    for one in counted:
        if isinstance(one.said, Close) and one.said.forget and _fits(one.said, asks.get(one.said.ask)):
            over.add(one.said.ask)
    said = {one.id for one in counted if not isinstance(one.said, Ask | Close) and one.said.ask in over}
    return frozenset((over & asks.keys()) | said)


def _counts(entry: Entry, certified: CertifiedAt) -> bool:
    paper = certified(entry.author, entry.clock)
    return paper is not None and paper.role is Role.SUPERVISOR and paper.office == speaker(entry.said)


def _inquiry(entry: Entry, ask: Ask, counted: Sequence[Entry], now: datetime, *, over: bool) -> Inquiry:
    said = [one for one in counted if not isinstance(one.said, Ask) and one.thread == entry.thread]
    own = [one for one in said if _is_about(one, entry.id, ask)]
    first = next((one for one in own if isinstance(one.said, Answer)), None)
    closed = any(isinstance(one.said, Close) and one.said.office == ask.source for one in own)
    state = _state(entry, ask, now, closed=closed, over=over)
    if first is None or not isinstance(first.said, Answer):
        return Inquiry(entry.id, entry.thread, ask, entry.author, entry.at, state, is_done=closed)
    return Inquiry(
        entry.id, entry.thread, ask, entry.author, entry.at, State.ANSWERED, first.said, first.id, first.author,
        first.at, closed, wanted(own, first.id, ask.until + KEPT_AFTER, now),
    )  # fmt: skip


def _state(entry: Entry, ask: Ask, now: datetime, *, closed: bool, over: bool) -> State:
    if closed:
        return State.CLOSED
    if over:
        return State.TOO_MANY
    asked = moment_of(entry.clock)
    lasts = timedelta(0) < ask.until - asked <= timedelta(days=LONGEST_DAYS)
    return State.WAITING if lasts and asked - _AHEAD <= now <= ask.until else State.ENDED


def _is_about(entry: Entry, wanted: VersionId, ask: Ask) -> bool:
    said = entry.said
    return not isinstance(said, Ask) and said.ask == wanted and _fits(said, ask)


def _fits(said: Answer | Close | AboutFile, ask: Ask | None) -> bool:
    return ask is None or (said.source, said.target) == (ask.source, ask.target)
