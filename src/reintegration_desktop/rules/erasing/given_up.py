"""Which computers never come back, from what was said of them: the newest word about each counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reintegration_desktop.rules.erasing.entries import Entry, GivingUp


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Who said so of a device, when, and up to which of its changes it had been heard of."""

    by: UUID
    at: datetime
    seen: int

    def still_holds(self, last: int) -> bool:
        """Whether nothing was heard of the device since: ``last`` is the number of its newest change here."""
        return last <= self.seen


def given_up(entries: Iterable[Entry]) -> Mapping[str, GivenUp]:
    """By device (32 hex digits); who takes it back says nought, which holds for no device that ever wrote."""
    newest: dict[str, GivenUp] = {}
    for entry in sorted(entries, key=lambda one: (one.clock, one.id)):
        if isinstance(entry.said, GivingUp):
            newest[entry.said.device] = GivenUp(entry.author, entry.at, entry.said.seen)
    return newest
