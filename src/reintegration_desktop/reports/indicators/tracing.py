"""Looking for family, and going back to it (indicators 10, 11, 12)."""

from collections.abc import Iterator

from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.reports.cuts.dimensions import UNKNOWN
from reintegration_desktop.reports.cuts.groups import group_of
from reintegration_desktop.reports.indicators.counting import Counting, Found, is_registered_by, met
from reintegration_desktop.rules.findings.months import months_later

_ACTIVE = frozenset({"open", "in_progress"})
_MARKS = {"after_6": 6, "after_12": 12}


def _standing(file: CaseFile, counting: Counting) -> str | None:
    """How the search stands, of those registered by the end who need one; None for who needs none."""
    rows = file.rows("tracing")
    said = rows[-1].answers.choice("tracing_status") if rows else None
    return said if said != "not_needed" and is_registered_by(file, counting.period.last) else None


def tracing_active(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of those who need tracing, those for whom it goes on."""
    said = _standing(file, counting)
    if said is not None:
        yield {**met(said in _ACTIVE), "tracing_status": group_of("tracing_status", said)}


def reunified(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each return to the family in the period, by how it came about."""
    for row in file.rows("reunification"):
        if counting.period.holds(row.answers.day("reunified_on")):
            yield {"reunification_kind": group_of("reunification_kind", row.answers.choice("reunification_kind"))}


def reunified_of_traced(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of those who need tracing, those who went back to their family in the period."""
    if _standing(file, counting) is not None:
        yield met(any(True for _ in reunified(file, counting)))


def holding(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of returns whose six or twelve months ended in the period, those that did not break down before."""
    for row in file.rows("reunification"):
        back, broke = row.answers.day("reunified_on"), row.answers.day("broke_down_on")
        support = row.answers.choices("family_support")
        for mark, months in _MARKS.items():
            if back is not None and counting.period.holds(end := months_later(back, months)):
                given = UNKNOWN if not support else "none" if set(support) == {"none"} else "some"
                yield {**met(broke is None or broke > end), "held_for": mark, "family_support": given}
