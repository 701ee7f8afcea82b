"""Files that are whole or not there, and the system's troubles as refusals."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Literal

from reintegration_desktop.vault.errors import DiskFull, FolderReadOnly, FolderTrouble

_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_OTHERS = 0o077
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def told() -> Iterator[None]:
    """Turn the system's errors into FolderReadOnly, DiskFull or FolderTrouble; never a path in them."""
    try:
        yield
    except OSError as error:
        if error.errno in _READ_ONLY:
            raise FolderReadOnly from None
        if error.errno in _FULL:
            raise DiskFull from None
        raise FolderTrouble(number=error.errno or 0) from None


def remove_half_written(path: Path) -> None:
    """Take away what a kill left beside a file; raises FolderReadOnly, FolderTrouble."""
    with told():
        beside_of(path).unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in place of another: beside it, to the disk, renamed, the folder to the disk. Mode 0600."""
    beside = beside_of(path)
    with told():
        try:
            _write_through(beside, content)
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A stream into a file that comes to its place once all of it is on the disk, and not at all where anything failed.

    Raises DiskFull, FolderReadOnly, FolderTrouble. Mode 0600.
    """
    beside = beside_of(path)
    with told():
        try:
            with _begun(beside) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def beside_of(path: Path) -> Path:
    """Where a file stands while it is written; a kill may leave it there."""
    return path.with_name(path.name + ".new")


def may_write(path: Path) -> bool:
    """Whether who runs the program may write to a file or into a folder."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the system can."""
    if os.name == "nt":  # pragma: no cover - Windows has no handle for a folder
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def own_file(path: Path, mode: Literal["wb", "xb"]) -> BinaryIO:
    """Open a file to be written; a new one is its owner's alone, whatever the system's mask says."""
    return open(path, mode, opener=owner_only)


def owner_only(path: str, flags: int) -> int:
    """What opens a file for ``open`` and ``io.FileIO`` with mode 0600."""
    return os.open(path, flags, 0o600)


def keep_to_owner(paths: Iterable[Path]) -> None:
    """Take everybody else's rights away; what lies on a disk that takes nothing, or isn't ours, stays as it is."""
    for path in paths:
        with suppress(OSError):
            mode = path.lstat().st_mode
            if mode & _OTHERS and not stat.S_ISLNK(mode):
                path.chmod(stat.S_IMODE(mode) & ~_OTHERS)


def _write_through(path: Path, content: bytes) -> None:
    with _begun(path) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _begun(path: Path) -> BinaryIO:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    return open(handle, "wb")  # noqa: PTH123 - the handle carries the mode the file begins with
