"""Pictures made anew from their points alone: no place, no day, no camera, no comment, no small copy inside."""

import io
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps

from reintegration_desktop.casework.errors import PictureDamaged, PictureTooLarge
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.rules.limits.files import LONGEST_SIDE, MOST_PIXELS

QUALITY, MOST = 88, MOST_PIXELS // 1_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
_PHOTOGRAPHED = frozenset({"JPEG", "MPO"})
_THROUGH = frozenset({"RGBA", "LA", "PA"})
_TOO_LARGE = Image.DecompressionBombError, Image.DecompressionBombWarning


def cleaned(file: BinaryIO) -> tuple[bytes, str]:
    """A picture's points, upright, in the colours of every screen, as a new file; and its type.

    What was photographed becomes JPEG, what was drawn or has clear parts PNG; of several pictures in one file the
    first. No side is longer than 4,096. Raises PictureTooLarge before anything is decoded, PictureDamaged.
    """
    try:
        with Image.open(file, formats=_FORMATS) as found:
            _refuse_too_large(found)
            found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            photographed = found.format in _PHOTOGRAPHED or (found.format == "WEBP" and found.mode == "RGB")
            return _written(_upright(found), drawn=not photographed)
    except _TOO_LARGE:
        raise PictureTooLarge(most=MOST) from None
    except Refusal:
        raise
    except Exception:  # noqa: BLE001 - a decoder of strange bytes may fail in any way, and none of it may show them
        raise PictureDamaged from None


def _refuse_too_large(found: Image.Image) -> None:
    width, height = found.size
    if width * height > MOST_PIXELS:
        raise PictureTooLarge(most=MOST)


def _upright(found: Image.Image) -> Image.Image:
    """The points as they are to be seen: turned, in sRGB, no larger than needed."""
    profile = found.info.get("icc_profile")
    found.load()
    turned = ImageOps.exif_transpose(found)
    plain = _in_eight_bits(turned if turned is not None else found)
    if isinstance(profile, bytes) and plain.mode == "RGB":
        plain = _in_srgb(plain, profile)
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return plain


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Grey, colour, or colour with clear parts."""
    if image.mode.startswith("I"):
        return image.convert("I").point(_from_sixteen_bits).convert("L")
    if image.mode in _THROUGH or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _from_sixteen_bits(value: Image.ImagePointTransform) -> Image.ImagePointTransform | float:
    return value * (1 / 256)


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The same colours without a profile, which may tell whose screen or camera it was; as they are if it is broken."""
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        changed = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return changed if changed is not None else image


def _written(image: Image.Image, *, drawn: bool) -> tuple[bytes, str]:
    """Points copied into a picture that knows nothing else, and encoded."""
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    target = io.BytesIO()
    if drawn or image.mode == "RGBA":
        bare.save(target, "PNG")
        return target.getvalue(), "image/png"
    bare.save(target, "JPEG", quality=QUALITY)
    return target.getvalue(), "image/jpeg"
