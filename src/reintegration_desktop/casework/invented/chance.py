"""Drawing from weights, days and spans, always from a generator that is handed in."""

from bisect import bisect
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from uuid import UUID

from reintegration_desktop.kernel.dates import UncertainDate


@dataclass(frozen=True, slots=True)
class Weights:
    """Outcomes and how often each comes, as whole numbers in any proportion."""

    outcomes: tuple[str, ...]
    reached: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, **weights: int) -> "Weights":
        """Outcomes by name: ``Weights.of(yes=9, no=1)``."""
        return cls(tuple(weights), tuple(accumulate(weights.values())))

    def draw(self, chance: Random) -> str:
        """One of them."""
        return self.outcomes[bisect(self.reached, chance.random() * self.reached[-1])]

    def several(self, chance: Random, most: int) -> tuple[str, ...]:
        """One to ``most`` of them, each once, in the order of their list."""
        drawn = {self.draw(chance) for _ in range(chance.randint(1, most))}
        return tuple(outcome for outcome in self.outcomes if outcome in drawn)


def begun(seed: int | str) -> Random:
    """A generator that begins from a seed."""
    return Random(seed)  # noqa: S311 - it invents people, it keeps no secret


def often(chance: Random, share: float) -> bool:
    """True in this share of the draws."""
    return chance.random() < share


def days_after(chance: Random, day: date, least: int, most: int) -> date:
    """A day so many days later, ends included."""
    return day + timedelta(days=chance.randint(least, most))


def new_id(chance: Random) -> UUID:
    """A UUID (version 4) that the same seed gives again."""
    return UUID(int=chance.getrandbits(128), version=4)


def moment(chance: Random, day: date) -> datetime:
    """Some moment in the working hours of a day, to the minute, in UTC."""
    return datetime.combine(day, time(chance.randint(7, 11), chance.randrange(60)), UTC)


def remembered(chance: Random, day: date, told_on: date) -> UncertainDate:
    """A day as somebody remembers it: to the day, the month or the year; never reaching past the day it was told."""
    drawn = chance.random()
    if drawn < 0.3:
        return UncertainDate.day(day)
    span = UncertainDate.month(day.year, day.month) if drawn < 0.7 else UncertainDate.year(day.year)
    if span.latest <= told_on:
        return span
    return UncertainDate(span.earliest, told_on, span.precision, told_on)
