"""Copies of the database: never of its file alone, since the newest rows lie in its log file."""

import os
from contextlib import suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import NoProgress, Progress
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.errors import BackupUnsound, DatabaseDamaged
from reintegration_desktop.store.faults import as_facts
from reintegration_desktop.vault.files.disk import own_file, sync_folder, told

PAGES_A_STEP = 2048
COUNTED = ("change", "save", "case_", "head")


def back_up(database: Database, to: Path, key: bytes | None = None, progress: Progress | None = None) -> Path:
    """Copy the database as it is at one moment, newest rows included, into an encrypted file; verified.

    ``key`` (32 bytes) is the copy's own, else that of the database: so a database is also given a new key. The copy
    appears under its name only when it is whole. Raises BackupUnsound, DatabaseDiskFull, DatabaseReadOnly, and what
    ``progress`` raises; then nothing is left of it.
    """
    part = to.with_name(to.name + ".part")
    _thrown_away(part)
    try:
        _copied(database, part, key, progress or NoProgress())
        _verified(database, part, key)
        with told():
            _synced(part)
            part.replace(to)
            sync_folder(to.parent)
    except Refusal:
        with suppress(Refusal):
            _thrown_away(part)
        raise
    return to


def rows_in(database: Database, copy: Path) -> dict[str, int]:
    """How many rows a copy under the same key holds, by table; raises BackupUnsound where one is missing."""
    with as_facts(copy):
        opened = database.connect(copy)
        try:
            counted = rows_of(opened)
        finally:
            opened.close()
    if counted is None:
        raise BackupUnsound
    return counted


def rows_now(database: Database) -> dict[str, int]:
    """How many rows an open database holds, by table."""
    with database.outside_a_transaction() as connection:
        return rows_of(connection) or {}


def put_back(database: Database, kept: Path) -> None:
    """Put a copy under the same key in place of what the database holds, in one transaction that a kill undoes."""
    with as_facts():
        source = database.connect(kept)
        try:
            with database.outside_a_transaction() as target:
                source.backup(target)
        finally:
            source.close()


def _copied(database: Database, part: Path, key: bytes | None, progress: Progress) -> None:
    """Page by page, each written under the copy's key."""
    with told():
        own_file(part, "wb").close()  # SQLite would make it readable by others
    with database.outside_a_transaction() as source, as_facts(part):
        target = database.connect(part, key)
        try:
            source.backup(
                target, pages=PAGES_A_STEP, progress=lambda _, left, pages: progress.report(pages - left, pages)
            )
            target.execute("PRAGMA journal_mode = DELETE").fetchall()
        finally:
            target.close()


def _verified(database: Database, part: Path, key: bytes | None) -> None:
    """Open the copy, check its pages and count its rows; raises BackupUnsound."""
    try:
        with as_facts():
            copy = database.connect(part, key)
            try:
                sound = _is_sound(copy)
            finally:
                copy.close()
    except DatabaseDamaged:
        raise BackupUnsound from None
    if not sound:
        raise BackupUnsound


def _is_sound(copy: dbapi2.Connection) -> bool:
    return (
        copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        and not copy.execute("PRAGMA cipher_integrity_check").fetchall()
        and rows_of(copy) is not None
    )


def rows_of(connection: dbapi2.Connection) -> dict[str, int] | None:
    """How many rows the tables hold that matter; None where one of them is missing."""
    try:
        return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED}  # noqa: S608
    except dbapi2.Error:
        return None


def _synced(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _thrown_away(part: Path) -> None:
    with told():
        for suffix in ("", "-wal", "-shm", "-journal"):
            part.with_name(part.name + suffix).unlink(missing_ok=True)
