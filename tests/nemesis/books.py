"""What a laptop or headquarters holds, in memory and by number: the twin of the tables, for very many of them."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from heapq import merge as merged_by_clock
from uuid import UUID

from reintegration_desktop.history.arrivals import (
    EVERYTHING,
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
from reintegration_desktop.history.merge import Merged, merge
from reintegration_desktop.history.versions import Version, VersionId
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.revocations import Revocation
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.signed import Signed
from tests.nemesis.documents import document_of, nobody_minds
from tests.nemesis.known import Known
from tests.unit.sync.memory import hole_of

_NOT_HERE = -1


class Books:
    """The tables of one laptop. ``known``, shared by all, has the changes; here are their numbers.

    ``versions`` has by place the changes that count here, in the order in which they came.
    """

    def __init__(self, known: Known) -> None:
        self.known = known
        self.versions: dict[int, tuple[int, ...]] = {}
        self.cases: list[UUID] = []
        self.marks: dict[str, Mark] = {}
        self.quarantine: dict[VersionId, Quarantined] = {}
        self.rows: dict[tuple[str, int, bytes], Waiting] = {}
        self._chains: dict[str, array] = {}
        self._saves: dict[str, array] = {}
        self._holes: dict[VersionId, Hole] = {}
        self._certificates: dict[Signed, Certificate] = {}
        self._revocations: dict[Signed, Revocation] = {}
        self._bundles: dict[str, bytes] = {}

    # What is written and what arrives

    def wrote(self, changes: Collection[Change], save: SaveRow) -> None:
        """Take in what this device's own people saved."""
        self.apply(Batch(applied=tuple(changes), saves=(save,), marks={save.device: Mark(save.last, save.head)}))

    def apply(self, batch: Batch) -> None:
        for row in batch.released:
            self.rows.pop((row.device, row.seq, row.hash), None)
        for change in batch.applied:
            self._hold(change)
        self.quarantine |= {one.change.id: one for one in batch.quarantined}
        self.rows |= {(row.device, row.seq, row.hash): row for row in batch.waiting}
        self._holes |= {VersionId(hole.device, hole.seq): hole for hole in batch.holes}
        for save in batch.saves:
            self._keep(save)
        self._certificates |= {one.signed: one for one in batch.certificates}
        self._revocations |= {one.signed: one for one in batch.revocations}
        self.marks |= batch.marks

    def _hold(self, change: Change) -> None:
        number = self.known.number(change)
        chain = self._chains.setdefault(change.device, array("i"))
        if len(chain) < change.seq:
            chain.extend([_NOT_HERE] * (change.seq - len(chain)))
        if chain[change.seq - 1] == number:
            return
        chain[change.seq - 1] = number
        if self._holes:
            self._holes.pop(change.id, None)
        place = self.known.place_of(number)
        before = self.versions.get(place)
        if before is None and not any(one in self.versions for one in self.known.of_case[change.case]):
            self.cases.append(self.known.changes[number].case)
        self.versions[place] = (number,) if before is None else (*before, number)

    def _keep(self, save: SaveRow) -> None:
        held = self._saves.setdefault(save.device, array("i"))
        at = bisect_left(held, save.last, key=self.known.lasts.__getitem__)
        if at == len(held) or self.known.lasts[held[at]] != save.last:
            held.insert(at, self.known.save_number(save))

    def record_bundle(self, receipt: Receipt) -> None:
        self._bundles[receipt.bundle] = receipt.digest

    def bundle_digest(self, bundle: str) -> bytes | None:
        return self._bundles.get(bundle)

    def papers(self) -> tuple[list[Certificate], list[Revocation]]:
        return list(self._certificates.values()), list(self._revocations.values())

    # What goes out

    def vector(self) -> dict[str, Mark]:
        return dict(self.marks)

    def leaving(self) -> dict[str, Mark]:
        """How far each device's chain can be handed on: up to the first number that waits for something."""
        waits: dict[str, int] = {}
        for row in self.rows.values():
            if row.reason is not Reason.FORK:
                waits[row.device] = min(row.seq, waits.get(row.device, row.seq))
        found = dict(self.marks)
        for device, seq in waits.items():
            before = self.hash_at(VersionId(device, seq - 1)) if seq > 1 else None
            if device in found and seq <= found[device].seq:
                found.pop(device)
                if before is not None:
                    found[device] = Mark(seq - 1, before)
        return found

    def begins(self, cases: Collection[UUID]) -> dict[str, int]:
        found: dict[str, int] = {}
        for change in self.changes():
            if change.case in cases:
                found[change.device] = min(change.seq, found.get(change.device, change.seq))
        return found

    def outgoing(
        self, since: Mapping[str, int], upto: Mapping[str, int], selection: Selection = EVERYTHING
    ) -> Iterator[Change | Hole | SaveRow]:
        devices = [self._between(device, since.get(device, 0), last) for device, last in upto.items()]
        one = devices[0] if len(devices) == 1 else None
        clocks = self.known.clocks
        for number in one or merged_by_clock(*devices, key=clocks.__getitem__):
            save = self.known.saves[number]
            for seq in range(max(save.first, since.get(save.device, 0) + 1), save.last + 1):
                item = self._item(save.device, seq)
                yield item if isinstance(item, Hole) or selection.has(item) else hole_of(item)
            yield save

    def _between(self, device: str, after: int, last: int) -> array:
        held, lasts = self._saves.get(device, array("i")), self.known.lasts.__getitem__
        return held[bisect_right(held, after, key=lasts) : bisect_right(held, last, key=lasts)]

    def _item(self, device: str, seq: int) -> Change | Hole:
        if self.quarantine and (aside := self.quarantine.get(VersionId(device, seq))) is not None:
            return hole_of(aside.change)
        return self.change(VersionId(device, seq)) or self._holes[VersionId(device, seq)]

    # What lies here

    def change(self, version: VersionId) -> Change | None:
        """A change that counts here."""
        chain = self._chains.get(version.device)
        if chain is None or not 0 < version.seq <= len(chain) or (number := chain[version.seq - 1]) == _NOT_HERE:
            return None
        return self.known.changes[number]

    def numbers(self) -> Iterator[int]:
        """The numbers of all changes that count here."""
        return (number for chain in self._chains.values() for number in chain if number != _NOT_HERE)

    def changes(self) -> Iterator[Change]:
        """All changes that count here."""
        return (self.known.changes[number] for number in self.numbers())

    def hashes_aside(self) -> set[bytes]:
        """The hashes of what is kept here and doesn't count."""
        return {row.hash for row in self.rows.values()} | {one.change.hash for one in self.quarantine.values()}

    def hash_at(self, version: VersionId) -> bytes | None:
        held = self.change(version) or self._holes.get(version)
        aside = self.quarantine.get(version) if held is None else None
        return held.hash if held is not None else aside.change.hash if aside is not None else None

    def clock_before(self, version: VersionId) -> int:
        for seq in range(version.seq - 1, 0, -1):
            earlier = VersionId(version.device, seq)
            held, aside = self.change(earlier), self.quarantine.get(earlier)
            if held is not None:
                return held.clock
            if aside is not None and aside.reason is not Reason.CLOCK:
                return aside.change.clock
        return 0

    def holes(self, device: str, after: int, upto: int) -> set[int]:
        return {one.seq for one in self._holes if one.device == device and after < one.seq <= upto}

    def aside(self, devices: Collection[str], *, undecided: bool = False) -> int:
        return sum(version.device in devices for version in self.quarantine)

    def compared(self, devices: Collection[str], office: UUID, *, whole: bool = False) -> Digests | None:
        return None  # the whole of two sides is compared in the end

    def first_going(self, ranges: Mapping[str, Sequence[tuple[int, int]]], kept: KeptBack) -> dict[str, int]:
        """Nothing is kept back in the simulation."""
        found = dict[str, int]()
        for device, own in ranges.items():
            numbers = (seq for first, last in own for seq in range(first, last + 1))
            first = next((seq for seq in numbers if self.change(VersionId(device, seq)) is not None), None)
            found |= {} if first is None else {device: first}
        return found

    def parked(self) -> set[VersionId]:
        return {row.id for row in self.rows.values() if row.reason is not Reason.FORK}

    def waiting(self, device: str, after: int, limit: int) -> list[Waiting]:
        rows = [row for row in self.rows.values() if row.device == device and row.reason is not Reason.FORK]
        return sorted((row for row in rows if row.seq > after), key=lambda row: row.seq)[:limit]

    def open_version(self, version: VersionId) -> Said | None:
        kept = self.quarantine.get(version)
        held = kept.change if kept else self.change(version)
        if held is None or held.room is not Room.OPEN:
            return None
        return Said(held.document, held.author, held.parents, kept is None or kept.reason is not Reason.NOT_PERMITTED)

    def open_room(self, case: UUID) -> list[bytes]:
        places = [one for one in self.known.of_case.get(case, ()) if self.known.places[one][2] is Room.OPEN]
        return [self.known.changes[tip].document for one in places if one in self.versions for tip in self._tips(one)]

    def holders(self, cases: Collection[UUID]) -> dict[UUID, UUID]:
        return {}

    @property
    def holdings(self) -> "NobodyHandsOver":
        return NobodyHandsOver()

    def children(self, office: UUID) -> int:
        return len(self.cases)

    # What is shown

    def places_of(self, case: UUID) -> list[int]:
        """The places of a case that lie here."""
        return [one for one in self.known.of_case.get(case, ()) if one in self.versions]

    def tips(self, place: int) -> list[VersionId]:
        """A record's room's heads, in order."""
        return sorted(self.known.changes[number].id for number in self._tips(place))

    def shown(self, place: int, now: datetime) -> Merged:
        """A record's room as the program shows it: by the program's own merge."""
        graph = {one.id: one for one in map(self._version, self.versions[place])}
        return merge(graph, self.tips(place), nobody_minds, now)

    def _tips(self, place: int) -> list[int]:
        held = self.versions[place]
        if len(held) == 1:
            return list(held)
        named = {parent for number in held for parent in self.known.changes[number].parents}
        return [number for number in held if self.known.changes[number].id not in named]

    def _version(self, number: int) -> Version:
        change = self.known.changes[number]
        return Version(
            change.id, change.case, change.record, change.room, change.clock, change.author, change.kind,
            change.parents, document_of(change),
        )  # fmt: skip

    def copy(self) -> "Books":
        """The folder as it lies, copied."""
        other = Books(self.known)
        other.versions, other.cases, other.marks = dict(self.versions), list(self.cases), dict(self.marks)
        other.quarantine, other.rows, other._holes = dict(self.quarantine), dict(self.rows), dict(self._holes)
        other._chains = {device: chain[:] for device, chain in self._chains.items()}
        other._saves = {device: saves[:] for device, saves in self._saves.items()}
        other._certificates, other._revocations = dict(self._certificates), dict(self._revocations)
        other._bundles = dict(self._bundles)
        return other


class NobodyHandsOver:
    """No office offers a case to another here: that is simulated on real tables (tests/store/custody)."""

    def said(self, cases: Collection[UUID]) -> dict[UUID, list[object]]:
        return {}

    def first(self, case: UUID) -> Change | None:
        return None

    def waiting(self) -> Sequence[Change]:
        return ()


class Leaving:
    """The same books as a place that bundles are filled from."""

    def __init__(self, books: Books) -> None:
        self.vector, self.hash_at = books.leaving, books.hash_at
        self.begins, self.outgoing = books.begins, books.outgoing
