"""Locks after a while in which nobody touched a key or the pointer."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

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
    """Calls ``lock`` once, after so many minutes without a touch. Lives as long as its parent."""

    def __init__(
        self, application: QCoreApplication, lock: Callable[[], None], minutes: float, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=round(minutes * MINUTE))
        self._timer.timeout.connect(lock)
        application.installEventFilter(self)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to count anew at every touch; nothing is kept from anybody."""
        if event.type() in _TOUCHES:
            self._timer.start()
        return False
