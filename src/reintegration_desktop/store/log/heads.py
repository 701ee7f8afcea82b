"""Where the newest versions are: one of each record and room, or several while they did not know each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.store.log.codes import ROOM_NUMBERS, ROOMS
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import OF_CHANGE, change_of
from reintegration_desktop.store.log.technical import keys_record, tasks_record
from reintegration_desktop.vault.roles import Room

VERSIONS = frozenset({Kind.SAVE, Kind.DELETE, Kind.UNDELETE, Kind.RESOLVE})

SLICE = 500

_OF_ROOM = "case_id = ? AND record_id = ? AND room = ?"
_FIND = (
    "SELECT case_id, record_id, room, device, seq, born FROM head WHERE (case_id, record_id, room) IN (VALUES {marks})"
)
_DROP = f"DELETE FROM head WHERE {_OF_ROOM} AND device = ? AND seq = ?"  # noqa: S608 - words of our own
_PUT = "INSERT INTO head (case_id, record_id, room, device, seq, born) VALUES (?, ?, ?, ?, ?, ?)"
_DIFFER = "INSERT INTO conflict (case_id, record_id, room) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_AGREE = f"DELETE FROM conflict WHERE {_OF_ROOM}"  # noqa: S608
_HEADS = (
    f"SELECT {OF_CHANGE}, h.born FROM head h JOIN change c "  # noqa: S608 - words of our own
    "ON c.case_id = h.case_id AND c.device = h.device AND c.seq = h.seq WHERE "
)
_NEWEST = _HEADS + "h.case_id = ?"
_NEWEST_AT = _HEADS + "(h.case_id, h.record_id, h.room) IN (VALUES {marks})"
Place = tuple[UUID, Room]
FullPlace = tuple[UUID, UUID, Room]
RawPlace = tuple[bytes, bytes, int]
Tips = dict[tuple[int, int], int]


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
    for row in connection.exec_driver_sql(_NEWEST + only, values).fetchall():
        change = change_of(row, register)
        found.setdefault((change.record, change.room), []).append(Newest(change, row[13]))
    return found


def newest_at(connection: Connection, register: Register, places: Sequence[FullPlace]) -> dict[FullPlace, list[Newest]]:
    """The newest versions at some places, of many cases at a time."""
    found: dict[FullPlace, list[Newest]] = {}
    raw = [(case.bytes, record.bytes, ROOM_NUMBERS[room]) for case, record, room in places]
    for sql, values in _for_places(_NEWEST_AT, raw):
        for row in connection.exec_driver_sql(sql, values).fetchall():
            change = change_of(row, register)
            found.setdefault((change.case, change.record, change.room), []).append(Newest(change, row[13]))
    return found


def put_heads(connection: Connection, register: Register, changes: Iterable[Change]) -> None:
    """Take versions in: they replace their parents as the newest.

    Parents come first, or with them. Where a version comes late, in the place of a hole, others may have been made from
    it already: its case is then folded anew (``cases_with_newer``).
    """
    by_place: dict[RawPlace, list[Change]] = {}
    for change in changes:
        if is_version(change):
            place = (change.case.bytes, change.record.bytes, ROOM_NUMBERS[change.room])
            by_place.setdefault(place, []).append(change)
    before = tips_at(connection, list(by_place))
    after = {place: _replaced(before.get(place, {}), own, register) for place, own in by_place.items()}
    _write(connection, before, after)
    technical = {place for place, own in by_place.items() if _is_technical(own[0])}
    _write_conflicts(connection, before, {place: tips for place, tips in after.items() if place not in technical})


def cases_with_newer(connection: Connection, late: Iterable[Change]) -> list[UUID]:
    """The cases where others are the newest versions already in the rooms of versions that come late."""
    places = {
        (one.case.bytes, one.record.bytes, ROOM_NUMBERS[one.room]): one.case for one in late if is_version(one)
    }  # fmt: skip
    return sorted({places[place] for place in tips_at(connection, list(places))})


def put_first_heads(connection: Connection, register: Register, changes: Iterable[Change]) -> None:
    """Take in the first versions of records that are new here."""
    rows = [
        (
            change.case.bytes, change.record.bytes, ROOM_NUMBERS[change.room], register.device(change.device),
            change.seq, change.clock,
        )
        for change in changes
    ]  # fmt: skip
    connection.exec_driver_sql(_PUT, rows)


def _replaced(before: Tips, changes: Iterable[Change], register: Register) -> Tips:
    """The tips of a room once these versions were taken in, in whatever order they are."""
    own, tips = list(changes), dict(before)
    born = min([*(change.clock for change in own), *before.values()])
    for change in own:
        tips[register.device(change.device), change.seq] = born
    for device, seq in (parent for change in own for parent in change.parents):
        tips.pop((register.device(device), seq), None)
    return tips


def tips_at(connection: Connection, places: Sequence[RawPlace]) -> dict[RawPlace, Tips]:
    """Which versions are the newest at some places, without their documents."""
    found: dict[RawPlace, Tips] = {}
    for sql, values in _for_places(_FIND, places):
        for case, record, room, device, seq, born in connection.exec_driver_sql(sql, values).fetchall():
            found.setdefault((case, record, room), {})[device, seq] = born
    return found


def _for_places(sql: str, places: Sequence[RawPlace]) -> Iterator[tuple[str, tuple[object, ...]]]:
    """A query and its values for so many places at a time."""
    for start in range(0, len(places), SLICE):
        some = places[start : start + SLICE]
        marks = ", ".join(["(?, ?, ?)"] * len(some))
        yield sql.format(marks=marks), tuple(value for place in some for value in place)


def _write(connection: Connection, before: Mapping[RawPlace, Tips], after: Mapping[RawPlace, Tips]) -> None:
    gone = [(*place, *tip) for place, tips in before.items() for tip in tips if tip not in after[place]]
    new = [
        (*place, *tip, born)
        for place, tips in after.items()
        for tip, born in tips.items()
        if tip not in before.get(place, {})
    ]
    if gone:
        connection.exec_driver_sql(_DROP, gone)
    if new:
        connection.exec_driver_sql(_PUT, new)


def _write_conflicts(connection: Connection, before: Mapping[RawPlace, Tips], after: Mapping[RawPlace, Tips]) -> None:
    begun = [place for place, tips in after.items() if len(tips) > 1]
    ended = [place for place, tips in after.items() if len(tips) == 1 and len(before.get(place, {})) > 1]
    if begun:
        connection.exec_driver_sql(_DIFFER, begun)
    if ended:
        connection.exec_driver_sql(_AGREE, ended)


def conflicts(connection: Connection) -> list[tuple[UUID, UUID, Room]]:
    """Every case, record and room with several newest versions that people wrote."""
    rows = connection.exec_driver_sql("SELECT case_id, record_id, room FROM conflict ORDER BY case_id, record_id, room")
    return [(UUID(bytes=case), UUID(bytes=record), ROOMS[room]) for case, record, room in rows]


def _is_technical(change: Change) -> bool:
    return change.room is Room.OPEN and change.record in (keys_record(change.case), tasks_record(change.case))
