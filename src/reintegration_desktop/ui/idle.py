"""Locks after a while in which nobody touched a key or the pointer."""

from collections.abc import Callable

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


class IdleLock(QObject):
    """Calls ``lock`` once, after so many minutes without a touch. Lives as long as its parent.

    What people do comes to a window of the system first: each is watched once it has had the focus. Watching the
    application instead would call Python for every event of every widget, thousands when a page opens.
    """

    def __init__(self, application: QGuiApplication, lock: Callable[[], None], minutes: float, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=round(minutes * MINUTE))
        self._timer.timeout.connect(lock)
        application.focusWindowChanged.connect(self._watch)
        for window in application.allWindows():
            self._watch(window)
        self._timer.start()

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
