"""Judging changes that arrive: by the same table of permissions as the screen's, and by their author's papers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from json import dumps
from uuid import UUID

import msgspec
from msgspec import Struct

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.kernel.clock import COUNTER_BITS, milliseconds
from reintegration_desktop.rules.limits.acts import answers_only_if_permitted
from reintegration_desktop.rules.permissions import may
from reintegration_desktop.sync.foldable import form_of
from reintegration_desktop.sync.trust import Trust
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.revocations import Revocation
from reintegration_desktop.vault.roles import Room

A_DAY = 24 * 60 * 60 * 1000 << COUNTER_BITS
_LOOKING = frozenset({Kind.VIEW, Kind.EXPORT})
_APPROVAL = b'"approval_status"'
Earlier = Callable[[VersionId], bytes | None]
"""The open room's document of a version that lies here; None where it isn't, or can't be told."""


class _Said(Struct):
    """A document with its answers."""

    a: dict[str, msgspec.Raw]


_said = msgspec.json.Decoder(_Said)


@dataclass(frozen=True, slots=True)
class _Author:
    """A person's certificates, oldest first, each with the clock from which it counts."""

    papers: tuple[tuple[int, Certificate], ...]
    revocation: Revocation | None
    allowed: dict[tuple[int, Kind, Room, str], bool]

    def at(self, clock: int) -> Certificate | None:
        """The certificate in force at a clock, else the first; None for who has none."""
        in_force = [certificate for since, certificate in self.papers[1:] if since <= clock]
        return in_force[-1] if in_force else self.papers[0][1] if self.papers else None


class Judge:
    """Says of one change after another why it must not be folded; remembers authors and answers on the way."""

    def __init__(self, trust: Trust, now: datetime) -> None:
        self._trust = trust
        self._authors: dict[UUID, _Author] = {}
        self._latest = (milliseconds(now) << COUNTER_BITS) + A_DAY

    def is_ahead(self, change: Change) -> bool:
        """Whether its clock is more than a day ahead of ours: shown below one that isn't, and flagged."""
        return change.clock > self._latest

    def fault(self, change: Change, holders: Mapping[UUID, UUID]) -> Reason | None:
        """Why an author may not have made this change; None where nothing stands against it."""
        author = self._author(change.author)
        certificate = author.at(change.clock)
        if certificate is None:
            return Reason.AUTHOR_UNKNOWN
        if author.revocation is not None and _extends(author.revocation, change):
            return Reason.AUTHOR_REVOKED
        form = form_of(change.document) if change.room is Room.OPEN else ""
        if form is None:
            return Reason.UNREADABLE
        if not _may(author, certificate, change, form):
            return Reason.NOT_PERMITTED
        holder = holders.get(change.case) if holders else None
        if holder is not None and holder != certificate.office and change.kind not in _LOOKING:
            return Reason.NOT_HOLDER
        return None

    def oversteps(self, change: Change, earlier: Earlier) -> bool:
        """Whether it decides what its author may not decide: an approval that none of its parents had.

        To be asked once its parents are here; ``earlier`` finds them.
        """
        if change.room is not Room.OPEN or not _may_tell_of_approval(change.document):
            return False
        certificate = self._author(change.author).at(change.clock)
        now = _approval_in(change.document)
        documents = [earlier(parent) for parent in change.parents] or [None]
        was = [Answers() if document is None else _approval_in(document) for document in documents]
        return certificate is None or not any(answers_only_if_permitted(certificate.role, one, now) for one in was)

    def _author(self, person: UUID) -> _Author:
        found = self._authors.get(person)
        if found is None:
            papers = tuple(
                (milliseconds(certificate.claims.since) << COUNTER_BITS, certificate)
                for certificate in self._trust.certificates(person)
            )
            found = self._authors[person] = _Author(papers, self._trust.revocation(person), {})
        return found


def _may(author: _Author, certificate: Certificate, change: Change, form: str) -> bool:
    """Whether the table of permissions allows it."""
    asked = (certificate.serial, change.kind, change.room, form)
    found = author.allowed.get(asked)
    if found is None:
        found = may(certificate.role, certificate.duties, change.kind, change.room, form)
        author.allowed[asked] = found
    return found


def _extends(revocation: Revocation, change: Change) -> bool:
    """Whether a change comes after what is held of a revoked person's work."""
    last = revocation.last.get(change.device)
    return last is None or change.seq > last[0]


def _may_tell_of_approval(document: bytes) -> bool:
    """Whether it is worth looking: JSON can spell a name with escapes."""
    return _APPROVAL in document or b"\\" in document


def _approval_in(document: bytes) -> Answers:
    """What an open document says of an approval: its status, and under it as text whose answer it is."""
    try:
        said = _said.decode(document).a
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return Answers()
    return Answers({key: _as_text(said[key]) for key in ("approval_status", "approved") if key in said})


def _as_text(raw: msgspec.Raw) -> str:
    """A word as it is, anything else as canonical JSON."""
    value = msgspec.json.decode(raw)
    return value if isinstance(value, str) else dumps(value, sort_keys=True)
