"""The course of an invented life: what happened when, from recruitment to the last visit."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, takewhile
from random import Random

from reintegration_desktop.casework.invented.chance import Weights, days_after, often
from reintegration_desktop.casework.invented.names import TONGUES, Name, drawn, misheard
from reintegration_desktop.casework.invented.phrases import PHRASES, Phrases
from reintegration_desktop.casework.invented.places import TONGUE_OF
from reintegration_desktop.rules.policy import Policy

_SEX = Weights.of(female=27, male=73)
_RISK = Weights.of(high=18, medium=42, low=34, none_identified=6)
_RHYTHM = {"high": (5, 40), "medium": (14, 70), "low": (25, 120), "none_identified": (60, 200)}
_EASIER = {"high": "medium", "medium": "low", "low": "low", "none_identified": "none_identified"}
_LONGEST_AGO = 1150
_DAYS_TO_CLOSING = (300, 900)
_VISITED_IN_TIME = 0.94


@dataclass(frozen=True, slots=True)
class Course:
    """What happened to somebody; a day that has not come yet is None.

    ``rise`` is how fast their scores rise, visits per point; ``episodes`` how often they were with an armed actor.
    """

    name: Name
    tongue: str
    sex: str
    home: str
    place: str
    born: date
    recruited_on: date
    left_on: date
    identified_on: date
    risk: str
    rise: int
    episodes: int
    registered_on: date | None = None
    assessed_on: date | None = None
    planned_on: date | None = None
    visits: tuple[date, ...] = ()
    closed_on: date | None = None

    @property
    def phrases(self) -> Phrases:
        """What is said and written in their language."""
        return PHRASES[self.tongue]

    def risk_at(self, visit: int) -> str:
        """The risk seen at a visit (from 0): after some of them it eases."""
        return _EASIER[self.risk] if visit > 3 * self.rise else self.risk

    @property
    def risk_now(self) -> str:
        """The risk as it was seen last."""
        return self.risk_at(len(self.visits) - 1)

    @property
    def stage(self) -> str:
        """The stage the case has reached."""
        if self.closed_on:
            return "post_closure" if self.visits and self.visits[-1] > self.closed_on else "closed"
        if self.planned_on:
            return "monitoring" if len(self.visits) > 7 else "implementing" if self.visits else "planned"
        return "assessed" if self.assessed_on else "registered" if self.registered_on else "identified"

    def age_on(self, day: date) -> int:
        """Whole years, as the generator knows them."""
        return (day - self.born).days // 365


def drawn_course(chance: Random, villages: tuple[str, ...], today: date, policy: Policy) -> Course:
    """Somebody's life up to today; most who are still accompanied were visited as lately as the policy asks."""
    return _accompanied(chance, _before(chance, villages, today), today, policy)


def brief_course(chance: Random, villages: tuple[str, ...], today: date, visits: int) -> Course:
    """A life of which an intake and so many visits, one each month, are on file."""
    course = _before(chance, villages, today - timedelta(days=30 * visits))
    days = tuple(course.identified_on + timedelta(days=30 * number) for number in range(1, visits + 1))
    return replace(course, registered_on=course.identified_on, visits=days)


def _before(chance: Random, villages: tuple[str, ...], today: date) -> Course:
    """A life up to the day somebody brought them to us."""
    home = chance.choice(villages)
    tongue, sex = TONGUE_OF[home[:4]], _SEX.draw(chance)
    identified = today - timedelta(days=int(_LONGEST_AGO * chance.random() ** 1.3))
    born = days_after(chance, identified, -18 * 365, -10 * 365)
    left = days_after(chance, identified, -60, 0)
    recruited = max(days_after(chance, left, -1300, -40), days_after(chance, born, 2600, 3000))
    return Course(
        name=drawn(chance, TONGUES[tongue], sex),
        tongue=tongue,
        sex=sex,
        home=home,
        place=home if often(chance, 0.6) else chance.choice(villages),
        born=born,
        recruited_on=min(recruited, left),
        left_on=left,
        identified_on=identified,
        risk=_RISK.draw(chance),
        rise=chance.randint(2, 6),
        episodes=1 + often(chance, 0.09),
    )


def twin(chance: Random, course: Course, today: date) -> Course:
    """The same person met again at another desk a while later: misheard, and only registered so far."""
    met = min(today, days_after(chance, course.identified_on, 5, 200))
    return replace(
        course, name=misheard(chance, course.name), identified_on=met, registered_on=met, assessed_on=None,
        planned_on=None, visits=(), closed_on=None,
    )  # fmt: skip


def _accompanied(chance: Random, course: Course, today: date, policy: Policy) -> Course:
    """The course with the steps of the work that have come about by today."""
    steps = (0, 5), (1, 9), (2, 16)
    days = accumulate(steps, lambda day, span: days_after(chance, day, *span), initial=course.identified_on)
    reached = list(takewhile(lambda day: day <= today and not often(chance, 0.02), list(days)[1:]))
    registered, assessed, planned = (*reached, None, None, None)[:3]
    if planned is None:
        return replace(course, registered_on=registered, assessed_on=assessed)
    closing = days_after(chance, planned, *_DAYS_TO_CLOSING)
    closed = closing if closing <= today and often(chance, 0.7) else None
    visits = _visits(chance, course.risk, planned, closed or today)
    course = replace(
        course, registered_on=registered, assessed_on=assessed, planned_on=planned, visits=visits, closed_on=closed
    )
    return _visited_lately(chance, course, today, policy) if often(chance, _VISITED_IN_TIME) else course


def _visited_lately(chance: Random, course: Course, today: date, policy: Policy) -> Course:
    """The course with one more visit: when the policy asked for it last, or after closing."""
    asked = -policy.visit_days(course.risk_now), 0
    latest = days_after(chance, today, *asked)
    if course.closed_on:
        limit = policy.post_closure_months * 30
        latest = days_after(chance, course.closed_on, limit - 20, limit)
    earlier = tuple(day for day in course.visits if day < latest)
    return replace(course, visits=(*earlier, latest)) if (course.planned_on or today) < latest <= today else course


def _visits(chance: Random, risk: str, planned: date, end: date) -> tuple[date, ...]:
    """Days of visits, closer at first, in the rhythm of the risk."""
    least, most = _RHYTHM[risk]
    day, found = days_after(chance, planned, 1, 14), []
    while day <= end:
        found.append(day)
        day = days_after(chance, day, least + 2 * len(found), most + 5 * len(found))
    return tuple(found)
