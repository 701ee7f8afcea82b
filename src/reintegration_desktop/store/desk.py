"""What a tracing desk may open, in the tables: grants as they stand, their keys, and letting go of what ended."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.forms.document import decode
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.tracing_desk.entries import digest_of, entries_in, keys_record
from reintegration_desktop.rules.tracing_desk.standing import Child, Granted, grants
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.log.codes import KIND_NUMBERS, OPEN
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.log.technical import keys_in
from reintegration_desktop.store.reading.lens import Lens
from reintegration_desktop.store.writing.settling import Settling, empty

_OFFERS = (
    f"WHERE c.kind = {KIND_NUMBERS[Kind.OFFER]} AND c.room = {OPEN} AND NOT EXISTS (SELECT 1 FROM quarantine q "  # noqa: S608 - our own words
    "WHERE q.case_id = c.case_id AND q.device = c.device AND q.seq = c.seq)"
)
_CHILD = (
    "SELECT coalesce(u.holder, c.office), c.agrees_to_tracing FROM case_ c "
    "LEFT JOIN custody u ON u.case_id = c.case_id WHERE c.case_id = ?"
)
_KEYS = "WHERE c.case_id = ? AND c.record_id = ?"


class TracingDesk:
    """For who gives grants, and for who was given some."""

    def __init__(
        self, database: Database, lens: Lens, settling: Callable[[Connection], Settling], now: Callable[[], datetime]
    ) -> None:
        self._database, self._lens, self._settling, self._now = database, lens, settling, now

    def grants(self, case: UUID | None = None) -> tuple[Granted, ...]:
        """The grants that lie here, oldest first; of one child, or of all."""
        with self._database.read() as connection:
            return self._found(connection, Register(connection), case)

    def open(self) -> tuple[Granted, ...]:
        """The grants to who is signed in that stand: from here on the children's person rooms open to them."""
        keyring = self._lens.rooms.keyring
        with self._database.read() as connection:
            register = Register(connection)
            mine = [one for one in self._found(connection, register) if one.is_live and one.grant.person == keyring.id]
            for one in mine:
                keys = [decode(change.document) for change in _keys_of(connection, register, one)]
                keyring.children.adopt(one.case, keys_in(keys))
        return tuple(mine)

    def let_go(self) -> int:
        """Empty the keys of grants that stand no more, and forget them; how many that were."""
        keyring, gone = self._lens.rooms.keyring, 0
        with self._database.write() as connection:
            register = Register(connection)
            for one in self._found(connection, register):
                lying = [] if one.is_live else _keys_of(connection, register, one)
                if lying:
                    empty(connection, register, one.case, lying)
                    gone += 1
                    if one.grant.person == keyring.id:
                        keyring.children.forget(one.case)
        if gone:
            self._lens.forget()
            self._database.checkpoint()
        return gone

    def _found(self, connection: Connection, register: Register, case: UUID | None = None) -> tuple[Granted, ...]:
        rest, values = ("", ()) if case is None else (" AND c.case_id = ?", (case.bytes,))
        entries = entries_in(changes_where(connection, register, _OFFERS + rest, values))
        certified, found = self._settling(connection).certified, list[Granted]()
        for child in dict.fromkeys(entry.case for entry in entries):
            own = [entry for entry in entries if entry.case == child]
            found += grants(own, certified, _child(connection, child), self._now())
        return tuple(sorted(found, key=lambda one: (one.at, one.id)))


def _child(connection: Connection, case: UUID) -> Child:
    row = connection.exec_driver_sql(_CHILD, (case.bytes,)).fetchone()
    if row is None:
        return Child(None, agrees=False)
    return Child(UUID(bytes=row[0]) if row[0] else None, agrees=row[1] == "yes")


def _keys_of(connection: Connection, register: Register, one: Granted) -> list[Change]:
    """The entry with a grant's keys; none where it was emptied, or carries others."""
    lying = changes_where(connection, register, _KEYS, (one.case.bytes, keys_record(one.case).bytes))
    return [change for change in lying if digest_of(change.document) == one.grant.digest]
