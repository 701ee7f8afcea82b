"""The other parts of a vault's folder: database, sealed files, who may read them, room on the disk."""

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import disk_usage

from reintegration_desktop.kernel.disks import knows_no_owners
from reintegration_desktop.vault.checking.findings import Found, Trouble
from reintegration_desktop.vault.envelope import looks_sealed
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.papers.vaultfile import BEGUN, VaultFile

PAGE = 4096
_PLAIN = b"SQLite format 3\x00"
_OTHERS = 0o077
_SEALED = (
    ("figures", "*.fig"),
    ("figures", "*.tpl"),
    ("figures", "*.rel"),
    ("figures", "*.own"),
    ("files", "*"),
    ("backups", "*.age"),
)
_PRIVATE = ("vault.json", "vault.json.bak", "cases.db", "cases.db-wal")


def check_parts(folder: VaultFolder, file: VaultFile | None, found: Found) -> None:
    """Look at everything in a vault's folder but ``vault.json``."""
    if folder.database.exists():
        found.look("databases", Trouble.DATABASE, sound=_looks_encrypted(folder.database))
    elif file is not None and (BEGUN in file.settings or file.heads):
        found.look("databases", Trouble.MISSING, sound=False)
    for path in _sealed(folder):
        with path.open("rb") as opened:
            found.look("sealed files", Trouble.UNSEALED, sound=looks_sealed(opened.read(64)))
    if os.name != "nt" and not knows_no_owners(folder.path):
        for name in _PRIVATE:
            path = folder.path / name
            if path.exists():
                found.look("files of one's own", Trouble.RIGHTS, sound=not path.stat().st_mode & _OTHERS)


def free_megabytes(folder: VaultFolder) -> int:
    """What the disk under a vault still takes."""
    return disk_usage(folder.path).free >> 20


def _looks_encrypted(database: Path) -> bool:
    """Whole pages, and no header that a database in the clear begins with."""
    size = database.stat().st_size
    with database.open("rb") as opened:
        return size > 0 and size % PAGE == 0 and opened.read(len(_PLAIN)) != _PLAIN


def _sealed(folder: VaultFolder) -> Iterator[Path]:
    for name, pattern in _SEALED:
        yield from (path for path in sorted(folder.part(name).glob(pattern)) if path.is_file())
