"""What of a vault's file is to be believed, once a slot has told which root to believe."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.errors import KeyForged, SealBroken, VaultFileForged
from reintegration_desktop.vault.identity import PrivateKeys
from reintegration_desktop.vault.papers.grants import open_grant
from reintegration_desktop.vault.papers.office_keys import OfficeKeys, office_keys
from reintegration_desktop.vault.papers.vaultfile import PURPOSE, VaultFile, Writing
from reintegration_desktop.vault.people import People, people_of
from reintegration_desktop.vault.roles import KeyName, keys_of

Secrets = Mapping[KeyName, Mapping[int, bytes]]
"""An office's keys that a person holds: by name and generation."""


@dataclass(frozen=True, slots=True)
class Trusted:
    """People and keys of an office whose signatures reach the pinned root."""

    people: People
    keys: OfficeKeys


def trust(writing: Writing, root: bytes) -> Trusted:
    """Check a vault's file against the root; raises VaultFileForged when nobody certified wrote it, KeyForged."""
    trusted = trust_content(writing.file, root)
    signer = trusted.people.standing(writing.signer)
    if signer is None or not trusted.people.is_signed_by(writing.signed, writing.signer, PURPOSE):
        raise VaultFileForged
    return trusted


def trust_content(file: VaultFile, root: bytes) -> Trusted:
    """People and keys of a file that is about to be written; raises KeyForged."""
    people = people_of(root, file.certificates, file.revocations)
    return Trusted(people, office_keys(file.office, people, file.statements))


def secrets_of(file: VaultFile, keys: OfficeKeys, certificate: Certificate, own: PrivateKeys) -> Secrets:
    """Open what was granted to a person, as far as role and duties go; raises KeyForged as ``granted_to``."""
    return granted_to(file, keys, certificate.id, own.opener, keys_of(certificate.role, certificate.duties))


def granted_to(
    file: VaultFile, keys: OfficeKeys, to: UUID, opener: X25519PrivateKey, allowed: frozenset[KeyName]
) -> Secrets:
    """Open what was granted to a pair.

    Raises KeyForged for a grant that does not open, or gives another key than a custodian stated.
    """
    found: dict[KeyName, dict[int, bytes]] = {}
    for given in file.grants:
        if given.to != to or given.key not in allowed:
            continue
        try:
            secret = open_grant(file.office, given, opener)
        except SealBroken:
            raise KeyForged(key=given.key.value) from None
        if not keys.fits(given.key, given.generation, secret):
            raise KeyForged(key=given.key.value)
        found.setdefault(given.key, {})[given.generation] = secret
    return found
