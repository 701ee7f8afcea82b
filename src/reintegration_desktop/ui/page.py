"""What every page is: it says which topics it shows, and asks again when they are touched."""

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from reintegration_desktop.ui.actions import Act
from reintegration_desktop.ui.text import Text


class Page(QWidget):
    """A page of the window. A subclass sets ``topics`` and overrides ``ask_again``.

    A page that is not in sight is only marked, and asks again when it comes into sight; it asks the first time it is
    shown, too.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.topics: frozenset[str] = frozenset()
        self.stays = False
        """Whether it is kept, out of sight, when it is left, to be shown again."""
        self._stale = True

    def act(self, text: Text, key: str, call: Callable[[], object]) -> Act:
        """Something one can do here, with its key."""
        return Act(self, text, key, call)

    def ask_again(self) -> None:
        """Ask for what is shown; called when the page is shown first and when its topics were touched."""

    def keep(self) -> None:
        """Seal what was typed and not saved, at once: the vault is about to be locked or left."""

    def other_keys(self) -> tuple[tuple[Text, Text], ...]:
        """Keys of parts that are no actions, as (keys, what they do), for the page of keys."""
        return ()

    def may_leave(self) -> bool:
        """Whether another page may take its place now; False where the page asks the person first."""
        return True

    def touched(self, topics: frozenset[str]) -> None:
        """A commit touched topics: ask again if this page shows one of them."""
        if self.topics & topics:
            self._stale = True
            if self.isVisible():
                self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask if nothing was asked yet, or if something was touched meanwhile."""
        super().showEvent(event)
        if self._stale:
            self._ask()

    def _ask(self) -> None:
        self._stale = False
        self.ask_again()
