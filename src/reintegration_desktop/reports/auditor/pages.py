"""What stands on the pages of a PDF, in the order in which it is drawn; and that the file holds nothing beside them."""

from collections.abc import Iterator
from ctypes import c_ushort
from dataclasses import dataclass
from pathlib import Path

from pypdfium2 import PdfDocument, PdfiumError, PdfPage, PdfTextObj, PdfTextPage
from pypdfium2.raw import (
    FPDF_PAGEOBJ_PATH,
    FPDF_PAGEOBJ_TEXT,
    FPDFPage_GetAnnotCount,
    FPDFText_CountChars,
    FPDFText_HasUnicodeMapError,
    FPDFTextObj_GetText,
)

from reintegration_desktop.reports.auditor.file_parts import check_parts
from reintegration_desktop.reports.auditor.shapes import is_plain
from reintegration_desktop.reports.errors import LeakFound

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
    high: float


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
    an attachment, an earlier state of the file, a property that holds a number that is no fact; and where the file is
    damaged.
    """
    try:
        return _read(file.read_bytes(), facts)
    except PdfiumError as broken:
        raise LeakFound(kind="damaged", count=1) from broken


def _read(content: bytes, facts: frozenset[str]) -> tuple[int, list[Run]]:
    document = PdfDocument(content)
    try:
        check_parts(content, document, facts)
        return len(document), [run for number, page in enumerate(document) for run in _page_of(page, number)]
    finally:
        document.close()


def _page_of(page: PdfPage, number: int) -> list[Run]:
    things = list(page.get_objects())
    beside = sum(thing.type not in {FPDF_PAGEOBJ_TEXT, FPDF_PAGEOBJ_PATH} for thing in things)
    if beside := beside + FPDFPage_GetAnnotCount(page.raw):
        raise LeakFound(kind="part", count=beside)
    text = page.get_textpage()
    if drawn := sum(not is_plain(thing) for thing in things if thing.type == FPDF_PAGEOBJ_PATH) + _meaning_nothing(
        text
    ):
        raise LeakFound(kind="shape", count=drawn)
    return [_run(number, run) for run in _runs([_glyph(one, text) for one in things if one.type == FPDF_PAGEOBJ_TEXT])]


def _meaning_nothing(page: PdfTextPage) -> int:
    """How many signs the file doesn't tell the meaning of, whatever they look like."""
    return sum(FPDFText_HasUnicodeMapError(page.raw, at) != 0 for at in range(FPDFText_CountChars(page.raw)))


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
    return Run(
        page, text, min(one.left for one in signs), max(one.right for one in signs), signs[0].base, signs[0].high
    )
