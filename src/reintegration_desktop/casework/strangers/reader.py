"""What every reader of a stranger's file is asked for."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, ClassVar

from reintegration_desktop.casework.strangers.wire import Message


class Reader(ABC):
    """An open file. ``slow``: what is said unasked takes its time, and questions are answered meanwhile."""

    slow: ClassVar[bool] = False

    @abstractmethod
    def first(self) -> Iterator[Message]:
        """What is said of it unasked."""

    @abstractmethod
    def answer(self, asked: dict[str, Any]) -> Iterator[Message]:
        """What is said to a question."""

    @property
    def goes_on(self) -> bool:
        """Whether something changes by itself, so that ``meanwhile`` has something to say."""
        return False

    def meanwhile(self) -> Iterator[Message]:
        """What is said from time to time while it goes on."""
        yield from ()


class Told(Reader):
    """A file of which everything is told at once."""

    def __init__(self, say: str, parts: list[dict[str, Any]], *, cut: bool) -> None:
        self._message = Message({"say": say, "parts": parts, "cut": cut})

    def first(self) -> Iterator[Message]:
        """All of it."""
        yield self._message

    def answer(self, asked: dict[str, Any]) -> Iterator[Message]:
        """The same again."""
        assert asked
        yield self._message
