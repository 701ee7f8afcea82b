"""What travelling needs of the tables, in the fewest members; the program hands the real ones in."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, Protocol
from uuid import UUID

from reintegration_desktop.history.arrivals import (
    EVERYTHING,
    NOTHING_KEPT,
    Acknowledgement,
    Batch,
    Digests,
    FileName,
    Hole,
    KeptBack,
    Receipt,
    Said,
    Selection,
    Vector,
    Waiting,
)
from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.rules.custody.entries import Entry
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.revocations import Revocation

Item = Change | Hole | SaveRow


class Source(Protocol):
    """Where bundles are filled from."""

    def vector(self) -> Vector:
        """How far every device's chain is held here without a gap, this one's included."""

    def hash_at(self, version: VersionId) -> bytes | None:
        """The chain's hash (32 bytes) at a number that is held here, folded or not; None where it isn't."""

    def begins(self, cases: Collection[UUID]) -> Mapping[str, int]:
        """The first number of each device that is of one of these cases."""

    def outgoing(
        self, since: Mapping[str, int], upto: Mapping[str, int], selection: Selection = EVERYTHING
    ) -> Iterator[Item]:
        """Everything of every device after one number up to another, read in slices, as of one moment.

        A device's numbers ascend one by one; a save directly follows its changes; what a selection keeps from a peer
        stands as a hole. Between devices the order is that of the clocks, so that a version comes after
        those it was made from, as far as that costs nothing.
        """


class Holdings(Protocol):
    """Whose cases are, as far as offices handed them over."""

    def said(self, cases: Collection[UUID]) -> Mapping[UUID, Sequence[Entry]]:
        """The entries of those of some cases about which there are any."""

    def first(self, case: UUID) -> Change | None:
        """The first version of a case's own facts; None for a case that isn't here."""

    def waiting(self) -> Sequence[Change]:
        """What lies aside because another office held its case, of cases that were handed over."""

    def let_in(self, changes: Iterable[Change]) -> None:
        """Let changes count after all, in one transaction."""


class Receiver(Protocol):
    """What bundles are taken into."""

    @property
    def holdings(self) -> Holdings:
        """Whose cases are."""

    def vector(self) -> Vector:
        """How far every device's chain is held here without a gap: folded, quarantined, parked, or as a hole."""

    def hash_at(self, version: VersionId) -> bytes | None:
        """The chain's hash at a number that is held here, those that wait excluded; None where it isn't."""

    def clock_before(self, version: VersionId) -> int:
        """The clock of a device's newest change before a number, but those aside for theirs; nought for none."""

    def holes(self, device: str, after: int, upto: int) -> Collection[int]:
        """The numbers of a device above one up to another that came as holes, and may be filled."""

    def aside(self, devices: Collection[str], *, undecided: bool = False) -> int:
        """How many changes of some devices lie aside; ``undecided``: those that nobody decided about alone."""

    def compared(self, devices: Collection[str], office: UUID, *, whole: bool = False) -> Digests | None:
        """Digests over the cases that an office holds; None where something that these devices wrote doesn't count.

        Nor where others wrote in them; or, with ``whole``, where something of who wrote in them may be lacking here.
        """

    def first_going(self, ranges: Mapping[str, Sequence[tuple[int, int]]], kept: KeptBack) -> Mapping[str, int]:
        """Of each device the first number in some ranges at which something lies that goes to a peer, late ones apart.

        Devices of which there is none are left out.
        """

    def parked(self) -> Collection[VersionId]:
        """What waits for a version, a number or a newer program, and is not folded yet."""

    def waits_for_newer(self) -> bool:
        """Whether something waits that a newer program wrote."""

    def waiting(self, device: str, after: int, limit: int) -> Sequence[Waiting]:
        """What waits of one device, forks excluded, by number above ``after``."""

    def open_version(self, version: VersionId) -> Said | None:
        """A version of the open room, folded or quarantined; None where it isn't here, or of another room."""

    def open_room(self, case: UUID) -> Collection[bytes]:
        """What the newest folded versions of a case's open room say, record by record."""

    def holders(self, cases: Collection[UUID]) -> Mapping[UUID, UUID]:
        """The office that holds each of these cases, as far as they are known here."""

    def children(self, office: UUID) -> int | None:
        """How many cases of an office there can be at most: those that lie or lay here, and one for each hole.

        None where only that office and headquarters can tell.
        """

    def papers(self) -> tuple[Iterable[Certificate], Iterable[Revocation]]:
        """Certificates and revocations that came with earlier bundles."""

    def bundle_digest(self, bundle: str) -> bytes | None:
        """The digest of the manifest of a bundle that was taken in; None for one that wasn't."""

    def apply(self, batch: Batch) -> None:
        """Take a batch in, in one transaction; what is there already is passed over."""

    def record_bundle(self, receipt: Receipt) -> None:
        """Write down that a bundle was taken in, in a transaction after all of its batches."""


