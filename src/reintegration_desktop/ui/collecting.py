"""Collects Python's cycles on the main thread alone: a widget that dies in another thread takes the program with it."""

import gc
from time import monotonic

from PySide6.QtCore import QObject, QThread, QTimer

EVERY = 250
"""Milliseconds between two looks at what has gathered."""
REST = 50.0
"""A whole collection is followed by a rest of so many times what it took: two hundredths of the time at most."""

_OLDEST = 2
_OUTERMOST = 1


class Collector(QObject):
    """Does what Python does by itself, at its own thresholds, from the event loop instead of wherever memory is asked.

    Python collects in whichever thread happens to allocate; where a cycle holds a widget, Qt's destructor then runs
    beside the main thread. Make one, on the main thread, before the first thread that works for widgets.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._rests_until = 0.0
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is full; nothing while a loop runs within a loop, as under a dialog.

        There Qt may be in the middle of an event for a page that Python holds no more.
        """
        if QThread.currentThread().loopLevel() > _OUTERMOST:
            return
        counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
        full = [generation for generation, (count, most) in enumerate(counts) if count > most]
        if full and full[-1] == _OLDEST and monotonic() >= self._rests_until:
            began = monotonic()
            gc.collect()
            self._rests_until = monotonic() + REST * (monotonic() - began)
        elif full:
            gc.collect(min(full[-1], _OLDEST - 1))
