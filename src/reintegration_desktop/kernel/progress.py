"""How long work tells how far it is, and learns that nobody waits for it any more."""

from typing import Protocol

from reintegration_desktop.kernel.errors import Cancelled


class Progress(Protocol):
    """Handed to long work."""

    def report(self, done: int, total: int = 0) -> None:
        """So much is done, of so much (0 while nobody knows). Raises Cancelled when a person stopped it."""


class NoProgress:
    """For work that nobody watches."""

    def report(self, done: int, total: int = 0) -> None:
        """Take no notice."""


class Stoppable:
    """Remembers how far work is, and stops it at its next report once ``stop`` was called."""

    def __init__(self) -> None:
        self.done, self.total, self._stopped = 0, 0, False

    @property
    def is_stopped(self) -> bool:
        """Whether ``stop`` was called."""
        return self._stopped

    def stop(self) -> None:
        """Ask the work to end at its next report."""
        self._stopped = True

    def report(self, done: int, total: int = 0) -> None:
        """Remember; raises Cancelled once stopped."""
        self.done, self.total = done, total
        if self._stopped:
            raise Cancelled
