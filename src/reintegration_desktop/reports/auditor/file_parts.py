"""A PDF's file beside what its pages show: nothing in it but what a page needs, and no number that is no fact."""

import re
import zlib
from collections import Counter

from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDFDoc_GetAttachmentCount

from reintegration_desktop.reports.auditor.words import check_words
from reintegration_desktop.reports.errors import LeakFound

_STREAM = re.compile(rb"\bstream\r?\n(.*?)endstream", re.DOTALL)
_STRING = re.compile(rb"\((?:\\.|[^\\()])*\)", re.DOTALL)
_KIND = re.compile(rb"/(?:Type|Subtype)\s*/(\w+)")
_KINDS = {b"Catalog", b"Pages", b"Page", b"ExtGState", b"Font", b"FontDescriptor", b"Type0", b"CIDFontType2",
          b"Metadata", b"XML"}  # fmt: skip
_OF_A_FONT = 3
"""Streams of each: its outlines, what its glyphs mean, and which there are."""

_NAMES = frozenset(
    b"AIS Annots Ascent Author BaseFont CA CIDFontType2 CIDSet CIDSystemInfo CIDToGIDMap CSp CSpcmyk CSpg CapHeight "
    b"Catalog ColorSpace Contents Count CreationDate Creator DescendantFonts Descent DeviceCMYK DeviceGray DeviceRGB "
    b"Encoding ExtGState False Filter Flags FlateDecode Font FontBBox FontDescriptor FontFile2 FontName GSa ID "
    b"Identity Identity-H ImageB ImageC Info ItalicAngle Keywords Kids Length Length1 MediaBox Metadata ModDate Names "
    b"None Ordering PCSp PCSpcmyk PCSpg PDF Page Pages Parent Pattern ProcSet Producer Registry Resources Root SA SM "
    b"SMask Size StemV Subject Subtype Supplement Text Title ToUnicode Trapped TrimBox Type Type0 W XML XObject "
    b"ca".split()
)
_NAME = re.compile(rb"/([^\s/<>\[\]()]*)")
_OF_FONTS = re.compile(rb"/(?:F\d+\b|(?:FontName|BaseFont)\s+/[^\s/<>\[\]()]+)")
_IDENTITY = re.compile(rb"/ID \[ (<(?:3\d|6[1-6]|2d){36}>) \1 \]")
_WORDS = re.compile(rb"[^\s\[\]<>]+")
_PLAIN = re.compile(
    rb"-?\d*\.?\d+|%PDF-1\.\d|%\xc3\xa2\xc3\xa3|%%EOF|obj|endobj|R|xref|[nf]|trailer|startxref|true|false"
)
_OBJECT, _USED = re.compile(rb"(\d+) 0 obj"), re.compile(rb"(\d+) 0 R")

_MOMENT = re.compile(r"D:\d{14}(?:Z|[+-]\d\d'\d\d')?|Qt [\d.]+")
_OF_THE_PACKET = re.compile(
    r"xmlns:\w+=\"[^\"]*\"|\bid='W5M0MpCehiHzreSzNTczkc9d'|\"uuid:[0-9a-f-]{36}\"|VersionID=\"1\"|\"Qt [\d.]+\""
    r"|\"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)\""
)
_DRAWN = re.compile(
    rb"(?:\s+|(?:/(?:CSp|GSa|F\d+)|-?\d*\.?\d+|<[0-9A-F]{4}>|\[\]0|BT|ET|CS|S(?:CN)?|Q|q|J|Td|Tf|Tj|Tm|W\*?|cm?|cs|d|f\*?"
    rb"|gs|h|j|l|m|n|re|scn|w)(?=\s|$))*+"
)


def check_parts(content: bytes, document: PdfDocument, facts: frozenset[str]) -> None:
    """The file is as it was first written, and each part of it belongs to a page, a font or the properties."""
    streams = _STREAM.findall(content)
    bare = _STREAM.sub(b"", content)
    kinds = Counter(_KIND.findall(bare))
    expected = kinds[b"Metadata"] + kinds[b"Page"] + _OF_A_FONT * kinds[b"FontDescriptor"]
    packets = [stream.decode("utf-8", "replace") for stream in streams if stream.startswith(b"<?xpacket")]
    strange = len(set(kinds) - _KINDS) + abs(len(streams) - expected) + abs(content.count(b"%%EOF") - 1)
    strange += FPDFDoc_GetAttachmentCount(document.raw) + abs(kinds[b"Page"] - len(document))
    strange += abs(kinds[b"Metadata"] - len(packets)) + abs(kinds[b"Page"] - sum(map(_is_page, streams)))
    strange += _beside(bare, content)
    if strange:
        raise LeakFound(kind="part", count=strange)
    strings = [_text(string) for string in _STRING.findall(bare)]
    told = [text for text in strings if not _MOMENT.fullmatch(text)]
    check_words([*told, *(_OF_THE_PACKET.sub("", packet) for packet in packets)], facts, "property")


def _beside(bare: bytes, content: bytes) -> int:
    """How much is not of the words that the file is built of, belongs to no part, or stands before or behind all."""
    built = _OF_FONTS.sub(b"", _IDENTITY.sub(b"", _STRING.sub(b"", bare)))
    names = sum(name not in _NAMES for name in _NAME.findall(built))
    words = sum(not _PLAIN.fullmatch(word) for word in _WORDS.findall(_NAME.sub(b" ", built)))
    unused = set(_OBJECT.findall(bare)) ^ set(_USED.findall(bare))
    outside = (not content.startswith(b"%PDF-")) + (not content.rstrip().endswith(b"%%EOF"))
    return names + words + len(unused) + outside


def _is_page(stream: bytes) -> bool:
    """Whether a stream draws a page, and holds nothing else."""
    unpacking = zlib.decompressobj()
    try:
        drawing = unpacking.decompress(stream)
    except zlib.error:
        return False
    return not unpacking.unused_data.strip() and _DRAWN.fullmatch(drawing) is not None


def _text(string: bytes) -> str:
    plain = re.sub(rb"\\(.)", rb"\1", string[1:-1], flags=re.DOTALL)
    return plain[2:].decode("utf-16-be", "replace") if plain.startswith(b"\xfe\xff") else plain.decode("latin-1")
