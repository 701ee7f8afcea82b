"""The readers of papers, documents, tables and recordings; what reads in C does so in a fork, which may die."""

import io
import os
from collections.abc import Callable, Iterator

from reintegration_desktop.casework.attachments.content import type_of
from reintegration_desktop.casework.strangers.errors import FileUnreadable, ReaderEnded
from reintegration_desktop.casework.strangers.reading import open_strange
from reintegration_desktop.casework.strangers.recording import Recording
from reintegration_desktop.kernel.errors import Refusal
from tests.faults.fuzzing.targets import Target
from tests.unit.casework.attachments.made import RTF, docx, ods, odt, pdf, spoken, xlsx
from tests.unit.casework.attachments.sounds import encoded

OFFICE, OPEN = "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."
READ, REFUSED, OTHER = range(3)
SOUNDS = ("audio/mpeg", "audio/aac", "audio/mp4", "audio/ogg", "audio/amr", "audio/flac")


def stranger_targets() -> Iterator[Target]:
    """A reader for each sort; one of recordings takes all types, told by their beginnings."""
    yield Target("a paper", (pdf("One", "Two"),), _in_a_fork(_paper))
    yield Target("a recording", (*(encoded(media, 0.3) for media in SOUNDS), spoken(0.2)), _in_a_fork(_recording))
    yield _words("a Word document", OFFICE + "wordprocessingml.document", docx("She came.", rows=(("a", "b"),)))
    yield _words("an open document", OPEN + "text", odt("One", "Two", heading="Head"))
    yield _words("a workbook that is looked at", OFFICE + "spreadsheetml.sheet", xlsx(A=[["a", 1], [None, 2.5]]))
    yield _words("an open workbook", OPEN + "spreadsheet", ods(("a", "=3", "b"), ("c",)))
    yield _words("rich text", "application/rtf", RTF)


def _words(name: str, media: str, sample: bytes) -> Target:
    return Target(name, (sample,), lambda content: list(open_strange(media, content).first()))


def _paper(content: bytes) -> None:
    paper = open_strange("application/pdf", content)
    (first,) = paper.first()
    for number in range(min(3, len(first.head["sizes"]))):
        list(paper.answer({"ask": "page", "number": number, "width": 60}))


def _recording(content: bytes) -> None:
    """As the type that it is taken for, and as another that it is not."""
    try:
        media = type_of(io.BytesIO(content))
    except Refusal:
        media = SOUNDS[len(content) % len(SOUNDS)]
    list(Recording(media if media.startswith("audio/") else "audio/mpeg", content).decode())


def _in_a_fork(feed: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """Dying there is what the window calls ``ReaderEnded``; an error that is no refusal is an error here."""

    def fed(content: bytes) -> None:
        child = os.fork()
        if child == 0:
            os._exit(_outcome(feed, content))
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if ended == OTHER:
            feed(content)
        if ended == REFUSED:
            raise FileUnreadable
        if ended != READ:
            raise ReaderEnded

    return fed


def _outcome(feed: Callable[[bytes], None], content: bytes) -> int:
    try:
        feed(content)
    except Refusal:
        return REFUSED
    except BaseException:  # noqa: BLE001 - told by number, and met again where it is raised
        return OTHER
    return READ
