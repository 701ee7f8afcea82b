"""What two devices that hold the same changes must agree on: their newest versions and their workflow facts."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.agreement import digest_of_facts, digest_of_heads
from reintegration_desktop.history.arrivals import Digests, Reason
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.store.log.codes import ROOMS
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.technical import keys_record
from reintegration_desktop.store.reading.folds import FACTS, told
from reintegration_desktop.store.reading.lists import in_slices
from reintegration_desktop.vault.roles import Room

_TOUCHED = "case_id IN (SELECT DISTINCT case_id FROM change WHERE device IN ({marks}))"
_SHOWN = "case_id NOT IN (SELECT case_id FROM hiding)"
_HANDED_OVER = "case_id IN (SELECT case_id FROM custody)"
_AMONG = "case_id IN ({marks})"
_HEADS = f"SELECT case_id, record_id, room, device, seq, {_HANDED_OVER} FROM head WHERE {_SHOWN} AND {{which}}"  # noqa: S608 - our own
_FACTS = f"SELECT {', '.join(FACTS)} FROM case_ WHERE {{which}}"  # noqa: S608 - words of our own
_WRITERS = "SELECT DISTINCT device FROM change WHERE case_id IN ({marks})"
_LACKING = "SELECT 1 FROM hole WHERE kept_back AND device IN ({marks}) LIMIT 1"
_ASIDE_IN = (
    "SELECT DISTINCT q.case_id, EXISTS (SELECT 1 FROM case_ s WHERE s.case_id = q.case_id AND s.office IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM custody u WHERE u.case_id = s.case_id)) "
    "FROM quarantine q WHERE q.device IN ({marks})"
)
_ASIDE = "SELECT count(*) FROM quarantine WHERE device IN ({marks})"
_FORKED = f"SELECT 1 FROM parked WHERE reason = '{Reason.FORK.value}' AND device IN ({{marks}}) LIMIT 1"  # noqa: S608


def is_comparable(connection: Connection, devices: Collection[str], cases: frozenset[UUID]) -> bool:
    """Whether all that some devices wrote in an office's cases counts here, and nobody else wrote in them.

    What lies aside doesn't count, whatever somebody decided of it; of a case that plainly is another office's it
    doesn't matter.
    """
    numbers = _numbers(Register(connection), devices)
    if _found(connection, _FORKED, tuple(map(bytes.fromhex, devices))):
        return False
    aside = connection.exec_driver_sql(_ASIDE_IN.format(marks=_marks(numbers)), numbers).fetchall()
    if any(not is_plain or UUID(bytes=case) in cases for case, is_plain in aside):
        return False
    return _writers(connection, cases) <= set(numbers)


def is_whole(connection: Connection, cases: frozenset[UUID]) -> bool:
    """Whether nothing stands as a hole, and may be filled, of those devices that wrote in an office's cases."""
    return not _found(connection, _LACKING, tuple(_writers(connection, cases)))


def _writers(connection: Connection, cases: Collection[UUID]) -> set[int]:
    """The numbers of the devices that wrote in some cases."""
    found: set[int] = set()
    for marks, some in in_slices([case.bytes for case in cases]):
        found.update(connection.exec_driver_sql(_WRITERS.format(marks=marks), some).scalars())
    return found


def _found(connection: Connection, sql: str, values: tuple[object, ...]) -> bool:
    return connection.exec_driver_sql(sql.format(marks=_marks(values)), values).scalar() is not None


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def aside_of(connection: Connection, devices: Collection[str], *, undecided: bool) -> int:
    """How many changes of some devices lie aside; ``undecided``: those that nobody decided about alone."""
    numbers = _numbers(Register(connection), devices)
    sql = _ASIDE.format(marks=", ".join("?" * len(numbers))) + (" AND decided IS NULL" if undecided else "")
    return int(connection.exec_driver_sql(sql, numbers).scalar_one())


def digests_of(connection: Connection, devices: Collection[str], cases: frozenset[UUID] | None = None) -> Digests:
    """Digests over every case that one of these devices has written to, or over just these cases.

    The keys of a case that was handed over are no part of them: the office that gave it away lets go of them.
    """
    register = Register(connection)
    numbers = _numbers(register, devices)

    def rows(sql: str) -> Iterator[Any]:
        if cases is None:
            yield from connection.exec_driver_sql(sql.format(which=_TOUCHED.format(marks=_marks(numbers))), numbers)
            return
        for marks, some in in_slices([case.bytes for case in cases]):
            yield from connection.exec_driver_sql(sql.format(which=_AMONG.format(marks=marks)), some)

    return Digests(digest_of_heads(_named(register, rows(_HEADS))), digest_of_facts(_facts(rows(_FACTS))))


def _numbers(register: Register, devices: Collection[str]) -> tuple[int, ...]:
    return tuple(number for device in devices if (number := register.device_number(device)) is not None)


def _named(register: Register, rows: Iterable[Any]) -> Iterator[tuple[UUID, UUID, Room, VersionId]]:
    for raw, record, room, device, seq, handed_over in rows:
        case = UUID(bytes=raw)
        if not (handed_over and record == keys_record(case).bytes):
            yield case, UUID(bytes=record), ROOMS[room], VersionId(register.device_id(device), seq)


def _facts(rows: Iterable[Any]) -> Iterator[tuple[UUID, Mapping[str, str | int | bool | None]]]:
    for row in rows:
        yield UUID(bytes=row[0]), told(row)
