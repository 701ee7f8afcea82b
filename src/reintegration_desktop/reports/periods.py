"""The spans of time that reports are about."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.reports.errors import PeriodUnknown

NOW, YEAR = "now", "year"
_QUARTERS = (
    marked("January to March {year}"),
    marked("April to June {year}"),
    marked("July to September {year}"),
    marked("October to December {year}"),
)
_MONTHS = (
    marked("January"), marked("February"), marked("March"), marked("April"), marked("May"), marked("June"),
    marked("July"), marked("August"), marked("September"), marked("October"), marked("November"), marked("December"),
)  # fmt: skip
_QUARTER = re.compile(r"([1-9]\d{3})-Q([1-4])", re.ASCII)
_YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """From a first to a last day, both counted in; ``name`` is its code: ``2026-Q3``, ``2026``, ``now``."""

    name: str
    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.first <= day <= self.last

    def holds_span(self, span: UncertainDate | None) -> bool:
        """Whether the middle of a span lies in it."""
        return span is not None and self.holds(span.middle)


def period_of(name: str, today: date) -> Period:
    """The period with a code; raises PeriodUnknown."""
    if name == NOW:
        return Period(NOW, date.min, today)
    if found := _QUARTER.fullmatch(name):
        year, quarter = int(found[1]), int(found[2])
        last = quarter * 3
        return Period(name, date(year, last - 2, 1), date(year, last, monthrange(year, last)[1]))
    if _YEAR.fullmatch(name):
        return Period(name, date(int(name), 1, 1), date(int(name), 12, 31))
    raise PeriodUnknown


def is_of(kind: str, name: str) -> bool:
    """Whether a period is of a kind that a template is counted for: ``quarter``, ``year`` or ``now``."""
    return kind == (NOW if name == NOW else "quarter" if _QUARTER.fullmatch(name) else YEAR)


def quarter_of(day: date) -> str:
    """The code of the quarter a day lies in."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def quarters_back(today: date, count: int) -> tuple[str, ...]:
    """The codes of this quarter and those before it, newest first."""
    year, quarter = today.year, (today.month + 2) // 3
    found = []
    for _ in range(count):
        found.append(f"{year}-Q{quarter}")
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
    return tuple(found)


def years_back(today: date, count: int) -> tuple[str, ...]:
    """The codes of this year and those before it, newest first."""
    return tuple(str(today.year - before) for before in range(count))


def period_before(name: str) -> str | None:
    """The code of the quarter or year before one; None for what is told as of now."""
    year, _, quarter = name.partition("-Q")
    if name == NOW:
        return None
    if not quarter:
        return str(int(year) - 1)
    return f"{year}-Q{int(quarter) - 1}" if quarter != "1" else f"{int(year) - 1}-Q4"


def month_of_quarter(day: date) -> str:
    """Which month of its quarter a day lies in: ``1`` to ``3``."""
    return str((day.month - 1) % 3 + 1)


def day_words(day: date) -> str:
    """A day as a report tells it: "5 March 2026"."""
    return say("{day} {month} {year}").format(day=day.day, month=say(_MONTHS[day.month - 1]), year=day.year)


def in_words(name: str) -> str:
    """A period as a person reads it: "July to September 2026"."""
    year, _, quarter = name.partition("-Q")
    return say(_QUARTERS[int(quarter) - 1]).format(year=year) if quarter else say("Now") if name == NOW else name
