"""How much room is left on the disk that a database lies on."""

import errno
from pathlib import Path
from shutil import disk_usage
from tempfile import TemporaryFile

from reintegration_desktop.store.errors import CopyNeedsRoom

MARGIN = 16 << 20
"""What must be left besides a copy: the log files, and the next save."""
FULL_BELOW, TRIED = 1 << 20, 64 << 10
"""With less than this left, or when so little can't be written, an error of the disk is taken for a full disk."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_LOGS = ("", "-wal")


def free_bytes(path: Path) -> int:
    """What the disk under a file or folder still takes."""
    return disk_usage(path if path.exists() else path.parent).free


def bytes_of(database: Path) -> int:
    """What a database takes, with its newest rows."""
    files = (database.with_name(database.name + ending) for ending in _LOGS)
    return sum(file.stat().st_size for file in files if file.exists())


def refuse_without_room(database: Path) -> None:
    """Raise CopyNeedsRoom, with how many megabytes are missing, unless a copy fits beside a database."""
    missing = bytes_of(database) + MARGIN - free_bytes(database)
    if missing > 0:
        raise CopyNeedsRoom(megabytes=-(-missing // (1 << 20)))


def is_full(database: Path) -> bool:
    """Whether the disk under a database takes nothing more: SQLite calls a write that failed so an error of the disk.

    A quota shows only when something is written: into a file without a name, that is gone at once.
    """
    try:
        if free_bytes(database) < FULL_BELOW:
            return True
        with TemporaryFile(dir=database.parent) as file:
            file.write(bytes(TRIED))
    except OSError as error:
        return error.errno in _FULL
    return False
