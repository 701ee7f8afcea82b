"""What somebody has done this week: visits made, assessments finished, plans made, services given, by day."""

from collections import Counter
from collections.abc import Generator, Mapping
from datetime import UTC, date, datetime, time, timedelta

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.forms.casefile import CaseFile

_DONE = (
    ("follow_up", "visited_on"), ("assessment", "completed_on"), ("case_plan", "started_on"),
    ("identification", "first_response_on"), ("closure", "closed_on"),
)  # fmt: skip
_MOST = 60
"""So many of the cases worked on last are looked at: nobody works on more in a week."""


def done_by_day(desk: Desk) -> Generator[None, None, Mapping[date, int]]:
    """Of the cases that who is signed in worked on since Monday, what bears a day of this week; a slice per case."""
    monday = desk.today - timedelta(days=desk.today.weekday())
    with desk.read() as cases:
        worked = cases.worked_on(desk.me.id, datetime.combine(monday, time(), UTC))[:_MOST]
    done = Counter[date]()
    for case in worked:
        yield
        with desk.read() as cases:
            done.update(day for day in _days(cases.open(case).file) if monday <= day <= desk.today)
    return done


def _days(file: CaseFile) -> list[date]:
    return [day for form, key in _DONE for row in file.rows(form) if (day := row.answers.day(key))]
