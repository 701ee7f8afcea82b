"""How they are: wellbeing, acceptance, the nine areas of life (indicators 21, 24, 26)."""

from collections.abc import Iterator, Mapping
from datetime import date

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.forms.values import Score
from reintegration_desktop.reports.cuts.dimensions import UNKNOWN
from reintegration_desktop.reports.cuts.groups import group_of
from reintegration_desktop.reports.indicators.counting import (
    NO,
    YES,
    Counting,
    Found,
    is_open_at_end,
    last_said,
    met,
    visits_until,
)
from reintegration_desktop.rules.findings.needs import parent_or_expecting
from reintegration_desktop.rules.findings.scores import (
    Course,
    first_scores_are_baseline,
    wellbeing_by_agreed_margin,
)


def wellbeing_better(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of those with two scores of one set of questions, the later in the period, those better by the margin."""
    for tool, scores in _scored(file, counting.period.last).items():
        first, last = scores[0], scores[-1]
        course = wellbeing_by_agreed_margin(first, last, counting.policy)
        if course is not None and len(scores) > 1 and counting.period.holds(last.day("measured_on")):
            yield {**met(course is Course.BETTER), "tool": tool}


def _scored(file: CaseFile, end: date) -> dict[str, list[Answers]]:
    """The scores by set of questions, oldest first, up to a day."""
    rows = [(day, row.answers) for row in file.rows("wellbeing_measure") if (day := row.answers.day("measured_on"))]
    found: dict[str, list[Answers]] = {}
    for day, answers in sorted(rows, key=lambda one: one[0]):
        if day <= end:
            found.setdefault(answers.choice("tool") or UNKNOWN, []).append(answers)
    return found


def community_accepts(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of cases open at the end with a rating, how the community takes them, by the latest visit that says so."""
    yield from _accepts(file, "community_acceptance", counting)


def family_accepts(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of cases open at the end with a rating, how the family takes them, by the latest visit that says so."""
    yield from _accepts(file, "family_acceptance", counting)


def _accepts(file: CaseFile, key: str, counting: Counting) -> Iterator[Found]:
    said = last_said(file, key, counting.period.last) if is_open_at_end(file, counting) else None
    if said is not None and said != UNKNOWN:
        girl = file.one("identification").choice("sex") == "female"
        mother = YES if girl and parent_or_expecting(file) == "yes" else NO
        yield {"acceptance": group_of("acceptance", said), "young_mother": mother}


def areas_at_first(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each area of the first assessment, of those scored again at a visit in the period."""
    if _latest_scores(file, counting):
        yield from _areas(first_scores_are_baseline(file))


def areas_now(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each area of the latest visit of the period that scored any, of those with a first assessment."""
    if first_scores_are_baseline(file):
        yield from _areas(_latest_scores(file, counting))


def _latest_scores(file: CaseFile, counting: Counting) -> Mapping[str, Score]:
    rows = [row.answers for row in visits_until(file, counting.period.last)]
    inside = [row for row in rows if counting.period.holds(row.day("visited_on")) and row.scores("domain_scores")]
    return inside[-1].scores("domain_scores") if inside else {}


def _areas(scores: Mapping[str, Score]) -> Iterator[Found]:
    yield from ({"domain": area, "score": str(one.score)} for area, one in scores.items())
