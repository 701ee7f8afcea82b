"""What two devices that hold the same changes must agree on: their newest versions and their workflow facts."""

from collections.abc import Collection, Iterable, Iterator, Mapping
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
from reintegration_desktop.vault.roles import Room

_TOUCHED = "case_id IN (SELECT DISTINCT case_id FROM change WHERE device IN ({marks}))"
_SHOWN = "case_id NOT IN (SELECT case_id FROM hiding)"
_HANDED_OVER = "case_id IN (SELECT case_id FROM custody)"
_HEADS = f"SELECT case_id, record_id, room, device, seq, {_HANDED_OVER} FROM head WHERE {_SHOWN} AND " + _TOUCHED  # noqa: S608 - our own
_FACTS = f"SELECT {', '.join(FACTS)} FROM case_ WHERE " + _TOUCHED  # noqa: S608 - words of our own

_OTHERS = "SELECT number FROM device WHERE number NOT IN ({marks}) LIMIT 1"
_BESIDES = f"SELECT 1 FROM change WHERE device NOT IN ({{marks}}) AND {_TOUCHED} LIMIT 1"  # noqa: S608 - our own words
_LACKING = (
    "SELECT 1 FROM quarantine WHERE device IN ({marks}) LIMIT 1",
    "SELECT 1 FROM hole WHERE kept_back AND device IN ({marks}) LIMIT 1",
)
_ASIDE = "SELECT count(*) FROM quarantine WHERE device IN ({marks})"
_FORKED = f"SELECT 1 FROM parked WHERE reason = '{Reason.FORK.value}' AND device IN ({{marks}}) LIMIT 1"  # noqa: S608


def is_comparable(connection: Connection, devices: Collection[str]) -> bool:
    """Whether all that some devices wrote lies here and counts, and nobody else wrote in the same cases.

    What lies aside doesn't count, whatever somebody decided of it.
    """
    numbers = _numbers(Register(connection), devices)

    def found(sql: str, values: tuple[object, ...]) -> bool:
        marks = ", ".join("?" * len(values))
        return connection.exec_driver_sql(sql.format(marks=marks), values * sql.count("{marks}")).scalar() is not None

    if found(_FORKED, tuple(map(bytes.fromhex, devices))) or any(found(sql, numbers) for sql in _LACKING):
        return False
    return not (found(_OTHERS, numbers) and found(_BESIDES, numbers))


def aside_of(connection: Connection, devices: Collection[str], *, undecided: bool) -> int:
    """How many changes of some devices lie aside; ``undecided``: those that nobody decided about alone."""
    numbers = _numbers(Register(connection), devices)
    sql = _ASIDE.format(marks=", ".join("?" * len(numbers))) + (" AND decided IS NULL" if undecided else "")
    return int(connection.exec_driver_sql(sql, numbers).scalar_one())


def digests_of(connection: Connection, devices: Collection[str]) -> Digests:
    """Digests over every case that one of these devices has written to.

    The keys of a case that was handed over are no part of them: the office that gave it away lets go of them.
    """
    register = Register(connection)
    numbers = _numbers(register, devices)
    marks = ", ".join("?" * len(numbers))
    heads = connection.exec_driver_sql(_HEADS.format(marks=marks), numbers)
    facts = connection.exec_driver_sql(_FACTS.format(marks=marks), numbers)
    return Digests(digest_of_heads(_named(register, heads)), digest_of_facts(_facts(facts)))


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
