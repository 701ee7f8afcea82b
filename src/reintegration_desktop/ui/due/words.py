"""A due day in the words of a list: how late, today, or which day."""

from datetime import date

from PySide6.QtCore import QDate, QLocale

from reintegration_desktop.casework.listing import CaseLine
from reintegration_desktop.kernel.words import language, say, say_many
from reintegration_desktop.rules.words import task_words
from reintegration_desktop.ui.lists.cells import Cell

_DAYS_UP_TO, _MONTHS_UP_TO = 60, 23


def short_day(day: date) -> str:
    """A day of these weeks: "Fri 13 March"."""
    return QLocale(language()).toString(QDate(day.year, day.month, day.day), "ddd d MMMM")


def weekday(day: date) -> str:
    """A day with its whole weekday: "Thursday 5 March"."""
    return QLocale(language()).toString(QDate(day.year, day.month, day.day), "dddd d MMMM")


def short_name(line: CaseLine) -> str:
    """A first name with the initial of the last one, "Amina K"; a code as it is. The sentence ends with the dot."""
    first, *rest = line.name.split(" ")
    return line.name if line.name == line.row.code or not rest else f"{first} {rest[-1][:1]}"


def late_words(days: int) -> str:
    """How late something is, as people say it: days, then months, then years."""
    if days <= _DAYS_UP_TO:
        return say_many("{n} day late", "{n} days late", days)
    months = round(days / 30.4)
    if months <= _MONTHS_UP_TO:
        return say_many("{n} month late", "{n} months late", months)
    return say_many("{n} year late", "{n} years late", round(days / 365.25))


def when_cell(due: date | None, today: date) -> Cell:
    """When something is due; late and today in amber with a clock."""
    if due is None:
        return Cell("–", tone="muted")
    late = (today - due).days
    if late > 0:
        return Cell(late_words(late), tone="warn", icon="clock")
    if late == 0:
        return Cell(say("due today"), tone="warn", icon="clock")
    return Cell(short_day(due))


def next_cell(kind: str | None, due: date | None, today: date) -> Cell:
    """What is next in a case, and when."""
    if kind is None or due is None:
        return Cell("–", tone="muted")
    when = when_cell(due, today)
    return Cell(say("{what}, {when}", what=task_words(kind), when=when.text), tone=when.tone, icon=when.icon)
