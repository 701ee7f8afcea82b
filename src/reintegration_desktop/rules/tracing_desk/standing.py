"""Which grants of a tracing desk stand: by the office that holds the child, agreed to, not ended, not taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.rules.erasing.standing import CertifiedAt
from reintegration_desktop.rules.tracing_desk.entries import End, Entry, Grant
from reintegration_desktop.vault.roles import Duty, Role

LONGEST = timedelta(days=90)


class State(StrEnum):
    """How a grant stands."""

    LIVE = "live"
    ENDED = "ended"
    TAKEN_BACK = "taken_back"
    NOT_AGREED = "not_agreed"


@dataclass(frozen=True, slots=True)
class Child:
    """What is open of a child: who holds it, and whether the latest consent lets it be traced."""

    holder: UUID | None
    agrees: bool


@dataclass(frozen=True, slots=True)
class Granted:
    """A grant: of which child, to whom, by whom, since when, and how it stands."""

    id: VersionId
    case: UUID
    grant: Grant
    author: UUID
    at: datetime
    state: State

    @property
    def is_live(self) -> bool:
        """Whether it opens anything now."""
        return self.state is State.LIVE


def grants(entries: Iterable[Entry], certified: CertifiedAt, child: Child, now: datetime) -> tuple[Granted, ...]:
    """Every grant of one child, oldest first.

    It counts where a supervisor of the office it speaks for wrote it, for somebody of headquarters who has the duty; it
    stands while that office holds the child, at most ninety days.
    """
    ordered = sorted(entries, key=lambda one: (one.clock, one.id))
    counted = [one for one in ordered if _counts(one, certified)]
    ends = {(one.said.grant, one.said.office) for one in counted if isinstance(one.said, End)}
    return tuple(
        Granted(one.id, one.case, one.said, one.author, one.at, _state(one, one.said, ends, child, now))
        for one in counted
        if isinstance(one.said, Grant)
    )


def is_of_the_desk(role: Role, duties: frozenset[Duty]) -> bool:
    """Whether somebody may be given grants."""
    return role is Role.HEADQUARTERS and Duty.TRACING_DESK in duties


def _counts(entry: Entry, certified: CertifiedAt) -> bool:
    paper = certified(entry.author, entry.clock)
    if paper is None or paper.role is not Role.SUPERVISOR or paper.office != entry.said.office:
        return False
    if isinstance(entry.said, End):
        return True
    receiver = certified(entry.said.person, entry.clock)
    return receiver is not None and is_of_the_desk(receiver.role, receiver.duties)


def _state(entry: Entry, grant: Grant, ends: set[tuple[VersionId, UUID]], child: Child, now: datetime) -> State:
    if (entry.id, grant.office) in ends:
        return State.TAKEN_BACK
    if child.holder != grant.office or now > grant.until or not timedelta(0) < grant.until - entry.at <= LONGEST:
        return State.ENDED
    return State.LIVE if child.agrees else State.NOT_AGREED
