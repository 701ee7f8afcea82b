"""Sealing a few bytes to the public half of a pair: HPKE (RFC 9180) with X25519, HKDF-SHA256 and AES-256-GCM."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from reintegration_desktop.vault.errors import SealBroken

SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
OVERHEAD_BYTES = 48
SEALED_KEY_BYTES = 32 + OVERHEAD_BYTES


def seal_for(public: X25519PublicKey, content: bytes, info: bytes) -> bytes:
    """Encapsulated key (32 bytes) and ciphertext with its tag; it opens only with the same ``info``."""
    return SUITE.encrypt(content, public, info)


def open_for(private: X25519PrivateKey, sealed: bytes, info: bytes) -> bytes:
    """What was sealed to a pair; raises SealBroken for another pair, other ``info`` or a changed bit."""
    try:
        return SUITE.decrypt(sealed, private, info)
    except (InvalidTag, ValueError):
        raise SealBroken from None
