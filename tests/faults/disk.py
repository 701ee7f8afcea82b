"""A disk whose power is cut: what may lie on it, by the journal of what a program asked of it until then.

What was brought to the disk (fsync) lies there. Of everything later each write lies there whole, in part by sectors, or
not at all, in any order; each name made, changed or removed since its folder was brought to the disk is so or isn't.
"""

import os
import random
import shutil
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_RECORD = struct.Struct("=BQQIHH")
_UNSHARED = "-shm"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked of the disk; ``what`` as the shim's letters, ``a`` for something acknowledged."""

    what: str
    inode: int
    offset: int
    length: int
    path: str
    other: str
    content: bytes


def read_journal(journal: Path) -> list[Asked]:
    """Everything that was asked, in order."""
    raw, at, found = journal.read_bytes(), 0, []
    while at < len(raw):
        what, inode, offset, length, path, other = _RECORD.unpack_from(raw, at)
        at += _RECORD.size
        names = raw[at : at + path], raw[at + path : at + path + other]
        at += path + other
        content = raw[at : at + length]
        at += length
        found.append(Asked(chr(what), inode, offset, length, *map(os.fsdecode, names), content))
    return found


@dataclass
class File:
    """A file: the bytes that surely lie on the disk, and what was asked of it since."""

    sure: bytes
    asked: list[Asked] = field(default_factory=list)

    def sync(self) -> None:
        self.sure = _written(self.sure, self.asked)
        self.asked = []

    def after_a_cut(self, chance: random.Random) -> bytes:
        """The bytes that may lie there: nothing of what was asked since, all of it, or any part."""
        way = chance.randrange(4)
        if way == 0:
            return self.sure
        if way == 1:
            return _written(self.sure, self.asked)
        if way == 2:
            return _written(self.sure, _torn(self.asked[: chance.randint(0, len(self.asked))], chance, last_only=True))
        return _written(self.sure, _torn(self.asked, chance, last_only=False))


def _torn(asked: Sequence[Asked], chance: random.Random, *, last_only: bool) -> Iterator[Asked]:
    """Some of the writes, and of some only a few sectors."""
    for number, one in enumerate(asked, 1):
        if last_only and number < len(asked):
            yield one
        elif one.what == "t":
            if chance.random() < 0.5:
                yield one
        else:
            yield from _sectors(one, chance)


def _sectors(one: Asked, chance: random.Random) -> Iterator[Asked]:
    keeps = chance.choice((0.0, 0.5, 1.0))
    at = 0
    while at < len(one.content):
        upto = min(len(one.content), at + SECTOR - (one.offset + at) % SECTOR)
        if keeps and (keeps == 1.0 or chance.random() < keeps):
            yield Asked("w", one.inode, one.offset + at, upto - at, "", "", one.content[at:upto])
        at = upto


def _written(content: bytes, asked: Iterator[Asked] | Sequence[Asked]) -> bytes:
    made = bytearray(content)
    for one in asked:
        if one.what == "t":
            del made[one.offset :]
            made.extend(bytes(one.offset - len(made)))
        else:
            made.extend(bytes(max(0, one.offset - len(made))))
            made[one.offset : one.offset + len(one.content)] = one.content
    return bytes(made)


@dataclass
class Disk:
    """What lay in a folder before, and what became of it."""

    names: dict[str, File]
    by_inode: dict[int, File]
    renamed: list[Asked] = field(default_factory=list)
    made: dict[int, File] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> "Disk":
        """A folder as it lies there now, all of it surely on the disk."""
        names, inodes = {}, {}
        for path in folder.resolve().rglob("*"):
            if path.is_file() and not path.name.endswith(_UNSHARED):
                names[str(path)] = inodes[path.stat().st_ino] = File(path.read_bytes())
        return cls(names, inodes)

    def take(self, one: Asked) -> None:
        """Do what was asked."""
        if one.what == "c":
            self.by_inode[one.inode] = self.made[len(self.renamed)] = File(b"")
            self.renamed.append(one)
        elif one.what in "ur":
            self.renamed.append(one)
        elif one.what == "d":
            self._sync_folder(one.path)
        elif one.inode in self.by_inode:
            file = self.by_inode[one.inode]
            if one.what == "s":
                file.sync()
            else:
                file.asked.append(one)

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """The files that may lie there, by path."""
        names = dict(self.names)
        in_order = chance.random() < 0.5
        upto = chance.randint(0, len(self.renamed))
        lost: set[str] = set()
        for number, one in enumerate(self.renamed):
            kept = number < upto if in_order else chance.random() < 0.5
            touched = {one.path, one.other} - {""}
            if kept and not touched & lost:
                _rename(names, one, self.made.get(number))
            else:
                lost |= touched
        return {path: file.after_a_cut(chance) for path, file in names.items()}

    def _sync_folder(self, folder: str) -> None:
        """The names in a folder lie surely on the disk; and with them those they follow from."""
        last = max((n for n, one in enumerate(self.renamed) if folder in _folders(one)), default=-1)
        left, made = [], {}
        for number, one in enumerate(self.renamed):
            if number <= last and (folder in _folders(one) or self._is_needed(number, last, folder)):
                _rename(self.names, one, self.made.get(number))
            else:
                if number in self.made:
                    made[len(left)] = self.made[number]
                left.append(one)
        self.renamed, self.made = left, made

    def _is_needed(self, number: int, last: int, folder: str) -> bool:
        one = self.renamed[number]
        return any(
            {one.path, one.other} & {later.path, later.other} - {""}
            for later in self.renamed[number + 1 : last + 1]
            if folder in _folders(later)
        )


def _rename(names: dict[str, File], one: Asked, made: File | None) -> None:
    if one.what == "c":
        assert made is not None
        names[one.path] = made
    elif one.what == "u":
        names.pop(one.path, None)
    elif one.path in names:
        names[one.other] = names.pop(one.path)


def _folders(one: Asked) -> set[str]:
    return {str(Path(path).parent) for path in (one.path, one.other) if path}


def lay(folder: Path, files: dict[str, bytes]) -> None:
    """Put files in place of everything that lies in a folder; its folders stay."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.unlink()
    for name, content in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o600)


def put_back(kept: Path, folder: Path) -> None:
    """A folder as it was copied before."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(kept, folder)
