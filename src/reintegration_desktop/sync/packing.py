"""The layer between envelope and lines: compressed, padded so that a size says little, unpacked within limits."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

import zstandard

from reintegration_desktop.sync.errors import BundleBomb, BundleDamaged

KIB, MIB = 1024, 1024 * 1024
SMALLEST, DOUBLED_UPTO = 64 * KIB, 16 * MIB
PIECE = 128 * KIB
_SKIPPABLE = (0x184D2A50).to_bytes(4, "little")
_LEVEL, _LARGEST_WINDOW = 3, 8 * MIB


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a bundle may be: the file's bytes, its content's, how many times the file that may be, its lines."""

    file: int = 1088 * MIB
    content: int = 8192 * MIB
    ratio: int = 100
    lines: int = 4_000_000

    def refuse(self, content: int, lines: int, file: int) -> None:
        """Raise BundleBomb for a content no honest file of this size has."""
        if content > min(self.content, self.ratio * file + MIB) or lines > self.lines:
            raise BundleBomb


def padded_size(size: int) -> int:
    """64 KiB times a power of two, above 16 MiB a multiple of that; never less than eight bytes more, unless equal."""
    bucket = SMALLEST
    while bucket < size and bucket < DOUBLED_UPTO:
        bucket *= 2
    if bucket < size:
        bucket = -(-size // DOUBLED_UPTO) * DOUBLED_UPTO
    return bucket if bucket == size or bucket - size >= 8 else padded_size(bucket + 1)


def padding(size: int) -> Iterator[bytes]:
    """What fills a size up: a skippable frame, which every zstd passes over (RFC 8878, 3.1.2)."""
    rest = padded_size(size) - size - 8
    if rest < 0:
        return
    yield _SKIPPABLE + rest.to_bytes(4, "little")
    for at in range(0, rest, PIECE):
        yield bytes(min(PIECE, rest - at))


def packed(content: bytes) -> bytes:
    """A frame of its own for something short."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(content)


class Packer:
    """Compresses what passes through it into one frame."""

    def __init__(self) -> None:
        self._frame = zstandard.ZstdCompressor(level=_LEVEL).compressobj()

    def add(self, content: bytes) -> bytes:
        """What can be given away already."""
        return self._frame.compress(content)

    def end(self) -> bytes:
        """The rest of the frame."""
        return self._frame.flush()


class Unpacked:
    """The content of a padded stream, read in order; never more of it in memory than was asked for."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        unpacker = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW)
        self._stream = unpacker.stream_reader(as_stream(pieces), read_size=PIECE, read_across_frames=True)

    def read(self, size: int) -> bytes:
        """So many bytes, fewer at the end; raises BundleDamaged."""
        try:
            content: bytes = self._stream.read(size)
        except zstandard.ZstdError:
            raise BundleDamaged from None
        return content

    def exactly(self, size: int) -> bytes:
        """So many bytes; raises BundleDamaged where there are fewer."""
        content = self.read(size)
        if len(content) < size:
            raise BundleDamaged
        return content


class _Pieces(io.RawIOBase):
    """Pieces, one after the other, as a file that can be read."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        room = memoryview(cast(bytearray, buffer))
        taken = min(len(room), len(self._rest))
        room[:taken] = self._rest[:taken]
        self._rest = self._rest[taken:]
        return taken


def as_stream(pieces: Iterable[bytes]) -> BinaryIO:
    """Pieces as a file that can be read."""
    return io.BufferedReader(_Pieces(pieces), PIECE)
