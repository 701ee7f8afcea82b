"""Invented files of every kind, small, each with something hidden in it."""

import io
import struct
import zipfile
from functools import cache

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
