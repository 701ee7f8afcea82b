"""The other parts of a vault's folder: database, sealed files, who may read them, room on the disk."""

import os
from pathlib import Path
from shutil import disk_usage

from reintegration_desktop.kernel.disks import knows_no_owners
from reintegration_desktop.vault.checking.findings import Found, Trouble
from reintegration_desktop.vault.files.contents import lying_in, not_in_the_clear
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.papers.vaultfile import BEGUN, VaultFile

PAGE = 4096
_OTHERS = 0o077


def check_parts(folder: VaultFolder, file: VaultFile | None, found: Found) -> None:
    """Look at everything in a vault's folder but ``vault.json``."""
    if folder.database.exists():
        found.look("databases", Trouble.DATABASE, sound=_looks_encrypted(folder.database))
    elif file is not None and (BEGUN in file.settings or file.heads):
        found.look("databases", Trouble.MISSING, sound=False)
    knows_owners = os.name != "nt" and not knows_no_owners(folder.path)
    if knows_owners:
        _look_at_rights(folder.path, found)
    for one in lying_in(folder.path):
        found.left += one.left
        found.look("files", Trouble.FOREIGN, sound=one.own)
        if one.sealed is not None:
            found.look("sealed files", Trouble.UNSEALED, sound=one.sealed)
        if knows_owners and not one.path.is_symlink():
            _look_at_rights(one.path, found)


def free_megabytes(folder: VaultFolder) -> int:
    """What the disk under a vault still takes."""
    return disk_usage(folder.path).free >> 20


def _look_at_rights(path: Path, found: Found) -> None:
    found.look("files of one's own", Trouble.RIGHTS, sound=not path.stat().st_mode & _OTHERS)


def _looks_encrypted(database: Path) -> bool:
    """Whole pages, and no header that a database in the clear begins with."""
    size = database.stat().st_size
    return size > 0 and size % PAGE == 0 and not_in_the_clear(database)
