"""A database under another key: written anew beside the old file, read back, put in its place."""

from contextlib import suppress
from pathlib import Path

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import NoProgress, Progress
from reintegration_desktop.store.backup import back_up, rows_of
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.errors import BackupUnsound, DatabaseBusy
from reintegration_desktop.store.faults import as_facts
from reintegration_desktop.store.space import refuse_without_room
from reintegration_desktop.vault.files.disk import sync_folder, told


def rekey(database: Database, beside: Path, key: bytes, progress: Progress | None = None) -> None:
    """Give a database a new key (32 bytes), and close it; nobody else may have the file open meanwhile.

    The new file is written ``beside`` the old one, in the same folder.

    Killed at any moment, the old file or the new one lies there whole. Raises CopyNeedsRoom before anything is
    written, BackupUnsound, DatabaseBusy, and what the disk refuses; then the old file is as it was.
    """
    refuse_without_room(database.path)
    try:
        _written_beside(database, beside, key, progress or NoProgress())
        _refuse_rows_that_wait(database.path)
    except Refusal:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    with told():
        beside.replace(database.path)
        sync_folder(database.path.parent)


def _written_beside(database: Database, beside: Path, key: bytes, progress: Progress) -> None:
    """Copy the database, compare the copy, and close the database."""
    try:
        database.checkpoint()
        back_up(database, beside, key, progress)
        _refuse_another(database, beside, key)
    finally:
        database.close()


def _refuse_another(database: Database, beside: Path, key: bytes) -> None:
    """The copy must hold as many rows as the database does."""
    with as_facts(), database.outside_a_transaction() as source:
        copy = database.connect(beside, key)
        try:
            if rows_of(copy) != rows_of(source):
                raise BackupUnsound
        finally:
            copy.close()


def _refuse_rows_that_wait(path: Path) -> None:
    """Newest rows in the old file's log would be read into the new file, whose key is another."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise DatabaseBusy
