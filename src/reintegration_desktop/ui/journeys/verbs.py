"""What the pages of journeys need of the program."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class JourneyVerbs:
    """Verbs raise refusals. ``since`` is the day on which who is signed in gave their keys back, None for nobody away.

    ``give_back`` leads to the page that does it; ``save_request`` and ``take_again`` take files; ``lock`` lets the
    vault be opened anew with what was taken in.
    """

    since: Callable[[], date | None]
    give_back: Callable[[], None]
    save_request: Callable[[Path], None]
    take_again: Callable[[Path], None]
    lock: Callable[[], None]


@dataclass(frozen=True, slots=True)
class GiveBackVerbs:
    """Backups that would open to who travels, a line for each place: ``going`` are deleted, ``staying`` are not."""

    give_back: Callable[[], None]
    lock: Callable[[], None]
    going: tuple[str, ...] = ()
    staying: tuple[str, ...] = ()
