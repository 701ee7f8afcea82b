"""Invented files of every kind, small, each with something hidden in it."""

import io
import math
import struct
import wave as wavefile
import zipfile
from array import array
from functools import cache

from openpyxl import Workbook
from PIL import Image

CANARY = "Ndakasi-7Q"
PLACE = (1.0, 41.0, 27.0)


@cache
def photograph(width: int = 640, height: int = 480, *, turned: bool = False, kind: str = "JPEG") -> bytes:
    """A picture with place, camera, words, a small copy and a comment inside, as telephones make them."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    image.paste((180, 90, 40), (0, 0, width // 4, height // 4))
    exif = Image.Exif()
    exif[0x010F], exif[0x010E] = CANARY, f"{CANARY} at home"
    exif[0x0112] = 6 if turned else 1
    exif.get_ifd(0x8825).update({1: "S", 2: PLACE, 3: "E", 4: PLACE, 29: CANARY})
    target = io.BytesIO()
    more = {"comment": CANARY.encode()} if kind == "JPEG" else {}
    image.save(target, kind, exif=exif, xmp=f"<x>{CANARY}</x>".encode(), **more)
    return target.getvalue()


def zipped(**parts: str) -> bytes:
    """A zip file; a part called ``word__document_xml`` is ``word/document.xml``."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return target.getvalue()


def boxes(*handlers: str, brand: bytes = b"mp42") -> bytes:
    """An MP4 file with a track for each handler, its index behind the content."""

    def box(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", 8 + len(content)) + kind + content

    tracks = b"".join(
        box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler.encode() + bytes(13)))) for handler in handlers
    )
    return box(b"ftyp", brand + bytes(4)) + box(b"mdat", bytes(5000)) + box(b"moov", tracks)


def wave(seconds: float = 0.1) -> bytes:
    """A sound of zeros."""
    content = bytes(int(8000 * seconds))
    return b"RIFF" + struct.pack("<I", 36 + len(content)) + b"WAVEfmt " + struct.pack(
        "<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8
    ) + b"data" + struct.pack("<I", len(content)) + content  # fmt: skip


PDF = b"%PDF-1.7\n1 0 obj<</Author(" + CANARY.encode() + b")>>endobj\n%%EOF\n"
TEXT = f"They said that {CANARY} is where the aunt lives. يوسف\n".encode()
DOCX = zipped(_Content_Types_xml="<t/>", word__document_xml=f"<w>{CANARY}</w>")
WITH_MACROS = zipped(word__document_xml="<w/>", word__vbaProject_bin="x")
ODT = zipped(mimetype="application/vnd.oasis.opendocument.text", content_xml="<o/>")
OGG = b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead\x01\x01" + bytes(200)


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
)


def docx(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = (), heading: str = "") -> bytes:
    """A text document of Word: a heading, paragraphs, a table."""

    def said(words: str, style: str = "") -> str:
        form = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f"<w:p>{form}<w:r><w:t>{words}</w:t></w:r></w:p>"

    table = "".join("<w:tr>" + "".join(f"<w:tc>{said(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    body = (said(heading, "Heading1") if heading else "") + "".join(map(said, paragraphs))
    body += f"<w:tbl>{table}</w:tbl>" if rows else ""
    return zipped(
        _Content_Types_xml="<t/>",
        word__document_xml=f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    )


def odt(*paragraphs: str, heading: str = "") -> bytes:
    """A text of OpenDocument: a heading, paragraphs, the last of them in a list."""
    said = f"<text:h>{heading}</text:h>" + "".join(f"<text:p>{words}</text:p>" for words in paragraphs[:-1])
    said += f"<text:list><text:list-item><text:p>{paragraphs[-1]}</text:p></text:list-item></text:list>"
    return _open_document("text", f"<office:text>{said}</office:text>")


def ods(*rows: tuple[str, ...], name: str = "Sheet") -> bytes:
    """A workbook of OpenDocument with one sheet; a cell "=3" stands for three empty ones."""

    def cell(words: str) -> str:
        if words.startswith("="):
            return f'<table:table-cell table:number-columns-repeated="{words[1:]}"/>'
        return f"<table:table-cell><text:p>{words}</text:p></table:table-cell>"

    said = "".join("<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>" for row in rows)
    table = f'<table:table table:name="{name}">{said}</table:table>'
    return _open_document("spreadsheet", f"<office:spreadsheet>{table}</office:spreadsheet>")


def _open_document(kind: str, body: str) -> bytes:
    content = f"<office:document-content {_ODF}><office:body>{body}</office:body></office:document-content>"
    return zipped(mimetype=f"application/vnd.oasis.opendocument.{kind}", content_xml=content)


def xlsx(**sheets: list[list[object]]) -> bytes:
    """A workbook with a sheet for each name."""
    target, book = io.BytesIO(), Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(target)
    return target.getvalue()


def pdf(*pages: str, password: str = "") -> bytes:
    """A PDF with one line of words on each page of 200 by 300 points, written by hand; locked where asked for."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    parts = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
             "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]  # fmt: skip
    for number, words in enumerate(pages):
        drawn = f"BT /F1 18 Tf 20 250 Td ({words}) Tj ET"
        parts.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Resources<</Font<</F1 3 0 R>>>>"
                     f"/Contents {5 + 2 * number} 0 R>>")  # fmt: skip
        parts.append(f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream")
    locked = ""
    if password:
        parts.append(f"<</Filter/Standard/V 1/R 2/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>")
        locked = f"/Encrypt {len(parts)} 0 R/ID[<01><01>]"
    content, places = "%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(content))
        content += f"{number} 0 obj{part}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    content += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}"
    end = content.index("xref\n0")
    return (content + f"trailer<</Size {len(parts) + 1}/Root 1 0 R{locked}>>\nstartxref\n{end}\n%%EOF\n").encode()


def spoken(seconds: float = 1.0, rate: int = 8000) -> bytes:
    """A sound that swells and falls, as a wave file of 16 bits."""
    target = io.BytesIO()
    with wavefile.open(target, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        count = int(seconds * rate)
        swell = (math.sin(at / rate * 1.7) ** 2 * (0.3 + 0.7 * math.sin(at / rate / 9) ** 2) for at in range(count))
        file.writeframes(array("h", (round(20000 * s * math.sin(at * 0.3)) for at, s in enumerate(swell))).tobytes())
    return target.getvalue()


RTF = rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 She lives with \b her aunt\b0 .\par \u1610?\u1608?\u1587?\u1601?}"
