"""Keeping the window out of pictures and recordings of the screen, where the system can."""

import ctypes
import sys
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

EXCLUDED = 0x11
"""Windows' WDA_EXCLUDEFROMCAPTURE: the window is missing from pictures, not black in them."""
_SHARED_WITH_NOBODY = 0
"""macOS' NSWindowSharingNone."""


def the_systems() -> Callable[[int], bool] | None:
    """What the system has for it: given a window's handle, whether it is kept out now; None where it has nothing."""
    if sys.platform == "win32":
        from ctypes import windll  # noqa: PLC0415 - there alone

        return lambda handle: bool(windll.user32.SetWindowDisplayAffinity(handle, EXCLUDED))
    if sys.platform == "darwin" and QGuiApplication.platformName() == "cocoa":
        return partial(keep_out_on_a_mac, ctypes.CDLL("/usr/lib/libobjc.dylib"))
    return None


def keep_out_on_a_mac(objc: ctypes.CDLL, view: int) -> bool:
    """``[[view window] setSharingType: NSWindowSharingNone]``; whether the view has a window."""
    send = ctypes.cast(objc.objc_msgSend, ctypes.c_void_p).value
    named = objc.sel_registerName
    named.restype, named.argtypes = ctypes.c_void_p, [ctypes.c_char_p]
    get = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(send or 0)
    put = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)(send or 0)
    window = get(view, named(b"window"))
    if window:
        put(window, named(b"setSharingType:"), _SHARED_WITH_NOBODY)
    return bool(window)


class OutOfPictures(QObject):
    """Excludes a window whenever it gets a handle; lives as long as the window.

    On X11 and Wayland no program can do it for its own window: SECURITY.md says so.
    """

    def __init__(self, window: QWidget, exclude: Callable[[int], bool] | None = None) -> None:
        super().__init__(window)
        self._exclude = exclude or the_systems()
        self.is_out = False
        if self._exclude is not None:
            window.installEventFilter(self)
            self._keep_out(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that is shown anew may have another handle; nothing is kept from anybody."""
        if event.type() in {QEvent.Type.Show, QEvent.Type.WinIdChange} and isinstance(watched, QWidget):
            self._keep_out(watched)
        return False

    def _keep_out(self, window: QWidget) -> None:
        """The window is handed over, and never held: Python's collector would take the two apart half by half."""
        if self._exclude is not None and window.isVisible():
            self.is_out = self._exclude(int(window.winId()))
