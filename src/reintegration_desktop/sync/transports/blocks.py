"""Files in pieces that fit into memory."""

from collections.abc import Iterator
from typing import BinaryIO

BLOCK = 1024 * 1024


def blocks(file: BinaryIO, size: int = BLOCK) -> Iterator[bytes]:
    """What is left of a file, in pieces of at most ``size`` bytes."""
    while block := file.read(size):
        yield block
