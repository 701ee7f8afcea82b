"""Orders to erase as they lie in the log, for who signs, revokes, carries out and looks after them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.arrivals import Hole, Reason, Waiting
from reintegration_desktop.history.change import Change
from reintegration_desktop.kernel.clock import moment_of
from reintegration_desktop.rules.erasing.given_up import GivenUp, given_up
from reintegration_desktop.rules.erasing.standing import Erasure
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.files.loose import sweep
from reintegration_desktop.store.log.hidden import children_of, hidden_cases
from reintegration_desktop.store.log.links import put_holes
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.writing.settling import (
    Settling,
    changes_in_the_bin,
    entries_of,
    facts_in_the_log,
    offices_of,
)

_DEVICES = "SELECT number, device_id, clock, last FROM device WHERE last > 0 ORDER BY number"
_LAST_AUTHOR = "SELECT author FROM save WHERE device = ? ORDER BY last DESC LIMIT 1"
_ASIDE = "SELECT device, seq, hash, reason, line FROM parked ORDER BY device, seq, hash"
_UNPARK = "DELETE FROM parked WHERE device = ? AND seq = ? AND hash = ?"
_REPARK = "UPDATE parked SET line = ? WHERE device = ? AND seq = ? AND hash = ?"


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """A device (32 hex digits) whose chain lies here: who wrote on it last, when, and up to which number."""

    id: str
    author: UUID | None
    heard_at: datetime
    last: int


class Orders:
    """What is ordered to be erased, what is hidden, what is gone."""

    def __init__(self, database: Database, settling: Callable[[Connection], Settling]) -> None:
        self._database, self._settling = database, settling

    def all(self) -> tuple[Erasure, ...]:
        """Every order, the one that was begun first first."""
        with self._database.read() as connection:
            return self._settling(connection).orders(connection, Register(connection))

    def hidden(self) -> frozenset[UUID]:
        """The cases that wait to be destroyed."""
        with self._database.read() as connection:
            return hidden_cases(connection)

    def destroyed(self) -> Mapping[UUID, datetime]:
        """The cases that were destroyed here, and when."""
        with self._database.read() as connection:
            rows = connection.exec_driver_sql("SELECT case_id, at FROM erased").fetchall()
        return {UUID(bytes=case): datetime.fromtimestamp(at / 1000, UTC) for case, at in rows}

    def facts(self, cases: Iterable[UUID]) -> Mapping[UUID, Mapping[str, object]]:
        """Some cases' own facts by key, also of those that are hidden; those that never were here left out."""
        with self._database.read() as connection:
            return facts_in_the_log(connection, Register(connection), cases)

    def holders(self, cases: Iterable[UUID]) -> Mapping[UUID, UUID]:
        """The office that holds each of some cases, also of those that are hidden."""
        with self._database.read() as connection:
            return offices_of(connection, Register(connection), cases)

    def children(self, office: UUID) -> int:
        """How many cases an office has, or had."""
        with self._database.read() as connection:
            return children_of(connection, office)

    def versions_of(self, case: UUID, records: Iterable[UUID]) -> list[Change]:
        """All versions of some records of a case."""
        with self._database.read() as connection:
            return changes_in_the_bin(connection, Register(connection), case, records)

    def devices(self) -> tuple[KnownDevice, ...]:
        """Every device that wrote something that lies here."""
        with self._database.read() as connection:
            register = Register(connection)
            found = []
            for number, raw, clock, last in connection.exec_driver_sql(_DEVICES).fetchall():
                author = connection.exec_driver_sql(_LAST_AUTHOR, (number,)).scalar()
                who = None if author is None else register.person(author)
                found.append(KnownDevice(raw.hex(), who, moment_of(clock), last))
        return tuple(found)

    def given_up(self) -> Mapping[str, GivenUp]:
        """What was said of devices that never come back."""
        with self._database.read() as connection:
            return given_up(entries_of(connection, Register(connection)))

    def aside(self) -> tuple[Waiting, ...]:
        """Every line of a bundle that waits, or is kept aside."""
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(_ASIDE).fetchall()
        return tuple(
            Waiting(device.hex(), seq, chained, Reason(reason), line) for device, seq, chained, reason, line in rows
        )

    def empty_aside(self, gone: Iterable[Waiting], holes: Iterable[Hole], lines: Iterable[Waiting]) -> None:
        """Put something else in the place of what waits: nothing, a hole, or another ``line``, in one transaction."""
        with self._database.write() as connection:
            for one in gone:
                connection.exec_driver_sql(_UNPARK, (bytes.fromhex(one.device), one.seq, one.hash))
            put_holes(connection, Register(connection), holes)
            for one in lines:
                connection.exec_driver_sql(_REPARK, (one.line, bytes.fromhex(one.device), one.seq, one.hash))

    def overwrite(self) -> bool:
        """Delete what no record holds, and leave nothing older in the database's log.

        False while somebody reads, or while the system doesn't let a file be deleted: the next time does it.
        """
        left = sweep(self._database)
        return self._database.checkpoint() and not left
