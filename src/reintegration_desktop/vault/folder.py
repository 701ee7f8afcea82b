"""A vault is a folder: where its parts lie, and how ``vault.json`` is read and written."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from reintegration_desktop.kernel.locations import application_folder
from reintegration_desktop.vault.certificates import Sign
from reintegration_desktop.vault.errors import (
    DiskFull,
    FolderReadOnly,
    FolderTrouble,
    VaultExists,
    VaultFileChanged,
    VaultFileDamaged,
    VaultMissing,
    VaultTooNew,
)
from reintegration_desktop.vault.files.contents import own_in
from reintegration_desktop.vault.files.device import Device, forget, remember, this_device
from reintegration_desktop.vault.files.disk import keep_to_owner, remove_half_written, told, write_whole
from reintegration_desktop.vault.files.lock import VaultLock, take_lock
from reintegration_desktop.vault.identity import Random
from reintegration_desktop.vault.papers.vaultfile import VaultFile, Writing, from_bytes, to_bytes, to_writing

LARGEST = 64 << 20
FOLDERS = ("figures", "releases", "files", "outbox", "inbox", "backups")


@dataclass(frozen=True, slots=True)
class Reading:
    """A vault's file as found: ``from_spare`` says that it was damaged and its copy was taken."""

    writing: Writing
    from_spare: bool = False

    @property
    def file(self) -> VaultFile:
        """The content; its signature is unchecked until a slot was opened."""
        return self.writing.file


@dataclass(frozen=True, slots=True)
class VaultFolder:
    """The layout of a vault. ``home`` is the user's own folder, where what belongs to this computer lies."""

    path: Path
    home: Path = field(default_factory=application_folder)

    @property
    def json(self) -> Path:
        """Slots, certificates, keys."""
        return self.path / "vault.json"

    @property
    def spare(self) -> Path:
        """A copy of ``vault.json``, written after it: no passphrase opens it that was changed since."""
        return self.path / "vault.json.bak"

    @property
    def database(self) -> Path:
        """The cases, SQLCipher."""
        return self.path / "cases.db"

    def part(self, name: str) -> Path:
        """One of the folders inside: figures, releases, files, outbox, inbox, backups."""
        return self.path / name

    @property
    def exists(self) -> bool:
        """Whether a vault lies here, whole or damaged."""
        return self.json.exists() or self.spare.exists()

    def prepare(self) -> None:
        """Make the folders of a new vault; raises VaultExists, FolderReadOnly, DiskFull."""
        if self.exists or self.database.exists():
            raise VaultExists
        with told():
            for folder in (self.path, *(self.part(name) for name in FOLDERS)):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        keep_to_owner((self.path, *(self.part(name) for name in FOLDERS)))

    def read(self) -> Reading:
        """``vault.json``, else its copy; raises VaultMissing, VaultFileDamaged, VaultTooNew."""
        if not self.exists:
            raise VaultMissing
        try:
            return Reading(_read(self.json))
        except (VaultFileDamaged, FolderTrouble):
            return Reading(_read(self.spare), from_spare=True)

    def newest_revision(self, reading: Reading) -> int:
        """The revision of what was read, or of its copy where that is newer: then somebody put an older file back."""
        try:
            return max(reading.file.revision, _read(self.spare).file.revision)
        except (VaultFileDamaged, VaultTooNew, FolderTrouble, FolderReadOnly):
            return reading.file.revision

    def write(self, file: VaultFile, signer: UUID, sign: Sign, *, first: bool = False) -> VaultFile:
        """Sign and write the next revision, then its copy; raises VaultFileChanged when it isn't the next."""
        if not first and self.read().file.revision != file.revision:
            raise VaultFileChanged
        following = replace(file, revision=file.revision + 1)
        content = to_bytes(to_writing(following, signer, sign))
        write_whole(self.json, content)
        write_whole(self.spare, content)
        return following

    def mend(self, reading: Reading) -> None:
        """Bring ``vault.json`` and its copy to what was just read and opened, where a kill or damage left another.

        What other users could read, as earlier versions left backups, they can't any more. What a kill left half
        written goes: a slot that is gone would lie on in it.

        On a disk that takes nothing they stay as they are.
        """
        content = to_bytes(reading.writing)
        keep_to_owner((self.path, *own_in(self.path)))
        with suppress(DiskFull, FolderReadOnly, FolderTrouble), told():
            for path in (self.json, self.spare):
                remove_half_written(path)
                if not path.exists() or path.read_bytes() != content:
                    write_whole(path, content)

    def lock(self, holder: str) -> VaultLock:
        """Hold the vault for one program, named for a sentence; raises VaultInUse, FolderReadOnly."""
        return take_lock(self.path / "lock", holder)

    def device(self, file: VaultFile, random: Random) -> Device:
        """This computer's token and memory for the vault."""
        return this_device(self.home, self.path, file.office, random)

    def remember(self, device: Device) -> None:
        """Write this computer's memory down."""
        remember(self.home, self.path, device)

    def forget_device(self) -> None:
        """Become a new device: after a restore, or when a person decided about an older head."""
        forget(self.home, self.path)


def _read(path: Path) -> Writing:
    """One file; one that is not there counts as damaged, since its neighbour is."""
    with told():
        if not path.exists():
            raise VaultFileDamaged
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise VaultFileDamaged
    return from_bytes(content)
