"""Dates that are not known to the day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How well a date is known (the list ``date_precision`` of the dictionary)."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    AGE_ESTIMATE = "age_estimate"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class UncertainDate:
    """A span of days in which something lies, how it was said, and the day it was said.

    ``earliest`` is never after ``latest``: ValueError. A stated age stays a span and never becomes a birthday.
    """

    earliest: date
    latest: date
    precision: Precision
    stated_on: date | None = None

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError("the earliest day lies after the latest")

    @classmethod
    def day(cls, day: date, stated_on: date | None = None) -> "UncertainDate":
        """A date known to the day."""
        return cls(day, day, Precision.DAY, stated_on)

    @classmethod
    def month(cls, year: int, month: int, stated_on: date | None = None) -> "UncertainDate":
        """A date known to the month."""
        last = date(year, month, monthrange(year, month)[1])
        return cls(date(year, month, 1), last, Precision.MONTH, stated_on)

    @classmethod
    def year(cls, year: int, stated_on: date | None = None) -> "UncertainDate":
        """A date known to the year."""
        return cls(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, stated_on)

    @classmethod
    def of_age(cls, youngest: int, oldest: int, stated_on: date) -> "UncertainDate":
        """The span of birth of somebody said to be ``youngest`` to ``oldest`` years old on a day."""
        earliest = _years_before(stated_on, oldest + 1).toordinal() + 1
        return cls(date.fromordinal(earliest), _years_before(stated_on, youngest), Precision.AGE_ESTIMATE, stated_on)

    @property
    def middle(self) -> date:
        """The day in the middle of the span."""
        return date.fromordinal((self.earliest.toordinal() + self.latest.toordinal()) // 2)

    def ages_on(self, day: date) -> tuple[int, int]:
        """Lowest and highest possible age in whole years on a day, never below nought."""
        return age_on(self.latest, day), age_on(self.earliest, day)


def age_on(born: date, day: date) -> int:
    """Whole years from a birthday to a day, never below nought; who is born on 29 February ages on 1 March."""
    return max(0, day.year - born.year - ((day.month, day.day) < (born.month, born.day)))


def _years_before(day: date, years: int) -> date:
    """The same day so many years before; 29 February becomes 28 February."""
    last = monthrange(day.year - years, day.month)[1]
    return date(day.year - years, day.month, min(day.day, last))
