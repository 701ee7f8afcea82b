"""What a person decides between: a question, and the answers that were written without having seen each other."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reintegration_desktop.history.versions import VersionId


@dataclass(frozen=True, slots=True)
class Answered:
    """One of the answers: in words, who wrote it and when, and what they had on the screen before.

    ``ahead``: by a clock that runs more than a day ahead of ours, so that it is shown after one that doesn't.
    """

    version: VersionId
    words: str
    before: str
    author: UUID
    who: str
    at: datetime
    shown: bool
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question with several answers, newest first; ``careful``: the more careful one is shown meanwhile.

    ``entry``: it is asked of the whole entry, whether it stays or goes.
    """

    key: str
    label: str
    answers: tuple[Answered, ...]
    careful: bool
    entry: bool = False
