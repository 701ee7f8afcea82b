"""Where they stand, long after they left (indicator 25)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.reports.cuts.bands import band_of
from reintegration_desktop.reports.cuts.groups import group_of
from reintegration_desktop.reports.indicators.counting import Counting, Found, met
from reintegration_desktop.rules.findings.durations import latest_exit, months_since_exit
from reintegration_desktop.rules.findings.months import months_later
from reintegration_desktop.rules.findings.scores import reintegrated_means

_MARKS = {"after_12": 12, "after_24": 24, "after_36": 36}
_DAY = {"follow_up": "visited_on", "assessment": "completed_on"}


def outcome(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Left an armed actor, however long ago: how long, and where they stand now."""
    months = months_since_exit(file, counting.today)
    if months is not None:
        standing = group_of("reintegration_status", reintegrated_means(file, counting.policy))
        yield {"since_exit": band_of("since_exit", months), "reintegration_status": standing}


def reintegrated(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of those whose 12, 24 or 36 months since the exit ended in the period, those reintegrated by then."""
    left = latest_exit(file)
    for mark, months in _MARKS.items():
        if left is not None and counting.period.holds(end := months_later(left, months)) and end <= counting.came:
            yield {**met(reintegrated_means(_as_of(file, end), counting.policy) == "reintegrated"), "mark": mark}


def _as_of(file: CaseFile, day: date) -> CaseFile:
    """The file without visits and assessments of a later day."""
    return replace(file, records=tuple(row for row in file.records if not _is_later(row, day)))


def _is_later(row: Record, day: date) -> bool:
    told = row.answers.day(_DAY[row.form]) if row.form in _DAY else None
    return told is not None and told > day
