"""Looking at the files of a case: what there is, and each one's content, which comes into memory alone."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from reintegration_desktop.casework import reading
from reintegration_desktop.casework.attachments.content import MEDIA, Media
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import ReasonNeeded, RecordUnknown, TooLargeToShow
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import Record
from reintegration_desktop.forms.sealed_file import SealedFile
from reintegration_desktop.forms.values import Stamp
from reintegration_desktop.rules.facts import Changes, OpenCase
from reintegration_desktop.rules.limits.files import (
    ADDED,
    CAPTION,
    FILE_FORMS,
    KIND,
    MEGABYTE,
    NAME,
    ROOM_OF_FORM,
    SEALED,
    SIZE,
    TYPE,
)
from reintegration_desktop.vault.roles import Room

LARGEST_SHOWN = 64 * MEGABYTE


class State(StrEnum):
    """Where the content of a file is."""

    HERE = "here"
    MISSING = "missing"
    TAKEN_OUT = "taken_out"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file as a list shows it; ``media`` is a key of ``MEDIA``, ``size`` that of the content in bytes.

    Of one that is kept apart nothing but its room is there until a reason was given.
    """

    case: UUID
    record: UUID
    room: Room
    state: State
    kind: str = ""
    caption: str = ""
    name: str = ""
    media: str = ""
    size: int = 0
    added: Stamp | None = None
    sealed: SealedFile | None = None

    @property
    def form(self) -> str:
        """The form that it stands in."""
        return FILE_FORMS[self.room]

    @property
    def type(self) -> Media | None:
        """What is known of its type; None for one that a newer version took in."""
        return MEDIA.get(self.media)


class Memory:
    """Content that is to be shown, and is never more than is ever shown at once."""

    def __init__(self) -> None:
        self._content = io.BytesIO()

    @property
    def content(self) -> bytes:
        """All that was written."""
        return self._content.getvalue()

    def write(self, content: bytes, /) -> int:
        """Take all of these bytes; raises TooLargeToShow."""
        if self._content.tell() + len(content) > LARGEST_SHOWN:
            raise TooLargeToShow(most=LARGEST_SHOWN // MEGABYTE)
        return self._content.write(content)


def files_of(desk: Desk, opened: OpenCase) -> tuple[FileLine, ...]:
    """The files of a case as it was opened, the newest first, of the rooms that the role is shown."""
    shown = [form for form in ROOM_OF_FORM if reading.shown_fields(desk, desk.dictionary[form])]
    rows = [row for form in shown for row in opened.file.rows(form)]
    lines = [_line(desk, opened.file.id, row) for row in rows]
    order = {record.id: number for number, record in enumerate(opened.file.records)}
    return tuple(sorted(lines, key=lambda line: order[line.record], reverse=True))


def found(desk: Desk, opened: OpenCase, record: UUID) -> FileLine:
    """One file of a case; raises RecordUnknown."""
    for line in files_of(desk, opened):
        if line.record == record:
            return line
    raise RecordUnknown


def note_look(desk: Desk, line: FileLine, reason: str) -> Changes:
    """Write down that somebody looks at a file that is kept apart, before ``content``; raises ReasonNeeded."""
    if not reason.strip():
        raise ReasonNeeded
    return reading.look_at(desk, line.case, form=line.form, reason=reason.strip())


def content(desk: Desk, line: FileLine, reason: str = "") -> bytes:
    """The content of a file, in memory.

    Raises ReasonNeeded for one that is kept apart, SealedFileMissing, SealedFileDamaged, NoKey, TooLargeToShow.
    """
    if line.room is Room.RESTRICTED and not reason.strip():
        raise ReasonNeeded
    if line.sealed is None:
        raise RecordUnknown
    target = Memory()
    desk.files.open(line.case, line.room, line.record, line.sealed, target)
    return target.content


def _line(desk: Desk, case: UUID, row: Record) -> FileLine:
    room, answers = ROOM_OF_FORM[row.form], row.answers
    sealed = _sealed(answers)
    if TYPE not in answers:
        return FileLine(case, row.id, room, State.CLOSED, sealed=sealed)
    state = State.TAKEN_OUT if sealed is None else State.MISSING
    if sealed is not None and desk.files.lies_here(case, row.id, sealed):
        state = State.HERE
    added = answers.get(ADDED)
    return FileLine(
        case, row.id, room, state, answers.choice(KIND) or "", answers.text(CAPTION) or "", answers.text(NAME) or "",
        answers.text(TYPE) or "", int(answers.number(SIZE) or 0), added if isinstance(added, Stamp) else None, sealed,
    )  # fmt: skip


def _sealed(answers: Answers) -> SealedFile | None:
    said = answers.get(SEALED)
    try:
        return SealedFile.parse(said) if isinstance(said, str) else None
    except ValueError:
        return None


def closed(lines: tuple[FileLine, ...]) -> Iterator[FileLine]:
    """Those that open only after a reason."""
    return (line for line in lines if line.state is State.CLOSED)
