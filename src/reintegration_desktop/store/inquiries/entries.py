"""The entries about questions between offices, as they lie in the log."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.inquiries.entries import Entry, is_about_inquiries, read_entry
from reintegration_desktop.store.log.codes import KIND_NUMBERS, OPEN
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where

_JOINS = (
    f"WHERE c.kind = {KIND_NUMBERS[Kind.ALIAS]} AND c.room = {OPEN} AND NOT EXISTS (SELECT 1 FROM quarantine q "  # noqa: S608 - our own words
    "WHERE q.case_id = c.case_id AND q.device = c.device AND q.seq = c.seq)"
)


def entries_of(connection: Connection, register: Register) -> list[Entry]:
    """Every entry about a question that stands."""
    changes = changes_where(connection, register, _JOINS, ())
    return [entry for change in changes if (entry := read_entry(change)) is not None]


def are_said(changes: Iterable[Change]) -> bool:
    """Whether some changes are of a question's thread."""
    return any(map(is_about_inquiries, changes))


def threads_of(connection: Connection, register: Register, office: UUID) -> frozenset[UUID]:
    """The questions that an office asked, or was asked."""
    entries = entries_of(connection, register)
    return frozenset(entry.thread for entry in entries if office in (entry.said.source, entry.said.target))


def threads_between(connection: Connection, register: Register, one: UUID, other: UUID) -> frozenset[UUID]:
    """The questions that one of two offices asked the other."""
    offices = {one, other}
    return frozenset(
        entry.thread for entry in entries_of(connection, register) if {entry.said.source, entry.said.target} == offices
    )
