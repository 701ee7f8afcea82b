"""Bundles by a folder: a stick, a share, a directory that something else carries on."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from reintegration_desktop.sync.errors import (
    FileGone,
    FileReadBackDiffers,
    FileTaken,
    TargetFull,
    TargetMissing,
    TargetReadOnly,
    TargetTrouble,
)
from reintegration_desktop.sync.target import Entry, Probe, checked, is_bundle, part_of
from reintegration_desktop.sync.transports.blocks import blocks

_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PROBE = ".probe.part"


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """A folder as a target (``sync.target.Target``)."""

    folder: Path

    def list(self) -> list[Entry]:
        """The bundles that lie there whole, by name."""
        with self._told():
            found = [(path.name, path.stat().st_size) for path in self.folder.iterdir() if is_bundle(path.name)]
        return [Entry(name, size) for name, size in sorted(found)]

    def get(self, name: str, into: BinaryIO) -> None:
        """Copy a bundle from where ``into`` stands; raises FileGone."""
        with self._told(), self._opened(name) as file:
            file.seek(into.tell())
            for block in blocks(file):
                into.write(block)

    def put_new(self, name: str, content: BinaryIO) -> None:
        """Put a bundle there: as a part, through to the disk, read back and compared, renamed."""
        if self.exists(name):
            raise FileTaken
        path = self.folder / checked(name)
        part = self.folder / part_of(name)
        with self._told():
            try:
                written = _write(part, content)
                if _read_back(part) != written:
                    raise FileReadBackDiffers
                part.replace(path)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
            _settle(self.folder)

    def exists(self, name: str) -> bool:
        """Whether a bundle lies there whole."""
        with self._told():
            return (self.folder / checked(name)).is_file()

    def delete_own(self, name: str) -> None:
        """Take away a bundle of one's own that was acknowledged, or a part of one."""
        with self._told():
            (self.folder / checked(name)).unlink(missing_ok=True)
            (self.folder / part_of(name)).unlink(missing_ok=True)

    def probe(self) -> Probe:
        """Write and take away a few bytes."""
        with self._told():
            part = self.folder / _PROBE
            try:
                part.write_bytes(b"?" * 512)
            finally:
                part.unlink(missing_ok=True)
            return Probe(shutil.disk_usage(self.folder).free)

    @contextmanager
    def _opened(self, name: str) -> Iterator[BinaryIO]:
        try:
            file = (self.folder / checked(name)).open("rb")
        except FileNotFoundError:
            raise FileGone from None
        with file:
            yield file

    @contextmanager
    def _told(self) -> Iterator[None]:
        """The system's errors as facts; a folder that is not there, or not any more, is told first."""
        if not self.folder.is_dir():
            raise TargetMissing
        try:
            yield
        except OSError as error:
            if not self.folder.is_dir():
                raise TargetMissing from None
            if error.errno in _READ_ONLY:
                raise TargetReadOnly from None
            if error.errno in _FULL:
                raise TargetFull from None
            raise TargetTrouble(number=error.errno or 0) from None


def _write(part: Path, content: BinaryIO) -> bytes:
    """Write through to the disk; the digest of what was meant."""
    with part.open("wb") as file:
        digest = sha256()
        for block in blocks(content):
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return digest.digest()


def _read_back(part: Path) -> bytes:
    """The digest of what lies there, asked of the disk rather than of memory where the system can."""
    with part.open("rb") as file:
        if hasattr(os, "posix_fadvise"):  # pragma: no branch - Linux has it
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        digest = sha256()
        for block in blocks(file):
            digest.update(block)
    return digest.digest()


def _settle(folder: Path) -> None:
    """Bring the folder's entries to the disk, where the system and the stick can."""
    if os.name == "nt":  # pragma: no cover - Windows has no handle for a folder
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:  # pragma: no cover - some sticks' systems know no such thing
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)
