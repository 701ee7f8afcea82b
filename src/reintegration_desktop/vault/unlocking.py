"""Unlocking: from a label and a passphrase to a keyring."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from reintegration_desktop.vault.errors import (
    ForeignVault,
    OlderNotTheirs,
    SlotOutdated,
    TooManyMisses,
    VaultFileOlder,
    WrongPassphrase,
)
from reintegration_desktop.vault.files.device import Device
from reintegration_desktop.vault.files.memory import keep_memory_to_itself
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.identity import PrivateKeys, Random
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.papers.labels import slot_of
from reintegration_desktop.vault.papers.trust import Trusted, trust, trust_content
from reintegration_desktop.vault.papers.vaultfile import VaultFile, Writing
from reintegration_desktop.vault.passphrases.slots import Opened, Slot, open_slot


def unlock(folder: VaultFolder, label: str | None, passphrase: str, means: Means, *, older: bool = False) -> Keyring:
    """Open a slot and everything granted to its person.

    ``label`` is a slot's label or a person's id; None where there is one slot alone. ``older`` is said by a person who
    put an older file back on purpose, and may decide so. Raises SlotUnknown, VaultFileOlder, OlderNotTheirs,
    TooManyMisses, WrongPassphrase, SlotDamaged, ForeignVault, KdfParametersRefused, VaultFileForged, KeyForged.
    """
    reading = folder.read()
    slot = slot_of(reading.file, label)
    device = folder.device(reading.file, means.random)
    is_older = reading.file.revision < max(device.revision, folder.newest_revision(reading))
    if is_older and not older:
        raise VaultFileOlder
    keep_memory_to_itself()
    opened = _open(folder, device, slot, passphrase, means)
    keyring = keyring_of(reading.writing, slot, opened, means)
    if is_older and not keyring.person.decides_about_older:
        raise OlderNotTheirs  # before anything is written: the newer copy stays where it lies
    after = device.forgiven().seen(reading.file.revision)
    if after != device:
        folder.remember(after)
    folder.mend(reading)
    return keyring


def keyring_of(writing: Writing, slot: Slot, opened: Opened, means: Means) -> Keyring:
    """What opened keys can do in a vault; raises ForeignVault, VaultFileForged, KeyForged."""
    return _keyring(writing.file, trust(writing, opened.root), slot.person, opened.keys, means.random)


def keyring_in(
    file: VaultFile, root: bytes, person: UUID, own: PrivateKeys, random: Random,
    lent: Mapping[UUID, bytes] = MappingProxyType({}),
) -> Keyring:  # fmt: skip
    """What a person's keys can do in a file, whoever wrote it; raises ForeignVault, SlotOutdated, KeyForged.

    ``lent`` are private halves of others by id, for the rings of children whose names are hidden.
    """
    return _keyring(file, trust_content(file, root), person, own, random, lent)


def refreshed(folder: VaultFolder, keyring: Keyring) -> Keyring:
    """The same person in the vault as it is now, to be changed and written; raises VaultFileForged and as unlock."""
    writing = folder.read().writing
    trusted = trust(writing, keyring.people.root)
    return _keyring(writing.file, trusted, keyring.id, keyring.own, keyring.random)


def _keyring(
    file: VaultFile, trusted: Trusted, person: UUID, own: PrivateKeys, random: Random,
    lent: Mapping[UUID, bytes] = MappingProxyType({}),
) -> Keyring:  # fmt: skip
    certificate = trusted.people.standing(person)
    if certificate is None:
        raise ForeignVault
    if certificate.sign_key != own.sign_key:
        raise SlotOutdated
    return Keyring(file, trusted, certificate, own, random, lent)


def _open(folder: VaultFolder, device: Device, slot: Slot, passphrase: str, means: Means) -> Opened:
    """Open a slot, counting misses; the wait is a brake for people, Argon2id is the wall."""
    now = means.now()
    if seconds := device.wait(now):
        raise TooManyMisses(seconds=seconds)
    try:
        return open_slot(slot, device.office, passphrase)
    except WrongPassphrase:
        folder.remember(device.missed(now))
        raise
