"""The entries about rules for all offices, as they lie in the log."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.rules.issued.entries import Entry, read_entry, record_about
from reintegration_desktop.store.log.codes import OPEN
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where

_ABOUT = (
    f"WHERE c.case_id = ? AND c.record_id = ? AND c.room = {OPEN} AND NOT EXISTS (SELECT 1 FROM quarantine q "  # noqa: S608 - our own words
    "WHERE q.case_id = c.case_id AND q.device = c.device AND q.seq = c.seq)"
)


def rules_of(connection: Connection, register: Register, offices: Iterable[UUID]) -> list[Entry]:
    """What stands of the rules of some headquarters."""
    found = []
    for office in sorted(offices):
        changes = changes_where(connection, register, _ABOUT, (office.bytes, record_about(office).bytes))
        found += [entry for change in changes if (entry := read_entry(change)) is not None]
    return found
