"""Tables in memory: what a store does with bundles, in the fewest lines, so that sync is tested without a disk."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge as merged_by_clock
from uuid import UUID

from reintegration_desktop.history.agreement import digest_of_facts, digest_of_heads
from reintegration_desktop.history.arrivals import (
    EVERYTHING,
    Acknowledgement,
    Batch,
    Digests,
    Hole,
    KeptBack,
    Mark,
    Quarantined,
    Reason,
    Receipt,
    Said,
    Selection,
    Waiting,
)
from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.custody.entries import Entry, read_entry
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.chain import Envelope, envelope_bytes, salted_digests
from reintegration_desktop.vault.revocations import Revocation
from reintegration_desktop.vault.roles import Room


class PowerCut(Exception):  # noqa: N818 - an event, not an error
    """The machine stopped."""


@dataclass
class Tables:
    """Everything a device holds. ``cut_after`` batches the power goes."""

    log: dict[VersionId, Change | Hole] = field(default_factory=dict)
    quarantine: dict[VersionId, Quarantined] = field(default_factory=dict)
    rows: dict[tuple[str, int, bytes], Waiting] = field(default_factory=dict)
    saves: dict[tuple[str, int], SaveRow] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    certificates: list[Certificate] = field(default_factory=list)
    revocations: list[Revocation] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    offices: dict[UUID, UUID] = field(default_factory=dict)
    withheld: set[VersionId] = field(default_factory=set)
    sent: dict[UUID, list[str]] = field(default_factory=dict)
    heard: dict[UUID, Mapping[str, int]] = field(default_factory=dict)
    kept: dict[UUID, KeptBack] = field(default_factory=dict)
    reach: dict[tuple[str, str], int] = field(default_factory=dict)
    late: dict[str, UUID] = field(default_factory=dict)
    batches: list[Batch] = field(default_factory=list)
    cut_after: int | None = None

    def wrote(self, changes: Collection[Change], save: SaveRow) -> None:
        """Take in what this device's own people saved."""
        self.apply(Batch(applied=tuple(changes), saves=(save,), marks={save.device: Mark(save.last, save.head)}))

    # Source and Receiver

    def vector(self) -> dict[str, Mark]:
        return dict(self.marks)

    def hash_at(self, version: VersionId) -> bytes | None:
        held = self.log.get(version) or (self.quarantine[version].change if version in self.quarantine else None)
        return None if held is None else held.hash

    def clock_before(self, version: VersionId) -> int:
        aside = [one.change for one in self.quarantine.values() if one.reason is not Reason.CLOCK]
        held = [*(one for one in self.log.values() if isinstance(one, Change)), *aside]
        earlier = [(one.seq, one.clock) for one in held if one.device == version.device and one.seq < version.seq]
        return max(earlier, default=(0, 0))[1]

    def begins(self, cases: Collection[UUID]) -> dict[str, int]:
        found = [one for one in self.log.values() if isinstance(one, Change) and one.case in cases]
        return {one.device: min(two.seq for two in found if two.device == one.device) for one in found}

    def outgoing(
        self, since: Mapping[str, int], upto: Mapping[str, int], selection: Selection = EVERYTHING
    ) -> Iterator[Change | Hole | SaveRow]:
        devices = [self._between(device, since.get(device, 0), last) for device, last in upto.items()]
        for save in merged_by_clock(*devices, key=lambda save: (self._clock(save), save.device)):
            for seq in range(max(save.first, since.get(save.device, 0) + 1), save.last + 1):
                item = self._item(VersionId(save.device, seq))
                yield item if isinstance(item, Hole) or selection.has(item) else hole_of(item)
            yield save

    def _between(self, device: str, after: int, last: int) -> list[SaveRow]:
        """A device's saves above one number up to another, in order."""
        own = [save for save in self.saves.values() if save.device == device and after < save.last <= last]
        return sorted(own, key=lambda save: save.last)

    def _clock(self, save: SaveRow) -> int:
        last = self.log.get(VersionId(save.device, save.last))
        return last.clock if isinstance(last, Change) else 0

    def _item(self, version: VersionId) -> Change | Hole:
        if version in self.quarantine:
            return hole_of(self.quarantine[version].change)
        held = self.log[version]
        return hole_of(held) if isinstance(held, Change) and version in self.withheld else held

    # Receiver

    def holes(self, device: str, after: int, upto: int) -> set[int]:
        held = (self.log.get(VersionId(device, seq)) for seq in range(after + 1, upto + 1))
        return {one.seq for one in held if isinstance(one, Hole)}

    def aside(self, devices: Collection[str], *, undecided: bool = False) -> int:
        return sum(version.device in devices for version in self.quarantine)

    def compared(self, devices: Collection[str], office: UUID, *, whole: bool = False) -> Digests | None:
        forks = (row.device for row in self.rows.values() if row.reason is Reason.FORK)
        holes = [one for one in self.log.values() if isinstance(one, Hole)]
        if any(device in devices for device in (*forks, *(version.device for version in self.quarantine))):
            return None
        changes = [one for one in self.log.values() if isinstance(one, Change)]
        cases = {change.case for change in changes if change.device in devices}
        alone = all(change.device in devices for change in changes if change.case in cases)
        return self.digests(devices) if alone and not (whole and holes) else None

    def first_going(self, ranges: Mapping[str, Sequence[tuple[int, int]]], kept: KeptBack) -> dict[str, int]:
        def lie(device: str, first: int, last: int) -> Iterator[Change]:
            held = (self.log.get(VersionId(device, seq)) for seq in range(first, last + 1))
            yield from (one for one in held if isinstance(one, Change))

        def goes(one: Change) -> bool:
            return kept.goes_besides(one) or not (kept.keeps(one.case) or one.case in kept.late)

        found = {
            device: [one.seq for first, last in own for one in lie(device, first, last) if goes(one)]
            for device, own in ranges.items()
        }
        return {device: min(seqs) for device, seqs in found.items() if seqs}

    def parked(self) -> set[VersionId]:
        return {row.id for row in self.rows.values() if row.reason is not Reason.FORK}

    def waits_for_newer(self) -> bool:
        return any(row.reason is Reason.NEWER for row in self.rows.values())

    def waiting(self, device: str, after: int, limit: int) -> list[Waiting]:
        rows = [row for row in self.rows.values() if row.device == device and row.reason is not Reason.FORK]
        return sorted((row for row in rows if row.seq > after), key=lambda row: row.seq)[:limit]

    def open_version(self, version: VersionId) -> Said | None:
        kept = self.quarantine.get(version)
        held = kept.change if kept else self.log.get(version)
        if not isinstance(held, Change) or held.room is not Room.OPEN:
            return None
        return Said(held.document, held.author, held.parents, kept is None or kept.reason is not Reason.NOT_PERMITTED)

    def open_room(self, case: UUID) -> list[bytes]:
        changes = [one for one in self.log.values() if isinstance(one, Change) and one.case == case]
        named = {parent for change in changes for parent in change.parents}
        return [one.document for one in changes if one.room is Room.OPEN and one.id not in named]

    def holders(self, cases: Collection[UUID]) -> dict[UUID, UUID]:
        return {case: self.offices[case] for case in cases if case in self.offices}

    @property
    def holdings(self) -> "Handed":
        return Handed(self)

    def children(self, office: UUID) -> int:
        return sum(held == office for held in self.offices.values())

    def papers(self) -> tuple[list[Certificate], list[Revocation]]:
        return self.certificates, self.revocations

    def bundle_digest(self, bundle: str) -> bytes | None:
        return next((receipt.digest for receipt in self.receipts if receipt.bundle == bundle), None)

    def apply(self, batch: Batch) -> None:
        if self.cut_after is not None and len(self.batches) >= self.cut_after:
            raise PowerCut
        self.batches.append(batch)
        for row in batch.released:
            self.rows.pop((row.device, row.seq, row.hash), None)
        self.log |= {change.id: change for change in batch.applied}
        self.quarantine |= {one.change.id: one for one in batch.quarantined}
        for row in batch.waiting:
            self.rows.setdefault((row.device, row.seq, row.hash), row)
        self.log |= {VersionId(hole.device, hole.seq): hole for hole in batch.holes}
        self.saves |= {(save.device, save.last): save for save in batch.saves}
        self.certificates += batch.certificates
        self.revocations += batch.revocations
        self.marks |= batch.marks

    def record_bundle(self, receipt: Receipt) -> None:
        self.receipts.append(receipt)

    def digests(self, devices: Collection[str]) -> Digests:
        changes = [one for one in self.log.values() if isinstance(one, Change)]
        cases = {change.case for change in changes if change.device in devices}
        named = {parent for change in changes for parent in change.parents}
        heads = [(one.case, one.record, one.room, one.id) for one in changes if one.case in cases]
        return Digests(
            digest_of_heads(head for head in heads if head[3] not in named),
            digest_of_facts((case, {}) for case in cases),
        )

    # Peers

    def acknowledged(self, office: UUID) -> Mapping[str, int]:
        return self.heard.get(office, {})

    def record_sent(self, office: UUID, bundle: str, upto: Mapping[str, int]) -> None:
        self.sent.setdefault(office, []).append(bundle)
        self.reach |= {(bundle, device): seq for device, seq in upto.items()}

    def record_lacking(self, office: UUID, has: Mapping[str, int], wrote: Collection[str] = ()) -> None:
        held = self.heard.get(office, {})
        self.heard[office] = {device: min(seq, has[device]) for device, seq in held.items() if device in has}

    def arrived_upto(self, office: UUID, device: str, bundles: Collection[str]) -> int:
        return max((self.reach.get((one, device), 0) for one in self.sent.get(office, []) if one in bundles), default=0)

    def kept_back(self, office: UUID) -> KeptBack:
        return self.kept.get(office, KeptBack())

    def keep_back(self, office: UUID, kept: KeptBack) -> None:
        self.kept[office] = kept

    def record_late(self, office: UUID, bundle: str) -> None:
        self.late[bundle] = office

    def record_acknowledgement(self, acknowledgement: Acknowledgement) -> tuple[str, ...]:
        self.heard[acknowledgement.office] = acknowledgement.vector
        if any(self.late.get(bundle) == acknowledgement.office for bundle in acknowledgement.bundles):
            self.kept[acknowledgement.office] = KeptBack(self.kept_back(acknowledgement.office).cases)
        return tuple(one for one in self.sent.get(acknowledgement.office, []) if one in acknowledgement.bundles)


