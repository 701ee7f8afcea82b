"""Scores of the nine areas over time: low at first, rising from visit to visit, falling now and then."""

from collections.abc import Mapping
from random import Random

from reintegration_desktop.casework.invented.course import Course
from reintegration_desktop.forms.values import Score

AREAS = (
    "safety", "care_family", "community_acceptance", "psychosocial", "health", "education", "economic",
    "legal_documentation", "participation",
)  # fmt: skip
_PLAIN = tuple(Score(score) for score in range(6))
_FALL, _GAINED_AT_MOST = 0.02, 2
_LOWEST = {"high": 1, "medium": 1, "low": 2, "none_identified": 3}


def baseline(chance: Random, course: Course) -> Mapping[str, Score]:
    """The scores of the first assessment; the weakest areas with a reason."""
    lowest = _LOWEST[course.risk]
    given = {area: chance.randint(lowest, lowest + 2) for area in AREAS}
    weakest = min(given, key=given.__getitem__)
    reason = chance.choice(course.phrases.worries)
    return {area: Score(score, reason) if area == weakest else _PLAIN[score] for area, score in given.items()}


def at_visit(chance: Random, first: Mapping[str, Score], visit: int, rise: int) -> Mapping[str, Score]:
    """The scores at a visit (from 0): each area gains a point in twice ``rise`` visits, two at most; one may fall."""
    gained = visit * len(AREAS) // (rise * 2)
    found = {
        area: _PLAIN[min(5, score.score + min(_GAINED_AT_MOST, (gained + number) // len(AREAS)))]
        for number, (area, score) in enumerate(first.items())
    }
    if chance.random() < _FALL:
        area = chance.choice(AREAS)
        found[area] = _PLAIN[max(1, found[area].score - 2)]
    return found
