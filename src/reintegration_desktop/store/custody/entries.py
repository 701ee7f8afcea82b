"""The entries about whose a case is, as they lie in the log, and who began it."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.custody.entries import Entry, is_about_custody, read_entry, record_about
from reintegration_desktop.store.log.codes import KIND_NUMBERS, OPEN
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.reading.lists import in_slices

_COUNTS = (
    "NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.case_id = c.case_id AND q.device = c.device AND q.seq = c.seq)"
)
_ABOUT = f"WHERE c.case_id = ? AND c.record_id = ? AND c.room = {OPEN} AND {_COUNTS}"
_FIRST = (
    f"WHERE c.case_id = ? AND c.record_id = c.case_id AND c.room = {OPEN} AND c.kind = {KIND_NUMBERS[Kind.SAVE]} "
    f"AND c.parents = ? AND {_COUNTS} ORDER BY c.clock, c.device, c.seq LIMIT 1"
)
_NAMED = "SELECT case_id FROM custody WHERE case_id IN ({marks})"


def entries_about(connection: Connection, register: Register, case: UUID) -> tuple[Entry, ...]:
    """Every entry about whose a case is that stands."""
    changes = changes_where(connection, register, _ABOUT, (case.bytes, record_about(case).bytes))
    return tuple(entry for change in changes if (entry := read_entry(change)) is not None)


def first_of(connection: Connection, register: Register, case: UUID) -> Change | None:
    """The first version of a case's own facts: its author began the case."""
    return next(iter(changes_where(connection, register, _FIRST, (case.bytes, b""))), None)


def logs_of(connection: Connection, register: Register, cases: Collection[UUID]) -> Mapping[UUID, tuple[Entry, ...]]:
    """The entries of those of some cases about which there are any."""
    return {case: entries_about(connection, register, case) for case in handed_over(connection, cases)}


def handed_over(connection: Connection, cases: Collection[UUID]) -> frozenset[UUID]:
    """Those of some cases that an office ever offered."""
    named: set[UUID] = set()
    for marks, some in in_slices([case.bytes for case in cases]):
        named.update(UUID(bytes=raw) for raw in connection.exec_driver_sql(_NAMED.format(marks=marks), some).scalars())
    return frozenset(named)


def cases_begun(changes: Iterable[Change]) -> frozenset[UUID]:
    """The cases whose own facts begin with one of some changes."""
    return frozenset(
        one.case for one in changes if one.record == one.case and one.kind is Kind.SAVE and not one.parents
    )


def cases_said(changes: Iterable[Change]) -> frozenset[UUID]:
    """The cases of which some changes say whose they are."""
    return frozenset(change.case for change in changes if is_about_custody(change))
