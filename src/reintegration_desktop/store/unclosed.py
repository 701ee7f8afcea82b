"""A mark beside a database that somebody writes to: whether it was closed as it should be, and its log file is there.

The newest rows lie in the log file (``-wal``) until the database is closed. Who copies a vault by hand after a kill may
leave that file behind, and nothing in what is left tells that rows are missing: the mark does.
"""

from pathlib import Path

from reintegration_desktop.vault.files.disk import sync_folder, told, write_whole

OPEN, LOST = b"open\n", b"lost\n"


def is_open(database: Path) -> bool:
    """Whether somebody writes to a database, or stopped without closing it; not one that was seen to lack its log."""
    mark = _mark(database)
    with told():
        return mark.exists() and mark.read_bytes() == OPEN


def begin(database: Path) -> None:
    """Somebody begins to write; the log file lies there, and surely so before the mark does."""
    if _mark(database).exists():
        return
    with told():
        sync_folder(database.parent)
    write_whole(_mark(database), OPEN)


def end(database: Path) -> None:
    """Everything was put away into the database's file, or a person decided to go on without what is missing."""
    if _mark(database).exists():
        with told():
            _mark(database).unlink(missing_ok=True)
            sync_folder(database.parent)


def end_without_log(database: Path) -> None:
    """The last connection was closed here; SQLite took the log file away, and does so only once it was emptied."""
    if is_open(database) and not _log(database).exists():
        end(database)


def lost_its_log(database: Path) -> bool:
    """Whether a database was not closed and its log file is gone; once seen it stays so, until the file is put back.

    Raises what the disk refuses.
    """
    mark, log = _mark(database), _log(database)
    with told():
        if not mark.exists():
            return False
        was_lost, size = mark.read_bytes() == LOST, log.stat().st_size if log.exists() else -1
    is_lost = size <= 0 if was_lost else size < 0
    if is_lost != was_lost:
        write_whole(mark, LOST if is_lost else OPEN)
    return is_lost


def _log(database: Path) -> Path:
    return database.with_name(database.name + "-wal")


def _mark(database: Path) -> Path:
    return database.with_name(database.name + ".open")
