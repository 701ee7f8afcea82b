"""A person's own private keys: one to sign with, one to be sealed to."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

Random = Callable[[int], bytes]
"""So many random bytes, fit for keys: ``secrets.token_bytes``."""

KEY_BYTES = 32


@dataclass(frozen=True)
class PrivateKeys:
    """Ed25519 and X25519 private halves, 32 bytes each. Never printed: ``repr`` says nothing."""

    sign_secret: bytes
    seal_secret: bytes

    def __repr__(self) -> str:
        return "PrivateKeys()"

    @classmethod
    def new(cls, random: Random) -> "PrivateKeys":
        """A fresh pair of pairs."""
        return cls(random(KEY_BYTES), random(KEY_BYTES))

    @cached_property
    def signer(self) -> Ed25519PrivateKey:
        """What signs."""
        return Ed25519PrivateKey.from_private_bytes(self.sign_secret)

    @cached_property
    def opener(self) -> X25519PrivateKey:
        """What opens what was sealed to this person."""
        return X25519PrivateKey.from_private_bytes(self.seal_secret)

    @property
    def sign_key(self) -> bytes:
        """The public half others check signatures with, 32 bytes."""
        return self.signer.public_key().public_bytes_raw()

    @property
    def seal_key(self) -> bytes:
        """The public half others seal to, 32 bytes."""
        return self.opener.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """A signature of 64 bytes."""
        return self.signer.sign(message)


def seal_key_of(secret: bytes) -> bytes:
    """The public half of an X25519 secret, 32 bytes each."""
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def sign_key_of(secret: bytes) -> bytes:
    """The public half of an Ed25519 secret, 32 bytes each."""
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def fingerprint(content: bytes) -> str:
    """The SHA-256 of some bytes as 64 hex digits, to name them by."""
    return sha256(content).hexdigest()
