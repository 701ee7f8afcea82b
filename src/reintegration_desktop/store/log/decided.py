"""Decisions between answers that were taken back: their places wait for a person again."""

from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.store.log.codes import KIND_NUMBERS, ROOMS, unpack_parents
from reintegration_desktop.vault.roles import Room

RESOLVE = KIND_NUMBERS[Kind.RESOLVE]
_NEWEST_DECISIONS = (
    "SELECT c.case_id, c.record_id, c.room, c.parents FROM change c JOIN head h ON h.case_id = c.case_id "  # noqa: S608
    "AND h.record_id = c.record_id AND h.room = c.room AND h.device = c.device AND h.seq = c.seq "
    f"WHERE c.kind = {RESOLVE} AND c.case_id NOT IN (SELECT case_id FROM hiding)"
)
_MADE = "SELECT kind, parents FROM change WHERE case_id = ? AND device = ? AND seq = ?"


def may_take_back(change: Change) -> bool:
    """Whether a change, by itself, looks like a decision that was taken back; its parent tells (``history.graph``)."""
    return change.kind is Kind.RESOLVE and len(change.parents) == 1


def taken_back(connection: Connection) -> list[tuple[UUID, UUID, Room]]:
    """Every case, record and room whose newest version takes a decision back, whatever keys one holds."""
    rows = connection.exec_driver_sql(_NEWEST_DECISIONS).fetchall()
    return [
        (UUID(bytes=case), UUID(bytes=record), ROOMS[room])
        for case, record, room, parents in rows
        if _takes_back(connection, case, parents)
    ]


def _takes_back(connection: Connection, case: bytes, parents: bytes) -> bool:
    """As ``history.graph.taken_back``, by kinds and parents alone."""
    made_from = unpack_parents(parents)
    if len(made_from) != 1:
        return False
    found = connection.exec_driver_sql(_MADE, (case, *made_from[0])).one_or_none()
    return found is not None and found[0] == RESOLVE and not _takes_back(connection, case, found[1])
