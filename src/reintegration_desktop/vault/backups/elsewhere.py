"""A backup carried to a folder that somebody chose, a stick for instance: whole, read back, the oldest ones gone."""

import os
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from reintegration_desktop.vault.backups.backup import Backup, read_back
from reintegration_desktop.vault.files.disk import sync_folder, told

CHUNK = 1 << 20
_PREFIX_DIGITS = 8


def carry_to(made: Backup, folder: Path, office: UUID, keep: int) -> Path:
    """Copy a backup into a folder, and delete all but the newest so many of this office there.

    Named by office and moment, so that a stick may hold backups of several. Raises as ``carry_as``.
    """
    prefix = f"{office.hex[:_PREFIX_DIGITS]}-"
    target = folder / f"{prefix}{made.path.name}"
    carry_as(made, target)
    lying = sorted(folder.glob(f"{prefix}*.g*.age"), key=lambda path: path.name, reverse=True)
    with told():
        for old in lying[keep:]:
            old.unlink(missing_ok=True)
    return target


def carry_as(made: Backup, target: Path) -> None:
    """Copy a backup to a file: beside it, to the disk, renamed, read back and compared.

    Raises BackupUnreadable when the disk gives back something else, FolderReadOnly, DiskFull, FolderTrouble; then an
    earlier file of that name is as it was.
    """
    beside = target.with_name(target.name + ".part")
    with told():
        try:
            digest = _copied(made.path, beside)
            read_back(beside, digest)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
        sync_folder(target.parent)


def _copied(source: Path, target: Path) -> bytes:
    """Copy in pieces, bring it to the disk; the SHA-256 of what was read."""
    digest = sha256()
    with source.open("rb") as file, target.open("wb") as copy:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    return digest.digest()
