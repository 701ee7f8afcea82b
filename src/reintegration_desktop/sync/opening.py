"""Opening a bundle: envelope, sizes and the manifest's signature, before a single line is believed."""

import io
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from struct import Struct
from typing import BinaryIO, cast

from reintegration_desktop.sync.bundle import MAGIC
from reintegration_desktop.sync.errors import (
    BundleBomb,
    BundleCutShort,
    BundleDamaged,
    BundleEmpty,
    BundleForeign,
    BundleForged,
    BundleTooLarge,
    BundleTooNew,
)
from reintegration_desktop.sync.manifest import LONGEST_MANIFEST, PURPOSE, Manifest, read_manifest
from reintegration_desktop.sync.packing import MIB, Limits, Unpacked, padded_size
from reintegration_desktop.sync.wire import LONGEST_LINE
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.envelope import open_stream, recipients_in
from reintegration_desktop.vault.errors import EnvelopeDamaged, EnvelopeForeign
from reintegration_desktop.vault.signed import SIGNATURE_BYTES, Signed
from reintegration_desktop.vault.spool import Spool

_BLOCK = 256 * 1024
_LENGTH = Struct(">I")
_HEADER = 64 * 1024
_CHUNK, _TAG, _NONCE = 64 * 1024, 16, 16


@dataclass(frozen=True, slots=True)
class OpenedBundle:
    """A bundle whose envelope and manifest hold; who the sender is has still to be judged (``sync.trust``)."""

    manifest: Manifest
    sender: Certificate
    digest: bytes
    _spool: Spool

    def lines(self) -> Iterator[bytes]:
        """Every line, from the first; may be asked for again.

        Raises BundleDamaged, at the latest after the last line, when lines are not those the manifest was signed for.
        """
        unpacked = Unpacked(self._spool.pieces())
        _read_head(unpacked)
        return _lines(unpacked, self.manifest)


@dataclass(frozen=True, slots=True)
class Outside:
    """What a file shows without a key: its bytes, X25519 recipients (none where it isn't sealed as bundles are).

    ``padded`` is what its content was padded to; None where no whole bundle has so many bytes.
    """

    size: int
    recipients: int
    padded: int | None


