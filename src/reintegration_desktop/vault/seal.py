"""Sealing one document of one room, so that it can only be opened in its own place.

Format (docs/formats.md): version 1 is AES-256-GCM under a child's key; version 2 is a fresh key, sealed by HPKE to the
public half of a room that most people may only write to.
"""

from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from reintegration_desktop.vault.errors import SealBroken
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.seals.framing import framed, number
from reintegration_desktop.vault.seals.hybrid import SEALED_KEY_BYTES, open_for, seal_for
from reintegration_desktop.vault.seals.padding import PADDED, padded, unpadded

VERSION_KEY, VERSION_PUBLIC = 1, 2
NONCE_BYTES = 12
_HEAD = 5
_MARKS = {VERSION_KEY: b"rd1", VERSION_PUBLIC: b"rd2"}
_ROOMS = {room: framed(room.value.encode()) for room in Room}
_OPENINGS = {version: framed(mark) + b"\0\0\0\x10" for version, mark in _MARKS.items()}


class Where(NamedTuple):
    """The one place a sealed document belongs to.

    ``generation`` is that of the key; ``device`` 16 bytes and ``seq`` from 1 name the change that made it.
    A named tuple: hundreds of thousands are made at an unlock.
    """

    case: UUID
    room: Room
    generation: int
    record: UUID
    device: bytes
    seq: int


class ChildKey:
    """A secret of 32 bytes made ready for use; ``id`` tells keys of one generation apart."""

    __slots__ = ("cipher", "id", "secret")

    def __init__(self, secret: bytes) -> None:
        self.secret = secret
        self.id = key_id_of(secret)
        self.cipher = AESGCM(secret)


def key_id_of(key: bytes) -> int:
    """The number a key is told by: the first four bytes of a hash of the secret or public half."""
    return int.from_bytes(sha256(b"rd-key-id-1" + key).digest()[:4])


def key_id_in(sealed: bytes) -> int:
    """The number of the key that something was sealed under; raises SealBroken when it is too short to say."""
    if len(sealed) < _HEAD:
        raise SealBroken
    return int.from_bytes(sealed[1:_HEAD])


def bound(version: int, where: Where) -> bytes:
    """What a seal is bound to: mark, case, room, generation, record, device and number, each behind its length."""
    case, room, generation, record, device, seq = where
    return bound_raw(version, case.bytes, room, generation, record.bytes, device, seq)


def bound_raw(version: int, case: bytes, room: Room, generation: int, record: bytes, device: bytes, seq: int) -> bytes:
    """The same from ids of 16 bytes as they lie in the database, where there are very many."""
    return b"%b%b%b\0\0\0\x08%b\0\0\0\x10%b%b%b\0\0\0\x08%b" % (
        _OPENINGS[version], case, _ROOMS[room], generation.to_bytes(8), record, len(device).to_bytes(4), device,
        seq.to_bytes(8),
    )  # fmt: skip


def seal(key: ChildKey, where: Where, document: bytes, nonce: bytes, width: int = 0) -> bytes:
    """Seal a document under a child's key; ``nonce`` 12 random bytes, never used twice with one key.

    ``width``: as if it were so many bytes long, where that is more.
    """
    head = bytes((VERSION_KEY,)) + key.id.to_bytes(4) + nonce
    return head + key.cipher.encrypt(nonce, padded(document, width), bound(VERSION_KEY, where))


def open_sealed(key: ChildKey, where: Where, sealed: bytes) -> bytes:
    """The document; raises SealBroken when the place, the key or a single bit is another."""
    if int.from_bytes(sealed[1:_HEAD]) != key.id:
        raise SealBroken
    return _opened(key.cipher, bound(VERSION_KEY, where), sealed)


def open_once(secret: bytes, place: bytes, sealed: bytes) -> bytes:
    """The same with a key's bare secret that is used for this alone; the tag alone tells whether it is the key.

    ``place`` is what the seal is ``bound`` to, as version 1.
    """
    if sealed[:1] != b"\x01":
        raise SealBroken
    try:
        plain = AESGCM(secret).decrypt(sealed[5:17], sealed[17:], place).rstrip(b"\0")
    except (InvalidTag, ValueError):
        raise SealBroken from None
    if plain[-1:] != PADDED:
        raise SealBroken
    return plain[:-1]


def _opened(cipher: AESGCM, place: bytes, sealed: bytes) -> bytes:
    if sealed[:1] != b"\x01":
        raise SealBroken
    try:
        plain = cipher.decrypt(sealed[5:17], sealed[17:], place)
    except (InvalidTag, ValueError):
        raise SealBroken from None
    return unpadded(plain)


def seal_to(
    public: X25519PublicKey, where: Where, document: bytes, secret: bytes, nonce: bytes, width: int = 0
) -> bytes:
    """Seal a document to a room's public half under a ``secret`` of 32 random bytes that is then forgotten."""
    place = bound(VERSION_PUBLIC, where)
    head = bytes((VERSION_PUBLIC,)) + key_id_of(public.public_bytes_raw()).to_bytes(4)
    sealed = AESGCM(secret).encrypt(nonce, padded(document, width), place)
    return head + seal_for(public, secret, place) + nonce + sealed


def document_key(private: X25519PrivateKey, where: Where, sealed: bytes) -> bytes:
    """The secret that one document was sealed under: what is handed over when a file changes offices."""
    if sealed[:1] != b"\x02" or key_id_in(sealed) != key_id_of(private.public_key().public_bytes_raw()):
        raise SealBroken
    return open_for(private, sealed[_HEAD : _HEAD + SEALED_KEY_BYTES], bound(VERSION_PUBLIC, where))


def open_with_document_key(secret: bytes, where: Where, sealed: bytes) -> bytes:
    """The document, from the secret it was sealed under; raises SealBroken."""
    nonce, content = _HEAD + SEALED_KEY_BYTES, _HEAD + SEALED_KEY_BYTES + NONCE_BYTES
    if sealed[:1] != b"\x02":
        raise SealBroken
    try:
        plain = AESGCM(secret).decrypt(sealed[nonce:content], sealed[content:], bound(VERSION_PUBLIC, where))
    except (InvalidTag, ValueError):
        raise SealBroken from None
    return unpadded(plain)


def open_sealed_to(private: X25519PrivateKey, where: Where, sealed: bytes) -> bytes:
    """The document that was sealed to a room's public half; raises SealBroken."""
    return open_with_document_key(document_key(private, where, sealed), where, sealed)


def place_of(where: Where) -> bytes:
    """A place as bytes, to name it in a hand-over."""
    return framed(where.case.bytes, where.record.bytes, where.device, number(where.seq))
