"""Clocks: what time it is, and the hybrid logical clock that orders changes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time. Handed in, so that a test can turn it."""

    def now(self) -> datetime:
        """The moment, in UTC."""

    def today(self) -> date:
        """The day where the person sits."""


class SystemClock:
    """The clock of the computer."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The day where the person sits."""
        return datetime.now().astimezone().date()


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for tests, tours and benchmarks."""

    moment: datetime

    def now(self) -> datetime:
        """The moment it was set to, in UTC."""
        return self.moment

    def today(self) -> date:
        """The day of that moment, in UTC."""
        return self.moment.astimezone(UTC).date()


COUNTER_BITS = 16


def milliseconds(moment: datetime) -> int:
    """Whole milliseconds since 1970 in UTC."""
    return int(moment.timestamp() * 1000)


def hybrid(now: Callable[[], datetime], last: int) -> int:
    """The next tick of a hybrid logical clock: ``ms << 16 | counter``, always more than ``last``.

    A counter that overflows carries into the milliseconds. Source: Kulkarni et al., Logical Physical Clocks, 2014.
    """
    return max(milliseconds(now()) << COUNTER_BITS, last + 1)


def moment_of(tick: int) -> datetime:
    """The moment a tick of the hybrid clock stands for, in UTC."""
    return datetime.fromtimestamp((tick >> COUNTER_BITS) / 1000, UTC)
