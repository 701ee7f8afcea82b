"""Keeping the root's private half in the vault, for who began alone, until two people take it out."""

from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from reintegration_desktop.vault.certificates import Sign
from reintegration_desktop.vault.errors import ForeignVault, RootNeeded
from reintegration_desktop.vault.identity import sign_key_of
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.seals.framing import framed
from reintegration_desktop.vault.seals.hybrid import open_for, seal_for


def seal_root(root: bytes, to: UUID, seal_key: bytes) -> bytes:
    """The root's private half (32 bytes), for one person or the recovery pair."""
    return seal_for(X25519PublicKey.from_public_bytes(seal_key), root, _place(to))


def open_root(sealed: bytes, to: UUID, opener: X25519PrivateKey) -> bytes:
    """The root's private half; raises SealBroken for anybody else."""
    return open_for(opener, sealed, _place(to))


def kept_root(keyring: Keyring) -> bytes:
    """The root's private half as this person keeps it; raises RootNeeded where it is kept elsewhere."""
    sealed = keyring.file.root_kept.get(keyring.id)
    if sealed is None:
        raise RootNeeded
    return open_root(sealed, keyring.id, keyring.own.opener)


def root_signature(root: bytes, pinned: bytes) -> Sign:
    """What signs as the root; raises ForeignVault when it is another programme's."""
    if sign_key_of(root) != pinned:
        raise ForeignVault
    return Ed25519PrivateKey.from_private_bytes(root).sign


def _place(to: UUID) -> bytes:
    return framed(b"rd-root-1", to.bytes)
