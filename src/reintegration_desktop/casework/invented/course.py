"""The course of an invented life: what happened when, from recruitment to the last visit."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from reintegration_desktop.casework.invented.chance import Weights, days_after, often
from reintegration_desktop.casework.invented.names import TONGUES, Name, drawn, misheard
from reintegration_desktop.casework.invented.phrases import PHRASES, Phrases
from reintegration_desktop.casework.invented.places import TONGUE_OF
from reintegration_desktop.casework.invented.rhythm import agreed_next, done_on, up_to_now, working_day
from reintegration_desktop.rules.findings.months import months_later
from reintegration_desktop.rules.policy import Policy

SPAN = (0, 1150)
_SEX = Weights.of(female=27, male=73)
_RISK = Weights.of(high=21, medium=43, low=31, none_identified=5)
_EASIER = {"high": "medium", "medium": "low", "low": "low", "none_identified": "none_identified"}
_HARDER = {"high": "high", "medium": "high", "low": "medium", "none_identified": "low"}
_SETBACK_LASTS, _YOUNGER_BY = 5, 9
_USUAL_WORK, _LONG_WORK = (110, 460), (460, 800)
_WAIVED = 0.12


@dataclass(frozen=True, slots=True)
class Course:
    """What happened to somebody; a day that has not come yet is None.

    ``rise`` is how fast their scores rise, visits per point; ``episodes`` how often they were with an armed actor;
    ``setback`` is the visit (from 1) from which on things are worse for a while, 0 if they never are; ``waived`` says
    that nobody visits them after closing.
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
    setback: int = 0
    registered_on: date | None = None
    assessed_on: date | None = None
    planned_on: date | None = None
    visits: tuple[date, ...] = ()
    closing_on: date | None = None
    closed_on: date | None = None
    waived: bool = False

    @property
    def phrases(self) -> Phrases:
        """What is said and written in their language."""
        return PHRASES[self.tongue]

    def risk_at(self, visit: int) -> str:
        """The risk seen at a visit (from 0): it eases each time after some of them, and may rise for a while."""
        risk = self.risk
        held = self.rise if risk == "high" else 0
        for _ in range((visit - held) // (2 * self.rise)):
            risk = _EASIER[risk]
        return _HARDER[risk] if 0 < self.setback <= visit < self.setback + _SETBACK_LASTS else risk

    @property
    def risk_now(self) -> str:
        """The risk as it was seen last."""
        return self.risk_at(len(self.visits) - 1)

    def until(self, today: date) -> date:
        """The last day of the work: today while it goes on."""
        return self.closing_on or today

    def age_on(self, day: date) -> int:
        """Whole years, as the generator knows them."""
        return (day - self.born).days // 365


def drawn_course(
    chance: Random, villages: tuple[str, ...], today: date, policy: Policy, span: tuple[int, int] = SPAN
) -> Course:
    """Somebody's life up to today, accompanied as an office does that keeps up with its work.

    They were brought to us at least and at most so many days ago as ``span`` says.
    """
    return _accompanied(chance, _before(chance, villages, today, span), today, policy)


def brief_course(chance: Random, villages: tuple[str, ...], today: date, visits: int) -> Course:
    """A life of which an intake and so many visits, one each month, are on file."""
    course = _before(chance, villages, today - timedelta(days=30 * visits), SPAN)
    days = tuple(course.identified_on + timedelta(days=30 * number) for number in range(1, visits + 1))
    return replace(course, registered_on=course.identified_on, visits=days)


def _before(chance: Random, villages: tuple[str, ...], today: date, span: tuple[int, int]) -> Course:
    """A life up to the day somebody brought them to us."""
    home = chance.choice(villages)
    tongue, sex = TONGUE_OF[home[:4]], _SEX.draw(chance)
    latest, earliest = span
    identified = today - timedelta(days=latest + int((earliest - latest) * chance.random() ** 1.3))
    born = identified - timedelta(days=int(365 * (18 - _YOUNGER_BY * chance.random() ** 1.7)))
    left = days_after(chance, identified, -60, 0)
    recruited = max(days_after(chance, left, -1300, -40), days_after(chance, born, 2600, 3000))
    return Course(
        name=drawn(chance, TONGUES[tongue], sex),
        tongue=tongue,
        sex=sex,
        home=home,
        place=home if often(chance, 0.6) else _elsewhere(chance, home, villages),
        born=born,
        recruited_on=min(recruited, left),
        left_on=left,
        identified_on=identified,
        risk=_RISK.draw(chance),
        rise=chance.randint(2, 5),
        episodes=1 + often(chance, 0.09),
        setback=chance.randint(2, 18) if often(chance, 0.4) else 0,
    )


def _elsewhere(chance: Random, home: str, villages: tuple[str, ...]) -> str:
    """Another place they stay at, in the province of their home mostly."""
    near = villages if often(chance, 0.08) else tuple(village for village in villages if village[:4] == home[:4])
    return chance.choice(near)


def twin(chance: Random, course: Course, today: date) -> Course:
    """The same person met again at another desk these days: misheard, and only registered so far."""
    met = max(course.identified_on, days_after(chance, today, -4, 0))
    return replace(
        course, name=misheard(chance, course.name), identified_on=met, registered_on=met, assessed_on=None,
        planned_on=None, visits=(), closing_on=None, closed_on=None,
    )  # fmt: skip


def _accompanied(chance: Random, course: Course, today: date, policy: Policy) -> Course:
    """The course with the steps of the work that have come about by today."""
    registered = max(course.identified_on, working_day(days_after(chance, course.identified_on, 0, 5)))
    assessed = done_on(chance, registered + timedelta(days=policy.assessment_days(course.risk)))
    planned = done_on(chance, assessed + timedelta(days=policy.plan_days), 10)
    closing = working_day(planned + timedelta(days=_until_closing(chance)))
    course = replace(
        course,
        registered_on=_by(registered, today),
        assessed_on=_by(assessed, today),
        planned_on=_by(planned, today),
        closing_on=_by(closing, today),
        closed_on=_by(closing, today - timedelta(days=policy.approval_days)),
    )
    return _closed(chance, replace(course, visits=_visits(chance, course, today, policy)), today, policy)


def _by(day: date, today: date) -> date | None:
    """A day that has come."""
    return day if day <= today else None


def _until_closing(chance: Random) -> int:
    """Days from the plan to the end of the work."""
    return chance.randint(*(_LONG_WORK if often(chance, 0.08) else _USUAL_WORK))


def _visits(chance: Random, course: Course, today: date, policy: Policy) -> tuple[date, ...]:
    """Days of visits up to now or the closing, in the rhythm of the risk."""
    found: list[date] = []
    if course.registered_on is None:
        return ()
    last = course.closing_on or up_to_now(chance, today)
    day = max(course.registered_on, working_day(days_after(chance, course.registered_on, 2, 6)))
    while day <= last:
        found.append(day)
        seen = len(found) - 1
        day = done_on(chance, agreed_next(day, seen, course.risk_at(seen), policy))
    return tuple(found)


def _closed(chance: Random, course: Course, today: date, policy: Policy) -> Course:
    """The course with the visit after closing: made, waived, or to come."""
    waived = often(chance, _WAIVED)
    early = chance.randint(0, 20)
    if course.closed_on is None or waived:
        return replace(course, waived=waived and course.closed_on is not None)
    visit = done_on(chance, months_later(course.closed_on, policy.post_closure_months), early)
    return replace(course, visits=(*course.visits, visit)) if visit <= today else course
