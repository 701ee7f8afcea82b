"""What a laptop or headquarters holds, in memory and by place: the twin of the tables, for very many of them."""

from bisect import bisect_right, insort
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from reintegration_desktop.history.arrivals import Batch, Digests, Mark, Reason
from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.history.merge import Merged, merge
from reintegration_desktop.history.versions import Version, VersionId
from reintegration_desktop.vault.roles import Room
from tests.nemesis.documents import document_of, nobody_minds
from tests.unit.sync.memory import Tables

Place = tuple[UUID, UUID, Room]
Known = dict[bytes, Change]
"""Every change by its hash: the same bytes are held once, however many laptops hold them."""


class Books(Tables):
    """The tables of one laptop, with what it would look up in an index. ``known`` is shared by all."""

    def __init__(self, known: Known) -> None:
        super().__init__()
        self.known = known
        self.tips: dict[Place, set[VersionId]] = {}
        self.cases: list[UUID] = []
        self.places_of: dict[UUID, list[Place]] = {}
        self._places: dict[Place, list[VersionId]] = {}
        self._saves: dict[str, list[tuple[int, SaveRow]]] = {}

    def apply(self, batch: Batch) -> None:
        new = [save for save in batch.saves if (save.device, save.last) not in self.saves]
        super().apply(batch)
        self.batches.clear()
        for change in batch.applied:
            self.log[change.id] = held = self.known.setdefault(change.hash, change)
            place = held.case, held.record, held.room
            if place not in self._places:
                self._enter(place)
            self._places.setdefault(place, []).append(held.id)
            tips = self.tips.setdefault(place, set())
            tips.difference_update(held.parents)
            tips.add(held.id)
        for save in new:
            insort(self._saves.setdefault(save.device, []), (save.last, save), key=lambda pair: pair[0])

    def _enter(self, place: Place) -> None:
        if place[0] not in self.places_of:
            self.cases.append(place[0])
        self.places_of.setdefault(place[0], []).append(place)

    def _between(self, device: str, after: int, last: int) -> list[SaveRow]:
        held = self._saves.get(device, [])
        first = bisect_right(held, after, key=lambda pair: pair[0])
        return [save for number, save in held[first:] if number <= last]

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

    def digests(self, devices: Collection[str]) -> Digests:
        """Of nothing: the whole of two sides is compared in the end, place by place."""
        return Digests(bytes(32), bytes(32))

    def shown(self, place: Place, now: datetime) -> Merged:
        """A record's room as the program shows it: by the program's own merge."""
        graph = {one: self._version(one) for one in self._places.get(place, ())}
        return merge(graph, sorted(self.tips[place]), nobody_minds, now)

    def versions(self, place: Place) -> list[Change]:
        """Every version of a record's room that counts here."""
        return [held for one in self._places.get(place, ()) if isinstance(held := self.log[one], Change)]

    def _version(self, version: VersionId) -> Version:
        change = self.log[version]
        assert isinstance(change, Change)
        return Version(
            change.id, change.case, change.record, change.room, change.clock, change.author, change.kind,
            change.parents, document_of(change),
        )  # fmt: skip

    def copy(self) -> "Books":
        """The folder as it lies, copied."""
        other = Books(self.known)
        other.log, other.quarantine, other.rows = dict(self.log), dict(self.quarantine), dict(self.rows)
        other.saves, other.marks, other.receipts = dict(self.saves), dict(self.marks), list(self.receipts)
        other.certificates, other.revocations = list(self.certificates), list(self.revocations)
        other.cases, other.places_of = list(self.cases), {case: list(own) for case, own in self.places_of.items()}
        other.tips = {place: set(tips) for place, tips in self.tips.items()}
        other._places = {place: list(versions) for place, versions in self._places.items()}
        other._saves = {device: list(saves) for device, saves in self._saves.items()}
        return other


class Leaving:
    """The same books as a place that bundles are filled from."""

    def __init__(self, books: Books) -> None:
        self.vector, self.hash_at = books.leaving, books.hash_at
        self.begins, self.outgoing = books.begins, books.outgoing
