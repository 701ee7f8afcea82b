"""Grants: an office's key, sealed to one certified person."""

from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from reintegration_desktop.vault.errors import SealBroken
from reintegration_desktop.vault.fields import Fields, as_text
from reintegration_desktop.vault.roles import KeyName
from reintegration_desktop.vault.seals.framing import framed, number
from reintegration_desktop.vault.seals.hybrid import open_for, seal_for

X25519_AES = 1
"""Algorithm numbers: 1 is DHKEM(X25519), HKDF-SHA256, AES-256-GCM; 2 is kept for the hybrid with ML-KEM-768."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One key and generation for one person; bound to office, name, generation and recipient."""

    key: KeyName
    generation: int
    to: UUID
    algorithm: int
    sealed: bytes

    def to_json(self) -> dict[str, object]:
        """Plain JSON."""
        return {
            "key": self.key.value,
            "generation": self.generation,
            "to": str(self.to),
            "algorithm": self.algorithm,
            "sealed": as_text(self.sealed),
        }

    @classmethod
    def from_json(cls, fields: Fields) -> "Grant":
        """Back from ``to_json``; raises ValueError."""
        return cls(
            KeyName(fields.text("key")),
            fields.number("generation"),
            fields.id("to"),
            fields.number("algorithm"),
            fields.content("sealed"),
        )


def grant(office: UUID, key: KeyName, generation: int, secret: bytes, to: UUID, seal_key: bytes) -> Grant:
    """Seal a key to a person's public half (32 bytes)."""
    sealed = seal_for(
        X25519PublicKey.from_public_bytes(seal_key), secret, _info(office, key, generation, to, seal_key, X25519_AES)
    )
    return Grant(key, generation, to, X25519_AES, sealed)


def open_grant(office: UUID, given: Grant, opener: X25519PrivateKey) -> bytes:
    """The key that was granted; raises SealBroken for anybody else, or a grant that was moved or changed."""
    if given.algorithm != X25519_AES:
        raise SealBroken
    public = opener.public_key().public_bytes_raw()
    info = _info(office, given.key, given.generation, given.to, public, given.algorithm)
    return open_for(opener, given.sealed, info)


def _info(office: UUID, key: KeyName, generation: int, to: UUID, seal_key: bytes, algorithm: int) -> bytes:
    return framed(
        b"rd-grant-1", bytes((algorithm,)), office.bytes, key.value.encode(), number(generation), to.bytes, seal_key
    )
