"""When the work gets done: on working days, mostly in time, now and then late."""

from datetime import date, timedelta
from random import Random

from reintegration_desktop.casework.invented.chance import days_after
from reintegration_desktop.rules.policy import Policy

_IN_TIME, _DAYS_LATE = 0.55, 0.9
_WEEKLY_AT_FIRST = 2
_SATURDAY, _WEEK = 5, 7


def working_day(day: date) -> date:
    """The day, or the Monday after a weekend."""
    ahead = _WEEK - day.weekday()
    return day + timedelta(days=ahead) if day.weekday() >= _SATURDAY else day


def done_on(chance: Random, due: date, early: int = 2) -> date:
    """When something due is done: in time mostly, some days late at times, weeks late seldom."""
    drawn = chance.random()
    if drawn < _IN_TIME:
        return working_day(days_after(chance, due, -early, 0))
    return working_day(days_after(chance, due, *((1, 6) if drawn < _DAYS_LATE else (5, 20))))


def agreed_next(day: date, visit: int, risk: str, policy: Policy) -> date:
    """The day agreed at a visit (from 0) for the next one: a week later at first, then by the risk that was seen."""
    days = _WEEK if visit < _WEEKLY_AT_FIRST - 1 else policy.visit_days(risk)
    return working_day(day + timedelta(days=days))
