"""What pages of the work share: they read and save through the workplace, and tell a failure in their banner."""

from collections.abc import Callable
from typing import Any

from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.page import Page
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.workplace import Workplace


class WorkPage(Page):
    """A page that is handed the workplace. The window tells it what a commit touched; showing names or codes, too."""

    def __init__(self, workplace: Workplace, *topics: str) -> None:
        super().__init__()
        self.workplace = workplace
        self.topics = frozenset(topics)
        self.failure = Banner("danger", "")
        self.failure.hide()
        workplace.names_toggled.connect(self._on_names)

    def read(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Ask in the reader's lane; a refusal is told in the page's banner."""
        self.workplace.read(work, self, done, self.fail)

    def write(self, work: Callable[[], Changes], done: Callable[[Changes], None] | None = None) -> None:
        """Save in the writer's lane; a refusal is told in the page's banner."""
        self.failure.hide()
        self.workplace.write(work, self, done, self.fail)

    def fail(self, error: Exception) -> None:
        """Tell what did not go, what is safe, what to do."""
        self.failure.tell_failure(in_plain_words(error))

    def _on_names(self, shown: bool) -> None:
        self.touched(self.topics)
