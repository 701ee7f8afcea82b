"""Sorting what a verified bundle brings: what is folded, what is quarantined, what waits."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from reintegration_desktop.history.arrivals import Batch, Hole, Mark, Quarantined, Reason, Said, Waiting
from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.rules.custody.entries import is_about_custody
from reintegration_desktop.rules.erasing.judging import Known
from reintegration_desktop.sync.clocks import Clocks
from reintegration_desktop.sync.holding import custodies, says_whose
from reintegration_desktop.sync.judging import Held, Judge, Past
from reintegration_desktop.sync.opening import OpenedBundle
from reintegration_desktop.sync.ports import Receiver
from reintegration_desktop.sync.verifying import Verified, covers
from reintegration_desktop.sync.wire import ChangeLine, HoleLine, SaveLine, change_of, read_line
from reintegration_desktop.vault.chain import FIRST
from reintegration_desktop.vault.roles import Room

MOST_CHANGES = 2_000
_HUGE = 8


@dataclass(slots=True)
class Shelf:
    """A batch while it fills."""

    released: list[Waiting] = field(default_factory=list)
    applied: list[Change] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    holes: list[Hole] = field(default_factory=list)
    saves: list[SaveRow] = field(default_factory=list)
    marks: dict[str, Mark] = field(default_factory=dict)
    _said: dict[VersionId, Said] = field(default_factory=dict)

    def apply(self, change: Change) -> None:
        """It is folded."""
        self.applied.append(change)
        self._note(change, counts=True)

    def set_aside(self, change: Change, reason: Reason) -> None:
        """It is kept, and not folded."""
        self.quarantined.append(Quarantined(change, reason))
        self._note(change, counts=reason is not Reason.NOT_PERMITTED)

    def past(self, receiver: Receiver) -> Past:
        """What was said before: in this batch, and in what lies here."""

        def version(wanted: VersionId) -> Said | None:
            return self._said.get(wanted) or receiver.open_version(wanted)

        def room(case: UUID) -> Iterable[bytes]:
            new = (one.document for one in self.applied if one.case == case and one.room is Room.OPEN)
            return chain(new, receiver.open_room(case))

        def children(office: UUID) -> int | None:
            most = receiver.children(office)
            begun = {one.case for one in self.applied if one.record == one.case}
            return None if most is None else most + len(begun) + len(self.holes)

        return Past(version, room, Known(receiver.holders, children))

    def _note(self, change: Change, *, counts: bool) -> None:
        if change.room is Room.OPEN:
            self._said.setdefault(change.id, Said(change.document, change.author, change.parents, counts))

    def batch(self) -> Batch:
        """What one transaction takes in."""
        return Batch(
            tuple(self.released), tuple(self.applied), tuple(self.quarantined), tuple(self.waiting), tuple(self.holes),
            tuple(self.saves), marks=dict(self.marks),
        )  # fmt: skip


@dataclass(slots=True)
class Here:
    """What lies here while a bundle is taken in: how far each device is held and its hash there, and what waits."""

    numbers: dict[str, int]
    hashes: dict[str, bytes]
    parked: set[VersionId]

    def reach(self, device: str) -> int:
        """The last number of a device that is held without a gap."""
        return self.numbers.get(device, 0)

    def move(self, device: str, seq: int, chained: bytes) -> None:
        """A number of a device is held; one that comes late moves nothing."""
        if seq > self.reach(device):
            self.numbers[device], self.hashes[device] = seq, chained

    def mark(self, device: str) -> Mark:
        """Where a device's chain stands."""
        return Mark(self.numbers.get(device, 0), self.hashes.get(device, FIRST))

    def has(self, version: VersionId) -> bool:
        """Whether a version lies here and waits for nothing."""
        return version.seq <= self.numbers.get(version.device, 0) and version not in self.parked


def here(receiver: Receiver) -> Here:
    """What lies here now."""
    vector = receiver.vector()
    numbers = {device: mark.seq for device, mark in vector.items()}
    return Here(numbers, {device: mark.hash for device, mark in vector.items()}, set(receiver.parked()))


