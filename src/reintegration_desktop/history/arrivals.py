"""What travels between devices besides changes: the shapes that bundles carry and the tables take in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.papers.office_keys import KeyStatement
from reintegration_desktop.vault.revocations import Revocation


class Mark(NamedTuple):
    """How far a device's chain is held without a gap: its last number and the chain's hash there (32 bytes)."""

    seq: int
    hash: bytes


Vector = Mapping[str, Mark]
"""A mark for each device (32 hex digits): everything up to there lies here, folded, quarantined or parked."""


class Reason(StrEnum):
    """Why a change that arrived is not folded."""

    GAP = "gap"
    """Parked: something of its device before it has not come."""
    PARENT = "parent"
    """Parked: it was made from a version that has not come."""
    NEWER = "newer"
    """Parked: its kind or room belongs to a newer version of the program."""
    FORK = "fork"
    """Kept aside: its device's chain went on in two ways."""
    NOT_PERMITTED = "not_permitted"
    """Quarantined: its author's role does not do this."""
    UNREADABLE = "unreadable"
    """Quarantined: what it says in the open room can't be read, or not folded."""
    NOT_HOLDER = "not_holder"
    """Quarantined: the case is in the hands of another office than its author's."""
    AUTHOR_UNKNOWN = "author_unknown"
    """Quarantined: nobody that we trust vouches for its author."""
    AUTHOR_REVOKED = "author_revoked"
    """Quarantined: it extends the work of somebody whose keys count no longer."""
    SIGNATURE = "signature"
    """Quarantined: its save is not signed by who is said to have made it."""
    ORDER = "order"
    """Quarantined: what it says of erasing is not signed as it must be, or not by who may."""
    NUMBERS = "numbers"
    """Quarantined: what it says of an office's numbers is not signed as it must be, or not by who may."""
    CUSTODY = "custody"
    """Quarantined: what it says of handing a case over can't be read, or is not for its author to say."""
    INQUIRY = "inquiry"
    """Quarantined: what it says of a question between offices can't be read, or is not for its author to say."""
    RULES = "rules"
    """Quarantined: what it says of rules for all offices is not signed as it must be, or not by who may."""
    DESK = "desk"
    """Quarantined: what it says of opening a child to a tracing desk can't be read, or is not for its author to say."""
    INVENTED_PARENT = "invented_parent"
    """Quarantined: it says it was made from a version that its sender can't have seen."""
    CLOCK = "clock"
    """Quarantined: it bears no later clock than what its device wrote before."""


IN_PLACE = frozenset({Reason.PARENT, Reason.NEWER})
"""What waits for these stands in its chain; all else may still wait for the number before it."""


@dataclass(frozen=True, slots=True)
class Hole:
    """A place in a device's chain whose content is not sent to this peer, or destroyed: its two salted digests.

    ``hash`` is the chain up to here, 32 bytes each.
    """

    device: str
    seq: int
    envelope_digest: bytes
    document_digest: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Selection:
    """Which changes go to a peer as they are; all others stand in their chains as holes.

    What is ``kept`` back doesn't go. Of what the peer holds already (``held``, numbers by device) only what goes late
    goes again: it stood as holes there.
    """

    kept: "KeptBack"
    held: Mapping[str, int] = field(default_factory=dict)

    def has(self, change: Change) -> bool:
        """Whether a change goes as it is."""
        if self.kept.keeps(change.case):
            return self.kept.goes_besides(change)
        return change.seq > self.held.get(change.device, 0) or change.case in self.kept.late


