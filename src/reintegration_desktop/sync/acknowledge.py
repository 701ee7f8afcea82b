"""Acknowledging: what I have, what I miss, what it comes to; only this makes "sent" into "received"."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from reintegration_desktop.history.arrivals import (
    END_BYTES,
    Acknowledgement,
    Digests,
    FileName,
    KeptBack,
    Missing,
    Reason,
    Waiting,
)
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.sync.ports import Peers, Receiver
from reintegration_desktop.sync.sorting import MOST_CHANGES, Here, here
from reintegration_desktop.sync.wire import ChangeLine, read_line

NO_DIGESTS = Digests(bytes(32), bytes(32))
"""What is said where nothing can be compared."""
MOST_HOLES = 10_000
"""Ranges of an acknowledgement: some 60 KB."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of an acknowledgement.

    ``arrived`` are the bundles of ours that may leave the outbox. Of what lies here, ``missing`` ranges have not come
    there, ``quarantined`` changes lie aside there and not here, ``parked`` wait. ``agrees``: whether two sides that
    hold the same changes come to the same heads and facts; what else they come to is a fault of the program, and shown
    as one. None where they don't hold the same, or one of them holds something that doesn't count. ``apart`` are
    devices that went on in two ways: the peer holds the other one.
    """

    arrived: tuple[str, ...]
    missing: tuple[Missing, ...]
    quarantined: int
    parked: int
    agrees: bool | None
    apart: frozenset[str] = frozenset()


def acknowledgement(
    receiver: Receiver,
    office: UUID,
    bundles: Collection[str],
    devices: Collection[str],
    copy: str = "",
    wants: Sequence[FileName] = (),
    of: UUID | None = None,
) -> Acknowledgement:
    """What this side says to one peer, of the devices that the peer knows of.

    ``office`` is this side's; ``copy`` is this device, 32 hex digits; ``wants`` are sealed files of cases that are
    lacking here; ``of`` is the office whose cases the peer compares, None for no comparison. What lies aside or waits
    is counted as of now.
    """
    place = here(receiver)
    known = {device: place.reach(device) for device in devices}
    holes = _holes(receiver, known)
    named = of is not None and sum(map(len, holes.values())) <= MOST_HOLES
    digests = receiver.compared(known, of) if of is not None and named else None
    return Acknowledgement(
        office,
        tuple(sorted(bundles)),
        known,
        tuple(missing(receiver, place)),
        receiver.aside(known, undecided=True),
        sum(version.device in known for version in place.parked),
        digests or NO_DIGESTS,
        copy,
        tuple(wants),
        {device: place.hashes[device][:END_BYTES] for device in known if device in place.hashes},
        {device: tuple(ranges[-MOST_HOLES // len(holes) :]) for device, ranges in holes.items()},
        None if digests is None else of,
    )


def _holes(receiver: Receiver, known: Mapping[str, int]) -> dict[str, list[tuple[int, int]]]:
    """What stands as a hole here and may be filled."""
    found = {device: ranges_of(receiver.holes(device, 0, reach)) for device, reach in sorted(known.items())}
    return {device: ranges for device, ranges in found.items() if ranges}


def ranges_of(numbers: Collection[int]) -> list[tuple[int, int]]:
    """Numbers as ranges of them, ascending, first and last included."""
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def settle(said: Acknowledgement, receiver: Receiver, peers: Peers, own: str = "", of: UUID | None = None) -> Settled:
    """Take a peer's word for what it holds, and compare where both hold the same. ``own`` is this device.

    ``of`` is the office whose cases both sides have, where there is one.

    Of a device that went on in two ways the peer holds the other one, and has of this one what bundles brought that it
    named; what it has of it lies aside there. Where a hole stands there, and what belongs there is or will be here, it
    is handed over from there.
    """
    apart = {
        device: peers.arrived_upto(said.office, device, said.bundles)
        for device in said.ends
        if _went_another_way(said, device, receiver, own)
    }
    kept = peers.kept_back(said.office)
    said = replace(said, vector={**said.vector, **_before_holes(said, receiver, kept), **apart})
    arrived = peers.record_acknowledgement(said)
    return Settled(
        arrived, _held_here(said, receiver), max(0, said.quarantined - receiver.aside(said.vector)), said.parked,
        _agrees(said, receiver, kept, of), frozenset(apart),
    )  # fmt: skip


def _held_here(said: Acknowledgement, receiver: Receiver) -> tuple[Missing, ...]:
    """What of the missing a peer can have from here."""
    held = {device: mark.seq for device, mark in receiver.vector().items() if device in said.vector}
    upto = ((one.device, one.first, min(one.last, held.get(one.device, 0))) for one in said.missing)
    return tuple(Missing(device, first, last) for device, first, last in upto if first <= last)


def _agrees(said: Acknowledgement, receiver: Receiver, kept: KeptBack, of: UUID | None) -> bool | None:
    """Whether both sides come to the same of an office's cases; None where they need not, or it can't be told."""
    if of is None or said.of != of or said.parked or said.quarantined or said.missing:
        return None
    if not _hold_the_same(said, receiver, kept) or receiver.parked() or kept.cases or kept.late:
        return None
    digests = receiver.compared(said.vector, of, whole=True)
    return None if digests is None else digests == said.digests


def _hold_the_same(said: Acknowledgement, receiver: Receiver, kept: KeptBack) -> bool:
    """Whether both sides hold the same of all devices that the peer named, or that wrote in what it is sent at all.

    Of others it may hold less, and not more.
    """
    held = {device: mark.seq for device, mark in receiver.vector().items()}
    devices = said.vector if kept.share is None else kept.share.devices
    if any(seq > held.get(device, 0) for device, seq in said.vector.items()):
        return False
    return bool(devices) and all(held.get(device, 0) == said.vector.get(device, 0) for device in devices)


def _went_another_way(said: Acknowledgement, device: str, receiver: Receiver, own: str) -> bool:
    """Whether a device's chain says something else here at the number up to which a peer holds it.

    Nobody else holds more of this device's own, but of what its copy wrote.
    """
    held = receiver.hash_at(VersionId(device, said.vector.get(device, 0)))
    return device == own if held is None else held[:END_BYTES] != said.ends[device]


def _before_holes(said: Acknowledgement, receiver: Receiver, kept: KeptBack) -> dict[str, int]:
    """How far a peer holds devices of which it lacks what may come from here; what is kept back stays a hole."""
    if not said.holes:
        return {}
    place, found = here(receiver), dict[str, int]()
    waits: dict[str, int] = {}
    for version in place.parked:
        waits[version.device] = min(version.seq - 1, waits.get(version.device, version.seq))
    reach = {device: min(place.reach(device), waits.get(device, place.reach(device))) for device in said.holes}
    here_too = {
        device: [(first, min(last, reach[device])) for first, last in ranges if first <= reach[device]]
        for device, ranges in said.holes.items()
    }
    lacks = receiver.first_going(here_too, kept)
    for device, ranges in said.holes.items():
        beyond = [max(first, reach[device] + 1) for first, last in ranges if last > reach[device]]
        first = min([*beyond, *([lacks[device]] if device in lacks else [])], default=None)
        found[device] = said.vector.get(device, 0) if first is None else min(first - 1, said.vector.get(device, 0))
    return found


def missing(receiver: Receiver, place: Here) -> list[Missing]:
    """Ranges that something here waits for: before a device's parked numbers, or up to a version named as parent.

    A line that no version here knows waits under its bundle's name, where nothing stands before it.
    """
    wanted: dict[str, int] = {}
    for device in sorted({version.device for version in place.parked}):
        after_gap = receiver.waiting(device, place.reach(device), 1)
        for row in (row for row in after_gap if row.reason is not Reason.NEWER):
            wanted[device] = max(wanted.get(device, 0), row.seq - 1)
        for row in receiver.waiting(device, 0, MOST_CHANGES):
            for parent, number in _parents(row):
                wanted[parent] = max(wanted.get(parent, 0), number)
    return [
        Missing(device, place.reach(device) + 1, last)
        for device, last in sorted(wanted.items())
        if last > place.reach(device)
    ]


def _parents(row: Waiting) -> list[tuple[str, int]]:
    """The versions of other devices that a waiting change was made from."""
    line = read_line(row.line)
    named = line.parents if isinstance(line, ChangeLine) else ()
    return [(device.hex(), seq) for device, seq in named if device.hex() != row.device]