class _Arrived(NamedTuple):
    """A change in its place, until its batch is judged; ``change`` is None where it is a newer version's."""

    change: Change | None
    device: str
    seq: int
    hash: bytes
    content: bytes
    behind: bool = False

    def waiting(self, reason: Reason) -> Waiting:
        return Waiting(self.device, self.seq, self.hash, reason, self.content)


class Sorter:
    """Goes through a verified bundle a second time and gives it away in batches, cut between saves or records."""

    def __init__(self, opened: OpenedBundle, verified: Verified, receiver: Receiver, judge: Judge) -> None:
        self._opened, self._verified, self._receiver, self._judge = opened, verified, receiver, judge
        self._here = here(receiver)
        self._held = dict(self._here.numbers)
        self._sent = {one.device: one.upto for one in opened.manifest.stretches}
        for device, held in opened.manifest.has:
            self._sent[device] = max(held, self._sent.get(device, 0))
        self._hashes = memoryview(verified.hashes)
        self._arrived, self._shelf = list[_Arrived](), Shelf()
        self._heads, self._holes = dict[str, bytes](), dict[str, Collection[int]]()
        self._clocks = Clocks(receiver)
        self.ahead = self.known = 0

    def batches(self, most: int = MOST_CHANGES) -> Iterator[Batch]:
        """Everything that is not here yet; what was taken in before an interruption is passed over."""
        place = 0
        for number, content in enumerate(self._opened.lines()):
            line = read_line(content)
            if isinstance(line, ChangeLine | HoleLine):
                if self._is_full(line, most):
                    yield self._judged()
                self._take(line, bytes(self._hashes[place : place + 32]), content)
                place += 32
            elif isinstance(line, SaveLine):
                self._save(line)
                if len(self._arrived) >= most:
                    yield self._judged()
            elif line is None:
                self._keep(number, content)
        if self._arrived or self._shelf != Shelf():
            yield self._judged()

    def _is_full(self, line: ChangeLine | HoleLine, most: int) -> bool:
        """Whether a save is so large that it is cut before this line; a record, where no honest one is so long."""
        held = len(self._arrived)
        return held >= _HUGE * most or (held >= 2 * most and not self._goes_on(line))

    def _goes_on(self, line: ChangeLine | HoleLine) -> bool:
        """Whether a line belongs to the record that came last."""
        last = self._arrived[-1].change
        return (
            isinstance(line, ChangeLine) and last is not None and (line.case, line.record) == (last.case, last.record)
        )

    def _take(self, line: ChangeLine | HoleLine, chained: bytes, content: bytes) -> None:
        device = line.device.hex()
        self._heads[device] = chained
        forked = device in self._verified.forks
        behind = isinstance(line, ChangeLine) and not forked and self._clocks.is_behind(device, line.seq, line.clock)
        if forked:
            if self._receiver.hash_at(VersionId(device, line.seq)) != chained:
                self._shelf.waiting.append(Waiting(device, line.seq, chained, Reason.FORK, content))
        elif line.seq <= self._held.get(device, 0) and not self._fills(device, line):
            self.known += 1
        elif isinstance(line, ChangeLine):
            self._arrived.append(_Arrived(change_of(line, chained), device, line.seq, chained, content, behind))
        elif device in self._verified.gaps:
            self._park(Waiting(device, line.seq, chained, Reason.GAP, content))
        else:
            self._shelf.holes.append(Hole(device, line.seq, line.envelope_digest, line.document_digest, chained))
            self._arrived.append(_Arrived(None, device, line.seq, chained, b""))

    def _fills(self, device: str, line: ChangeLine | HoleLine) -> bool:
        """Whether a line brings what stands as a hole here, because it was kept back until now."""
        if isinstance(line, HoleLine):
            return False
        if device not in self._holes:
            self._holes[device] = self._receiver.holes(device, line.seq - 1, self._held[device])
        return line.seq in self._holes[device]

    def _save(self, line: SaveLine) -> None:
        device = line.device.hex()
        if line.last > self._held.get(device, 0) and device not in self._verified.forks:
            self._shelf.saves.append(
                SaveRow(device, line.first, line.last, line.author, self._heads[device], line.signature)
            )

    def _keep(self, number: int, content: bytes) -> None:
        """A line of a type that this version doesn't know, named by bundle and place."""
        digest = sha256(content).digest()
        self._shelf.waiting.append(Waiting(self._opened.manifest.bundle, number, digest, Reason.NEWER, content))

    def _judged(self) -> Batch:
        """The batch, with every change in its place."""
        past = self._shelf.past(self._receiver)
        held = self._held_by(past)
        past = past.by(held)
        for one in self._arrived:
            self._place(one, held, past)
        devices = {one.device for one in self._arrived} - self._verified.gaps
        self._shelf.marks = {device: self._here.mark(device) for device in devices}
        batch, self._arrived, self._shelf = self._shelf.batch(), [], Shelf()
        return batch

    def _held_by(self, past: Past) -> Held:
        """Whose the cases are of what arrived; where a case was never handed over, its own facts say it."""
        changes = [(one, one.change) for one in self._arrived if one.change is not None]
        cases = {change.case for _, change in changes}
        holders, lying = self._receiver.holders(cases), self._receiver.holdings.said(cases)
        handed_over = lying.keys() | {change.case for _, change in changes if is_about_custody(change)}
        new = [
            change for one, change in changes
            if change.case in handed_over and says_whose(change) and self._will_count(one, change, past)
        ]  # fmt: skip
        return Held(holders, custodies(self._receiver.holdings, self._judge.certified, lying, new))

    def _will_count(self, one: _Arrived, change: Change, past: Past) -> bool:
        """Whether a change will count once it is in its place."""
        if one.device in self._verified.gaps or self._forged(one) is not None:
            return False
        return all(map(self._here.has, change.parents)) and self._judge.lets_stand(change, past)

    def _place(self, one: _Arrived, held: Held, past: Past) -> None:
        joined = one.device not in self._verified.gaps
        if joined:
            self._here.move(one.device, one.seq, one.hash)
        if not one.content:
            return
        reason = self._forged(one) or (None if one.change is None else self._judge.fault(one.change, held))
        if not joined:
            self._park(one.waiting(Reason.GAP if reason in (None, Reason.NOT_HOLDER) else reason))
        elif one.change is None:
            self._park(one.waiting(reason or Reason.NEWER))
        elif reason is not None:
            self._shelf.set_aside(one.change, reason)
        elif one.change.parents and not all(map(self._here.has, one.change.parents)):
            self._park(one.waiting(Reason.PARENT))
        elif (overstep := self._judge.oversteps(one.change, past)) is not None:
            self._shelf.set_aside(one.change, overstep)
        else:
            self.ahead += self._judge.is_ahead(one.change)
            self._shelf.apply(one.change)

    def _park(self, waiting: Waiting) -> None:
        """It waits; in its place it does so instead of what stood for it while the number before it was lacking."""
        if waiting.id in self._here.parked and waiting.reason is not Reason.GAP:
            self._shelf.released.append(waiting)
        self._here.parked.add(waiting.id)
        self._shelf.waiting.append(waiting)

    def _is_unsigned(self, one: _Arrived) -> bool:
        unsigned = self._verified.unsigned
        return bool(unsigned) and covers(unsigned.get(one.device, ()), one.seq)

    def _forged(self, one: _Arrived) -> Reason | None:
        """What stands against a change as it came, whatever it says."""
        if self._is_unsigned(one):
            return Reason.SIGNATURE
        if one.behind:
            return Reason.CLOCK
        if one.change is None or not one.change.parents:
            return None
        invented = any(self._is_invented(one, parent) for parent in one.change.parents)
        return Reason.INVENTED_PARENT if invented else None

    def _is_invented(self, one: _Arrived, parent: VersionId) -> bool:
        """Whether the sender can't have seen a version: it has never held it, or its own device made it later."""
        return parent.seq > self._sent.get(parent.device, 0) or (parent.device == one.device and parent.seq >= one.seq)
