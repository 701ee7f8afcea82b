"""Destroying a case: keys, documents and salts go, and nothing is left to guess from; the chains still hold.

In the place of each change stand its two salted digests. What arrives late, or comes back with a restore, is emptied
again by whoever finds the case in ``erased``.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.arrivals import Hole
from reintegration_desktop.history.change import Change
from reintegration_desktop.kernel.clock import milliseconds
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.files.loose import names_in, note_loose, sweep
from reintegration_desktop.store.log.links import put_holes
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.log.writer import envelope_of
from reintegration_desktop.vault.chain import salted_digests
from reintegration_desktop.vault.keyring import Keyring

TABLES = (
    "change", "head", "conflict", "case_", "task", "person", "quarantine", "withheld", "hiding", "emptied",
    "file_lacking", "file_out", "custody", "contribution", "replaced",
)  # fmt: skip
_DRAFTS = "DELETE FROM draft WHERE about = ?"
_ERASED = "INSERT INTO erased (case_id, at) VALUES (?, ?) ON CONFLICT DO NOTHING"


def destroy(database: Database, keyring: Keyring, case: UUID, now: datetime) -> int:
    """Destroy a case for good with its sealed files, and overwrite where it lay; returns how many changes were emptied.

    Whether it may be destroyed was settled before (an order, a second person, thirty days).
    """
    with database.write() as connection:
        register = Register(connection)
        connection.exec_driver_sql(_ERASED, (case.bytes, milliseconds(now)))
        emptied = _emptied(connection, register, case)
    keyring.children.forget(case)
    sweep(database)
    database.checkpoint()
    return emptied


def hole_of(change: Change) -> Hole:
    """What is left of a change: its place in the chain, and two digests that nobody can guess back without its salt."""
    digests = salted_digests(change.salt, envelope_of(change), change.document)
    return Hole(change.device, change.seq, *digests, change.hash)


def erased_cases(connection: Connection) -> frozenset[UUID]:
    """The cases that were destroyed here."""
    found = connection.exec_driver_sql("SELECT case_id FROM erased").scalars().all()
    return frozenset(UUID(bytes=raw) for raw in found)


def erased_among(connection: Connection, cases: Sequence[UUID]) -> frozenset[UUID]:
    """Those of some cases that were destroyed here."""
    return erased_cases(connection) & frozenset(cases)


def _emptied(connection: Connection, register: Register, case: UUID) -> int:
    changes = changes_where(connection, register, "WHERE c.case_id = ?", (case.bytes,))
    note_loose(connection, names_in(changes))
    put_holes(connection, register, [hole_of(change) for change in changes])
    connection.exec_driver_sql(_DRAFTS, (case.bytes,))
    for table in TABLES:
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE case_id = ?", (case.bytes,))  # noqa: S608 - our own words
    return len(changes)
