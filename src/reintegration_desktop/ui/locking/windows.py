"""What Windows tells a program's windows when the screen is locked, the user changes or the computer sleeps."""

import ctypes
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray
from PySide6.QtWidgets import QWidget

_MESSAGES = b"windows_generic_MSG"
_SESSION_CHANGED, _POWER = 0x02B1, 0x0218
_BEGINS = {
    _SESSION_CHANGED: frozenset({0x2, 0x4, 0x6, 0x7}),  # console or remote disconnected, logged off, locked
    _POWER: frozenset({0x4}),  # about to sleep
}
_THIS_SESSION = 0


class Message(ctypes.Structure):
    """Windows' MSG, as its own headers lay it out."""

    _fields_ = (
        ("window", ctypes.c_void_p), ("message", ctypes.c_uint32), ("first", ctypes.c_size_t),
        ("second", ctypes.c_ssize_t), ("time", ctypes.c_uint32), ("x", ctypes.c_int32), ("y", ctypes.c_int32),
    )  # fmt: skip


def begins(message: int, first: int) -> bool:
    """Whether a message with its first word says that a lock, a sleep or another user begins; not that it ends."""
    return first in _BEGINS.get(message, frozenset())


class WindowsSession(QAbstractNativeEventFilter):
    """Calls ``lock`` for such a message; nothing is kept from anybody."""

    def __init__(self, lock: Callable[[], None]) -> None:
        super().__init__()
        self._lock = lock

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: Any) -> tuple[bool, int]:
        """Look at one message at its address."""
        if bytes(QByteArray(kind).data()) == _MESSAGES:
            told = Message.from_address(int(message))
            if begins(told.message, told.first):
                self._lock()
        return False, 0


def ask_to_be_told(window: QWidget) -> bool:
    """Have Windows tell a window of its session; whether it will. Elsewhere nobody is asked."""
    if sys.platform != "win32":
        return False
    return bool(ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), _THIS_SESSION))