class Peers(Protocol):
    """What is known of the other side."""

    def acknowledged(self, office: UUID) -> Mapping[str, int]:
        """Numbers by device up to which a peer said that it holds everything; empty before it said so."""

    def record_sent(self, office: UUID, bundle: str, upto: Mapping[str, int]) -> None:
        """Write down that a bundle was put on its way; it says nothing about its arrival."""

    def record_lacking(self, office: UUID, has: Mapping[str, int], wrote: Collection[str] = ()) -> None:
        """Write down that a peer holds no more than this, whatever it said before: a backup was brought back there.

        ``wrote`` are devices of the peer's own whose changes came along.
        """

    def arrived_upto(self, office: UUID, device: str, bundles: Collection[str]) -> int:
        """Up to which number bundles of ours brought a device to a peer: these, which it names.

        Those that it named earlier count where one copy of its vault spoke: what one has, another may lack.
        """

    def kept_back(self, office: UUID) -> KeptBack:
        """The cases that a peer is not sent, or was sent late and has not named yet; from headquarters its share."""

    def keep_back(self, office: UUID, kept: KeptBack) -> None:
        """Write down which cases a peer is not sent, in the place of what was written before."""

    def record_late(self, office: UUID, bundle: str) -> None:
        """Write down which bundle brings a peer all that goes late to it; only its name heals that."""

    def record_acknowledgement(self, acknowledgement: Acknowledgement) -> tuple[str, ...]:
        """Write down what a peer said it holds; returns the bundles of ours that may leave the outbox."""

    def unanswered(self, bundles: Collection[str]) -> Collection[str]:
        """Which of these bundles were taken in and their sender wasn't told."""

    def record_answered(self, bundles: Collection[str]) -> None:
        """Write down that the sender of these bundles was told that they were taken in."""


class SealedFiles(Protocol):
    """The sealed files of cases, as they lie on the disk; nothing is opened."""

    def lacks(self, file: FileName) -> bool:
        """Whether a record here names a file that isn't here."""

    def is_settled(self, file: FileName) -> bool:
        """Whether nothing is to be done with a file: it lies here, or its case was destroyed."""

    def take(self, file: FileName, content: Iterable[bytes]) -> bool:
        """Put a file in its place; false, and nothing is kept, where it isn't what its record says."""

    def look_once(self) -> None:
        """Note what is lacking of all that came before files travelled, if that was not done yet."""

    def lacking(self, limit: int, kept: KeptBack = NOTHING_KEPT) -> Sequence[FileName]:
        """Files that records here name and that are not here, those that are missing longest first.

        Of cases that are ``kept`` back from who is asked none.
        """

    def going(self, office: UUID, changes: Iterable[Change], kept: KeptBack) -> Sequence[FileName]:
        """What a peer is to be sent: files that these changes name and that it wasn't sent, and those it asked for.

        Of cases that are ``kept`` back none.
        """

    def open(self, file: FileName) -> tuple[BinaryIO, int] | None:
        """A file to read, and its bytes; None for one that is gone."""

    def record_sent(self, office: UUID, files: Collection[FileName]) -> None:
        """Write down that files were put on their way to a peer."""

    def record_asked(self, office: UUID, files: Collection[FileName]) -> None:
        """Write down what a peer lacks, in place of what it asked for before."""
