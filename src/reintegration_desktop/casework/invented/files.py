"""Invented files of a case: a drawn picture, a paper, a letter, a recording of silence. None is of anybody."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from reintegration_desktop.casework.attachments.adding import Told
from reintegration_desktop.vault.roles import Room

_WIDE, _HIGH = 480, 360
_RATE, _SECONDS = 8000, 12
_SKY, _WALL, _DOOR = (203, 216, 226), (196, 164, 132), (52, 92, 110)
_LETTER = "Tell her that we are well and that the school has a roof again.\nThe small one asks for her each evening.\n"


@dataclass(frozen=True, slots=True)
class InventedFile:
    """A file as it would lie on a card or a stick, and what a caseworker says of it."""

    name: str
    content: bytes
    told: Told


def invented_files(chance: Random) -> tuple[InventedFile, ...]:
    """Some files; the same generator gives the same ones."""
    return (
        InventedFile("house.png", _png(chance), Told("other_picture", Room.PERSON, "The house of the aunt, drawn")),
        InventedFile("paper.pdf", _pdf(), Told("school_paper", Room.ACCOUNT, "Marks of the last year at school")),
        InventedFile("letter.txt", _LETTER.encode() * 3, Told("letter", Room.PERSON, "Letter of the aunt, typed off")),
        InventedFile("voice.wav", _wave(), Told("voice_recording", Room.ACCOUNT, "What is to be told to the mother")),
        InventedFile("list.txt", b"Not to be shown.\n", Told("other", Room.RESTRICTED, "A list that was found")),
    )


def _png(chance: Random) -> bytes:
    """A house in front of a hill."""
    head = struct.pack(">IIBBBBB", _WIDE, _HIGH, 8, 2, 0, 0, 0)
    points = zlib.compress(b"".join(_lines((chance.randint(90, 140), chance.randint(120, 150), 90))))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", points) + _chunk(b"IEND", b"")


def _lines(hill: tuple[int, int, int]) -> Iterator[bytes]:
    """The lines of the picture, each behind its filter."""
    for y in range(_HIGH):
        yield b"\0" + b"".join(bytes(_point(x, y, hill)) for x in range(_WIDE))


def _point(x: int, y: int, hill: tuple[int, int, int]) -> tuple[int, int, int]:
    if 200 < x < 260 and 220 < y < 320:
        return _DOOR
    if 140 < x < 340 and 180 < y < 320:
        return _WALL
    return hill if y > 300 - x // 4 else _SKY


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _wave() -> bytes:
    """Silence, as a recorder would write it."""
    content = bytes((128,)) * (_RATE * _SECONDS)
    form = struct.pack("<IHHIIHH", 16, 1, 1, _RATE, _RATE, 1, 8)
    sizes = struct.pack("<I", 36 + len(content)), struct.pack("<I", len(content))
    return b"RIFF" + sizes[0] + b"WAVEfmt " + form + b"data" + sizes[1] + content


def _pdf() -> bytes:
    """A page without a word."""
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    pages = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    return b"%PDF-1.4\n" + pages + page + b"trailer<</Root 1 0 R>>\n%%EOF\n"
