"""Drafts: sealed under a key of their own, which only the drafter's private half opens."""

from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from reintegration_desktop.vault.errors import SealBroken
from reintegration_desktop.vault.identity import KEY_BYTES, Random
from reintegration_desktop.vault.seals.framing import framed
from reintegration_desktop.vault.seals.hybrid import SEALED_KEY_BYTES, open_for, seal_for
from reintegration_desktop.vault.seals.padding import padded, unpadded

VERSION = b"\x01"
NONCE_BYTES = 12
_CONTENT = 1 + SEALED_KEY_BYTES + NONCE_BYTES


def seal_draft(seal_key: bytes, person: UUID, draft: UUID, content: bytes, random: Random, width: int = 0) -> bytes:
    """Seal a draft for its drafter's public half (32 bytes), as if it were ``width`` bytes long.

    The key in it is fresh each time.
    """
    secret, nonce, place = random(KEY_BYTES), random(NONCE_BYTES), _place(person, draft)
    wrapped = seal_for(X25519PublicKey.from_public_bytes(seal_key), secret, place)
    return VERSION + wrapped + nonce + AESGCM(secret).encrypt(nonce, padded(content, width), place)


def open_draft(opener: X25519PrivateKey, person: UUID, draft: UUID, sealed: bytes) -> bytes:
    """A draft's content; raises SealBroken for anybody else, another draft's place, or a changed bit."""
    if sealed[:1] != VERSION:
        raise SealBroken
    place = _place(person, draft)
    secret = open_for(opener, sealed[1 : 1 + SEALED_KEY_BYTES], place)
    try:
        content = AESGCM(secret).decrypt(sealed[_CONTENT - NONCE_BYTES : _CONTENT], sealed[_CONTENT:], place)
    except (InvalidTag, ValueError):
        raise SealBroken from None
    return unpadded(content)


def _place(person: UUID, draft: UUID) -> bytes:
    return framed(b"rd-draft-1", person.bytes, draft.bytes)
