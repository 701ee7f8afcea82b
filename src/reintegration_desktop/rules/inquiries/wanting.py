"""How the asking for a file stands that an answer told of, from the entries of its thread alone.

What each entry answers to is named in it, so that clocks which differ between two offices decide nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.rules.inquiries.entries import Close, Decline, Entry, Give, Want, Withdraw


class FileState(StrEnum):
    """How far it has come."""

    WANTED = "wanted"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    GIVEN = "given"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who asked for the file, and when; ``sealed`` is what the other office said to it.

    ``wants`` are the entries that ask for it: those that stand, else all.
    """

    state: FileState
    by: UUID
    at: datetime
    wants: tuple[VersionId, ...]
    sealed: bytes = b""

    @property
    def waits(self) -> bool:
        """Whether the other office is still to give it, or not."""
        return self.state is FileState.WANTED


def wanted(said: Sequence[Entry], answer: VersionId, until: datetime, now: datetime) -> Wanted | None:
    """What the entries about a question that count come to, oldest first; None where nobody asked for the file.

    A question that who asked is done with, or that is too old, ends it. Who gives the file does so whatever was said
    before; who does not give it has said so for this question.
    """
    asks = [one for one in said if isinstance(one.said, Want) and one.said.answer == answer and one.at <= until]
    if not asks:
        return None
    known = {one.id for one in asks}
    back = {one.said.want for one in said if isinstance(one.said, Withdraw)}
    stand = [one for one in asks if one.id not in back]
    first = (stand or asks)[0]
    state, sealed = _settled(said, known)
    if state is None:
        over = now > until or any(isinstance(one.said, Close) and one.said.office == one.said.source for one in said)
        state = FileState.WITHDRAWN if not stand else FileState.ENDED if over else FileState.WANTED
    return Wanted(state, first.author, first.at, tuple(one.id for one in stand or asks), sealed)


def _settled(said: Sequence[Entry], known: set[VersionId]) -> tuple[FileState | None, bytes]:
    """What the asked office said to any of them."""
    for kind, state in ((Give, FileState.GIVEN), (Decline, FileState.DECLINED)):
        for one in said:
            if isinstance(one.said, Give | Decline) and isinstance(one.said, kind) and one.said.want in known:
                return state, one.said.sealed
    return None, b""
