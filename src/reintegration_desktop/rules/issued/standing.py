"""Which rules count: signed by two in time, the highest number of those that this version can read; never an older."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import permutations
from uuid import UUID

from reintegration_desktop.kernel.clock import moment_of
from reintegration_desktop.rules.erasing.standing import CertifiedAt
from reintegration_desktop.rules.issued.entries import Entry
from reintegration_desktop.rules.issued.snapshot import VERSION, Snapshot, read_snapshot, version_of
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.papers.acts import Act, may_together
from reintegration_desktop.vault.roles import Role


class State(StrEnum):
    """How far rules have come."""

    SIGNING = "signing"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Issue:
    """Rules and who signed them, the first first. ``snapshot`` is None where they are a newer version's."""

    digest: bytes
    office: UUID
    snapshot: Snapshot | None
    signers: tuple[Certificate, ...]
    expires: datetime
    at: datetime
    state: State
    is_newer: bool
    entry: Entry

    @property
    def number(self) -> int:
        """Their number; nought where it can't be read."""
        return 0 if self.snapshot is None else self.snapshot.number


def issues(entries: Iterable[Entry], certified: CertifiedAt, root: bytes) -> tuple[Issue, ...]:
    """All rules that somebody of headquarters brought, oldest first; those of another programme are none."""
    ordered = sorted(entries, key=lambda one: (one.clock, one.id))
    found: dict[bytes, Issue] = {}
    used: set[bytes] = set()
    for entry in ordered:
        said = entry.said
        paper = certified(entry.author, entry.clock)
        if not said.content or said.statement.digest in found or said.statement.number in used or paper is None:
            continue
        if paper.role is Role.HEADQUARTERS and paper.office == entry.office and said.approval.is_signed_by(paper):
            used.add(said.statement.number)
            if (made := _issue(entry, ordered, certified, root)) is not None:
                found[said.statement.digest] = made
    return tuple(found.values())


def in_force(found: Sequence[Issue]) -> Issue | None:
    """The rules to go by: whole, readable, the highest number; of two with one number those that came to be later."""
    whole = [one for one in found if one.state is State.WHOLE and one.snapshot is not None]
    return max(whole, key=lambda one: (one.number, one.entry.clock, one.entry.id), default=None)


def waits_for_upgrade(found: Sequence[Issue]) -> bool:
    """Whether rules lie here that a newer version of the program wrote, after those in force."""
    now = in_force(found)
    newer = [one for one in found if one.is_newer and one.state is State.WHOLE]
    return any(now is None or one.entry.clock > now.entry.clock for one in newer)


def _issue(entry: Entry, entries: Sequence[Entry], certified: CertifiedAt, root: bytes) -> Issue | None:
    statement = entry.said.statement
    snapshot, newer = _read(entry.said.content)
    if not newer and (snapshot is None or (snapshot.root, snapshot.office) != (root, entry.office)):
        return None
    signers: list[Certificate] = []
    for one in entries:
        paper = certified(one.author, one.clock)
        mine = one.said.statement == statement and moment_of(one.clock) <= statement.expires
        if mine and paper is not None and one.said.approval.is_signed_by(paper):
            signers.append(paper)
    signers.sort(key=lambda one: one.id != entry.author)
    whole = any(may_together(Act.CHANGE_POLICY, first, second) for first, second in permutations(signers, 2))
    return Issue(
        statement.digest, entry.office, snapshot, tuple(signers), statement.expires, moment_of(entry.clock),
        State.WHOLE if whole else State.SIGNING, newer, entry,
    )  # fmt: skip


def _read(content: bytes) -> tuple[Snapshot | None, bool]:
    """What some bytes say, and whether they are a newer version's."""
    if (version_of(content) or 0) > VERSION:
        return None, True
    try:
        return read_snapshot(content), False
    except ValueError:
        return None, False
