"""How a test speaks to a server: remembered in a dictionary, no pauses, and answers that were agreed before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reintegration_desktop.sync.errors import SecretMissing
from reintegration_desktop.sync.transports.line import Line, Question


@dataclass
class Remembered:
    """Keys of servers, for as long as a test."""

    held: dict[str, str] = field(default_factory=dict)

    def get(self, key: str) -> str | None:
        return self.held.get(key)

    def put(self, key: str, value: str) -> None:
        self.held[key] = value


def a_line(answers: Mapping[Question, str] | None = None, *, pins: Remembered | None = None, key: Path | None = None,
           **more) -> Line:  # fmt: skip
    """A line without pauses whose questions have these answers."""

    def ask(question: Question) -> str:
        if answers is None or question not in answers:
            raise SecretMissing
        return answers[question]

    return Line(pins or Remembered(), ask, key, **{"patience": 2.0, "pauses": (0.0, 0.0, 0.0), **more})
