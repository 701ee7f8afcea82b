"""A recording as samples: decoded from memory beside what plays it, one channel, and how loud it is over its time."""

import io
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import av
from av.audio.resampler import AudioResampler

from reintegration_desktop.casework.strangers.errors import FileUnreadable

RATE = 24_000
"""Samples a second, 16 bits each: more than a telephone records of a voice."""

PER_PEAK = RATE // 20
LONGEST = 2 * 60 * 60
"""Seconds that are kept in memory: 350 MB."""

_BYTES = 2
_FORMATS: Mapping[str, str] = MappingProxyType(
    {"audio/mpeg": "mp3", "audio/aac": "aac", "audio/amr": "amr", "audio/flac": "flac", "audio/mp4": "mov",
     "audio/ogg": "ogg", "audio/wav": "wav"}
)  # fmt: skip
"""The one reader that each type gets: none that follows lists, addresses or other files."""


class Recording:
    """``samples`` grow while ``decode`` is walked through; ``whole`` then."""

    def __init__(self, media: str, content: bytes) -> None:
        self._media, self._content = media, content
        self.samples = bytearray()
        self.whole = False

    @property
    def seconds(self) -> float:
        """How much of it is here."""
        return len(self.samples) / _BYTES / RATE

    def decode(self) -> Iterator[list[int]]:
        """Decode all of it; the peaks of each stretch, 0 to 255, twenty a second. Raises FileUnreadable."""
        told = 0
        try:
            for piece in self._pieces():
                self.samples += piece
                if len(self.samples) - told >= RATE * _BYTES * 10:
                    yield self._peaks(told, told := _full(len(self.samples)))
                if self.seconds >= LONGEST:
                    break
        except (av.FFmpegError, ValueError, IndexError, EOFError):
            if not self.samples:
                raise FileUnreadable from None
        if not self.samples:
            raise FileUnreadable
        self.whole, self._content = True, b""
        yield self._peaks(told, len(self.samples))

    def _pieces(self) -> Iterator[bytes]:
        """The samples, frame by frame; a packet that is damaged is left out, as a player does it."""
        with av.open(
            io.BytesIO(self._content), mode="r", format=_FORMATS[self._media], metadata_errors="replace"
        ) as opened:
            if not opened.streams.audio:
                raise FileUnreadable
            resampler = AudioResampler(format="s16", layout="mono", rate=RATE)
            for packet in opened.demux(opened.streams.audio[0]):
                try:
                    frames = packet.decode()
                except av.FFmpegError:
                    continue
                for frame in frames:
                    for made in resampler.resample(frame):
                        yield bytes(made.planes[0])[: made.samples * _BYTES]

    def _peaks(self, start: int, end: int) -> list[int]:
        held = memoryview(bytes(self.samples[start : end - end % _BYTES])).cast("h")
        parts = (held[at : at + PER_PEAK] for at in range(0, len(held), PER_PEAK))
        return [_loudness(part) for part in parts]


def _full(size: int) -> int:
    """So many bytes as are whole stretches of a peak."""
    return size - size % (PER_PEAK * _BYTES)


def _loudness(samples: memoryview) -> int:
    """The largest of some samples either way, 0 to 255."""
    high, low = max(samples), min(samples)
    return min(255, max(high, -low) >> 7)
