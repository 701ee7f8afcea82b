"""The programme while it is being settled: kept at once, told to every section, refused in words."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from reintegration_desktop.casework.programme.settling import Part
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.settings.verbs import Settles
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.banners import Banner


class Book(QObject):
    """The programme as it is settled; ``changed`` tells the sections that it is another one."""

    changed = Signal()

    def __init__(self, tasks: Tasks, programme: Programme, settles: Settles, told: Callable[[], Any]) -> None:
        super().__init__()
        self.programme, self.settles = programme, settles
        self._tasks, self._told = tasks, told
        self.banner = Banner("ok", "")
        self.banner.hide()

    def settle(self, part: Part, programme: Programme, reason: str = "") -> None:
        """Keep another programme, in the writer's lane; what follows in every case comes in slices."""
        work = partial(self.settles.settle, part, programme, reason)
        self._tasks.run(work, owner=self, done=self._on_settled, failed=self._on_failed, lane=Lane.WRITER)

    def refuse(self, sentence: Callable[[], str]) -> None:
        """Say what does not fit; nothing was changed."""
        self.banner.tell("warn", sentence, lambda: say("Nothing was changed."))
        self.banner.show()
        self.banner.announce()

    def _on_settled(self, programme: Programme) -> None:
        self.programme = programme
        self.banner.tell("ok", lambda: say("Kept. Every page and every due day follows."))
        self.banner.show()
        self.changed.emit()
        self._told()

    def _on_failed(self, error: Exception) -> None:
        self.banner.tell_failure(in_plain_words(error))
        self.banner.show()
        self.changed.emit()
