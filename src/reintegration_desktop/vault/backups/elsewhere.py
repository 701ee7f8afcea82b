"""A backup carried to a folder that somebody chose, a stick for instance: whole, read back, in pieces that fit."""

from pathlib import Path
from uuid import UUID

from reintegration_desktop.vault.backups.backup import Backup, drop_old
from reintegration_desktop.vault.backups.pieces import CHUNK, LONGEST, PiecesReader, PiecesWriter
from reintegration_desktop.vault.files.disk import sync_folder, told

_PREFIX_DIGITS = 8


def prefix_of(office: UUID) -> str:
    """What the names of an office's backups begin with elsewhere: a stick may hold those of several."""
    return f"{office.hex[:_PREFIX_DIGITS]}-"


def carry_to(made: Backup, folder: Path, office: UUID) -> Path:
    """Copy a backup into a folder, and delete those of this office there that are not kept; raises as ``carry_as``."""
    target = folder / f"{prefix_of(office)}{made.path.name}"
    carry_as(made, target)
    drop_old(folder, prefix_of(office))
    return target


def carry_as(made: Backup, target: Path, longest: int = LONGEST) -> None:
    """Copy a backup to a file: beside it, to the disk, read back and compared, renamed.

    Raises BackupUnreadable when the disk gives back something else, FolderReadOnly, DiskFull, FolderTrouble; then an
    earlier file of that name is as it was.
    """
    with told(), PiecesReader(made.path) as source:
        with PiecesWriter(target, longest) as copy:
            while chunk := source.read(CHUNK):
                copy.write(chunk)
            copy.finish()
        sync_folder(target.parent)
