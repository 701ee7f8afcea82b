"""What a file is, told by its content: its name may say anything."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import BinaryIO

from reintegration_desktop.casework.attachments.films import is_film
from reintegration_desktop.casework.errors import FileTypeRefused, PictureTypeRefused, VideoRefused
from reintegration_desktop.kernel.words import marked

END_BYTES = 64 * 1024


class Sort(StrEnum):
    """What can be done with a file: a picture is made anew, a text is shown, the others are kept as they are."""

    PICTURE = "picture"
    TEXT = "text"
    DOCUMENT = "document"
    SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Media:
    """A type of file: what it is called, and how the name of a copy ends."""

    sort: Sort
    words: str
    ending: str


_SOUND = marked("Sound")
MEDIA: Mapping[str, Media] = MappingProxyType(
    {
        "image/jpeg": Media(Sort.PICTURE, marked("Picture"), ".jpg"),
        "image/png": Media(Sort.PICTURE, marked("Picture"), ".png"),
        "image/webp": Media(Sort.PICTURE, marked("Picture"), ".webp"),
        "image/gif": Media(Sort.PICTURE, marked("Picture"), ".gif"),
        "image/bmp": Media(Sort.PICTURE, marked("Picture"), ".bmp"),
        "text/plain": Media(Sort.TEXT, marked("Text"), ".txt"),
        "application/pdf": Media(Sort.DOCUMENT, "PDF", ".pdf"),
        "application/rtf": Media(Sort.DOCUMENT, marked("Text document"), ".rtf"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document":
            Media(Sort.DOCUMENT, marked("Text document"), ".docx"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":
            Media(Sort.DOCUMENT, marked("Table"), ".xlsx"),
        "application/vnd.oasis.opendocument.text": Media(Sort.DOCUMENT, marked("Text document"), ".odt"),
        "application/vnd.oasis.opendocument.spreadsheet": Media(Sort.DOCUMENT, marked("Table"), ".ods"),
        "audio/mpeg": Media(Sort.SOUND, _SOUND, ".mp3"),
        "audio/aac": Media(Sort.SOUND, _SOUND, ".aac"),
        "audio/amr": Media(Sort.SOUND, _SOUND, ".amr"),
        "audio/flac": Media(Sort.SOUND, _SOUND, ".flac"),
        "audio/mp4": Media(Sort.SOUND, _SOUND, ".m4a"),
        "audio/ogg": Media(Sort.SOUND, _SOUND, ".ogg"),
        "audio/wav": Media(Sort.SOUND, _SOUND, ".wav"),
    }
)  # fmt: skip
"""Every type that a case holds."""

_BEGINNINGS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL), "image/bmp"),
    (re.compile(rb"[\s\S]{0,1000}%PDF-"), "application/pdf"),
    (re.compile(rb"\{\\rtf"), "application/rtf"),
    (re.compile(rb"PK\x03\x04.{26}mimetype(application/vnd.oasis.opendocument.(?:text|spreadsheet))", re.DOTALL), ""),
    (re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"), "audio/mpeg"),
    (re.compile(rb"\xff[\xf0\xf1\xf8\xf9]"), "audio/aac"),
    (re.compile(rb"#!AMR"), "audio/amr"),
    (re.compile(rb"fLaC"), "audio/flac"),
    (re.compile(rb"OggS.{24,80}(?:OpusHead|\x01vorbis|Speex   |\x7fFLAC)", re.DOTALL), "audio/ogg"),
    (re.compile(rb"RIFF.{4}WAVE", re.DOTALL), "audio/wav"),
)  # fmt: skip
_OFFICE = "application/vnd.openxmlformats-officedocument."
_PARTS: tuple[tuple[bytes, str], ...] = (
    (b"word/document.xml", _OFFICE + "wordprocessingml.document"),
    (b"xl/workbook.xml", _OFFICE + "spreadsheetml.sheet"),
)
_OTHER_PICTURES = re.compile(
    rb"II\*\0|MM\0\*|.{4}ftyp(?:hei[cfms]|hev[cx]|mif1|msf1|avi[fs])|\0\0\0\x0cJXL |\xff\x0a", re.DOTALL
)
_FILMS = re.compile(rb"RIFF.{4}AVI |\x1a\x45\xdf\xa3|\0\0\x01[\xb3\xba]|OggS.{24,80}\x80theora|FLV\x01", re.DOTALL)
_BOXES = re.compile(rb".{4}ftyp", re.DOTALL)
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_MACROS = b"vbaProject.bin"


def type_of(file: BinaryIO) -> str:
    """The type of an open file, one of ``MEDIA``; it is left at its beginning.

    Raises FileTypeRefused, PictureTypeRefused for a picture that cannot be cleaned here, VideoRefused.
    """
    size = file.seek(0, 2)
    file.seek(max(0, size - END_BYTES))
    end = file.read(END_BYTES)
    file.seek(0)
    begin = file.read(END_BYTES)
    found = (
        _by_beginning(begin) or _in_boxes(file, begin) or _office(begin, end) or _text(begin, whole=size <= END_BYTES)
    )
    file.seek(0)
    if found not in MEDIA:
        raise FileTypeRefused
    return found


def _by_beginning(begin: bytes) -> str:
    if _OTHER_PICTURES.match(begin):
        raise PictureTypeRefused
    if _FILMS.match(begin):
        raise VideoRefused
    for pattern, media in _BEGINNINGS:
        if match := pattern.match(begin):
            return media or match[1].decode("ascii")
    return ""


def _in_boxes(file: BinaryIO, begin: bytes) -> str:
    """Sound as telephones record it, in the boxes that films come in too."""
    if not _BOXES.match(begin):
        return ""
    if is_film(file):
        raise VideoRefused
    return "audio/mp4"


def _office(begin: bytes, end: bytes) -> str:
    """A zip file with the parts of a document; none with a program in it."""
    if not begin.startswith(b"PK\x03\x04") or _MACROS in begin + end:
        return ""
    return next((media for part, media in _PARTS if part in begin or part in end), "")


def _text(begin: bytes, *, whole: bool) -> str:
    """Plain text in UTF-8; a letter that is cut at the end of what was read does no harm."""
    if not begin or _NO_TEXT.search(begin):
        return ""
    try:
        begin.decode()
    except UnicodeDecodeError as fault:
        if whole or fault.start < len(begin) - 3:
            return ""
    return "text/plain"
