"""Backups: one age file each, to the recovery key and the custodians, that whoever is signed in can make."""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from reintegration_desktop.vault.age_keys import identity_of, recipient_of
from reintegration_desktop.vault.backups.archive import ArchiveReader, Member, unpack
from reintegration_desktop.vault.envelope import Hashed, open_stream, seal_stream
from reintegration_desktop.vault.errors import BackupUnreadable, VaultExists
from reintegration_desktop.vault.fields import Fields
from reintegration_desktop.vault.files.disk import sync_folder, told
from reintegration_desktop.vault.folder import FOLDERS, VaultFolder
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.papers.office_keys import RECOVERY
from reintegration_desktop.vault.papers.vaultfile import Writing
from reintegration_desktop.vault.roles import KeyName

VERSION = 1
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


def make_backup(
    folder: VaultFolder, keyring: Keyring, database: Path, means: Means, counts: Mapping[str, int] | None = None
) -> Backup:
    """Seal a copy of everything that cannot be made again; what was written is read back and compared.

    ``database`` is a copy that the store made, never the file in use. Raises FolderReadOnly, DiskFull,
    BackupUnreadable when the disk gives back something else.
    """
    now, generation = means.now().astimezone(UTC), keyring.keys.generation(KeyName.DATABASE)
    about = {
        "version": VERSION,
        "office": str(keyring.office),
        "made_at": now.isoformat(timespec="seconds"),
        "generation": generation,
        "counts": dict(counts or {}),
    }
    target = folder.part("backups") / f"{now.strftime(_STAMP)}.g{generation}.age"
    beside = target.with_name(target.name + ".part")
    with told():
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            _sealed(ArchiveReader(_members(folder, database), about), beside, recipients(keyring))
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
        sync_folder(target.parent)
        return Backup(target, now.replace(microsecond=0), generation, target.stat().st_size)


def recipients(keyring: Keyring) -> tuple[str, ...]:
    """Who opens a backup (``age1...``): the recovery pair and the office's custodians."""
    recovery = keyring.keys.public(RECOVERY)
    custodians = [
        person.seal_key
        for person in keyring.people.current()
        if person.is_custodian and person.office == keyring.office
    ]
    return tuple(map(recipient_of, custodians if recovery is None else [recovery, *custodians]))


def backup_identity(secret: bytes) -> str:
    """What opens backups: of a custodian's private half, or of the recovery pair's (32 bytes)."""
    return identity_of(secret)


def backups(folder: VaultFolder) -> tuple[Backup, ...]:
    """What lies in the vault's own folder of backups, newest first."""
    found = []
    for path in folder.part("backups").glob("*.age"):
        if match := _NAME.fullmatch(path.name):
            made_at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
            found.append(Backup(path, made_at, int(match[2]), path.stat().st_size))
    return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))


def drop_old(folder: VaultFolder, keep: int) -> None:
    """Delete all but the newest so many backups of the vault's own folder."""
    with told():
        for backup in backups(folder)[keep:]:
            backup.path.unlink(missing_ok=True)


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


def read_back(path: Path, digest: bytes) -> None:
    """Read a file that was just written and raise BackupUnreadable unless its SHA-256 is what was written."""
    with told(), path.open("rb") as file:
        if file_digest(file, "sha256").digest() != digest:
            raise BackupUnreadable


def _members(folder: VaultFolder, database: Path) -> list[Member]:
    parts = [Member("vault.json", folder.json), Member("cases.db", database)]
    for name in PARTS:
        files = sorted(path for path in folder.part(name).glob("*") if path.is_file())
        parts.extend(Member(f"{name}/{path.name}", path) for path in files)
    return [part for part in parts if part.path.exists()]


def _sealed(archive: ArchiveReader, path: Path, to: Sequence[str]) -> None:
    with path.open("wb") as file:
        hashed = Hashed(file)
        seal_stream(archive, hashed, to)
        file.flush()
        os.fsync(file.fileno())
    read_back(path, hashed.digest)


@contextmanager
def _unpacked(path: Path, identities: Sequence[str], work: Path) -> Iterator[tuple[Path, Contents]]:
    """A backup's files in a folder of their own, gone afterwards unless they were moved."""
    with told():
        place = Path(mkdtemp(prefix=".backup-", dir=work))
    try:
        tar, unpacked = place / "archive", place / "vault"
        with told():
            unpacked.mkdir(mode=0o700)
            with path.open("rb") as sealed, tar.open("wb") as plain:
                open_stream(sealed, plain, identities)
            with tar.open("rb") as archive:
                contents = _contents(unpack(archive, unpacked))
        yield unpacked, contents
    finally:
        rmtree(place, ignore_errors=True)


def _contents(listed: Fields) -> Contents:
    try:
        if listed.number("version") != VERSION:
            raise ValueError("a backup of another version")
        counts = listed.table("counts")
        numbers = {name: counts.number(name) for name in counts.names()}
        return Contents(listed.moment("made_at"), listed.number("generation"), numbers)
    except ValueError:
        raise BackupUnreadable from None
