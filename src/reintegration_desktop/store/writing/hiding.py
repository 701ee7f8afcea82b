"""Children whose names are hidden: keys for their ring alone, and what was wrapped for others before is emptied."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.store.log.heads import newest_at
from reintegration_desktop.store.log.links import put_holes
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.log.technical import keys_record
from reintegration_desktop.store.reading.contributions import forget_contributions
from reintegration_desktop.store.writing.erasing import hole_of
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.office.rings import settled
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.rooms.wrapping import Recipient, WrappedKey

_EARLIER = (
    "WHERE c.case_id = ? AND c.record_id = ? AND NOT EXISTS (SELECT 1 FROM head h "
    "WHERE h.case_id = c.case_id AND h.device = c.device AND h.seq = c.seq)"
)
_GONE = "DELETE FROM {table} WHERE case_id = ? AND device = ? AND seq = ?"
_BORN = (
    "UPDATE head SET born = (SELECT c.clock FROM change c WHERE c.case_id = head.case_id AND c.device = head.device "
    "AND c.seq = head.seq) WHERE case_id = ? AND record_id = ?"
)


class Holds(Protocol):
    """A case inside a transaction, as far as its keys go (``editing``)."""

    @property
    def file(self) -> CaseFile:
        """The file as it becomes."""

    def held_keys(self) -> tuple[WrappedKey, ...]:
        """The child's wrapped keys as they will stand."""

    def put_keys(self, keys: Iterable[WrappedKey]) -> None:
        """Write these in place of them."""


class Hiding(NamedTuple):
    """Whether a case hides its name, None where its own facts aren't here; and who works on it."""

    hidden: bool | None
    worker: UUID | None


def hiding_of(file: CaseFile) -> Hiding:
    """What a file says of it."""
    own = file.record(file.id)
    if own is None or not own.answers:
        return Hiding(None, None)
    return Hiding(own.answers.flag("name_is_hidden"), _id(own.answers.text("caseworker")))


def empty_earlier(connection: Connection, register: Register, case: UUID) -> int:
    """Empty the earlier versions of a child's keys, wrapped for people who are out now; returns how many those were.

    What is left is the first version there is. The chain goes over them as it goes over an erased change. Only where
    one newest version stands. What others counted of the case goes in any event.
    """
    record = keys_record(case)
    forget_contributions(connection, case)
    if len(newest_at(connection, register, [(case, record, Room.OPEN)]).get((case, record, Room.OPEN), ())) != 1:
        return 0
    earlier = changes_where(connection, register, _EARLIER, (case.bytes, record.bytes))
    if earlier:
        put_holes(connection, register, map(hole_of, earlier))
        rows = [(case.bytes, register.device(one.device), one.seq) for one in earlier]
        for table in ("quarantine", "change"):
            connection.exec_driver_sql(_GONE.format(table=table), rows)
        connection.exec_driver_sql(_BORN, (case.bytes, record.bytes))
    return len(earlier)


def settle_keys(keyring: Keyring, case: UUID, editing: Holds, also: Sequence[Recipient] = ()) -> bool:
    """Put a child's keys as its file says into what is to be written; true where they stood otherwise."""
    hidden, worker = hiding_of(editing.file)
    if hidden is None:
        return False
    keys = settled(keyring, case, editing.held_keys(), worker, hidden=hidden, also=also)
    if keys is not None:
        editing.put_keys(keys)
    return keys is not None


def _id(text: str | None) -> UUID | None:
    try:
        return None if text is None else UUID(text)
    except ValueError:
        return None
