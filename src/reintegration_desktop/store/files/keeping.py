"""Sealed files on the disk of a vault: written whole, found by what a record says, opened only when unchanged."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from hashlib import file_digest
from pathlib import Path
from typing import Protocol
from uuid import UUID

from reintegration_desktop.forms.sealed_file import SALT_BYTES, SealedFile
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.errors import SealedFileDamaged, SealedFileMissing
from reintegration_desktop.store.files.loose import folder_of, note_loose, sweep
from reintegration_desktop.vault.attachments import FilePlace, name_of, open_file, seal_file
from reintegration_desktop.vault.children import ChildKeys
from reintegration_desktop.vault.envelope import Readable, Writable
from reintegration_desktop.vault.errors import SealBroken
from reintegration_desktop.vault.files.disk import told, written_whole
from reintegration_desktop.vault.packets import PacketMark, answer_recipient, open_answer
from reintegration_desktop.vault.roles import Room


class Renewing(Protocol):
    """What is asked of a transaction before a file is sealed."""

    def ready_keys(self, case: UUID) -> None:
        """Adopt a child's keys, and begin a new generation where a room's key was renewed since."""


class Files:
    """The sealed files of a vault, for who is signed in. ``begin`` opens a transaction that commits what it renewed."""

    def __init__(
        self, database: Database, children: ChildKeys, random: Callable[[int], bytes],
        begin: Callable[[], AbstractContextManager[Renewing]],
    ) -> None:  # fmt: skip
        self._database, self._children, self._random, self._begin = database, children, random, begin

    def put(self, case: UUID, room: Room, record: UUID, source: Readable, length: int) -> SealedFile:
        """Seal so many bytes of a stream for a record that is about to be saved, and bring them to the disk.

        Until a record that names it is saved the file is loose, and ``sweep`` deletes it. What the source raises is
        raised as it is. Raises NoKey, CaseNotHere, FileChanged, DiskFull, FolderReadOnly.
        """
        with self._begin() as work:
            work.ready_keys(case)
        place = FilePlace(case, room, self._children.generation(case, room), record, self._random(SALT_BYTES))
        name = name_of(case, record, place.salt)
        with self._database.write() as connection:
            note_loose(connection, [name])
        folder = folder_of(self._database)
        with told():
            folder.mkdir(exist_ok=True, mode=0o700)
        with written_whole(folder / name) as target:
            digest = seal_file(self._children, place, source, length, target)
        return SealedFile(place.salt, place.generation, digest)

    def open(self, case: UUID, room: Room, record: UUID, sealed: SealedFile, target: Writable) -> None:
        """Open a file into a stream; what was written must be thrown away when anything is raised.

        Raises SealedFileMissing, SealedFileDamaged, NoKey, FolderTrouble. The case was opened before.
        """
        place = FilePlace(case, room, sealed.generation, record, sealed.salt)
        path = self._path(case, record, sealed)
        if not path.is_file():
            raise SealedFileMissing
        with told(), path.open("rb") as source:
            if file_digest(source, "sha256").digest() != sealed.digest:
                raise SealedFileDamaged
            source.seek(0)
            try:
                open_file(self._children, place, source, target)
            except SealBroken:
                raise SealedFileDamaged from None

    def ready_packet(self, case: UUID, room: Room, record: UUID) -> tuple[str, str]:
        """What a referral says of a packet that is about to go, and whom its answer is sealed to; raises NoKey."""
        with self._begin() as work:
            work.ready_keys(case)
        mark = PacketMark((self._children.generation(case, room), self._random(SALT_BYTES)))
        return str(mark), answer_recipient(self._children, FilePlace(case, room, mark[0], record, mark[1]))

    def open_answer(self, case: UUID, room: Room, record: UUID, mark: str, sealed: bytes) -> bytes:
        """What a provider answered to a packet; raises EnvelopeForeign, EnvelopeDamaged, NoKey, SealBroken."""
        with self._begin() as work:
            work.ready_keys(case)
        said = PacketMark.parse(mark)
        return open_answer(self._children, FilePlace(case, room, said[0], record, said[1]), sealed)

    def lies_here(self, case: UUID, record: UUID, sealed: SealedFile) -> bool:
        """Whether the sealed file is on this computer; whether it is whole shows when it is opened."""
        return self._path(case, record, sealed).is_file()

    def sweep(self) -> None:
        """Delete what no record holds: what a kill or a refused save left, and what was let go of."""
        sweep(self._database)

    def _path(self, case: UUID, record: UUID, sealed: SealedFile) -> Path:
        return folder_of(self._database) / name_of(case, record, sealed.salt)
