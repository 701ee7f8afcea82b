"""The nine areas of life: baseline, falls, weakest area, what reintegrated means; and scores of wellbeing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.forms.values import Score
from reintegration_desktop.rules.findings.episodes import taken_again_since
from reintegration_desktop.rules.findings.risk import risk_of
from reintegration_desktop.rules.policy import Policy

AREAS = (
    "safety", "care_family", "community_acceptance", "psychosocial", "health", "education", "economic",
    "legal_documentation", "participation",
)  # fmt: skip
SAFE_AREAS = frozenset({"safety", "care_family"})
CRITICAL = 1


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of one visit or assessment, and its day."""

    day: date
    scores: Mapping[str, Score]


def first_scores_are_baseline(file: CaseFile) -> Mapping[str, Score]:
    """The scores of the first finished assessment, for every comparison; empty while there is none."""
    finished = [
        Scored(day, row.answers.scores("domain_scores"))
        for row in file.rows("assessment")
        if (day := row.answers.day("completed_on")) is not None and row.answers.scores("domain_scores")
    ]
    return min(finished, key=lambda one: one.day).scores if finished else {}


def scored_visits(file: CaseFile) -> tuple[Scored, ...]:
    """Visits with scores, oldest first."""
    found = (
        Scored(day, scores)
        for row in file.rows("follow_up")
        if (day := row.answers.day("visited_on")) is not None and (scores := row.answers.scores("domain_scores"))
    )
    return tuple(sorted(found, key=lambda one: one.day))


def latest_scores(file: CaseFile) -> Mapping[str, Score]:
    """The scores of the latest visit that has any, before the first one the baseline."""
    visits = scored_visits(file)
    return visits[-1].scores if visits else first_scores_are_baseline(file)


def weakest_area(file: CaseFile) -> str | None:
    """The area with the lowest score of the latest visit; the first in the list where several are equal."""
    visits = scored_visits(file)
    scores = visits[-1].scores if visits else {}
    return min((area for area in AREAS if area in scores), key=lambda area: scores[area].score, default=None)


def fallen_areas(earlier: Mapping[str, Score], later: Mapping[str, Score], policy: Policy) -> tuple[str, ...]:
    """The areas that fell by two or more, in the order of the list."""
    return tuple(
        area
        for area in AREAS
        if area in earlier and area in later and earlier[area].score - later[area].score >= policy.score_fall
    )


def falling_score_reopens_work(file: CaseFile, policy: Policy) -> tuple[str, ...]:
    """The areas in which the latest scored visit lies two or more below the score before it, or below the baseline.

    A raised risk brings the work back as well: ``findings.risk.is_raised``.
    """
    *earlier, last = scored_visits(file) or (Scored(date.min, {}),)
    before = dict(first_scores_are_baseline(file))
    for visit in earlier:
        before.update(visit.scores)
    return fallen_areas(before, last.scores, policy)


def reintegrated_means(file: CaseFile, policy: Policy) -> str:
    """The code of how far reintegration is: reintegrated, at risk, lost ground, not begun, or on the way.

    Two visits *running* are a stretch of scored visits all of which are good, its ends at least 90 days apart: with
    visits every week, two that follow each other never are. Re-recruited means since we learnt of them.
    """
    visits, again = scored_visits(file), taken_again_since(file, file.one("identification").day("identified_on"))
    once, now = _reintegrated(visits, policy)
    scores = latest_scores(file)
    if now and not again:
        return "reintegrated"
    if any(one.score == CRITICAL for one in scores.values()) or risk_of(file) == "high":
        return "at_risk"
    if again or once:
        return "failed"
    return "progressing" if scores else "not_started"


def _reintegrated(visits: tuple[Scored, ...], policy: Policy) -> tuple[bool, bool]:
    """Whether they ever were reintegrated, by scores alone, and whether they are at the latest visit."""
    once = now = False
    since: date | None = None
    for visit in visits:
        since = (since or visit.day) if is_good(visit.scores, policy) else None
        now = since is not None and (visit.day - since).days >= policy.reintegrated_days
        once = once or now
    return once, now


def is_good(scores: Mapping[str, Score], policy: Policy) -> bool:
    """All nine areas at 3 or more, safety and care at 4 or more."""
    return all(
        area in scores and scores[area].score >= (policy.score_safe if area in SAFE_AREAS else policy.score_holding)
        for area in AREAS
    )


class Course(StrEnum):
    """How a score of wellbeing stands to an earlier one."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


def wellbeing_by_agreed_margin(earlier: Answers, later: Answers, policy: Policy) -> Course | None:
    """Better or worse from the margin of the set of questions on; None for two sets, or one without a margin."""
    tool, before, after = later.choice("tool"), earlier.number("score"), later.number("score")
    margin = policy.wellbeing.get(tool or "")
    if earlier.choice("tool") != tool or margin is None or before is None or after is None:
        return None
    gain = (after - before) * (1 if margin.higher_is_better else -1)
    if abs(gain) < margin.points or gain == 0:
        return Course.SAME
    return Course.BETTER if gain > 0 else Course.WORSE
