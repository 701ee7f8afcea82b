"""Sealing the files of a child: photographs, papers, recordings, each bound to its own record, streamed.

Format (docs/formats.md): an age file to an identity that is derived from the child's key of a room; in it a version,
the length, the content, and zeros up to a class of lengths.
"""

from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from reintegration_desktop.vault.age_keys import identity_of, own_recipient
from reintegration_desktop.vault.children import ChildKeys
from reintegration_desktop.vault.envelope import Hashed, Readable, Writable, open_stream, seal_stream
from reintegration_desktop.vault.errors import EnvelopeDamaged, EnvelopeForeign, FileChanged, SealBroken
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.seals.framing import framed, number

SMALLEST = 64 * 1024
SALT_BYTES, NAME_BYTES = 16, 16
VERSION = b"\x01"
_HEAD_BYTES = 1 + 8
_ZEROS = bytes(SMALLEST)


class FilePlace(NamedTuple):
    """The one place a sealed file belongs to; ``salt`` (16 random bytes) tells it from the record's other files."""

    case: UUID
    room: Room
    generation: int
    record: UUID
    salt: bytes


def name_of(case: UUID, record: UUID, salt: bytes) -> str:
    """What the sealed file is called on a disk: 32 hex digits, which no other record can claim."""
    return sha256(framed(b"rd-file-name-1", case.bytes, record.bytes, salt)).digest()[:NAME_BYTES].hex()


def padded_size(length: int) -> int:
    """How long the content of so many bytes is once it is padded: 64 KiB times a power of two."""
    size = SMALLEST
    while size < length + _HEAD_BYTES:
        size *= 2
    return size


def seal_file(keys: ChildKeys, place: FilePlace, source: Readable, length: int, target: Writable) -> bytes:
    """Seal so many bytes of a stream; returns SHA-256 of what was written. Raises NoKey, FileChanged."""
    secret = keys.get(place.case, place.room, place.generation)[0].secret
    hashed = Hashed(target)
    seal_stream(_Padded(source, length), hashed, [own_recipient(pair_of(secret, place))])
    return hashed.digest


def open_file(keys: ChildKeys, place: FilePlace, source: Readable, target: Writable) -> None:
    """Open a sealed file in its place; raises NoKey, SealBroken for another place, key or a changed bit.

    What was written before SealBroken was raised must be thrown away.
    """
    identities = [identity_of(pair_of(key.secret, place)) for key in keys.get(place.case, place.room, place.generation)]
    content = _Unpadded(target)
    try:
        open_stream(source, content, identities)
    except (EnvelopeDamaged, EnvelopeForeign):
        raise SealBroken from None
    content.end()


def pair_of(secret: bytes, place: FilePlace) -> bytes:
    """The private half (32 bytes) that a file in this place is sealed to."""
    case, room, generation, record, salt = place
    context = framed(b"rd-file-1", case.bytes, room.value.encode(), number(generation), record.bytes)
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=context).derive(secret)


class _Padded:
    """Reads as version, length, content, zeros; never more than a piece of it in memory."""

    def __init__(self, source: Readable, length: int) -> None:
        self._source, self._left = source, length
        self._head = VERSION + number(length)
        self._zeros = padded_size(length) - _HEAD_BYTES - length

    def read(self, size: int, /) -> bytes:
        """At most so many bytes, none at the end; raises FileChanged where the source is of another length."""
        if self._head:
            taken, self._head = self._head[:size], self._head[size:]
            return taken
        if self._left:
            return self._content(size)
        taken = _ZEROS[: min(size, self._zeros)]
        self._zeros -= len(taken)
        return taken

    def _content(self, size: int) -> bytes:
        taken = self._source.read(min(size, self._left))
        self._left -= len(taken)
        if not taken or (not self._left and self._source.read(1)):
            raise FileChanged
        return taken


class _Unpadded:
    """Passes the content on, and sees that around it stands what was sealed."""

    def __init__(self, target: Writable) -> None:
        self._target = target
        self._head = b""
        self._left = self._written = self._length = 0

    def write(self, content: bytes, /) -> int:
        """Take all of these bytes; raises SealBroken for what no writer of ours made."""
        self._written += len(content)
        if len(self._head) < _HEAD_BYTES:
            missing = _HEAD_BYTES - len(self._head)
            self._head, rest = self._head + content[:missing], content[missing:]
            if len(self._head) == _HEAD_BYTES:
                self._begin()
        else:
            rest = content
        own, padding = rest[: self._left], rest[self._left :]
        self._left -= len(own)
        if own:
            self._target.write(own)
        if padding.strip(b"\0"):
            raise SealBroken
        return len(content)

    def end(self) -> None:
        """Raise SealBroken unless everything came."""
        if self._left or len(self._head) < _HEAD_BYTES or self._written != padded_size(self._length):
            raise SealBroken

    def _begin(self) -> None:
        if self._head[:1] != VERSION:
            raise SealBroken
        self._left = self._length = int.from_bytes(self._head[1:])
