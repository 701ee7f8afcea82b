"""Writing bundles: lines in, sealed files out, with the same little memory whatever the size."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import chain
from pathlib import Path
from uuid import UUID

from reintegration_desktop.history.arrivals import Acknowledgement, Hole, Mark, Vector
from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.sync.manifest import (
    FORMAT,
    Kind,
    Manifest,
    Recipient,
    Sign,
    Stretch,
    paper_of,
    write_manifest,
)
from reintegration_desktop.sync.packing import MIB, Packer, as_stream, packed, padding
from reintegration_desktop.sync.ports import Item
from reintegration_desktop.sync.wire import (
    acknowledgement_line,
    certificate_line,
    change_line,
    figures_line,
    hole_line,
    key_line,
    revocation_line,
    save_line,
)
from reintegration_desktop.vault.age_keys import recipient_of
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.chain import FIRST
from reintegration_desktop.vault.envelope import seal_stream
from reintegration_desktop.vault.files.disk import sync_folder, told
from reintegration_desktop.vault.identity import Random, fingerprint
from reintegration_desktop.vault.papers.office_keys import KeyStatement
from reintegration_desktop.vault.revocations import Revocation
from reintegration_desktop.vault.spool import Spool

MAGIC, ENDING = b"rdb\x01", ".rdb"
SPLIT_AT, MOST_LINES = 960 * MIB, 2_000_000
_BLOCK = 256 * 1024


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: a certificate, those between it and the ``root`` (public half, 32 bytes), and how they sign."""

    certificate: Certificate
    root: bytes
    sign: Sign
    chain: tuple[Certificate, ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """To whom: an office and the public half of its transport pair (32 bytes)."""

    office: UUID
    key: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands in a bundle besides changes.

    ``since`` is where each device's changes begin, with the chain's hash there; ``has`` all numbers the sender holds.
    """

    kind: Kind
    sender: Sender
    to: Address
    made_at: datetime
    since: Vector = field(default_factory=dict)
    has: Mapping[str, int] = field(default_factory=dict)
    certificates: tuple[Certificate, ...] = ()
    revocations: tuple[Revocation, ...] = ()
    statements: tuple[KeyStatement, ...] = ()
    figures: Mapping[str, bytes] = field(default_factory=dict)
    said: Acknowledgement | None = None


@dataclass(frozen=True, slots=True)
class BundleInfo:
    """A sealed file: ``size`` in bytes, ``content`` the bytes of its lines, ``packed`` these compressed and not padded.

    ``upto`` are the numbers it reaches.
    """

    bundle: str
    path: Path
    size: int
    content: int
    packed: int
    counts: Mapping[str, int]
    upto: Mapping[str, int]


def write_bundles(
    letter: Letter, items: Iterable[Item], outbox: Path, random: Random, split_at: int = SPLIT_AT
) -> Iterator[BundleInfo]:
    """Seal changes, holes and saves, in the order of ``sync.ports.Source.outgoing``, into one file or several.

    A file ends after the save with which it reaches ``split_at`` bytes (FAT); each stands for itself, the first carries
    papers, figures and acknowledgement. Raises DiskFull, FolderReadOnly, FolderTrouble; then no file is left.
    """
    waiting, marks = iter(items), dict(letter.since)
    first = True
    while True:
        with Spool(outbox, random) as spool:
            part = _Part(spool, marks)
            if first:
                part.begin(letter)
            more = part.fill(waiting, split_at)
            if first or part.stretches:
                yield _sealed(letter, part, outbox, random)
        if not more:
            return
        first = False


def write_files(
    letter: Letter, files: Iterable[Iterable[bytes]], outbox: Path, random: Random, split_at: int = SPLIT_AT
) -> Iterator[BundleInfo]:
    """Seal sealed files of cases, each given as its lines, into one bundle or several; none where there is no file.

    A bundle ends after the file with which it reaches ``split_at`` bytes, and stands for itself. Raises as
    ``write_bundles``.
    """
    waiting = iter(files)
    for first in waiting:
        with Spool(outbox, random) as spool:
            part = _Part(spool, {})
            part.begin(letter)
            part.fill_files(chain([first], waiting), split_at)
            yield _sealed(letter, part, outbox, random)


class _Part:
    """One file's lines while they are collected: compressed into a spool, counted and hashed."""

    def __init__(self, spool: Spool, marks: dict[str, Mark]) -> None:
        self.spool, self.stretches = spool, dict[str, tuple[Mark, int]]()
        self.counts: dict[str, int] = {}
        self.size, self._digest = 0, sha256()
        self._marks, self._packer = marks, Packer()
        self._block, self._blocked = list[bytes](), 0

    def begin(self, letter: Letter) -> None:
        """Papers come before the changes that need them."""
        for certificate in letter.certificates:
            self._add(certificate_line(certificate))
        for revocation in letter.revocations:
            self._add(revocation_line(revocation))
        for statement in letter.statements:
            self._add(key_line(statement))
        for name, content in letter.figures.items():
            self._add(figures_line(name, content))
        if letter.said is not None:
            self._add(acknowledgement_line(letter.said))

    def fill(self, items: Iterator[Item], split_at: int) -> bool:
        """Take whole saves until the part is full; whether there may be more. What no save covers stays behind."""
        unsigned = list[Change | Hole]()
        for item in items:
            if not isinstance(item, SaveRow):
                unsigned.append(item)
                continue
            for link in unsigned:
                self._add(change_line(link) if isinstance(link, Change) else hole_line(link))
                self._reach(link)
            unsigned.clear()
            self._add(save_line(item))
            if self.spool.size >= split_at or self.lines >= MOST_LINES:
                self._end()
                return True
        self._end()
        return False

    def fill_files(self, files: Iterable[Iterable[bytes]], split_at: int) -> None:
        """Take whole files until the part is full: what is sealed doesn't become smaller."""
        for lines in files:
            for line in lines:
                self._add(line)
            if self.size + self._blocked >= split_at or self.lines >= MOST_LINES:
                break
        self._end()

    @property
    def lines(self) -> int:
        """How many there are."""
        return sum(self.counts.values())

    @property
    def digest(self) -> bytes:
        """SHA-256 of all lines."""
        return self._digest.digest()

    def _reach(self, item: Change | Hole) -> None:
        begun = self.stretches.get(item.device)
        start = self._marks.get(item.device, Mark(0, FIRST)) if begun is None else begun[0]
        self.stretches[item.device] = start, item.seq
        self._marks[item.device] = Mark(item.seq, item.hash)

    def _add(self, line: bytes) -> None:
        kind = chr(line[0])
        self.counts[kind] = self.counts.get(kind, 0) + 1
        self._block += (len(line).to_bytes(4), line)
        self._blocked += len(line) + 4
        if self._blocked >= _BLOCK:
            self._pass_on()

    def _pass_on(self) -> None:
        block = b"".join(self._block)
        self._block, self._blocked = [], 0
        self._digest.update(block)
        self.size += len(block)
        self.spool.write(self._packer.add(block))

    def _end(self) -> None:
        self._pass_on()
        self.spool.write(self._packer.end())


def _sealed(letter: Letter, part: _Part, outbox: Path, random: Random) -> BundleInfo:
    """Put the manifest before a part, fill it up, seal it."""
    bundle = random(16).hex()
    paper = write_manifest(_manifest(letter, part, bundle), letter.sender.sign)
    head = packed(MAGIC + len(paper.body).to_bytes(4) + paper.body + paper.signature)
    pieces = chain([head], part.spool.pieces(), padding(len(head) + part.spool.size))
    path = outbox / (bundle + ENDING)
    _write(path, pieces, recipient_of(letter.to.key))
    upto = {device: last for device, (_, last) in part.stretches.items()}
    return BundleInfo(bundle, path, path.stat().st_size, part.size, part.spool.size, part.counts, upto)


def _manifest(letter: Letter, part: _Part, bundle: str) -> Manifest:
    return Manifest(
        format=FORMAT,
        bundle=bundle,
        kind=str(letter.kind),
        made_at=letter.made_at,
        root=fingerprint(letter.sender.root),
        sender=paper_of(letter.sender.certificate),
        recipient=Recipient(letter.to.office, fingerprint(letter.to.key)),
        lines=part.lines,
        size=part.size,
        digest=part.digest,
        chain=tuple(map(paper_of, letter.sender.chain)),
        stretches=tuple(
            Stretch(device, start.seq, start.hash, last) for device, (start, last) in sorted(part.stretches.items())
        ),
        has=tuple(sorted(letter.has.items())),
        counts=part.counts,
    )


def _write(path: Path, pieces: Iterable[bytes], recipient: str) -> None:
    """Seal beside, bring to the disk, rename; nothing is left when anything goes wrong."""
    beside = path.with_name(path.name + ".part")
    with told():
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with open(handle, "wb") as file:  # noqa: PTH123 - the handle carries the mode the file begins with
                seal_stream(as_stream(pieces), file, [recipient])
                file.flush()
                os.fsync(handle)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
