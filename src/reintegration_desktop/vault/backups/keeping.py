"""Which backups are kept: the newest of each of the last days and weeks in which one was made."""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

DAYS, WEEKS = 7, 4


class Made(Protocol):
    """Something that was made at a moment."""

    @property
    def made_at(self) -> datetime:
        """When, with its time zone."""


_Any = TypeVar("_Any", bound=Made)


def to_drop(found: Sequence[_Any], days: int = DAYS, weeks: int = WEEKS) -> tuple[_Any, ...]:
    """Those that are not kept: of each of the newest ``days`` days the last one stays, and of each of ``weeks`` weeks.

    Days and weeks count in which a backup was made: who is away for a month loses none.
    """
    newest = sorted(found, key=lambda one: one.made_at, reverse=True)
    kept = {id(one) for one in _last_of(newest, lambda one: one.made_at.date(), days)}
    kept |= {id(one) for one in _last_of(newest, lambda one: one.made_at.isocalendar()[:2], weeks)}
    return tuple(one for one in newest if id(one) not in kept)


def _last_of(newest: Sequence[_Any], span: Callable[[_Any], Hashable], number: int) -> Sequence[_Any]:
    """The newest of each span, for so many spans."""
    last: dict[Hashable, _Any] = {}
    for one in newest:
        last.setdefault(span(one), one)
    return list(last.values())[:number]