@dataclass(frozen=True, slots=True)
class Share:
    """What headquarters sends an office at all: ``cases``, and what some offices said of ``erasing``.

    Among them are what is no case: what was said of the programme as a whole, and questions between offices.
    ``devices`` wrote in them, or something that goes besides.
    """

    cases: frozenset[UUID]
    erasing: frozenset[UUID] = frozenset()
    devices: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KeptBack:
    """Cases that a peer is not sent (``cases``); those that go ``late``, and stood as holes there until now.

    ``besides`` are changes of cases that are kept back, and go all the same: they say whose a case is that was offered
    to the peer, or end that. ``share`` is all that can go; None where that is everything.
    """

    cases: frozenset[UUID] = frozenset()
    late: frozenset[UUID] = frozenset()
    besides: frozenset[VersionId] = frozenset()
    share: Share | None = None

    def keeps(self, case: UUID) -> bool:
        """Whether a case is kept back."""
        return case in self.cases or (self.share is not None and case not in self.share.cases)

    def goes_besides(self, change: Change) -> bool:
        """Whether a change goes although its case is kept back."""
        ordered = self.share is not None and change.kind is Kind.ERASE and change.case in self.share.erasing
        return ordered or change.id in self.besides

    def without(self, cases: frozenset[UUID]) -> "KeptBack":
        """Keep just these back; what was kept until now goes late."""
        return replace(self, cases=cases, late=(self.cases | self.late) - cases)


NOTHING_KEPT = KeptBack()
EVERYTHING = Selection(NOTHING_KEPT)


class Said(NamedTuple):
    """A version of the open room that lies here: what it says, who wrote it, what it was made from.

    ``counts`` is false where its author was not permitted to say it: what is made from it is not taken for said.
    """

    document: bytes
    author: UUID
    parents: tuple[VersionId, ...]
    counts: bool


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A change that is kept and never folded, until a supervisor adopts it."""

    change: Change
    reason: Reason


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of a bundle kept as it came (``sync.wire``), for the tables opaque; named by device, number and hash."""

    device: str
    seq: int
    hash: bytes
    reason: Reason
    line: bytes

    @property
    def id(self) -> VersionId:
        """The version it will be."""
        return VersionId(self.device, self.seq)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction takes in, in this order; all of it may be there already, and is then passed over.

    ``released`` leave the waiting room first; ``marks`` are where the devices' chains stand afterwards.
    """

    released: tuple[Waiting, ...] = ()
    applied: tuple[Change, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    holes: tuple[Hole, ...] = ()
    saves: tuple[SaveRow, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    revocations: tuple[Revocation, ...] = ()
    statements: tuple[KeyStatement, ...] = ()
    marks: Vector = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A bundle that was taken in. ``bundle`` is its id (32 hex digits), ``digest`` the SHA-256 of its manifest."""

    bundle: str
    digest: bytes
    kind: str
    office: UUID
    sender: UUID
    made_at: datetime
    received_at: datetime
    changes: int
    quarantined: int
    parked: int


@dataclass(frozen=True, slots=True)
class Digests:
    """What two sides with equal vectors must agree on: SHA-256 over heads and over open workflow facts."""

    heads: bytes
    facts: bytes


@dataclass(frozen=True, slots=True)
class Missing:
    """A range of a device's numbers that has not come."""

    device: str
    first: int
    last: int


class FileName(NamedTuple):
    """A sealed file of a case as it is called on the disk: 32 hex digits, which tell nothing."""

    case: UUID
    name: str


END_BYTES = 8
"""Of a hash of 32: two chains that went on otherwise are told apart, and thousands of devices have room."""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What a peer says it holds: ``bundles`` it took in, ``vector`` numbers by device, what it misses, its digests.

    ``copy`` is the device that says so, since a peer's vault may be in use in several copies; empty where an earlier
    version didn't say. ``wants`` are sealed files that records there name and that didn't come. ``ends`` are the first
    ``END_BYTES`` of each device's chain at its number, since two machines may go on as one device; none of one that an
    earlier version didn't say. ``holes`` are ranges of each device that stand as holes there and may be filled:
    somebody else handed them on, who may not hand on what belongs there. ``of`` is the office whose cases the digests
    are of; None where they can't be compared: something that these devices wrote doesn't count there, somebody else
    wrote in the same cases, or an earlier version didn't say.
    """

    office: UUID
    bundles: tuple[str, ...]
    vector: Mapping[str, int]
    missing: tuple[Missing, ...]
    quarantined: int
    parked: int
    digests: Digests
    copy: str = ""
    wants: tuple[FileName, ...] = ()
    ends: Mapping[str, bytes] = field(default_factory=dict)
    holes: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
    of: UUID | None = None
