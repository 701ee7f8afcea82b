"""Whose cases are by the log, and which of them may be written to here."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.custody.entries import Offer, keys_in, keys_record, record_about
from reintegration_desktop.rules.custody.standing import Custody, custody
from reintegration_desktop.rules.erasing.standing import CertifiedAt
from reintegration_desktop.store.custody.entries import entries_about, first_of
from reintegration_desktop.store.log.codes import KIND_NUMBERS, ROOM_NUMBERS
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.seal import Where

_LOOKS = f"{KIND_NUMBERS[Kind.VIEW]}, {KIND_NUMBERS[Kind.EXPORT]}"
_WORK = (
    f"SELECT device, seq, author, clock FROM change c WHERE case_id = ? AND kind NOT IN ({_LOOKS}) AND record_id <> ? "  # noqa: S608
    "AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.case_id = c.case_id AND q.device = c.device AND q.seq = c.seq)"
)
_ELSEWHERE = "SELECT 1 FROM custody WHERE case_id = ? AND elsewhere"
_OFFERED = "SELECT 1 FROM custody WHERE case_id = ? AND (target IS NOT NULL OR disputed)"
_OF_RECORD = "WHERE c.case_id = ? AND c.record_id = ?"
_COMPLAINTS = "WHERE c.case_id = ? AND c.room = ? AND c.kind IN (?, ?)"


@dataclass(frozen=True, slots=True)
class Work:
    """A change of a case that counts: where it lies, and the office its author was of; None for a stranger."""

    device: int
    seq: int
    office: UUID | None
    clock: int


@dataclass(frozen=True, slots=True)
class Custodies:
    """Works out whose cases are; ``certified`` knows people by all papers that lie here."""

    certified: CertifiedAt

    def of(self, connection: Connection, register: Register, case: UUID) -> Custody:
        """Whose a case is by the log."""
        first = first_of(connection, register, case)
        paper = None if first is None else self.certified(first.author, first.clock)
        entries = entries_about(connection, register, case)
        return custody(entries, None if paper is None else paper.office, self.certified)

    def work_in(self, connection: Connection, register: Register, case: UUID) -> list[Work]:
        """All that counts of a case, but looks and what was said of whose it is."""
        rows = connection.exec_driver_sql(_WORK, (case.bytes, record_about(case).bytes)).fetchall()
        return [
            Work(device, seq, self._office(register.person(author), clock), clock)
            for device, seq, author, clock in rows
        ]

    def _office(self, person: UUID, clock: int) -> UUID | None:
        paper = self.certified(person, clock)
        return None if paper is None else paper.office

    def in_transit(self, connection: Connection, register: Register, case: UUID) -> frozenset[VersionId]:
        """What an office wrote of a case while that was on its way from there."""
        now = self.of(connection, register, case)
        if not now.past and not now.offers:
            return frozenset()
        return frozenset(
            VersionId(register.device_id(one.device), one.seq)
            for one in self.work_in(connection, register, case)
            if one.office is not None and now.was_in_transit(one.office, one.clock)
        )


def is_elsewhere(connection: Connection, case: UUID) -> bool:
    """Whether another office works on a case: nothing is written of it here."""
    return connection.exec_driver_sql(_ELSEWHERE, (case.bytes,)).scalar() is not None


def is_offered(connection: Connection, case: UUID) -> bool:
    """Whether a case is on its way to another office, or headquarters decides where it goes."""
    return connection.exec_driver_sql(_OFFERED, (case.bytes,)).scalar() is not None


def sealed_complaints(connection: Connection, register: Register, case: UUID) -> Mapping[Where, bytes]:
    """What lies sealed in a case's room of oversight, by its place: it is handed over document by document."""
    values = (case.bytes, ROOM_NUMBERS[Room.OVERSIGHT], KIND_NUMBERS[Kind.SAVE], KIND_NUMBERS[Kind.RESOLVE])
    return {
        Where(one.case, one.room, one.generation, one.record, bytes.fromhex(one.device), one.seq): one.document
        for one in changes_where(connection, register, _COMPLAINTS, values)
    }


def sealed_keys_of(connection: Connection, register: Register, case: UUID, offer: Offer) -> bytes | None:
    """The keys that go with an offer, as they were sealed; None where they are not here, or were emptied."""
    lying = changes_where(connection, register, _OF_RECORD, (case.bytes, keys_record(case).bytes))
    return next((sealed for one in lying if (sealed := keys_in(one, offer)) is not None), None)
