"""Where the newest versions are: one of each record and room, or several while they did not know each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.store.codes import ROOM_NUMBERS, ROOMS
from reintegration_desktop.store.register import Register
from reintegration_desktop.store.rows import OF_CHANGE, change_of
from reintegration_desktop.store.technical import keys_record, tasks_record
from reintegration_desktop.vault.roles import Room

VERSIONS = frozenset({Kind.SAVE, Kind.DELETE, Kind.UNDELETE, Kind.RESOLVE})

_OF_ROOM = "case_id = ? AND record_id = ? AND room = ?"
_FIND = f"SELECT device, seq, born FROM head WHERE {_OF_ROOM}"  # noqa: S608 - words of our own
_DROP = f"DELETE FROM head WHERE {_OF_ROOM} AND device = ? AND seq = ?"  # noqa: S608
_PUT = "INSERT INTO head (case_id, record_id, room, device, seq, born) VALUES (?, ?, ?, ?, ?, ?)"
_DIFFER = "INSERT INTO conflict (case_id, record_id, room) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_AGREE = f"DELETE FROM conflict WHERE {_OF_ROOM}"  # noqa: S608
_NEWEST = (
    f"SELECT {OF_CHANGE}, h.born FROM head h JOIN change c "  # noqa: S608
    "ON c.case_id = h.case_id AND c.device = h.device AND c.seq = h.seq WHERE h.case_id = ?"
)
Place = tuple[UUID, Room]


@dataclass(frozen=True, slots=True)
class Newest:
    """One of the newest versions of a record's room; ``born`` is the clock of the room's first version."""

    change: Change
    born: int


def is_version(change: Change) -> bool:
    """Whether a change makes a version of a record's room; views, exports and orders are entries beside."""
    return change.kind in VERSIONS


def newest_of(
    connection: Connection, register: Register, case: UUID, room: Room | None = None
) -> dict[Place, list[Newest]]:
    """The newest versions of a case by record and room, of all rooms or of one."""
    found: dict[Place, list[Newest]] = {}
    only, values = ("", (case.bytes,)) if room is None else (" AND h.room = ?", (case.bytes, ROOM_NUMBERS[room]))
    for row in connection.exec_driver_sql(_NEWEST + only, values):
        change = change_of(row, register)
        found.setdefault((change.record, change.room), []).append(Newest(change, row[13]))
    return found


def put_heads(connection: Connection, register: Register, changes: Iterable[Change]) -> None:
    """Take versions in, each after those it was made from: they replace their parents as the newest."""
    for change in changes:
        if is_version(change):
            _put_head(connection, register, change)


def _put_head(connection: Connection, register: Register, change: Change) -> None:
    """A version that others know already as a parent is never taken in here: parents come first."""
    place = (change.case.bytes, change.record.bytes, ROOM_NUMBERS[change.room])
    before = connection.exec_driver_sql(_FIND, place).fetchall()
    parents = {(register.device(device), seq) for device, seq in change.parents}
    replaced = [(device, seq) for device, seq, _ in before if (device, seq) in parents]
    for device, seq in replaced:
        connection.exec_driver_sql(_DROP, (*place, device, seq))
    born = min([change.clock, *(row[2] for row in before)])
    connection.exec_driver_sql(_PUT, (*place, register.device(change.device), change.seq, born))
    if len(before) > len(replaced):
        if not _is_technical(change):
            connection.exec_driver_sql(_DIFFER, place)
    elif len(before) > 1:
        connection.exec_driver_sql(_AGREE, place)


def conflicts(connection: Connection) -> list[tuple[UUID, UUID, Room]]:
    """Every case, record and room with several newest versions that people wrote."""
    rows = connection.exec_driver_sql("SELECT case_id, record_id, room FROM conflict ORDER BY case_id, record_id, room")
    return [(UUID(bytes=case), UUID(bytes=record), ROOMS[room]) for case, record, room in rows]


def _is_technical(change: Change) -> bool:
    return change.room is Room.OPEN and change.record in (keys_record(change.case), tasks_record(change.case))
