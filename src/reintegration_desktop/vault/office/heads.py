"""The newest link of each device's chain, kept outside the database: an older database is then noticed."""

from collections.abc import Mapping
from dataclasses import replace

from reintegration_desktop.vault.files.device import Device
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.office.rotation import written_by
from reintegration_desktop.vault.papers.vaultfile import BEGUN, Head, VaultFile
from reintegration_desktop.vault.unlocking import refreshed


def known_heads(file: VaultFile, device: Device) -> Mapping[str, Head]:
    """The furthest head of each device that ``vault.json`` or this computer's memory knows."""
    known: dict[str, Head] = {}
    for head in (*file.heads, *(() if device.head is None else (device.head,))):
        if head.device not in known or head.seq > known[head.device].seq:
            known[head.device] = head
    return known


def was_begun(file: VaultFile, device: Device) -> bool:
    """Whether this vault ever had a database here: one that is missing then is not begun anew in silence."""
    return BEGUN in file.settings or bool(file.heads) or device.head is not None


MARK = "cases_mark"
"""The setting that keeps a mark of the database's file, as it was when it was closed last."""


def remember_heads(
    folder: VaultFolder, keyring: Keyring, heads: Mapping[str, Head], mark: str | None = None
) -> Keyring:
    """Write how far the chains have come into ``vault.json`` and beside this computer's token, as at lock.

    ``mark`` is of the closed file. What is known already is not written again.
    """
    device = folder.device(keyring.file, keyring.random)
    own = heads.get(device.id, device.head)
    known = {head.device: head for head in keyring.file.heads}
    if {**known, **heads} == known and own == device.head and _is_noted(keyring.file, mark):
        _release(folder, device, mark)
        return keyring
    current = refreshed(folder, keyring)
    known = {head.device: head for head in current.file.heads} | dict(heads)
    after = replace(device, head=own, in_use=device.in_use and mark is None)
    return _written(folder, current, tuple(known.values()), after, mark)


def hold(folder: VaultFolder, keyring: Keyring) -> None:
    """Note beside this computer's token that the database is open to be written to; a kill leaves the note."""
    device = folder.device(keyring.file, keyring.random)
    if not device.in_use:
        folder.remember(device.used(in_use=True))


def _release(folder: VaultFolder, device: Device, mark: str | None) -> None:
    if mark is not None and device.in_use:
        folder.remember(device.used(in_use=False))


def _is_noted(file: VaultFile, mark: str | None) -> bool:
    return BEGUN in file.settings and mark in (None, file.settings.get(MARK))


def accept_heads(folder: VaultFolder, keyring: Keyring, heads: Mapping[str, Head]) -> Keyring:
    """A person decided to go on with an older database: what was known beyond it is forgotten.

    This computer is a new device from then on, so that nothing is numbered a second time.
    """
    following = _written(folder, refreshed(folder, keyring), tuple(heads.values()), None, "")
    folder.forget_device()
    return following


def _written(
    folder: VaultFolder, current: Keyring, heads: tuple[Head, ...], device: Device | None, mark: str | None
) -> Keyring:
    """``mark`` is noted; an empty one is forgotten, none leaves the one there is."""
    settings = {**current.file.settings, BEGUN: "yes"} | ({} if mark is None else {MARK: mark})
    settings = {name: value for name, value in settings.items() if name != MARK or value}
    following = written_by(folder, current, replace(current.file, heads=heads, settings=settings))
    if device is not None:
        folder.remember(device.seen(following.file.revision))
    return following
