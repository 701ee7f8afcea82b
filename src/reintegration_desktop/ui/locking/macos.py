"""Whether macOS shows its own screen lock, or another user: asked every two seconds, for it tells no plain program."""

import ctypes
import sys
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

ASKED_EVERY = 2
"""Seconds."""
_FRAMEWORKS = "/System/Library/Frameworks"
_UTF8 = 0x08000100
_LOCKED, _ON_CONSOLE = b"CGSSessionScreenIsLocked", b"kCGSSessionOnConsoleKey"


@dataclass(frozen=True, slots=True)
class Frameworks:
    """CoreGraphics, which knows the session, and CoreFoundation, whose values it answers with."""

    graphics: ctypes.CDLL
    foundation: ctypes.CDLL

    def is_away(self) -> bool:
        """Whether the session is locked, shown to nobody, or not there at all.

        Source: Quartz Window Services, ``CGSessionCopyCurrentDictionary``.
        """
        copy = self.graphics.CGSessionCopyCurrentDictionary
        copy.restype = ctypes.c_void_p
        session = copy()
        if not session:
            return True
        try:
            return self._says(session, _LOCKED) is True or self._says(session, _ON_CONSOLE) is False
        finally:
            self._release(session)

    def _says(self, session: int, name: bytes) -> bool | None:
        """A yes or no of the session; None where it says nothing of it."""
        make, get, truth = (
            self.foundation.CFStringCreateWithCString, self.foundation.CFDictionaryGetValue,
            self.foundation.CFBooleanGetValue,
        )  # fmt: skip
        make.restype, make.argtypes = ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32]
        get.restype, get.argtypes = ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_void_p]
        truth.restype, truth.argtypes = ctypes.c_bool, [ctypes.c_void_p]
        key = make(None, name, _UTF8)
        value = get(session, key)
        self._release(key)
        return truth(value) if value else None

    def _release(self, value: int) -> None:
        release = self.foundation.CFRelease
        release.restype, release.argtypes = None, [ctypes.c_void_p]
        release(value)


class MacSession(QObject):
    """Calls ``lock`` when the session goes away, once each time. Lives as long as its parent."""

    def __init__(self, lock: Callable[[], None], is_away: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._lock, self._is_away, self._was_away = lock, is_away, False
        timer = QTimer(self, interval=1000 * ASKED_EVERY)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Ask once."""
        was, self._was_away = self._was_away, self._is_away()
        if self._was_away and not was:
            self._lock()


def the_systems() -> Callable[[], bool] | None:
    """What macOS has for it; None on another system."""
    if sys.platform != "darwin":
        return None
    libraries = (ctypes.CDLL(f"{_FRAMEWORKS}/{name}.framework/{name}") for name in ("CoreGraphics", "CoreFoundation"))
    return Frameworks(*libraries).is_away
