"""Copies of the database: never of its file alone, since the newest rows lie in its log file."""

import os
from pathlib import Path

from sqlcipher3 import dbapi2

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.errors import BackupUnsound
from reintegration_desktop.store.faults import as_facts

PAGES_A_STEP = 2048
COUNTED = ("change", "save", "case_", "head")


def back_up(database: Database, to: Path, key: bytes | None = None) -> Path:
    """Copy the database as it is at one moment, newest rows included, into an encrypted file; verified.

    ``key`` (32 bytes) is the copy's own, else that of the database: so a database is also given a new key. The copy
    appears under its name only when it is whole. Raises BackupUnsound, DatabaseDiskFull, DatabaseReadOnly.
    """
    part = to.with_name(to.name + ".part")
    _thrown_away(part)
    try:
        _copied(database, part, key)
        _verified(database, part, key)
        _synced(part)
    except (Refusal, OSError):
        _thrown_away(part)
        raise
    part.replace(to)
    return to


def put_back(database: Database, kept: Path) -> None:
    """Put a copy under the same key in place of what the database holds, in one transaction that a kill undoes."""
    with as_facts():
        source = database.connect(kept)
        try:
            with database.outside_a_transaction() as target:
                source.backup(target)
        finally:
            source.close()


def _copied(database: Database, part: Path, key: bytes | None) -> None:
    """Same key: page by page. Another key: exported row by row, since pages carry the key they were written with."""
    with as_facts(), database.outside_a_transaction() as source:
        target = database.connect(part, key)
        try:
            source.backup(target, pages=PAGES_A_STEP)
            target.execute("PRAGMA journal_mode = DELETE").fetchall()
        finally:
            target.close()


def _verified(database: Database, part: Path, key: bytes | None) -> None:
    """Open the copy, check its pages and count its rows; raises BackupUnsound."""
    with as_facts():
        copy = database.connect(part, key)
        try:
            sound = (
                copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                and not copy.execute("PRAGMA cipher_integrity_check").fetchall()
            )
            counted = _counts(copy)
        finally:
            copy.close()
    if not sound or counted is None:
        raise BackupUnsound


def _counts(connection: dbapi2.Connection) -> dict[str, int] | None:
    """How many rows the tables hold that matter; None where one of them is missing."""
    try:
        return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED}  # noqa: S608
    except dbapi2.Error:
        return None


def _synced(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _thrown_away(part: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)
