"""What of a peer's holes lies here and goes to it: of each device the first number."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.arrivals import KeptBack
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.store.log.codes import KIND_NUMBERS
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.reading.lists import in_slices

Ranges = Sequence[tuple[int, int]]
_HELD = "SELECT seq, case_id FROM change WHERE device = ? AND seq BETWEEN ? AND ? ORDER BY seq"
_ERASE = f"SELECT device, seq, case_id FROM change WHERE kind = {KIND_NUMBERS[Kind.ERASE]}"  # noqa: S608 - our own
_OF_CASES = "SELECT device, seq FROM change WHERE case_id IN ({marks})"


def first_going(
    connection: Connection, register: Register, ranges: Mapping[str, Ranges], kept: KeptBack
) -> dict[str, int]:
    """Of each device the first number in some ranges at which something lies that goes to a peer, late ones apart.

    Of a peer that is sent a share of all the share is looked through, which is less than what is kept back.
    """
    numbers = {device: number for device in ranges if (number := register.device_number(device)) is not None}
    if kept.share is None:
        found = {device: _first(connection, device, number, ranges[device], kept) for device, number in numbers.items()}
        return {device: first for device, first in found.items() if first is not None}
    lying: dict[int, list[int]] = {number: [] for number in numbers.values()}
    whole = kept.share.cases - kept.cases - kept.late
    for number, seq in chain(_of_cases(connection, whole), _orders(connection, kept.share.erasing)):
        if number in lying:
            lying[number].append(seq)
    for version in kept.besides:
        if version.device in numbers:
            lying[numbers[version.device]].append(version.seq)
    found = {device: _first_in(sorted(lying[number]), ranges[device]) for device, number in numbers.items()}
    return {device: first for device, first in found.items() if first is not None}


def _first(connection: Connection, device: str, number: int, ranges: Ranges, kept: KeptBack) -> int | None:
    besides = {one.seq for one in kept.besides if one.device == device}
    for first, last in ranges:
        for seq, raw in connection.exec_driver_sql(_HELD, (number, first, last)):
            case = UUID(bytes=raw)
            if seq in besides or not (kept.keeps(case) or case in kept.late):
                return int(seq)
    return None


def _of_cases(connection: Connection, cases: frozenset[UUID]) -> Iterator[tuple[int, int]]:
    for marks, some in in_slices([case.bytes for case in cases]):
        yield from connection.exec_driver_sql(_OF_CASES.format(marks=marks), some).fetchall()


def _orders(connection: Connection, offices: frozenset[UUID]) -> Iterator[tuple[int, int]]:
    """What was said of erasing in the name of some offices."""
    for number, seq, office in connection.exec_driver_sql(_ERASE).fetchall():
        if UUID(bytes=office) in offices:
            yield number, seq


def _first_in(numbers: Sequence[int], ranges: Ranges) -> int | None:
    """The first of some ascending numbers that is in one of some ascending ranges."""
    for first, last in ranges:
        at = bisect_left(numbers, first)
        if at < len(numbers) and numbers[at] <= last:
            return numbers[at]
    return None
