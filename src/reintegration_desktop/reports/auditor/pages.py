"""What stands on the pages of a PDF, in the order in which it is drawn; and that the file holds nothing beside them."""

import re
from collections import Counter
from collections.abc import Iterator
from ctypes import c_ushort
from dataclasses import dataclass
from pathlib import Path

from pypdfium2 import PdfDocument, PdfPage, PdfTextObj, PdfTextPage
from pypdfium2.raw import (
    FPDF_PAGEOBJ_PATH,
    FPDF_PAGEOBJ_TEXT,
    FPDFDoc_GetAttachmentCount,
    FPDFPage_GetAnnotCount,
    FPDFTextObj_GetText,
)

from reintegration_desktop.reports.auditor.words import check_words
from reintegration_desktop.reports.errors import LeakFound

_STREAM = re.compile(rb"\bstream\r?\n.*?endstream", re.DOTALL)
_KIND = re.compile(rb"/(?:Type|Subtype)\s*/(\w+)")
_KINDS = {b"Catalog", b"Pages", b"Page", b"ExtGState", b"Font", b"FontDescriptor", b"Type0", b"CIDFontType2",
          b"Metadata", b"XML"}  # fmt: skip
_OF_A_FONT = 3
"""Streams of each: its outlines, what its glyphs mean, and which there are."""
_ABOUT = ("Title", "Author", "Subject", "Keywords", "Creator")
_PACKET = re.compile(r">([^<>]+)<|(?:Title|Subject|Keywords|Description)=\"([^\"]*)\"")

_SAME_LINE = 0.25
_BESIDE, _BEHIND_A_SPACE = 0.4, 0.8
"""How far two signs of one run may stand from each other, in parts of their height; behind a space, farther."""


@dataclass(frozen=True, slots=True)
class Run:
    """Signs that stand together on a line, in the order of drawing; places in points of 1/72 inch."""

    page: int
    text: str
    left: float
    right: float
    base: float


@dataclass(frozen=True, slots=True)
class _Glyph:
    """One sign, or a ligature of some; a blank one has no text."""

    text: str
    left: float
    right: float
    base: float
    high: float


def read_pages(file: Path, facts: frozenset[str]) -> tuple[int, list[Run]]:
    """How many pages there are, and the runs of all of them.

    Raises LeakFound for anything in the file that is not on a page, or is neither words nor lines: a picture, a note,
    an attachment, an earlier state of the file, a property that holds a number that is no fact.
    """
    content = file.read_bytes()
    document = PdfDocument(content)
    try:
        _check_parts(content, document, facts)
        return len(document), [run for number, page in enumerate(document) for run in _page_of(page, number)]
    finally:
        document.close()


def _check_parts(content: bytes, document: PdfDocument, facts: frozenset[str]) -> None:
    """The file is as it was first written, and each stream in it belongs to a page, a font or the properties."""
    bare, streams = _STREAM.subn(b"", content)
    kinds = Counter(_KIND.findall(bare))
    expected = kinds[b"Metadata"] + kinds[b"Page"] + _OF_A_FONT * kinds[b"FontDescriptor"]
    strange = len(set(kinds) - _KINDS) + abs(streams - expected) + abs(content.count(b"%%EOF") - 1)
    strange += FPDFDoc_GetAttachmentCount(document.raw) + abs(kinds[b"Page"] - len(document))
    if strange:
        raise LeakFound(kind="part", count=strange)
    about = document.get_metadata_dict()
    packets = [packet.decode("utf-8", "replace") for packet in _STREAM.findall(content) if b"<?xpacket" in packet]
    found = [one or other for packet in packets for one, other in _PACKET.findall(packet)]
    check_words([*(about.get(name, "") for name in _ABOUT), *found], facts, "property")


def _page_of(page: PdfPage, number: int) -> list[Run]:
    things = list(page.get_objects())
    beside = sum(thing.type not in {FPDF_PAGEOBJ_TEXT, FPDF_PAGEOBJ_PATH} for thing in things)
    if beside := beside + FPDFPage_GetAnnotCount(page.raw):
        raise LeakFound(kind="part", count=beside)
    text = page.get_textpage()
    return [_run(number, run) for run in _runs([_glyph(one, text) for one in things if one.type == FPDF_PAGEOBJ_TEXT])]


def _glyph(thing: PdfTextObj, page: PdfTextPage) -> _Glyph:
    size = FPDFTextObj_GetText(thing.raw, page.raw, None, 0)
    signs = (c_ushort * (size // 2))()
    FPDFTextObj_GetText(thing.raw, page.raw, signs, size)
    text = bytes(signs).decode("utf-16-le", "replace").rstrip("\0").strip()
    left, _, right, _ = thing.get_bounds()
    matrix = thing.get_matrix()
    return _Glyph(text, left, right, matrix.f, abs(matrix.d) * thing.get_font_size())


def _runs(glyphs: list[_Glyph]) -> Iterator[list[_Glyph]]:
    """Neighbours on one line, told apart by the room between them; what is blank stands between two others."""
    run: list[_Glyph] = []
    blank: list[_Glyph] = []
    for glyph in glyphs:
        if not glyph.text:
            blank = [glyph]
            continue
        if run and not _follows(run[-1], glyph, blank=bool(blank)):
            yield run
            run = []
        run += [*blank, glyph] if run else [glyph]
        blank = []
    if run:
        yield run


def _follows(one: _Glyph, other: _Glyph, *, blank: bool) -> bool:
    room = max(other.left - one.right, one.left - other.right)
    far = (_BEHIND_A_SPACE if blank else _BESIDE) * one.high
    return abs(one.base - other.base) < _SAME_LINE * one.high and room < far


def _run(page: int, glyphs: list[_Glyph]) -> Run:
    text = "".join(glyph.text or " " for glyph in glyphs)
    signs = [one for one in glyphs if one.text]
    return Run(page, text, min(one.left for one in signs), max(one.right for one in signs), glyphs[0].base)
