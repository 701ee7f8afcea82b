"""What every view of a stranger's file does: it takes what is said of the file, asks for more, forgets."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.strangers.wire import Message
from reintegration_desktop.ui.page import Page
from reintegration_desktop.ui.text import Text


class StrangeView(QWidget):
    """``asked`` is a question for the process that reads, a dictionary."""

    asked = Signal(object)

    def take(self, message: Message) -> None:
        """Show what is said. Raises KeyError, TypeError or ValueError for what cannot be meant."""
        raise NotImplementedError

    def forget(self) -> None:
        """Nothing of the file stays."""
        raise NotImplementedError

    def ways(self, page: Page) -> list[QWidget]:
        """What one can do with it, for the page's foot."""
        return []

    def above(self) -> Text:
        """What is to be known of what is shown; empty where nothing is."""
        return ""


def number(said: object, least: float = 0, most: float = 1e9) -> float:
    """A number that was said; raises ValueError for anything else."""
    if isinstance(said, bool) or not isinstance(said, int | float) or not least <= said <= most:
        raise ValueError
    return said


def words(said: object) -> str:
    """Words that were said, without signs that no font draws; raises ValueError for anything else."""
    if not isinstance(said, str):
        raise ValueError
    return said.replace("\0", "")
