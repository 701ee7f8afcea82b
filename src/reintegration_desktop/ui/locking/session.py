"""Locks when the system does: before it sleeps, with its own screen lock, for another user, or out of sight.

On Linux through D-Bus (logind, and the screen savers' common interface), on Windows by what it tells a window
(``ui.locking.windows``), on macOS by asking every two seconds (``ui.locking.macos``); everywhere a computer that slept
is noticed by the clock (``ui.locking.idle``).
"""

import os
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QEvent, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
from PySide6.QtWidgets import QWidget

from reintegration_desktop.ui.locking.macos import MacSession, the_systems
from reintegration_desktop.ui.locking.windows import WindowsSession, ask_to_be_told
from reintegration_desktop.ui.theme import application

_SLOT: Any = SLOT("heard(QDBusMessage)")  # the stubs say bytes, which it refuses
_LOGIND, _LOGIND_NAME = "/org/freedesktop/login1", "org.freedesktop.login1"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver",
           "org.xfce.ScreenSaver")  # fmt: skip


class SystemLock(QObject):
    """Calls ``lock`` whenever the system stops showing itself to who is signed in. Lives as long as its parent.

    ``system`` and ``desktop`` are the two buses; where one isn't there nothing is heard from it.
    """

    def __init__(
        self, lock: Callable[[], None], parent: QObject,
        system: QDBusConnection | None = None, desktop: QDBusConnection | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._lock = lock
        self.holds: list[Any] = []
        if sys.platform == "win32":
            self._listen_on_windows(parent)
        elif sys.platform.startswith("linux"):
            self._listen(system or QDBusConnection.systemBus(), desktop or QDBusConnection.sessionBus())
        elif (is_away := the_systems()) is not None:
            MacSession(lock, is_away, parent)

    def _listen_on_windows(self, window: QObject) -> None:
        """Lives in ``holds``: Qt keeps no filter alive."""
        self.holds.append(WindowsSession(self._lock))
        application().installNativeEventFilter(self.holds[0])
        if isinstance(window, QWidget):
            ask_to_be_told(window)

    def _listen(self, system: QDBusConnection, desktop: QDBusConnection) -> None:
        own = _path_of(os.environ.get("XDG_SESSION_ID", ""))
        heard = [
            (system, _LOGIND, "org.freedesktop.login1.Manager", "PrepareForSleep"),
            (system, own, "org.freedesktop.login1.Session", "Lock"),
        ]
        if own:
            heard.append((system, own, "org.freedesktop.DBus.Properties", "PropertiesChanged"))
        heard += [(desktop, "", saver, "ActiveChanged") for saver in _SAVERS]
        for bus, path, interface, name in heard:
            if bus.isConnected():
                bus.connect("", path, interface, name, self, _SLOT)
        if system.isConnected():
            self._ask_for_time(system)

    def _ask_for_time(self, system: QDBusConnection) -> None:
        """Have logind wait with the sleep, a few seconds at most, until this process was replaced."""
        call = QDBusMessage.createMethodCall(_LOGIND_NAME, _LOGIND, "org.freedesktop.login1.Manager", "Inhibit")
        call.setArguments(["sleep", "Reintegration", "The vault is locked first", "delay"])
        asked = QDBusPendingCallWatcher(system.asyncCall(call), self)
        asked.finished.connect(self._on_time_given)

    def _on_time_given(self, asked: QDBusPendingCallWatcher) -> None:
        """Logind waits as long as the file that it answered with is open: until the end of this, or of the process."""
        self.holds = asked.reply().arguments()
        asked.deleteLater()

    @Slot(QDBusMessage)
    def heard(self, message: QDBusMessage) -> None:
        """One signal: whatever says that a lock, a sleep or another user begins; not that it ends."""
        said = message.arguments()
        if message.member() == "PropertiesChanged":
            begins = len(said) > 1 and isinstance(said[1], dict) and said[1].get("Active") is False
        else:
            begins = not said or said[0] is True
        if begins:
            self._lock()


class MinimiseLock(QObject):
    """Calls ``lock`` when a window is minimised, where that is wished for at the time."""

    def __init__(self, lock: Callable[[], None], window: QWidget, wished: Callable[[], bool]) -> None:
        super().__init__(window)
        self._lock, self._wished = lock, wished
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the window go; nothing is kept from anybody."""
        gone = event.type() is QEvent.Type.WindowStateChange and isinstance(watched, QWidget) and watched.isMinimized()
        if gone and self._wished():
            self._lock()
        return False


def _path_of(session: str) -> str:
    """Where logind keeps a session: a leading digit, and what is neither letter nor digit, as ``_`` and its number."""
    if not session:
        return ""
    plain = [
        letter.isascii() and letter.isalnum() and (at > 0 or letter.isalpha()) for at, letter in enumerate(session)
    ]
    told = (letter if stays else f"_{ord(letter):02x}" for letter, stays in zip(session, plain, strict=True))
    return f"{_LOGIND}/session/{''.join(told)}"
