"""The backup that is made once the vault is locked, beside the page that asks for the passphrase; a key is not needed.

It runs in the writer's lane: whoever unlocks meanwhile stops it, and is let in as soon as it has let go.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from reintegration_desktop.kernel.progress import Progress, Stoppable
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.failures import Failure, in_plain_words
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.progress import Working

_LOOK_AGAIN = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What a person is told of it: in a tone, a sentence, and what is safe or to be done."""

    tone: str
    sentence: str
    second: str


Finish = Callable[[Progress], Told | None]
"""Makes what was ordered at the lock; None where nothing was. Raises refusals."""


class AfterLock(QObject):
    """``show`` is handed the bar, once something is being written, and None when it has ended.

    ``told`` hears how it ended, None where nothing was due or it was put off; ``failed`` why it did not.
    """

    def __init__(
        self, tasks: Tasks, finish: Finish, show: Callable[[Working | None], None],
        told: Callable[[Told | None], None], failed: Callable[[Failure], None], parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._tasks, self._finish, self._show, self._told, self._failed = tasks, finish, show, told, failed
        self._progress, self._shown = Stoppable(), False
        self._timer = QTimer(self, interval=_LOOK_AGAIN)
        self._timer.timeout.connect(self.look_again)

    def begin(self) -> None:
        """Make it, if one is due."""
        self._timer.start()
        self._tasks.run(
            lambda: self._finish(self._progress), owner=self, done=self._on_done, failed=self._on_failed,
            lane=Lane.WRITER,
        )  # fmt: skip

    def stop(self) -> None:
        """Let go of the vault; the next lock makes it."""
        self._progress.stop()

    def look_again(self) -> None:
        """Show the bar once something is being written."""
        if self._progress.total and not self._shown:
            self._shown = True
            self._show(Working(lambda: say("The vault is locked. Writing the backup…"), self._progress))

    def _on_done(self, told: Told | None) -> None:
        self._end()
        self._told(told)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._failed(in_plain_words(error))

    def _end(self) -> None:
        self._timer.stop()
        self._show(None)
