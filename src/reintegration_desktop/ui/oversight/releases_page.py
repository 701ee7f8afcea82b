"""Releases for an auditor: the ledger as it was verified, each entry with its record; read only."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QShowEvent

from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.reports.ledger import Entry
from reintegration_desktop.ui.oversight.releases import ReleaseList
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.widgets.arrange import Box, Column
from reintegration_desktop.ui.widgets.chips import Chip, State
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import note, title
from reintegration_desktop.ui.workpage import AskingPage


@dataclass(frozen=True, slots=True)
class ReleaseVerbs:
    """``ledger``: the releases so far, oldest first, every signature and the chain verified, or a refusal;
    ``titles`` of reports by template, not yet said."""

    ledger: Callable[[], Sequence[Entry]]
    titles: Callable[[], Mapping[str, str]]


class ReleasesPage(AskingPage):
    """A chain that does not hold shows nothing but where it breaks."""

    def __init__(self, tasks: Tasks, verbs: ReleaseVerbs) -> None:
        super().__init__(tasks, "releases")
        self._verbs = verbs
        self._entries: tuple[Entry, ...] = ()
        self._many = note(self._many_words)
        self.whole = Chip(
            State("ok", "check", lambda: say("Verified: every entry is signed and follows the one before"))
        )
        self.whole.hide()
        self.list = ReleaseList(records=True)
        self.list.hide()
        inside = Column(self.failure, self.whole, self.list, gap=12, margins=(24, 0, 24, 16))
        inside.addStretch(1)
        head = Column(title(lambda: say("Releases")), self._many, gap=2, margins=(24, 14, 24, 8))
        page = Column(Box(head), Scroll(Box(inside)), gap=0)
        page.setStretch(1, 1)
        self.setLayout(page)

    def showEvent(self, event: QShowEvent) -> None:
        """Verify each time it comes into sight."""
        self.touched(self.topics)
        super().showEvent(event)

    def ask_again(self) -> None:
        """Ask for the ledger, verified."""
        self.run(lambda: (tuple(self._verbs.ledger()), self._verbs.titles()), self._show)

    def fail(self, error: Exception) -> None:
        """Where the chain or a signature does not hold, nothing of it is shown."""
        self.whole.hide()
        self.list.hide()
        super().fail(error)

    def resay(self) -> None:
        """The list in the language of now."""
        if self._entries:
            self.ask_again()

    def _show(self, answer: tuple[tuple[Entry, ...], Mapping[str, str]]) -> None:
        self.failure.hide()
        self._entries = answer[0]
        self._many.resay()
        self.whole.setVisible(bool(self._entries))
        self.list.show_entries(*answer)
        self.list.show()

    def _many_words(self) -> str:
        if not self._entries:
            return say("What left the office as a report, to whom and what for.")
        return say_many("{n} report left the office.", "{n} reports left the office.", len(self._entries))
