"""A vault's folder against what ``vault.json`` and this computer remember of it; no key is needed."""

from reintegration_desktop.kernel.words import say
from reintegration_desktop.store.checking.file_mark import mark_of
from reintegration_desktop.vault.checking.findings import Found, Trouble
from reintegration_desktop.vault.files.device import Device, known_device
from reintegration_desktop.vault.files.disk import told
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.office.heads import MARK
from reintegration_desktop.vault.papers.vaultfile import VaultFile


def against_memory(folder: VaultFolder, file: VaultFile, found: Found, *, closed: bool) -> tuple[str, ...]:
    """Look whether the vault's file and its database are those that were here last; what to be seen to, in words.

    ``closed``: nobody has the vault open in this process, so that the database's file rests.
    """
    device = known_device(folder.home, folder.path, file.office)
    if device is not None:
        found.look("memories", Trouble.OLDER, sound=not _is_older(file, device))
    return _of_the_database(folder, file, device, found) if closed else ()


def _is_older(file: VaultFile, device: Device) -> bool:
    """An earlier revision, or one that knows less of this computer's own chain."""
    head = device.head
    known = {one.device: one.seq for one in file.heads}
    return file.revision < device.revision or (head is not None and known.get(head.device, 0) < head.seq)


def _of_the_database(folder: VaultFolder, file: VaultFile, device: Device | None, found: Found) -> tuple[str, ...]:
    """Its file's mark, where one was kept and no newest rows wait beside it."""
    known = file.settings.get(MARK)
    if known is None:
        return ()
    with told():
        lies = mark_of(folder.database)
    if lies is None:
        return ()
    closed_here = device is not None and device.head is not None and not device.in_use
    if lies == known or closed_here:
        found.look("marks", Trouble.CHANGED, sound=lies == known)
        return ()
    return (
        say("The database is another file than the one that was closed last: so it is after a kill, a restore, or "
            "while somebody works in it; otherwise somebody changed it. Whoever opens it is told."),
    )  # fmt: skip
