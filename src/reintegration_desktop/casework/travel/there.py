"""What another side said of ours that doesn't count there: noted by each answer, told until a later one says less."""

import json
from collections.abc import Callable
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from uuid import UUID

from reintegration_desktop.casework.travel.agreeing import Notes

LIES_THERE = "lies_there"
"""The setting that keeps, by office and by copy of its vault, the day of its word and what it said."""

_HEARD_OF = timedelta(days=90)
"""A copy of a peer's vault that says nothing for so long is no longer told of."""


@dataclass(frozen=True, slots=True)
class There:
    """Of what lies here: changes that are put ``aside`` there alone, that are ``missing`` there, that came and wait."""

    aside: int = 0
    missing: int = 0
    parked: int = 0


NOTHING = There()


def note_there(notes: Notes, today: Callable[[], date], office: UUID, copy: str, said: There) -> None:
    """A copy of an office's vault (a device, 32 hex digits) said this, in the place of what it said before."""
    known = _known(notes)
    copies = known.setdefault(office.hex, {})
    before = dict(copies)
    if said == NOTHING:
        copies.pop(copy, None)
    else:
        copies[copy] = (today().isoformat(), *astuple(said))
    if copies != before:
        notes.put(LIES_THERE, json.dumps({one: found for one, found in known.items() if found}))


def there(notes: Notes, today: date, office: UUID) -> There:
    """The most of each that a copy of an office's vault said last: what one of them has, the others may have too."""
    copies = _known(notes).get(office.hex, {}).values()
    said = [numbers for day, *numbers in copies if today - date.fromisoformat(day) < _HEARD_OF]
    return There(*map(max, zip(*said, strict=True))) if said else NOTHING


def _known(notes: Notes) -> dict[str, dict[str, tuple[str, int, int, int]]]:
    text = notes.get(LIES_THERE)
    found = {} if text is None else json.loads(text)
    return {office: {copy: tuple(said) for copy, said in copies.items()} for office, copies in found.items()}
