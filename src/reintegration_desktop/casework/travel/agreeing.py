"""Whether another side that holds the same changes comes to the same: noted by each answer, told while it doesn't."""

import json
from collections.abc import Callable
from datetime import date
from typing import Protocol
from uuid import UUID

COMES_TO_ANOTHER = "comes_to_another"
"""The setting that keeps, by office and by copy of its vault, since which day it comes to something else."""


class Notes(Protocol):
    """Texts that a vault remembers by name."""

    def get(self, key: str) -> str | None:
        """What stands under a name; None where nothing does."""

    def put(self, key: str, value: str) -> None:
        """Put a text under a name, in place of what stood there."""


def note_agrees(notes: Notes, today: Callable[[], date], office: UUID, copy: str, agrees: bool) -> None:
    """A copy of an office's vault (a device, 32 hex digits) holds what lies here, and comes to the same or not."""
    known = _known(notes)
    copies = known.setdefault(office.hex, {})
    before = dict(copies)
    if agrees:
        copies.pop(copy, None)
    else:
        copies.setdefault(copy, today().isoformat())
    if copies != before:
        notes.put(COMES_TO_ANOTHER, json.dumps({one: found for one, found in known.items() if found}))


def another_since(notes: Notes, office: UUID) -> date | None:
    """Since when an office comes to something else than this vault; None where it doesn't, as far as is known."""
    days = _known(notes).get(office.hex, {}).values()
    return min(map(date.fromisoformat, days), default=None)


def _known(notes: Notes) -> dict[str, dict[str, str]]:
    text = notes.get(COMES_TO_ANOTHER)
    return {} if text is None else json.loads(text)
