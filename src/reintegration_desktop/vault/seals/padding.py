"""Lengths that say nothing: 64, 96, 128, 192, 256, 384 ... 4096 bytes, then multiples of 4096."""

from bisect import bisect_left

from reintegration_desktop.vault.errors import SealBroken

PAGE = 4096
PADDED = b"\x80"
CLASSES = (64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096)


def padded_length(length: int) -> int:
    """The class a document of so many bytes falls into; one byte of padding is always added."""
    if length < PAGE:
        return CLASSES[bisect_left(CLASSES, length + 1)]
    return -(-(length + 1) // PAGE) * PAGE


def padded(document: bytes, width: int = 0) -> bytes:
    """The document, 0x80, and zeros up to its class; where ``width`` is more than its length, up to that one's."""
    return (document + PADDED).ljust(padded_length(max(len(document), width)), b"\0")


def unpadded(plain: bytes) -> bytes:
    """The document without its padding; raises SealBroken when there is none."""
    stripped = plain.rstrip(b"\0")
    if stripped[-1:] != PADDED:
        raise SealBroken
    return stripped[:-1]