def from_outside(file: BinaryIO) -> Outside:
    """What a file shows without a key; nothing of it is verified."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    header = file.read(_HEADER)
    file.seek(0)
    try:
        recipients = recipients_in(io.BytesIO(header))
    except EnvelopeDamaged:
        return Outside(size, 0, None)
    return Outside(size, recipients, _content_of(header, size) if _is_whole(header, size) else None)


def open_bundle(file: BinaryIO, identities: Sequence[str], spool: Spool, limits: Limits) -> OpenedBundle:
    """Open a sealed file into a spool, and read what it says of itself.

    Raises BundleEmpty, BundleTooLarge, BundleCutShort, BundleDamaged, BundleForeign, BundleTooNew, BundleForged,
    BundleBomb.
    """
    size = _checked_size(file, limits)
    into = io.BufferedWriter(_Into(spool), _BLOCK)
    try:
        open_stream(file, into, identities)
        into.flush()
    except EnvelopeForeign:
        raise BundleForeign from None
    except EnvelopeDamaged:
        raise BundleDamaged from None
    paper = _read_head(Unpacked(spool.pieces()))
    manifest = read_manifest(paper)
    sender = manifest.sender.certificate()
    if not paper.is_by(sender.sign_key, PURPOSE):
        raise BundleForged
    limits.refuse(manifest.size, manifest.lines, size)
    return OpenedBundle(manifest, sender, sha256(paper.body).digest(), spool)


def peeked(file: BinaryIO, identities: Sequence[str]) -> Manifest:
    """What a bundle says of itself, read from its first bytes: nothing is verified, so it is good for an order alone.

    Raises BundleForeign, BundleDamaged, BundleTooNew, BundleBomb.
    """
    head = _Head()
    with suppress(_EnoughError):
        try:
            open_stream(file, head, identities)
        except EnvelopeForeign:
            raise BundleForeign from None
        except EnvelopeDamaged:
            raise BundleDamaged from None
    return read_manifest(_read_head(Unpacked([bytes(head.content)])))


class _EnoughError(Exception):
    """The first bytes are read; never leaves this module."""


class _Head:
    """The first bytes of what is written to it."""

    def __init__(self) -> None:
        self.content = bytearray()

    def write(self, content: bytes) -> int:
        self.content += content
        if len(self.content) > 2 * LONGEST_MANIFEST:
            raise _EnoughError
        return len(content)


def _checked_size(file: BinaryIO, limits: Limits) -> int:
    """The file's size, if a whole bundle can have it."""
    size = file.seek(0, os.SEEK_END)
    if size == 0:
        raise BundleEmpty
    if size > limits.file:
        raise BundleTooLarge(megabytes=limits.file // MIB)
    file.seek(0)
    header = file.read(_HEADER)
    try:
        recipients = recipients_in(io.BytesIO(header))
    except EnvelopeDamaged:
        raise BundleDamaged from None
    if recipients != 1:
        raise BundleDamaged
    if not _is_whole(header, size):
        raise BundleCutShort
    file.seek(0)
    return size


def _is_whole(header: bytes, size: int) -> bool:
    """Whether the bytes behind the envelope's header are as many as a padded content comes to."""
    content = _content_of(header, size)
    return content > 0 and padded_size(content) == content


def _content_of(header: bytes, size: int) -> int:
    """How many bytes of content a file of this size has behind the envelope's header; nought where that is cut."""
    ends = header.find(b"\n", header.index(b"\n---") + 1) + 1
    sealed = size - ends - _NONCE
    return sealed - _TAG * -(-sealed // (_CHUNK + _TAG)) if ends > 0 else 0


def _read_head(unpacked: Unpacked) -> Signed:
    """The manifest's bytes and their signature, unchecked."""
    magic = unpacked.exactly(len(MAGIC))
    if magic[:3] != MAGIC[:3]:
        raise BundleDamaged
    if magic != MAGIC:
        raise BundleTooNew(version=magic[3])
    length = int.from_bytes(unpacked.exactly(4))
    if length > LONGEST_MANIFEST:
        raise BundleBomb
    return Signed(unpacked.exactly(length), unpacked.exactly(SIGNATURE_BYTES))


def _lines(unpacked: Unpacked, manifest: Manifest) -> Iterator[bytes]:
    """Lines out of blocks, counted and hashed on the way."""
    digest, size, lines, rest = sha256(), 0, 0, b""
    while block := unpacked.read(_BLOCK):
        digest.update(block)
        size += len(block)
        if size > manifest.size:
            raise BundleBomb
        rest, found = _cut(rest + block)
        lines += len(found)
        if lines > manifest.lines:
            raise BundleDamaged
        yield from found
    if rest or (size, lines, digest.digest()) != (manifest.size, manifest.lines, manifest.digest):
        raise BundleDamaged


def _cut(block: bytes) -> tuple[bytes, list[bytes]]:
    """The lines that a block holds whole, and what is left of it."""
    found, begins, whole = list[bytes](), 0, len(block)
    while begins + 4 <= whole:
        (length,) = _LENGTH.unpack_from(block, begins)
        ends = begins + 4 + length
        if ends > whole:
            break
        found.append(block[begins + 4 : ends])
        begins = ends
    if begins + 4 <= whole and length > LONGEST_LINE:
        raise BundleDamaged
    return block[begins:], found


class _Into(io.RawIOBase):
    """A spool as a file that can be written."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool

    def writable(self) -> bool:
        return True

    def write(self, content: object) -> int:
        return self._spool.write(bytes(cast(bytes, content)))
