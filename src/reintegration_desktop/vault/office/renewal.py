"""New keys or a new passphrase for somebody who is already certified."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from reintegration_desktop.vault.certificates import Certificate, Sign, issue
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.identity import PrivateKeys
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.office.rootkeeping import open_root, seal_root
from reintegration_desktop.vault.papers.granting import grants_to, without_repeats
from reintegration_desktop.vault.papers.labels import slot_of, with_slot
from reintegration_desktop.vault.papers.trust import Secrets
from reintegration_desktop.vault.papers.vaultfile import VaultFile
from reintegration_desktop.vault.passphrases.slots import Opened, make_slot
from reintegration_desktop.vault.rooms.wrapping import Recipient
from reintegration_desktop.vault.unlocking import keyring_in, refreshed, unlock


class Renewed(NamedTuple):
    """Whose keys are about to become others, and the new public half (32 bytes) that is sealed to."""

    id: UUID
    seal_key: bytes


def change_passphrase(folder: VaultFolder, label: str | None, old: str, new: str, means: Means) -> Keyring:
    """Give a slot another passphrase; raises what ``unlock`` raises for the old one, then nothing was changed."""
    keyring = unlock(folder, label, old, means)
    slot = slot_of(keyring.file, str(keyring.id))
    opened = Opened(keyring.own, keyring.people.root)
    fresh = make_slot(slot.office, slot.person, slot.label, opened, new, means.slot_cost, means.random, means.floor)
    written = folder.write(with_slot(keyring.file, fresh), keyring.id, keyring.sign)
    folder.remember(folder.device(written, means.random).seen(written.revision))  # the old slot's file is older at once
    return keyring_in(written, keyring.people.root, keyring.id, keyring.own, means.random)


def renew_own_keys(
    folder: VaultFolder, label: str | None, passphrase: str, means: Means,
    first: Callable[[Keyring, Recipient], object] | None = None,
) -> Keyring:  # fmt: skip
    """Replace a person's own keys, the old ones vouching for the new; the passphrase stays. Raises as ``unlock``.

    ``first`` wraps for the new public half what is wrapped for the old one: the keys of hidden children. Killed after
    it, the old keys go on.
    """
    before = unlock(folder, label, passphrase, means)
    own = PrivateKeys.new(means.random)
    if first is not None:
        first(before, Renewed(before.id, own.seal_key))
        before = refreshed(folder, before)
    file = with_new_keys(before.file, before.person, own, before.all_secrets, means, before.sign, by_root=False)
    if kept := before.file.root_kept.get(before.id):
        root = open_root(kept, before.id, before.own.opener)
        file = replace(file, root_kept={**file.root_kept, before.id: seal_root(root, before.id, own.seal_key)})
    slot = slot_of(file, str(before.id))
    fresh = make_slot(
        slot.office, slot.person, slot.label, Opened(own, before.people.root), passphrase, means.slot_cost,
        means.random, means.floor,
    )  # fmt: skip
    written = folder.write(with_slot(file, fresh), before.id, own.sign)
    return keyring_in(written, before.people.root, before.id, own, means.random)


def with_new_keys(
    file: VaultFile, before: Certificate, own: PrivateKeys, secrets: Secrets, means: Means, sign: Sign, *, by_root: bool
) -> VaultFile:
    """A file in which a person's next certificate names new keys, and grants are made to these alone."""
    claims = replace(
        before.claims, sign_key=own.sign_key, seal_key=own.seal_key, serial=before.serial + 1, since=means.now()
    )
    certificate = issue(claims, None if by_root else before.id, sign)
    others = tuple(given for given in file.grants if given.to != before.id)
    return replace(
        file,
        certificates=(*file.certificates, certificate),
        grants=without_repeats((*others, *grants_to(file.office, certificate, secrets))),
    )
