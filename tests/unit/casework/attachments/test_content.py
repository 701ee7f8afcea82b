"""A file is what its content says; what is none of ours is refused with a fact of its own."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reintegration_desktop.casework.attachments.content import MEDIA, type_of
from reintegration_desktop.casework.errors import FileTypeRefused, PictureTypeRefused, VideoRefused
from tests.unit.casework.attachments.made import (
    DOCX,
    ODT,
    OGG,
    PDF,
    TEXT,
    WITH_MACROS,
    boxes,
    photograph,
    wave,
    zipped,
)

_OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "jpeg": (photograph(), "image/jpeg"),
    "png": (photograph(kind="PNG"), "image/png"),
    "webp": (photograph(kind="WEBP"), "image/webp"),
    "gif": (b"GIF89a" + bytes(40), "image/gif"),
    "bitmap": (b"BM" + bytes(40), "image/bmp"),
    "pdf": (PDF, "application/pdf"),
    "pdf after a few bytes": (b"\xef\xbb\xbf\n" + PDF, "application/pdf"),
    "word": (DOCX, _OFFICE + "wordprocessingml.document"),
    "excel": (zipped(xl__workbook_xml="<x/>"), _OFFICE + "spreadsheetml.sheet"),
    "opendocument": (ODT, "application/vnd.oasis.opendocument.text"),
    "rich text": (b"{\\rtf1 hello}", "application/rtf"),
    "text": (TEXT, "text/plain"),
    "long text": ("é".encode() * 40_000, "text/plain"),
    "a web page": (b"<html><script>alert(1)</script></html>", "text/plain"),
    "voice note": (OGG, "audio/ogg"),
    "telephone": (boxes("soun", brand=b"M4A "), "audio/mp4"),
    "old telephone": (b"#!AMR\n" + bytes(50), "audio/amr"),
    "mp3": (b"ID3\x04" + bytes(50), "audio/mpeg"),
    "mp3 without tags": (b"\xff\xfb\x90" + bytes(50), "audio/mpeg"),
    "aac": (b"\xff\xf1" + bytes(50), "audio/aac"),
    "flac": (b"fLaC" + bytes(50), "audio/flac"),
    "wave": (wave(), "audio/wav"),
}
REFUSED = {
    "a program": (b"MZ\x90\0" + bytes(100), FileTypeRefused),
    "an elf": (b"\x7fELF" + bytes(100), FileTypeRefused),
    "any zip": (zipped(letter_xml="x"), FileTypeRefused),
    "a document with a program in it": (WITH_MACROS, FileTypeRefused),
    "latin text": ("été".encode("latin-1") * 10, FileTypeRefused),
    "zeros": (bytes(100), FileTypeRefused),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), FileTypeRefused),
    "heic": (b"\0\0\0\x18ftypheic" + bytes(50), PictureTypeRefused),
    "avif": (b"\0\0\0\x18ftypavif" + bytes(50), PictureTypeRefused),
    "tiff": (b"II*\0" + bytes(50), PictureTypeRefused),
    "mp4": (boxes("vide", "soun"), VideoRefused),
    "boxes of nothing": (boxes(), VideoRefused),
    "matroska": (b"\x1a\x45\xdf\xa3" + bytes(50), VideoRefused),
    "avi": (b"RIFF\0\0\0\0AVI " + bytes(50), VideoRefused),
}


@pytest.mark.parametrize(("content", "media"), KINDS.values(), ids=KINDS)
def test_a_file_is_told_by_its_content(content, media):
    file = io.BytesIO(content)
    assert type_of(file) == media
    assert file.tell() == 0


def test_every_type_of_a_case_is_one_that_is_told():
    others = {"application/vnd.oasis.opendocument.spreadsheet"}
    assert {media for _, media in KINDS.values()} | others == set(MEDIA)


@pytest.mark.parametrize(("content", "refusal"), REFUSED.values(), ids=REFUSED)
def test_what_is_none_of_ours_is_refused(content, refusal):
    with pytest.raises(refusal):
        type_of(io.BytesIO(content))


@given(st.binary(max_size=400), st.sampled_from([b"", b"\0\0\0\x18ftypmp42", b"PK\x03\x04", b"OggS", b"%PDF-"]))
def test_any_bytes_have_a_type_or_are_refused(content, begin):
    try:
        assert type_of(io.BytesIO(begin + content)) in MEDIA
    except (FileTypeRefused, PictureTypeRefused, VideoRefused) as refusal:
        assert refusal.facts == {}
