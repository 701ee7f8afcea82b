"""Months and quarters of the calendar."""

from calendar import monthrange
from datetime import date, timedelta


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(first: date, last: date) -> int:
    """Whole months from one day to another, never below nought."""
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    return max(0, months)


def end_of_quarter(day: date) -> date:
    """The last day of the quarter that a day lies in."""
    return months_later(date(day.year, day.month - (day.month - 1) % 3, 1), 3) - timedelta(days=1)
