"""The counts of the navigation: asked soon after the window opened, and soon after something changed."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

from reintegration_desktop.ui.frame.navigation import Navigation
from reintegration_desktop.ui.frame.places import Place
from reintegration_desktop.ui.tasks import Tasks

_SOON = 400
Counted = Mapping[Place, int]


class NavCounts(QObject):
    """``count`` says how many things wait at each place. A count that can't be had leaves the one before."""

    def __init__(self, tasks: Tasks, count: Callable[[], Counted], navigation: Navigation) -> None:
        super().__init__(navigation)
        self._tasks, self._count, self._navigation = tasks, count, navigation
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self.ask)
        self._soon.start()  # the page one is on comes first

    def touched(self, _: object = None) -> None:
        """Something was saved, sent or looked at: count again soon, once for all that comes together."""
        self._soon.start()

    def ask(self) -> None:
        """Count beside the window."""
        self._tasks.run(self._count, owner=self, done=self._show, failed=lambda _: None)

    def _show(self, counted: Counted) -> None:
        for place, number in counted.items():
            self._navigation.set_count(place, number)
        self._navigation.rescale()
