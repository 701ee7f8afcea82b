"""What two devices that hold the same changes must agree on: their newest versions and their workflow facts."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.agreement import digest_of_facts, digest_of_heads
from reintegration_desktop.history.arrivals import Digests
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.store.log.codes import ROOMS
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.reading.folds import FACTS, told
from reintegration_desktop.vault.roles import Room

_TOUCHED = "case_id IN (SELECT DISTINCT case_id FROM change WHERE device IN ({marks}))"
_SHOWN = "case_id NOT IN (SELECT case_id FROM hiding)"
_HEADS = f"SELECT case_id, record_id, room, device, seq FROM head WHERE {_SHOWN} AND " + _TOUCHED  # noqa: S608 - our own
_FACTS = f"SELECT {', '.join(FACTS)} FROM case_ WHERE " + _TOUCHED  # noqa: S608 - words of our own


def digests_of(connection: Connection, devices: Collection[str]) -> Digests:
    """Digests over every case that one of these devices has written to."""
    register = Register(connection)
    numbers = tuple(number for device in devices if (number := register.device_number(device)) is not None)
    marks = ", ".join("?" * len(numbers))
    heads = connection.exec_driver_sql(_HEADS.format(marks=marks), numbers)
    facts = connection.exec_driver_sql(_FACTS.format(marks=marks), numbers)
    return Digests(digest_of_heads(_named(register, heads)), digest_of_facts(_facts(facts)))


def _named(register: Register, rows: Iterable[Any]) -> Iterator[tuple[UUID, UUID, Room, VersionId]]:
    for case, record, room, device, seq in rows:
        yield UUID(bytes=case), UUID(bytes=record), ROOMS[room], VersionId(register.device_id(device), seq)


def _facts(rows: Iterable[Any]) -> Iterator[tuple[UUID, Mapping[str, str | int | bool | None]]]:
    for row in rows:
        yield UUID(bytes=row[0]), told(row)
