"""The entries about an office's own numbers in the log, and the setting that is folded from them."""

import json
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.change import Change
from reintegration_desktop.rules.numbers.entries import Entry, is_about_numbers, read_entry, record_about
from reintegration_desktop.rules.numbers.standing import Settlement, Staff, policy_in_force, settlements
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.store.log.codes import OPEN
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.settings import PUT

PROGRAMME = "programme"
"""The setting with the programme's choices, the numbers among them."""

_ABOUT = (
    f"WHERE c.case_id = ? AND c.record_id = ? AND c.room = {OPEN} AND NOT EXISTS (SELECT 1 FROM quarantine q "  # noqa: S608 - our own words
    "WHERE q.case_id = c.case_id AND q.device = c.device AND q.seq = c.seq)"
)
_KEPT = "SELECT value FROM setting WHERE name = ?"


def are_said(changes: Iterable[Change], office: UUID) -> bool:
    """Whether changes say anything of an office's numbers."""
    return any(change.case == office and is_about_numbers(change) for change in changes)


def numbers_of(connection: Connection, register: Register, office: UUID, staff: Staff) -> tuple[Settlement, ...]:
    """All numbers that somebody of an office brought, and what became of them."""
    changes = changes_where(connection, register, _ABOUT, (office.bytes, record_about(office).bytes))
    entries: list[Entry] = [entry for change in changes if (entry := read_entry(change)) is not None]
    return settlements(entries, office, staff)


def fold_numbers(connection: Connection, register: Register, office: UUID, staff: Staff) -> bool:
    """Write the numbers in force into the setting; true where it said otherwise."""
    now, kept = policy_in_force(numbers_of(connection, register, office, staff)), _kept(connection)
    if _numbers_in(kept) == now:
        return False
    raw = {**Programme().to_json(), **_table(kept), "policy": now.to_json()}
    connection.exec_driver_sql(PUT, (PROGRAMME, json.dumps(raw, ensure_ascii=False)))
    return True


def numbers_differ(connection: Connection, register: Register, office: UUID, staff: Staff) -> bool:
    """Whether the setting says other numbers than the log."""
    return _numbers_in(_kept(connection)) != policy_in_force(numbers_of(connection, register, office, staff))


def _kept(connection: Connection) -> str | None:
    found = connection.exec_driver_sql(_KEPT, (PROGRAMME,)).scalar()
    return None if found is None else str(found)


def _table(kept: str | None) -> dict[str, object]:
    """What is kept; nothing where it can't be read."""
    try:
        raw = json.loads(kept) if kept else {}
    except ValueError:
        return {}
    return raw if isinstance(raw, dict) else {}


def _numbers_in(kept: str | None) -> Policy | None:
    """The numbers of a kept programme, the usual ones where it has none; None where they are none."""
    raw = _table(kept).get("policy", {})
    try:
        return Policy.from_json(raw) if isinstance(raw, dict) else None
    except ValueError:
        return None
