"""What a transport over a network is handed: who answers its questions, whom it knows, how patient it is."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeVar

from reintegration_desktop.kernel.progress import NoProgress, Progress
from reintegration_desktop.sync.errors import SecretMissing, ServerUnknown, TargetUnreachable

T = TypeVar("T")

_SLICE = 0.2


class Question(StrEnum):
    """What a server may make it necessary to ask a person."""

    PASSWORD = "password"  # noqa: S105 - a question, not a secret
    KEY = "key"
    FINGERPRINT = "fingerprint"


class Pins(Protocol):
    """Where the keys of servers are remembered: in the vault, so that no list of servers lies on the disk."""

    def get(self, key: str) -> str | None:
        """What is remembered under a name; None or empty for nothing."""

    def put(self, key: str, value: str) -> None:
        """Remember."""


def pin_of(host: str, port: int) -> str:
    """Under which name a server's key is remembered."""
    return f"server {host}:{port}"


def nobody(question: Question) -> str:
    """For work that no person stands beside; raises ServerUnknown or SecretMissing."""
    raise ServerUnknown if question is Question.FINGERPRINT else SecretMissing


@dataclass(frozen=True, slots=True)
class Line:
    """A line to a server.

    ``ask`` raises SecretMissing or ServerUnknown where nobody answers; ``key_file`` is a private key for SFTP;
    ``patience`` are the seconds that may pass without a byte, ``pauses`` those between attempts; ``progress`` may stop
    the work at any block and within any pause.
    """

    pins: Pins
    ask: Callable[[Question], str] = nobody
    key_file: Path | None = None
    patience: float = 30.0
    pauses: tuple[float, ...] = (1.0, 4.0, 10.0)
    wait: Callable[[float], None] = time.sleep
    progress: "Repeating" = field(default_factory=lambda: Repeating(NoProgress()))

    def persist(self, attempt: Callable[[], T]) -> T:
        """Do what may break off, again after each pause.

        Raises TargetUnreachable after the last time, and whatever else is wrong at once.
        """
        for pause in self.pauses:
            try:
                return attempt()
            except TargetUnreachable:
                self._pause(pause)
        return attempt()

    def beat(self) -> None:
        """Called at every block; raises Cancelled once a person stopped the work."""
        self.progress.repeat()

    def _pause(self, seconds: float) -> None:
        for _ in range(max(1, round(seconds / _SLICE))):
            self.beat()
            self.wait(min(seconds, _SLICE))


class Repeating:
    """Passes reports on, and repeats the last one for work that has nothing new to tell and may be stopped."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._last = progress, (0, 0)

    def follow(self, progress: Progress) -> None:
        """Tell another from now on."""
        self._progress = progress

    def report(self, done: int, total: int = 0) -> None:
        """Pass on; raises Cancelled once a person stopped the work."""
        self._last = done, total
        self.repeat()

    def repeat(self) -> None:
        """The last report again; raises Cancelled once a person stopped the work."""
        self._progress.report(*self._last)
