"""What pages share that ask and save beside the main thread, and tell a refusal in their banner."""

from collections.abc import Callable
from typing import Any

from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.page import Page
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.workplace import Workplace


class AskingPage(Page):
    """A page that needs no case: it is handed the lanes."""

    def __init__(self, tasks: Tasks, *topics: str) -> None:
        super().__init__()
        self.tasks = tasks
        self.topics = frozenset(topics)
        self.failure = Banner("danger", "")
        self.failure.hide()

    def run(self, work: Callable[[], Any], done: Callable[[Any], None], lane: Lane = Lane.READER) -> None:
        """Do work in a lane; a refusal is told in the page's banner."""
        self.tasks.run(work, owner=self, done=done, failed=self.fail, lane=lane)

    def fail(self, error: Exception) -> None:
        """Tell what did not go, what is safe, what to do."""
        self.failure.tell_failure(in_plain_words(error))


class WorkPage(AskingPage):
    """A page that is handed the workplace. The window tells it what a commit touched; showing names or codes, too."""

    def __init__(self, workplace: Workplace, *topics: str) -> None:
        super().__init__(workplace.tasks, *topics)
        self.workplace = workplace
        workplace.names_toggled.connect(self._on_names)

    def read(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Ask in the reader's lane."""
        self.workplace.read(work, self, done, self.fail)

    def write(self, work: Callable[[], Changes], done: Callable[[Changes], None] | None = None) -> None:
        """Save in the writer's lane."""
        self.failure.hide()
        self.workplace.write(work, self, done, self.fail)

    def _on_names(self, shown: bool) -> None:
        self.touched(self.topics)
