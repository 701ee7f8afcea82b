"""Whether a file of boxes (MP4, 3GP, M4A) holds a film, or sound alone. Source: ISO/IEC 14496-12."""

from collections.abc import Iterator
from typing import BinaryIO

LONGEST_INDEX = 8 << 20
_HANDLER, _SKIPPED = b"hdlr", 8
_MOST_BOXES = 4096


def is_film(file: BinaryIO) -> bool:
    """Whether one of its tracks is anything but sound, or none can be found."""
    handlers = [handler for index in _indexes(file) for handler in _handlers(index)]
    tracks = [handler for handler in handlers if handler in (b"vide", b"soun", b"auxv", b"pict")]
    return not tracks or any(handler != b"soun" for handler in tracks)


def _indexes(file: BinaryIO) -> Iterator[bytes]:
    """The boxes that list the tracks."""
    at = 0
    for _ in range(_MOST_BOXES):
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            return
        size, kind = int.from_bytes(head[:4]), head[4:8]
        if size == 1 and len(head) == 16:
            size = int.from_bytes(head[8:])
        if kind == b"moov":
            file.seek(at)
            yield file.read(min(size or LONGEST_INDEX, LONGEST_INDEX))
        if size < 8:
            return
        at += size


def _handlers(index: bytes) -> Iterator[bytes]:
    """What handles each track: sound, a film, something else."""
    at = index.find(_HANDLER)
    while at >= 0:
        begin = at + len(_HANDLER) + _SKIPPED
        yield index[begin : begin + 4]
        at = index.find(_HANDLER, begin)
