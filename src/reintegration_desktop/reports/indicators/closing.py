"""Closings: why, with what reached, after how long (indicator 27)."""

from collections.abc import Iterator
from datetime import date

from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.reports.cuts.bands import band_of
from reintegration_desktop.reports.cuts.groups import group_of
from reintegration_desktop.reports.indicators.counting import Counting, Found, met
from reintegration_desktop.rules.deadlines import work_since
from reintegration_desktop.rules.findings.months import whole_months

_REACHED = frozenset({"all", "most"})


def _closings(file: CaseFile, counting: Counting) -> Iterator[tuple[date, Record]]:
    """Closings of the period with their day."""
    for row in file.rows("closure"):
        day = row.answers.day("closed_on")
        if day is not None and counting.period.holds(day):
            yield day, row


def closed(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each closing in the period, by its reason."""
    for _, row in _closings(file, counting):
        yield {"closure_reason": group_of("closure_reason", row.answers.choice("closure_reason"))}


def goals_met(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of closings in the period that say so, those with all or most goals met."""
    for _, row in _closings(file, counting):
        said = row.answers.choice("goals_met")
        if said is not None:
            yield met(said in _REACHED)


def months_open(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each closing in the period, by the time since registration or the opening again before it."""
    for day, _ in _closings(file, counting):
        begun = work_since(file, day)
        if begun is not None and begun <= day:
            yield {"months_open": band_of("months_open", whole_months(begun, day))}
