"""Civil papers (indicator 29)."""

from collections.abc import Iterator

from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.reports.indicators.counting import Counting, Found, days_of, is_open_at_end, met

CIVIL = frozenset({"birth_certificate", "national_identity", "civilian_id"})


def _civil(file: CaseFile) -> list[Record]:
    return [row for row in file.rows("identity_paper") if row.answers.choice("paper_kind") in CIVIL]


def papers(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each civil paper obtained in the period, by its kind."""
    for row in _civil(file):
        if counting.period.holds(row.answers.day("obtained_on")):
            yield {"paper_kind": row.answers.choice("paper_kind") or ""}


def papers_obtained(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of those who had none at registration nor before the period: those who obtained one in it.

    A paper without a day was there from the beginning.
    """
    rows = _civil(file)
    days, registered = days_of(rows, "obtained_on"), file.one("identification").day("registered_on")
    inside = any(counting.period.holds(day) for day in days)
    if registered is None or len(days) < len(rows) or not (inside or is_open_at_end(file, counting)):
        return
    if not any(day <= registered or day < counting.period.first for day in days):
        yield met(inside)
