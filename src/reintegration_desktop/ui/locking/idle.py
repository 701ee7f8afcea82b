"""Locks after a while in which nobody touched a key or the pointer, and when the computer has slept."""

from collections.abc import Callable
from time import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
MINUTE = 60_000
LOOKED_EVERY = 15
"""Seconds between two looks at the clock on the wall."""
SLEPT = 60.0
"""Seconds by which it has gone on meanwhile, when the computer has slept: timers stand still then."""


class IdleLock(QObject):
    """Calls ``lock`` once, after so many minutes without a touch. Lives as long as its parent.

    What people do comes to a window of the system first: each is watched once it has had the focus. Watching the
    application instead would call Python for every event of every widget, thousands when a page opens.
    """

    def __init__(
        self, application: QGuiApplication, lock: Callable[[], None], minutes: float, parent: QObject,
        wall: Callable[[], float] = time,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._wall, self._looked = wall, wall()
        self._lock = lock
        self._look = QTimer(self, interval=1000 * LOOKED_EVERY)
        self._look.timeout.connect(self.look_at_clock)
        self._look.start()
        self._timer = QTimer(self, singleShot=True, interval=round(minutes * MINUTE))
        self._timer.timeout.connect(lock)
        application.focusWindowChanged.connect(self._watch)
        for window in application.allWindows():
            self._watch(window)
        self._timer.start()

    def look_at_clock(self) -> None:
        """Lock where the clock has gone on while nothing here did."""
        last, self._looked = self._looked, self._wall()
        if self._looked - last > LOOKED_EVERY + SLEPT:
            self._lock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to count anew at every touch; nothing is kept from anybody."""
        if event.type() in _TOUCHES:
            self._timer.start()
        return False

    def _watch(self, window: QWindow | None) -> None:
        """See the touches of a window, once."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
