"""A tar file, written as a stream and read with suspicion: what lies in a backup under its seal."""

import os
import tarfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from reintegration_desktop.vault.errors import BackupUnreadable
from reintegration_desktop.vault.fields import Fields, compact
from reintegration_desktop.vault.files.disk import own_file, told

BLOCK, CHUNK = 512, 1 << 16
CONTENTS = "contents.json"
LONGEST_CONTENTS = 64 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """A file that goes into an archive, under a name with forward slashes."""

    name: str
    path: Path


class ArchiveReader:
    """Reads as the bytes of a tar file: the members, and last a list of them with their hashes, ``contents.json``."""

    def __init__(self, members: Sequence[Member], about: Mapping[str, object]) -> None:
        self._parts = _parts(members, about)
        self._rest = b""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes, none at the end; raises BackupUnreadable for a file that shrinks meanwhile."""
        if not self._rest:
            self._rest = next((part for part in self._parts if part), b"")
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken


def unpack(archive: BinaryIO, to: Path) -> Fields:
    """Write an archive's files into an empty folder and check each against the list, which is returned.

    Raises BackupUnreadable for anything but plain files with plain names, or when the list and the files differ.
    """
    written: dict[str, tuple[int, str]] = {}
    contents = b""
    try:
        with tarfile.open(fileobj=archive, mode="r|") as tar:
            for member in tar:
                source = tar.extractfile(member) if member.isreg() else None
                if source is None or member.name in written or not is_plain(member.name):
                    raise BackupUnreadable
                if member.name == CONTENTS:
                    contents = source.read(LONGEST_CONTENTS)
                else:
                    written[member.name] = _written(source.read, to / member.name)
        listed = Fields.parse(contents)
        expected = {row.text("name"): (row.number("size"), row.text("sha256")) for row in listed.rows("files")}
    except (tarfile.TarError, ValueError):
        raise BackupUnreadable from None
    if written != expected:
        raise BackupUnreadable
    return listed


def is_plain(name: str) -> bool:
    """Whether a member's name stays inside the folder it is unpacked into, on every system."""
    path = PurePosixPath(name)
    plain = all(part not in ("", ".", "..") and not set(part) & set('\\:*?"<>|\0') for part in name.split("/"))
    return plain and not path.is_absolute() and len(path.parts) <= 2


def _parts(members: Sequence[Member], about: Mapping[str, object]) -> Iterator[bytes]:
    listed = []
    for member in members:
        with told(), member.path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(0)
            yield _header(member.name, size)
            digest, left = sha256(), size
            while left:
                chunk = file.read(min(CHUNK, left))
                if not chunk:
                    raise BackupUnreadable
                digest.update(chunk)
                left -= len(chunk)
                yield chunk
            yield _filling(size)
        listed.append({"name": member.name, "size": size, "sha256": digest.hexdigest()})
    contents = compact({**about, "files": listed})
    yield _header(CONTENTS, len(contents)) + contents + _filling(len(contents)) + bytes(2 * BLOCK)


def _header(name: str, size: int) -> bytes:
    entry = tarfile.TarInfo(name)
    entry.size = size
    return entry.tobuf(tarfile.GNU_FORMAT)


def _filling(size: int) -> bytes:
    return bytes(-size % BLOCK)


def _written(read: Callable[[int], bytes], path: Path) -> tuple[int, str]:
    """Write one member out; its size and hash."""
    path.parent.mkdir(exist_ok=True, mode=0o700)
    digest, size = sha256(), 0
    with own_file(path, "xb") as file:
        while chunk := read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return size, digest.hexdigest()
