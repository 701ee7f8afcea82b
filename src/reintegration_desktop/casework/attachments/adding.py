"""Adding a file to a case: looked into, cleaned where it is a picture, sealed, and then saved in one record."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from reintegration_desktop.casework.attachments.content import MEDIA, Sort, type_of
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import (
    FileEmpty,
    FileNotRead,
    FileTooLarge,
    NotPermitted,
    PhotographNotAgreed,
)
from reintegration_desktop.casework.saving import write
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.sealed_file import SealedFile
from reintegration_desktop.forms.values import Stamp
from reintegration_desktop.history.versions import Kind as Act
from reintegration_desktop.kernel.progress import NoProgress, Progress
from reintegration_desktop.rules.consent import may_be_edited, photograph_needs_consent
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.limits.files import (
    ADDED,
    CAPTION,
    FILE_FORMS,
    KIND,
    LARGEST_FILE,
    MEGABYTE,
    NAME,
    PHOTOGRAPH,
    SEALED,
    SIZE,
    TYPE,
)
from reintegration_desktop.vault.envelope import Readable
from reintegration_desktop.vault.roles import Room

LONGEST_NAME = 160
_OURS = frozenset({NAME, TYPE, SIZE, ADDED, SEALED})


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file that somebody wants to add, as it was found: its size in bytes and its type, told by its content."""

    path: Path
    size: int
    media: str

    @property
    def name(self) -> str:
        """What it is called; its beginning where that is very long."""
        return self.path.name[:LONGEST_NAME]

    @property
    def keeps_hidden_data(self) -> bool:
        """Whether it is kept as it is, with whatever it may say of who made it, when and where."""
        return MEDIA[self.media].sort in (Sort.DOCUMENT, Sort.SOUND)


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says of a file: what it is, in a few words what it shows, and who is to see it."""

    kind: str
    room: Room
    caption: str = ""


def look_into(path: Path) -> Chosen:
    """What a file is, before anything is done with it.

    Raises FileNotRead, FileEmpty, FileTooLarge, FileTypeRefused, PictureTypeRefused, VideoRefused.
    """
    with _reading(path) as file:
        size = file.seek(0, 2)
        if not size:
            raise FileEmpty
        if size > LARGEST_FILE:
            raise FileTooLarge(megabytes=-(-size // MEGABYTE), most=LARGEST_FILE // MEGABYTE)
        return Chosen(path, size, type_of(file))


def refuse_unagreed(desk: Desk, case: UUID, told: Told) -> None:
    """Raise NotPermitted, PhotographNotAgreed where such a file may not be added, before it is read and sealed."""
    form = FILE_FORMS[told.room]
    if not all(desk.me.may(Act.SAVE, room, form) for room in (Room.OPEN, told.room)):
        raise NotPermitted
    with desk.read() as cases:
        file = cases.open(case).file
    if told.kind == PHOTOGRAPH and may_be_edited(file) and not photograph_needs_consent(file):
        raise PhotographNotAgreed


def add_file(
    desk: Desk, case: UUID, path: Path, told: Told, progress: Progress | None = None, record: UUID | None = None
) -> Changes:
    """Seal a file and save what is said of it, in a record of that id. The file itself is left where it is.

    Raises what ``look_into``, ``refuse_unagreed`` and ``saving.write`` raise, PictureTooLarge, PictureDamaged,
    FileChanged, DiskFull, Cancelled; then nothing is added, and nothing is left on the disk.
    """
    refuse_unagreed(desk, case, told)
    chosen, record = look_into(path), record or desk.new_id()
    try:
        with _content(chosen, progress or NoProgress()) as (source, length, media):
            sealed = desk.files.put(case, told.room, record, source, length)
        edit = _edit(record, told, _found(desk, chosen, length, media, sealed))
        with desk.begin() as work:
            write(desk, work, case, [edit], writes=_OURS)
            return work.commit()
    except BaseException:
        desk.files.sweep()
        raise


def _found(desk: Desk, chosen: Chosen, length: int, media: str, sealed: SealedFile) -> Answers:
    added = Stamp(str(desk.me.id), desk.clock.now())
    return Answers({NAME: chosen.name, TYPE: media, SIZE: length, ADDED: added, SEALED: str(sealed)})


def _edit(record: UUID, told: Told, found: Answers) -> Edit:
    answers = found.merged({KIND: told.kind, **({CAPTION: told.caption.strip()} if told.caption.strip() else {})})
    return Edit(FILE_FORMS[told.room], record, None, answers, frozenset(answers))


@contextmanager
def _content(chosen: Chosen, progress: Progress) -> Iterator[tuple[Readable, int, str]]:
    """What is to be sealed, its length, and its type: a picture made anew, anything else as it is."""
    with _reading(chosen.path) as file:
        if MEDIA[type_of(file)].sort is Sort.PICTURE:
            from reintegration_desktop.casework.attachments.pictures import cleaned  # noqa: PLC0415 - costs at the start

            content, media = cleaned(file)
            yield _Watched(io.BytesIO(content), len(content), progress), len(content), media
        else:
            yield _Watched(file, chosen.size, progress), chosen.size, chosen.media


@contextmanager
def _reading(path: Path) -> Iterator[BinaryIO]:
    """An open file; what the system says of it holds its path, and goes no further."""
    try:
        file = path.open("rb")
    except (OSError, ValueError):
        raise FileNotRead from None
    with file:
        yield file


class _Watched:
    """Reads, tells how far it is, and turns the system's trouble into a fact."""

    def __init__(self, source: BinaryIO, total: int, progress: Progress) -> None:
        self._source, self._total, self._progress, self._done = source, total, progress, 0

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; raises FileNotRead, and Cancelled where somebody stopped it."""
        try:
            taken = self._source.read(size)
        except OSError:
            raise FileNotRead from None
        self._done += len(taken)
        self._progress.report(self._done, self._total)
        return taken
