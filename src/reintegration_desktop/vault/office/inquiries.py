"""What two offices tell each other of a young person one of them asks about: sealed to the other's case pair.

Every question has one length and every answer another, so that no length tells what was said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from reintegration_desktop.vault.errors import InquiryForeign, InquiryTooLong, SealBroken
from reintegration_desktop.vault.fields import Fields, compact
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.roles import KeyName
from reintegration_desktop.vault.seals.framing import framed
from reintegration_desktop.vault.seals.hybrid import open_for, seal_for
from reintegration_desktop.vault.seals.padding import padded, padded_length, unpadded

VERSION = b"\x01"
ASKED, ANSWERED, KEPT = 2000, 500, 100
"""Bytes that a question, an answer and what an office keeps for itself are sealed as, before padding."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What a seal is bound to: its purpose, the question's thread, who asks whom, and for an answer the question."""

    purpose: bytes
    thread: UUID
    source: UUID
    target: UUID
    question: bytes = b""

    @property
    def info(self) -> bytes:
        """All of it as bytes."""
        digest = sha256(self.question).digest() if self.question else b""
        return framed(b"rd-inquiry-1", self.purpose, self.thread.bytes, self.source.bytes, self.target.bytes, digest)


def seal_told(public: bytes, bound: Bound, content: Mapping[str, object], width: int) -> bytes:
    """Seal something to an office's case pair (its public half, 32 bytes); raises InquiryTooLong beyond ``width``."""
    plain = padded(compact(content), width)
    if len(plain) != padded_length(width):
        raise InquiryTooLong
    return VERSION + seal_for(X25519PublicKey.from_public_bytes(public), plain, bound.info)


def open_told(keyring: Keyring, bound: Bound, sealed: bytes) -> Fields:
    """What was sealed to this office; raises InquiryForeign for another office, purpose, question or a changed bit."""
    for secret in keyring.secrets(KeyName.CASE) if sealed[:1] == VERSION else ():
        try:
            return Fields.parse(unpadded(open_for(X25519PrivateKey.from_private_bytes(secret), sealed[1:], bound.info)))
        except (SealBroken, ValueError):
            continue
    raise InquiryForeign
