"""How well their data are kept: our own doing, over all cases, never cut by anything of theirs (indicator 32)."""

from collections.abc import Iterator

from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.reports.cuts.bands import band_of
from reintegration_desktop.reports.indicators.counting import CLOSED, Counting, Found, Office, status
from reintegration_desktop.reports.periods import month_of_quarter
from reintegration_desktop.rules.findings.months import whole_months
from reintegration_desktop.rules.limits.keeping import legal_hold_stops_erasure


def breaches(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each time in the period that data got into wrong hands, by month."""
    for row in file.rows("incident"):
        when = row.answers.span("occurred_on")
        if row.answers.choice("incident_type") == "data_breach" and when and counting.period.holds(when.middle):
            yield {"month": month_of_quarter(when.middle)}


def withdrawals(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each consent taken back in the period, by month."""
    for row in file.rows("consent"):
        day = row.answers.day("event_at")
        if row.answers.choice("event_kind") == "withdrawn" and day is not None and counting.period.holds(day):
            yield {"month": month_of_quarter(day)}


def erasures_overdue(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each closed case kept beyond its day at the end of the period, by how long; one under legal hold may be kept."""
    until, end = file.one("case").day("keep_until_on"), counting.came
    if until is not None and until < end and status(file) == CLOSED and not legal_hold_stops_erasure(file):
        yield {"overdue_since": band_of("overdue_since", whole_months(until, end))}


def exports(office: Office, counting: Counting) -> Iterator[Found]:
    """Each time in the period that something of a case was printed, sent or shared, by month; from the log."""
    for day in office.exports:
        if counting.period.holds(day):
            yield {"month": month_of_quarter(day)}
