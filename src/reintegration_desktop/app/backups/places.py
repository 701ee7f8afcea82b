"""Where copies of a vault lie, as far as this computer knows: its folder, the chosen one, others, vaults kept aside.

Light: it is imported by the process that makes the backup after the lock, and holds no key.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.vault.backups.backup import backups_in
from reintegration_desktop.vault.backups.carried import Carried, remember_carried, seen_in
from reintegration_desktop.vault.backups.passing import left_near
from reintegration_desktop.vault.files.disk import told
from reintegration_desktop.vault.folder import VaultFolder

ASIDE, STAMP = ".before-", "%Y%m%dT%H%M%SZ"


def remember_folder(folder: VaultFolder, place: Path, prefix: str) -> None:
    """Remember what lies in a folder of backups that is here for certain; that it can't be written stops nothing."""
    with suppress(Refusal):
        seen_in(folder.home, folder.path, place.resolve(), [backup.made_at for backup in backups_in(place, prefix)])


def remember_one(folder: VaultFolder, place: Path, made_at: datetime) -> None:
    """Remember one that was carried to a folder, or a file of another name; that it can't be written stops nothing."""
    with suppress(Refusal):
        remember_carried(folder.home, folder.path, [Carried(made_at.replace(microsecond=0), str(place.resolve()))])


def aside_of(vault: Path) -> Iterator[tuple[datetime, str]]:
    """When vaults were put aside for a backup that came back, and what their folders beside this one are called."""
    begins = f"{vault.stem}{ASIDE}"
    with told():
        beside = [path for path in vault.parent.iterdir() if path.name.startswith(begins)]
    for path in beside:
        with suppress(ValueError):
            yield datetime.strptime(path.stem.removeprefix(begins), STAMP).replace(tzinfo=UTC), path.name


def left_of(vault: Path) -> Iterator[tuple[datetime, str]]:
    """When restores were stopped that left something near this vault, and how those folders are called."""
    for place in left_near(vault):
        with suppress(OSError):
            yield datetime.fromtimestamp(place.stat().st_mtime, UTC), place.name


def aside_name(vault: Path, now: datetime) -> Path:
    """A name that tells when, beside the vault."""
    return vault.with_name(f"{vault.stem}{ASIDE}{now:{STAMP}}{vault.suffix}")
