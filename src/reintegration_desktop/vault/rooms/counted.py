"""What a case counts for, sealed for who counted it and under every key of the child that it was counted from.

Format (docs/formats.md): as a document of version 1, under a key that follows from all of these keys together.
"""

from collections.abc import Iterable
from hmac import digest
from uuid import UUID

from reintegration_desktop.vault.identity import Random
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.seal import NONCE_BYTES, ChildKey, Where, open_sealed, seal
from reintegration_desktop.vault.seals.framing import framed

_OWN, _COUNTED, _HASH = b"rd-own-1", b"rd-counted-1", "sha256"


def counted_key(own_secret: bytes, held: Iterable[tuple[Room, bytes]]) -> ChildKey:
    """The key that only somebody has who holds a person's X25519 secret and each of a child's secrets by room."""
    said = b"".join(framed(room.value.encode(), secret) for room, secret in held)
    return ChildKey(digest(digest(own_secret, _OWN, _HASH), _COUNTED + said, _HASH))


def seal_counted(key: ChildKey, case: UUID, person: UUID, content: bytes, random: Random) -> bytes:
    """Seal what a case counts for, padded."""
    return seal(key, _place(case, person), content, random(NONCE_BYTES))


def open_counted(key: ChildKey, case: UUID, person: UUID, sealed: bytes) -> bytes:
    """What was sealed of a case by a person; raises SealBroken."""
    return open_sealed(key, _place(case, person), sealed)


def _place(case: UUID, person: UUID) -> Where:
    return Where(case, Room.OPEN, 0, case, person.bytes, 1)