@dataclass(frozen=True)
class Handed:
    """Whose cases are, by what was said of it in a log in memory."""

    tables: Tables

    def said(self, cases: Collection[UUID]) -> dict[UUID, list[Entry]]:
        found: dict[UUID, list[Entry]] = {}
        for change in self._changes():
            if change.case in cases and (entry := read_entry(change)) is not None:
                found.setdefault(change.case, []).append(entry)
        return found

    def first(self, case: UUID) -> Change | None:
        begun = [one for one in self._changes() if one.case == one.record == case and not one.parents]
        return min(begun, key=lambda one: (one.clock, one.id), default=None)

    def waiting(self) -> list[Change]:
        handed = self.said({one.change.case for one in self.tables.quarantine.values()})
        aside = [one for one in self.tables.quarantine.values() if one.reason is Reason.NOT_HOLDER]
        return [one.change for one in aside if one.change.case in handed]

    def let_in(self, changes: Iterable[Change]) -> None:
        for change in changes:
            del self.tables.quarantine[change.id]
            self.tables.log[change.id] = change

    def _changes(self) -> list[Change]:
        return [one for one in self.tables.log.values() if isinstance(one, Change)]


def envelope_of(change: Change) -> bytes:
    kind = change.kind.value if isinstance(change.kind, Kind) else change.kind
    parents = tuple((bytes.fromhex(device), seq) for device, seq in change.parents)
    return envelope_bytes(
        Envelope(
            change.case, change.record, change.room, bytes.fromhex(change.device), change.seq, change.clock,
            change.author, kind, change.generation, parents,
        )
    )  # fmt: skip


def hole_of(change: Change) -> Hole:
    digests = salted_digests(change.salt, envelope_of(change), change.document)
    return Hole(change.device, change.seq, *digests, change.hash)
