"""Backups: one age file each, to the recovery key and the custodians, that whoever is signed in can make."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import disk_usage
from uuid import UUID

from reintegration_desktop.kernel.progress import NoProgress, Progress
from reintegration_desktop.vault.age_keys import identity_of
from reintegration_desktop.vault.backups.archive import ArchiveReader, Member, unpack
from reintegration_desktop.vault.backups.keeping import to_drop
from reintegration_desktop.vault.backups.order import Order, order_of
from reintegration_desktop.vault.backups.passing import UNPACKED, passing_folder
from reintegration_desktop.vault.backups.pieces import (
    LONGEST,
    PiecesReader,
    PiecesWriter,
    remove_pieces,
    remove_unfinished,
    size_of,
)
from reintegration_desktop.vault.envelope import open_stream, seal_stream
from reintegration_desktop.vault.errors import BackupNeedsRoom, BackupUnreadable, VaultExists
from reintegration_desktop.vault.fields import Fields
from reintegration_desktop.vault.files.disk import own_file, sync_folder, told
from reintegration_desktop.vault.folder import FOLDERS, VaultFolder
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.papers.vaultfile import Writing
from reintegration_desktop.vault.roles import KeyName

VERSION = 1
MARGIN = 16 << 20
"""What a disk keeps free beside a backup."""
PARTS = ("figures", "releases", "files")
_NAME = re.compile(r"(\d{8}T\d{6}Z)\.g(\d+)\.age")
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as it lies there: when it was made, under which generation of the database's key, its size."""

    path: Path
    made_at: datetime
    generation: int
    size: int

    def precedes_rotation(self, keyring: Keyring) -> bool:
        """Whether the office's keys were renewed since: somebody who was removed could still open what is in it."""
        return self.generation < keyring.keys.generation(KeyName.DATABASE)


@dataclass(frozen=True, slots=True)
class Contents:
    """What an opened backup says of itself; ``counts`` as whoever made it counted."""

    made_at: datetime
    generation: int
    counts: Mapping[str, int]
    office: UUID | None = None


def make_backup(
    folder: VaultFolder, keyring: Keyring, database: Path, means: Means, counts: Mapping[str, int] | None = None
) -> Backup:
    """A backup in the vault's own folder, in the name of who is signed in; raises as ``write_backup``."""
    return write_backup(folder, order_of(keyring, counts), database, means.now(), Target(folder.part("backups")))


@dataclass(frozen=True, slots=True)
class Target:
    """A folder that a backup goes to, what its name begins with there, and how long a piece of it may be."""

    folder: Path
    prefix: str = ""
    longest: int = LONGEST


def write_backup(
    folder: VaultFolder, order: Order, database: Path, now: datetime, target: Target, progress: Progress | None = None
) -> Backup:
    """Seal everything that cannot be made again; what was written is read back and compared, and then gets its name.

    ``database`` is a file that nobody writes to meanwhile: a copy that the store made, or the vault's own after the
    lock. Raises BackupNeedsRoom before anything is written, FolderReadOnly, DiskFull, FolderTrouble, BackupUnreadable
    when the disk gives back something else, Cancelled; then nothing is left of it.
    """
    made_at = now.astimezone(UTC)
    about = {**order.to_json(), "version": VERSION, "made_at": made_at.isoformat(timespec="seconds")}
    about.pop("recipients")
    path = target.folder / f"{target.prefix}{made_at.strftime(_STAMP)}.g{order.generation}.age"
    members = _members(folder, database)
    with told():
        target.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        remove_unfinished(target.folder, target.prefix)
        whole = sum(member.path.stat().st_size for member in members)
        _refuse_without_room(whole, target.folder)
        watched = progress or NoProgress()
        with PiecesWriter(path, target.longest, lambda done: watched.report(min(done, whole), whole)) as sealed:
            seal_stream(ArchiveReader(members, about), sealed, order.recipients)
            sealed.finish()
        sync_folder(target.folder)
        return Backup(path, made_at.replace(microsecond=0), order.generation, size_of(path))


