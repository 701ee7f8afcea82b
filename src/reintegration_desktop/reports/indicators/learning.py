"""School, training and work (indicators 22, 23)."""

from collections.abc import Iterator

from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.reports.cuts.groups import group_of
from reintegration_desktop.reports.indicators.counting import (
    YES,
    Counting,
    Found,
    assessments_until,
    is_open_at_end,
    last_said,
    met,
)
from reintegration_desktop.rules.findings.months import months_later

_SCHOOL_AGE = frozenset({"from_5_to_11", "from_12_to_14", "from_15_to_17"})
_FIFTEEN_AND_OVER = frozenset({"from_15_to_17", "from_18_to_24", "from_25"})
_WORK = frozenset({"job", "own_business", "group_business", "farming_or_herding", "apprenticeship", "public_works"})
_KEPT = 6


def in_school(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of cases of school age open at the end, those who learn, by the latest visit, before the first the assessment."""
    if file.one("identification").choice("age_band") in _SCHOOL_AGE and is_open_at_end(file, counting):
        end = counting.period.last
        levels = [row.answers.choice("education_now_level") for row in assessments_until(file, end)]
        level = group_of("education_now_level", next((one for one in reversed(levels) if one), None))
        yield {**met(last_said(file, "education_now", end) == YES), "education_now_level": level}


def _through_us(file: CaseFile) -> Iterator[Record]:
    """What those of fifteen and over learn or work at through us."""
    if file.one("identification").choice("age_band") in _FIFTEEN_AND_OVER:
        yield from (row for row in file.rows("learning_and_work") if row.answers.choice("through_us") == YES)


def training_completed(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of learning and training through us that ended in the period, what was finished."""
    for row in _through_us(file):
        kind = row.answers.choice("activity_kind")
        if kind not in _WORK and counting.period.holds(row.answers.day("ended_on")):
            yield {**met(row.answers.choice("completion") == "completed"), **_kind(row)}


def work_kept(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of work through us whose six months ended in the period, what was kept so long."""
    for row in _through_us(file):
        began, ended = row.answers.day("started_on"), row.answers.day("ended_on")
        if row.answers.choice("activity_kind") in _WORK and began is not None:
            end = months_later(began, _KEPT)
            if counting.period.holds(end) and end <= counting.came:
                yield {**met(ended is None or ended >= end), **_kind(row)}


def _kind(row: Record) -> Found:
    return {"activity_kind": group_of("activity_kind", row.answers.choice("activity_kind"))}
