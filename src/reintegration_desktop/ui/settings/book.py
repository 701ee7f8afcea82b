"""The programme while it is being settled: kept at once, told to every section, refused in words."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from reintegration_desktop.casework.programme.settling import Part
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.settings.verbs import NumbersLine, Settles
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.banners import Banner


class Book(QObject):
    """The programme as it is settled; ``changed`` tells the sections that it is another one.

    ``waiting``: numbers that wait for a second person, and the names of who could be it.
    """

    changed = Signal()
    waiting = Signal(object, object)

    def __init__(self, tasks: Tasks, programme: Programme, settles: Settles, told: Callable[[], Any]) -> None:
        super().__init__()
        self.programme, self.settles = programme, settles
        self._tasks, self._told = tasks, told
        self.banner = Banner("ok", "")
        self.banner.hide()
        self._wanted: Policy | None = None

    def settle(self, part: Part, programme: Programme, reason: str = "") -> None:
        """Keep another programme, in the writer's lane; what follows in every case comes in slices."""
        work = partial(self.settles.settle, part, programme, reason)
        self._wanted = programme.policy
        self._tasks.run(work, owner=self, done=self._on_settled, failed=self._on_failed, lane=Lane.WRITER)

    def sign(self, digest: bytes) -> None:
        """Sign numbers that somebody else brought, as the second person."""
        if self.settles.sign is not None:
            work = partial(self.settles.sign, digest)
            self._tasks.run(work, owner=self, done=self._on_settled, failed=self._on_failed, lane=Lane.WRITER)

    def ask_waiting(self) -> None:
        """Ask which numbers wait for a second person; ``waiting`` brings them, and who could be it."""
        work = partial(_asked, self.settles)
        self._tasks.run(work, owner=self, done=self._on_asked, failed=self._on_failed)

    def refuse(self, sentence: Callable[[], str]) -> None:
        """Say what does not fit; nothing was changed."""
        self.banner.tell("warn", sentence, lambda: say("Nothing was changed."))
        self.banner.show()
        self.banner.announce()

    def _on_settled(self, programme: Programme) -> None:
        self.programme = programme
        if programme.policy == (self._wanted or programme.policy):
            self.banner.tell("ok", lambda: say("Kept. Every page and every due day follows."))
        else:
            self.banner.tell("info", lambda: say("Written. It waits for a second person, who signs it here."), _until)
        self._wanted = None
        self.banner.show()
        self.changed.emit()
        self._told()

    def _on_failed(self, error: Exception) -> None:
        self.banner.tell_failure(in_plain_words(error))
        self.banner.show()
        self.changed.emit()

    def _on_asked(self, found: tuple[Sequence[NumbersLine], Sequence[str]]) -> None:
        self.waiting.emit(*found)


def _asked(settles: Settles) -> tuple[Sequence[NumbersLine], Sequence[str]]:
    return settles.waiting(), settles.seconds()


def _until() -> str:
    return say("Until then the earlier numbers are in force.")
