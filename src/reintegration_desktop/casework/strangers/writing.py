"""What a text document says: headings, paragraphs, entries of lists and tables, in their order."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from striprtf.striprtf import rtf_to_text

from reintegration_desktop.casework.strangers.errors import FileUnreadable
from reintegration_desktop.casework.strangers.parts import Parts

MOST_LETTERS, MOST_CELLS = 2_000_000, 20_000
Block = dict[str, Any]
"""``kind`` is "heading", "text", "entry" or "table"; ``text``, or the ``rows`` of a table, lists of texts."""

_WORDS_OF_RTF: Callable[..., str] = rtf_to_text
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ODF = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, OFFICE = _ODF + "text:1.0}", _ODF + "table:1.0}", _ODF + "office:1.0}"
_HEADINGS = re.compile(r"(?i)heading|title|titre|überschrift")
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LEFT_OUT = frozenset({_WORD + "del", _WORD + "instrText", _WORD + "moveFrom"})
_ASIDE = frozenset({OFFICE + "annotation", TEXT + "tracked-changes", TEXT + "note-citation"})


def of_docx(content: bytes) -> tuple[list[Block], bool]:
    """What a Word document says, and whether it says more. Raises as ``Parts``."""
    body = Parts(content).tree("word/document.xml").find(_WORD + "body")
    if body is None:
        raise FileUnreadable
    return bounded(_of_word(body))


def of_odt(content: bytes) -> tuple[list[Block], bool]:
    """What an OpenDocument text says, and whether it says more. Raises as ``Parts``."""
    body = Parts(content).tree("content.xml").find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise FileUnreadable
    return bounded(_of_odf(body, "text"))


def of_rtf(content: bytes) -> tuple[list[Block], bool]:
    """The words of an RTF file, without tables, and whether it says more. Raises FileUnreadable."""
    try:
        said = _WORDS_OF_RTF(content.decode("latin-1"), errors="replace")
    except (ValueError, LookupError, KeyError, IndexError, OverflowError, TypeError, RecursionError):
        raise FileUnreadable from None
    return bounded({"kind": "text", "text": line} for line in said.split("\n"))


def bounded(blocks: Iterable[Block]) -> tuple[list[Block], bool]:
    """So much of it as is shown at once, and whether there is more."""
    taken: list[Block] = []
    letters = cells = 0
    for block in blocks:
        rows = block.get("rows", [])
        cells += sum(map(len, rows))
        letters += len(block.get("text", "")) + 1 + sum(len(cell) for row in rows for cell in row)
        if letters > MOST_LETTERS or cells > MOST_CELLS:
            return taken, True
        taken.append(block)
    return taken, False


def _of_word(parent: Element) -> Iterator[Block]:
    for child in parent:
        if child.tag == _WORD + "p":
            yield {"kind": _kind_of_word(child), "text": "".join(_word_letters(child))}
        elif child.tag == _WORD + "tbl":
            yield {"kind": "table", "rows": [_cells(row) for row in child.iter(_WORD + "tr")]}
        elif child.tag not in _LEFT_OUT:
            yield from _of_word(child)


def _cells(row: Element) -> list[str]:
    return ["\n".join("".join(_word_letters(one)) for one in cell.iter(_WORD + "p")) for cell in row.iter(_WORD + "tc")]


def _kind_of_word(paragraph: Element) -> str:
    style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    if style is not None and _HEADINGS.match(style.get(_WORD + "val", "")):
        return "heading"
    return "text" if paragraph.find(f"{_WORD}pPr/{_WORD}numPr") is None else "entry"


def _word_letters(parent: Element) -> Iterator[str]:
    for child in parent:
        name = child.tag.removeprefix(_WORD)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif child.tag not in _LEFT_OUT and name != "pPr":
            yield from _word_letters(child)


def _of_odf(parent: Element, kind: str) -> Iterator[Block]:
    for child in parent:
        if child.tag == TEXT + "h":
            yield {"kind": "heading", "text": odf_text(child)}
        elif child.tag == TEXT + "p":
            yield {"kind": kind, "text": odf_text(child)}
        elif child.tag == TABLE + "table":
            rows = child.iter(TABLE + "table-row")
            yield {"kind": "table", "rows": [[_cell_text(cell) for cell in row.iter(TABLE + "table-cell")]
                                             for row in rows]}  # fmt: skip
        elif child.tag not in _ASIDE:
            yield from _of_odf(child, "entry" if child.tag == TEXT + "list" else kind)


def _cell_text(cell: Element) -> str:
    return "\n".join(odf_text(one) for one in cell.iter() if one.tag in (TEXT + "p", TEXT + "h"))


def odf_text(parent: Element) -> str:
    """The letters of a paragraph of OpenDocument, notes and frames in their place, remarks left out."""
    return "".join(_odf_letters(parent))


def _odf_letters(parent: Element) -> Iterator[str]:
    yield parent.text or ""
    for child in parent:
        if child.tag == TEXT + "s":
            count = child.get(TEXT + "c", "1")
            yield " " * (int(count) if count.isdecimal() and len(count) < 4 else 1)
        elif child.tag in (TEXT + "tab", TEXT + "line-break"):
            yield "\t" if child.tag == TEXT + "tab" else "\n"
        elif child.tag not in _ASIDE:
            yield from _odf_letters(child)
        yield child.tail or ""