def _refuse_without_room(size: int, folder: Path) -> None:
    """Raise BackupNeedsRoom, with how many megabytes are missing: a stick is never filled to its last byte."""
    missing = size + size // 100 + MARGIN - disk_usage(folder).free
    if missing > 0:
        raise BackupNeedsRoom(megabytes=-(-missing // (1 << 20)))


def backup_identity(secret: bytes) -> str:
    """What opens backups: of a custodian's private half, or of the recovery pair's (32 bytes)."""
    return identity_of(secret)


def backups(folder: VaultFolder) -> tuple[Backup, ...]:
    """What lies in the vault's own folder of backups, newest first."""
    return backups_in(folder.part("backups"))


def backups_in(folder: Path, prefix: str = "") -> tuple[Backup, ...]:
    """The backups in a folder whose names begin with a prefix, newest first; nothing else there is looked at."""
    found = []
    for path in folder.glob(f"{prefix}*.age"):
        if match := _NAME.fullmatch(path.name.removeprefix(prefix)):
            made_at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
            found.append(Backup(path, made_at, int(match[2]), size_of(path)))
    return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))


def drop_old(folder: Path, prefix: str = "") -> None:
    """Delete those of a folder's own backups that ``keeping`` doesn't keep, after the newest was verified."""
    with told():
        for backup in to_drop(backups_in(folder, prefix)):
            remove_pieces(backup.path)


def verify_backup(path: Path, identities: Sequence[str], work: Path) -> Contents:
    """Open a backup, compare every file in it, and throw the copies away.

    ``work`` is a folder with room for them. Raises EnvelopeForeign, EnvelopeDamaged, BackupUnreadable, DiskFull.
    """
    with _unpacked(path, identities, work) as (_, contents):
        return contents


def restore_backup(
    path: Path, identities: Sequence[str], target: VaultFolder, fits: Callable[[Writing], None] | None = None
) -> Contents:
    """Open a backup into a folder that holds no vault; afterwards this computer is a new device.

    ``fits`` raises a refusal where what is in it doesn't do. Raises VaultExists, and as ``verify_backup``; then the
    folder is left as it was, and the restoring can be tried again.
    """
    if target.path.exists() and any(target.path.iterdir()):
        raise VaultExists
    with told():
        target.path.parent.mkdir(parents=True, exist_ok=True)
    with _unpacked(path, identities, target.path.parent) as (unpacked, contents), told():
        if fits is not None:
            fits(VaultFolder(unpacked, target.home).read().writing)
        for name in FOLDERS:
            (unpacked / name).mkdir(exist_ok=True, mode=0o700)
        if target.path.exists():
            target.path.rmdir()
        target.forget_device()
        unpacked.replace(target.path)
        sync_folder(target.path.parent)
    return contents


def _members(folder: VaultFolder, database: Path) -> list[Member]:
    parts = [Member("vault.json", folder.json), Member("cases.db", database)]
    for name in PARTS:
        files = sorted(path for path in folder.part(name).glob("*") if path.is_file())
        parts.extend(Member(f"{name}/{path.name}", path) for path in files)
    return [part for part in parts if part.path.exists()]


@contextmanager
def _unpacked(path: Path, identities: Sequence[str], work: Path) -> Iterator[tuple[Path, Contents]]:
    """A backup's files in a folder of their own, gone afterwards unless they were moved."""
    with passing_folder(UNPACKED, work) as place:
        tar, unpacked = place / "archive", place / "vault"
        with told():
            unpacked.mkdir(mode=0o700)
            with PiecesReader(path) as sealed, own_file(tar, "wb") as plain:
                open_stream(sealed, plain, identities)
            with tar.open("rb") as archive:
                contents = _contents(unpack(archive, unpacked))
        yield unpacked, contents


def _contents(listed: Fields) -> Contents:
    try:
        if listed.number("version") != VERSION:
            raise ValueError("a backup of another version")
        counts = listed.table("counts")
        numbers = {name: counts.number(name) for name in counts.names()}
        return Contents(listed.moment("made_at"), listed.number("generation"), numbers, listed.id("office"))
    except ValueError:
        raise BackupUnreadable from None
