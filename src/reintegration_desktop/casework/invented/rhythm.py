"""When the work gets done: on working days, mostly in time, now and then late."""

from datetime import date, timedelta
from random import Random

from reintegration_desktop.casework.invented.chance import days_after, often
from reintegration_desktop.rules.policy import Policy

_IN_TIME, _DAYS_LATE = 0.55, 0.9
_WEEKLY_AT_FIRST = 2
_WEEK = 7
_BESIDE = {5: -1, 6: 1}


def working_day(day: date) -> date:
    """The day, or the working day next to a weekend's."""
    return day + timedelta(days=_BESIDE.get(day.weekday(), 0))


def done_on(chance: Random, due: date, early: int = 1) -> date:
    """When something due is done: in time mostly, some days late at times, weeks late seldom."""
    drawn = chance.random()
    if drawn < _IN_TIME:
        return working_day(days_after(chance, due, -early, 0))
    return working_day(days_after(chance, due, *((1, 5) if drawn < _DAYS_LATE else (6, 20))))


def up_to_now(chance: Random, today: date) -> date:
    """The last day whose work is on file: of today's, a part."""
    return today if often(chance, 0.3) else today - timedelta(days=1)


def agreed_next(day: date, visit: int, risk: str, policy: Policy) -> date:
    """The day agreed at a visit (from 0) for the next one: a week later at first, then by the risk that was seen."""
    days = _WEEK if visit < _WEEKLY_AT_FIRST - 1 else policy.visit_days(risk)
    return working_day(day + timedelta(days=days))
