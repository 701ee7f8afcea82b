"""A picture is made anew from its points: nothing that was hidden in it comes along, and no bomb goes off."""

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from reintegration_desktop.casework.attachments.pictures import cleaned
from reintegration_desktop.casework.errors import PictureDamaged, PictureTooLarge
from reintegration_desktop.rules.limits.files import LONGEST_SIDE
from tests.unit.casework.attachments.made import CANARY, photograph


def clean(content: bytes) -> tuple[Image.Image, bytes, str]:
    made, media = cleaned(io.BytesIO(content))
    return Image.open(io.BytesIO(made)), made, media


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_hidden_comes_along(kind):
    before = photograph(kind=kind)
    assert CANARY.encode() in before
    image, made, _ = clean(before)
    assert CANARY.encode() not in made
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Exif" not in made
    assert b"xmp" not in made.lower()


def test_a_photograph_is_turned_upright_before_that_is_forgotten():
    image, _, media = clean(photograph(640, 480, turned=True))
    assert (image.size, media) == ((480, 640), "image/jpeg")
    assert image.getpixel((470, 5))[0] > 150


def test_what_is_drawn_stays_sharp_and_clear_parts_stay_clear():
    drawn = Image.new("RGBA", (30, 20), (10, 200, 30, 0))
    target = io.BytesIO()
    drawn.save(target, "PNG")
    image, _, media = clean(target.getvalue())
    assert (media, image.mode, image.getpixel((3, 3))) == ("image/png", "RGBA", (10, 200, 30, 0))


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "I;16", "CMYK", "RGB"])
def test_pictures_of_every_make_are_taken(mode):
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "white").convert("L" if mode in ("I;16", "LA") else "RGB").convert(mode).save(
        target, "JPEG" if mode == "CMYK" else "PNG"
    )
    image, _, _ = clean(target.getvalue())
    assert image.size == (40, 30)


def test_a_very_large_photograph_becomes_smaller():
    image, _, _ = clean(photograph(5000, 1000))
    assert image.size[0] <= LONGEST_SIDE
    assert abs(image.size[0] / image.size[1] - 5) < 0.05


def test_a_picture_with_a_profile_keeps_its_colours_and_loses_the_profile():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    target = io.BytesIO()
    Image.new("RGB", (20, 20), (200, 30, 90)).save(target, "PNG", icc_profile=profile)
    image, made, _ = clean(target.getvalue())
    assert b"iCCP" not in made
    assert max(abs(one - other) for one, other in zip(image.getpixel((1, 1)), (200, 30, 90), strict=True)) <= 2


def a_bomb(width: int, height: int) -> bytes:
    """A PNG that claims so many points."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [8_100, 9_600, 20_000, 60_000])
def test_a_bomb_is_refused_before_it_is_decoded(side):
    with pytest.raises(PictureTooLarge):
        cleaned(io.BytesIO(a_bomb(side, side)))


def test_a_bomb_of_words_is_refused():
    words = zlib.compress(bytes(200 << 20))
    chunk = b"zTXt" + b"Comment\0\0" + words
    bomb = a_bomb(10, 10)
    laden = bomb[:33] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + bomb[33:]
    with pytest.raises(PictureDamaged):
        cleaned(io.BytesIO(laden))


@pytest.mark.parametrize("left", [3, 20, 200, 2000])
def test_a_picture_that_was_cut_short_is_refused(left):
    with pytest.raises(PictureDamaged):
        cleaned(io.BytesIO(photograph()[:left]))


@settings(max_examples=60)
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=40))
def test_a_broken_picture_is_refused_or_made_anew(at, content):
    broken = bytearray(photograph())
    broken[at : at + len(content)] = content
    try:
        assert cleaned(io.BytesIO(bytes(broken)))[1] in ("image/jpeg", "image/png")
    except (PictureDamaged, PictureTooLarge) as refusal:
        assert CANARY not in str(refusal)
