"""The log's changes as rows, and back."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.store.log.codes import KIND_NUMBERS, KINDS, ROOM_NUMBERS, ROOMS, pack_parents, unpack_parents
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.vault.roles import Room

COLUMNS = "case_id, record_id, room, device, seq, clock, author, kind, parents, generation, salt, document, hash"
OF_CHANGE = ", ".join(f"c.{name}" for name in COLUMNS.split(", "))
INSERT_CHANGE = f"INSERT INTO change ({COLUMNS}) VALUES ({', '.join('?' * 13)})"  # noqa: S608 - names of our own
_VERSION = "SELECT room, clock FROM change WHERE case_id = ? AND device = ? AND seq = ? AND record_id = ?"
_KNOWN = "SELECT device, seq FROM change WHERE (device, seq) IN (VALUES {marks})"
SLICE = 500

Row = Sequence[Any]


def row_of(change: Change, register: Register) -> tuple[object, ...]:
    """A change as the row that ``INSERT_CHANGE`` takes; unknown devices and people are numbered."""
    parents = tuple((register.device(device), seq) for device, seq in change.parents)
    return (
        change.case.bytes, change.record.bytes, ROOM_NUMBERS[change.room], register.device(change.device), change.seq,
        change.clock, register.author(change.author), KIND_NUMBERS[change.kind], pack_parents(parents),
        change.generation, change.salt, change.document, change.hash,
    )  # fmt: skip


def change_of(row: Row, register: Register) -> Change:
    """A change from the first thirteen columns of a row, in the order of ``COLUMNS``."""
    parents = tuple(VersionId(register.device_id(number), seq) for number, seq in unpack_parents(row[8]))
    return Change(
        UUID(bytes=row[0]), UUID(bytes=row[1]), ROOMS[row[2]], register.device_id(row[3]), row[4], row[5],
        register.person(row[6]), KINDS[row[7]], parents, row[9], row[10], row[11], row[12],
    )  # fmt: skip


def changes_where(connection: Connection, register: Register, rest: str, values: Sequence[object]) -> list[Change]:
    """All changes for which a clause of our own (``WHERE ... ORDER BY ...``) holds."""
    rows = connection.exec_driver_sql(f"SELECT {OF_CHANGE} FROM change c {rest}", tuple(values))  # noqa: S608
    return [change_of(row, register) for row in rows]


def write_changes(connection: Connection, register: Register, changes: Iterable[Change]) -> None:
    """Write changes, many at a time; there must be none with the same device and number."""
    rows = [row_of(change, register) for change in changes]
    if rows:
        connection.exec_driver_sql(INSERT_CHANGE, rows)


def versions_of(
    connection: Connection, register: Register, case: UUID, record: UUID, versions: Sequence[VersionId]
) -> dict[VersionId, tuple[Room, int]]:
    """Room and clock of those of some versions that belong to a case's record."""
    found = {}
    for version in versions:
        values = (case.bytes, register.device_number(version.device), version.seq, record.bytes)
        for room, clock in connection.exec_driver_sql(_VERSION, values):
            found[version] = (ROOMS[room], clock)
    return found


def known_of(connection: Connection, register: Register, versions: Sequence[VersionId]) -> set[VersionId]:
    """Those of some versions that lie here as changes, folded or not."""
    every = [(register.device_number(version.device), version.seq) for version in versions]
    numbered = [pair for pair in every if pair[0] is not None]
    found: set[VersionId] = set()
    for start in range(0, len(numbered), SLICE):
        some = numbered[start : start + SLICE]
        sql = _KNOWN.format(marks=", ".join(["(?, ?)"] * len(some)))
        rows = connection.exec_driver_sql(sql, tuple(value for pair in some for value in pair)).fetchall()
        found.update(VersionId(register.device_id(number), seq) for number, seq in rows)
    return found
