"""The chain that every change of a device hangs in, and the signature over a save."""

from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.seals.framing import framed, number

FIRST = bytes(32)
SALT_BYTES = 16
_ROOMS = {room: framed(room.value.encode()) for room in Room}


class Envelope(NamedTuple):
    """What of a change stands in the clear. ``device`` 16 bytes, ``parents`` pairs of device and number."""

    case: UUID
    record: UUID
    room: Room
    device: bytes
    seq: int
    clock: int
    author: UUID
    kind: str
    generation: int
    parents: tuple[tuple[bytes, int], ...] = ()


def envelope_bytes(envelope: Envelope) -> bytes:
    """An envelope as the bytes that are hashed: version 1, then each field behind its length, parents last."""
    case, record, room, device, seq, clock, author, kind, generation, parents = envelope
    return b"\x01\0\0\0\x10%b\0\0\0\x10%b%b%b%b\0\0\0\x08%b\0\0\0\x08%b\0\0\0\x10%b%b\0\0\0\x08%b%b" % (
        case.bytes, record.bytes, _ROOMS[room], len(device).to_bytes(4), device, seq.to_bytes(8), clock.to_bytes(8),
        author.bytes, framed(kind.encode()), generation.to_bytes(8),
        framed(*[device + number(seq) for device, seq in parents]) if parents else b"",
    )  # fmt: skip


def link(prev: bytes, salt: bytes, envelope: bytes, document: bytes) -> bytes:
    """The chain's next hash (32 bytes) from the one before, a salt of 16 random bytes, envelope and sealed document."""
    return link_digests(prev, sha256(salt + envelope).digest(), sha256(salt + document).digest())


def link_digests(prev: bytes, envelope_digest: bytes, document_digest: bytes) -> bytes:
    """The chain's next hash where only the two salted digests are left: not sent to this peer, or destroyed."""
    return sha256(prev + envelope_digest + document_digest).digest()


def salted_digests(salt: bytes, envelope: bytes, document: bytes) -> tuple[bytes, bytes]:
    """The two digests that stay when a change is destroyed, and that stand for what is not sent to a peer."""
    return sha256(salt + envelope).digest(), sha256(salt + document).digest()


def save_statement(device: bytes, first: int, last: int, head: bytes) -> bytes:
    """What an author signs: one transaction's device, first and last number, and the chain's head after it."""
    return b"rd-save-1" + framed(device, number(first), number(last), head)


def sign_save(sign: Callable[[bytes], bytes], device: bytes, first: int, last: int, head: bytes) -> bytes:
    """An author's signature (64 bytes) over a save."""
    return sign(save_statement(device, first, last, head))


def verify_save(public: bytes, device: bytes, first: int, last: int, head: bytes, signature: bytes) -> bool:
    """Whether the holder of a public half (32 bytes) signed this save."""
    return is_signed(public, save_statement(device, first, last, head), signature)


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an Ed25519 signature over a message is its owner's; a public half that is none signs nothing."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
