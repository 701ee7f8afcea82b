"""Work that is done when a vault is opened, and every hour as long as it is open."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from reintegration_desktop.ui.tasks import Lane, Tasks

HOUR = 60 * 60 * 1000


class Hourly(QObject):
    """Runs in the writer's lane; ``done`` gets what came of it, ``failed`` what stopped it."""

    def __init__(
        self, tasks: Tasks, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None],
        parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._tasks, self._work, self._done, self._failed = tasks, work, done, failed
        self._timer = QTimer(self, interval=HOUR)
        self._timer.timeout.connect(self.run)
        self._timer.start()
        self.run()

    def run(self) -> None:
        """Do it now."""
        self._tasks.run(self._work, owner=self, done=self._done, failed=self._failed, lane=Lane.WRITER)
