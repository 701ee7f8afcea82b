"""A long file as pieces that FAT takes (4 GB at most): ``x.age``, ``x.age.2``, ``x.age.3``; together they are the file.

The first piece gets its name last: where it lies, all of them lie.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from reintegration_desktop.vault.errors import BackupUnreadable
from reintegration_desktop.vault.files.disk import own_file

LONGEST = 4_000_000_000
"""Bytes of a piece: FAT takes 4 GiB less one byte."""
SYNCED_EVERY = 16 << 20
"""So many bytes are brought to the disk at a time: a slow stick then never keeps anybody waiting for long."""
CHUNK = 1 << 20
UNFINISHED = ".part"
Told = Callable[[int], None]


class PiecesWriter:
    """Writes beside the place, brings everything to the disk, and gives the pieces their names in ``finish``.

    ``told`` hears how many bytes were written. Left without ``finish``, nothing is left of it.
    """

    def __init__(self, path: Path, longest: int = LONGEST, told: Told = lambda _: None) -> None:
        self._path, self._longest, self._told = path, longest, told
        self._beside = [path.with_name(path.name + UNFINISHED)]
        self._file: BinaryIO = own_file(self._beside[0], "wb")
        self._digest, self.size, self._unsynced, self._room = sha256(), 0, 0, longest

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # what a full disk did not take is thrown away
            self._file.close()
        for beside in self._beside:
            beside.unlink(missing_ok=True)

    def write(self, content: bytes, /) -> int:
        """Take all of these bytes."""
        left = memoryview(content)
        while left:
            if not self._room:
                self._next()
            taken = left[: self._room]
            self._file.write(taken)
            self._room -= len(taken)
            left = left[len(taken) :]
        self._digest.update(content)
        self.size += len(content)
        self._unsynced += len(content)
        if self._unsynced >= SYNCED_EVERY:
            self._sync()
        self._told(self.size)
        return len(content)

    def finish(self) -> None:
        """Read everything back, compare it, and put it in its place; raises BackupUnreadable where it differs."""
        self._sync()
        self._file.close()
        if _digest_of(self._beside, self._told) != self._digest.digest():
            raise BackupUnreadable
        remove_pieces(self._path, but_first=True)
        for number in range(len(self._beside), 0, -1):
            self._beside[number - 1].replace(_piece(self._path, number))

    def _next(self) -> None:
        self._sync()
        self._file.close()
        number = len(self._beside) + 1
        self._beside.append(self._path.with_name(f"{self._path.name}.{number}{UNFINISHED}"))
        self._file, self._room = own_file(self._beside[-1], "wb"), self._longest

    def _sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._unsynced = 0


class PiecesReader:
    """Reads the pieces one after the other as the one file that they are."""

    def __init__(self, path: Path) -> None:
        self._left = list(pieces_of(path))
        self._file: BinaryIO = self._left.pop(0).open("rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def read(self, size: int, /) -> bytes:
        """At most so many bytes, none at the end."""
        while not (content := self._file.read(size)) and self._left:
            self._file.close()
            self._file = self._left.pop(0).open("rb")
        return content


def pieces_of(path: Path) -> tuple[Path, ...]:
    """The pieces that lie there, in order; the first always, whether it lies there or not."""
    found, number = [path], 2
    while (piece := _piece(path, number)).exists():
        found.append(piece)
        number += 1
    return tuple(found)


def size_of(path: Path) -> int:
    """Bytes of all pieces together."""
    return sum(piece.stat().st_size for piece in pieces_of(path))


def remove_pieces(path: Path, *, but_first: bool = False) -> None:
    """Delete a file's pieces, the first one first: what a kill leaves then counts as nothing."""
    for piece in pieces_of(path)[int(but_first) :]:
        piece.unlink(missing_ok=True)


def remove_unfinished(folder: Path, prefix: str) -> None:
    """Delete what a kill, or a stick that was pulled out, left half written of backups with such names."""
    for left in folder.glob(f"{prefix}*.age*{UNFINISHED}"):
        left.unlink(missing_ok=True)


def _piece(path: Path, number: int) -> Path:
    return path if number == 1 else path.with_name(f"{path.name}.{number}")


def _digest_of(files: list[Path], told: Told) -> bytes:
    digest, read = sha256(), 0
    for file in files:
        with file.open("rb") as opened:
            while chunk := opened.read(CHUNK):
                digest.update(chunk)
                read += len(chunk)
                told(read)
    return digest.digest()
