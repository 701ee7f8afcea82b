"""The newest link of each device's chain, kept outside the database: an older database is then noticed."""

from collections.abc import Mapping
from dataclasses import replace

from reintegration_desktop.vault.files.device import Device
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.office.rotation import written_by
from reintegration_desktop.vault.papers.vaultfile import Head, VaultFile
from reintegration_desktop.vault.unlocking import refreshed


def known_heads(file: VaultFile, device: Device) -> Mapping[str, Head]:
    """The furthest head of each device that ``vault.json`` or this computer's memory knows."""
    known: dict[str, Head] = {}
    for head in (*file.heads, *(() if device.head is None else (device.head,))):
        if head.device not in known or head.seq > known[head.device].seq:
            known[head.device] = head
    return known


def remember_heads(folder: VaultFolder, keyring: Keyring, heads: Mapping[str, Head]) -> Keyring:
    """Write how far the chains have come into ``vault.json`` and beside this computer's token, as at lock."""
    current = refreshed(folder, keyring)
    device = folder.device(current.file, keyring.random)
    known = {head.device: head for head in current.file.heads} | dict(heads)
    following = written_by(folder, current, replace(current.file, heads=tuple(known.values())))
    own = heads.get(device.id, device.head)
    folder.remember(replace(device, head=own).seen(following.file.revision))
    return following
