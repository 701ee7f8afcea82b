"""Playing a recording: from a place in it, stopped, gone on with; the loudspeaker is opened when it is needed."""

import sys
import threading
from collections.abc import Generator, Iterator
from typing import Any

from miniaudio import Backend, MiniaudioError, PlaybackDevice, SampleFormat

from reintegration_desktop.casework.strangers.errors import NoLoudspeaker
from reintegration_desktop.casework.strangers.reader import Reader
from reintegration_desktop.casework.strangers.recording import RATE, Recording
from reintegration_desktop.casework.strangers.wire import Message

_BYTES = 2
_SERVERS: dict[str, list[Backend]] = {
    "linux": [Backend.PULSEAUDIO, Backend.ALSA, Backend.JACK],
    "win32": [Backend.WASAPI, Backend.DSOUND, Backend.WINMM],
    "darwin": [Backend.COREAUDIO],
}


class Sounding(Reader):
    """An open recording. ``silent`` plays it to a device that nobody hears, in the time that it takes."""

    slow = True

    def __init__(self, media: str, content: bytes, *, silent: bool = False) -> None:
        self._recording, self._silent = Recording(media, content), silent
        self._at, self._playing = 0, False
        self._device: PlaybackDevice | None = None
        self._lock = threading.Lock()

    def first(self) -> Iterator[Message]:
        """How loud it is, as it is decoded; what is here already can be played meanwhile."""
        for peaks in self._recording.decode():
            yield Message({"say": "sound", "seconds": self._recording.seconds, "peaks": peaks,
                           "whole": self._recording.whole})  # fmt: skip

    @property
    def goes_on(self) -> bool:
        """Whether it is heard now."""
        return self._playing

    def meanwhile(self) -> Iterator[Message]:
        """How far it is."""
        yield Message({"say": "at", "seconds": self._at / RATE, "playing": self._playing})

    def answer(self, asked: dict[str, Any]) -> Iterator[Message]:
        """Play, stop, or go to a place. Raises NoLoudspeaker."""
        what = asked["ask"]
        if what == "seek":
            with self._lock:
                self._at = min(max(0, round(float(asked["at"]) * RATE)), len(self._recording.samples) // _BYTES)
        elif what == "play":
            self._play()
        else:
            self._stop()
        yield from self.meanwhile()

    def _play(self) -> None:
        if self._recording.whole and self._at * _BYTES >= len(self._recording.samples):
            self._at = 0
        self._playing = True
        try:
            if self._device is None:
                servers = [Backend.NULL] if self._silent else _SERVERS.get(sys.platform, _SERVERS["linux"])
                self._device = PlaybackDevice(SampleFormat.SIGNED16, 1, RATE, 120, backends=servers)
            if not self._device.running:
                heard = self._heard()
                next(heard)
                self._device.start(heard)
        except (MiniaudioError, OSError):
            self._playing, self._device = False, None
            raise NoLoudspeaker from None

    def _stop(self) -> None:
        self._playing = False
        if self._device is not None and self._device.running:
            self._device.stop()

    def _heard(self) -> Generator[bytes, int, None]:
        """What the device takes; nothing but silence once it was stopped or has come to its end."""
        count = yield b""
        while True:
            piece = self._next(count) if self._playing else b""
            count = yield piece + bytes(count * _BYTES - len(piece))

    def _next(self, count: int) -> bytes:
        with self._lock:
            start = self._at * _BYTES
            piece = bytes(self._recording.samples[start : start + count * _BYTES])
            self._at += len(piece) // _BYTES
        if not piece and self._recording.whole:
            self._playing = False
        return piece
