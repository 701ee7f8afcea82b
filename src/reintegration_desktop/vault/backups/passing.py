"""Folders in which a backup is opened in passing: held while that lasts; what a kill left of one is found and swept."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from reintegration_desktop.vault.errors import FolderReadOnly, FolderTrouble, VaultInUse
from reintegration_desktop.vault.files.disk import told
from reintegration_desktop.vault.files.lock import VaultLock, take_lock

RESTORING, UNPACKED, COPY = ".restoring-", ".backup-", ".copy-"
_NAME = re.compile(r"\.(?:restoring|backup|copy)-[a-z0-9_]{8}")
_HELD = "reintegration.lock"
_INSIDE = frozenset({_HELD, "archive", "vault", "copy.db", "copy.db.part", "devices", "backups"})


@contextmanager
def passing_folder(prefix: str, parent: Path) -> Iterator[Path]:
    """A folder of one's own in another, 0700, gone afterwards; raises what the disk refuses."""
    with told():
        place = Path(mkdtemp(prefix=prefix, dir=parent))
    try:
        with take_lock(place / _HELD, "reintegration"):
            yield place
    finally:
        rmtree(place, ignore_errors=True)


def left_near(vault: Path) -> tuple[Path, ...]:
    """What lies of such folders beside a vault and among its backups, whether somebody still works in one or not.

    Folders of the same name that hold anything else are somebody else's.
    """
    found: list[Path] = []
    for parent in (vault.parent, vault / "backups"):
        with suppress(OSError):
            found += [path for path in sorted(parent.iterdir()) if _is_ours(path, vault.name)]
    return tuple(found)


def sweep_near(vault: Path) -> tuple[Path, ...]:
    """Delete those in which nobody works; returns what is left all the same."""
    for place in left_near(vault):
        with suppress(VaultInUse, FolderReadOnly, FolderTrouble):
            _free(place).release()
            rmtree(place, ignore_errors=True)
    return left_near(vault)


def _is_ours(path: Path, vault: str) -> bool:
    if not _NAME.fullmatch(path.name) or path.is_symlink() or not path.is_dir():
        return False
    inside = {one.name for one in path.iterdir() if not _NAME.fullmatch(one.name)}
    return inside <= {*_INSIDE, vault}


def _free(place: Path) -> VaultLock:
    """Hold it, so that nobody works in it."""
    return take_lock(place / _HELD, "reintegration")
