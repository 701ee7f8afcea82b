"""First response, assessment, plan: on time, and together with them (indicators 14, 15, 16, 17)."""

from collections.abc import Iterator
from datetime import date

from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.values import Stamp
from reintegration_desktop.reports.indicators.counting import Counting, Found, met
from reintegration_desktop.rules.deadlines import (
    assessment_due_by_risk,
    first_response_by_risk,
    plan_due_after_assessment,
)


def response_on_time(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of cases registered in the period, those where somebody acted by the day that the risk asks for."""
    who, due = file.one("identification"), first_response_by_risk(file, counting.policy)
    if due is not None and counting.period.holds(who.day("registered_on")):
        yield met(_by(who.day("first_response_on"), due))


def assessment_on_time(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of assessments due in the period, begun or not, those finished by their day."""
    awaited = assessment_due_by_risk(file, None, counting.policy)
    for due, row in _due(file, "assessment", awaited, counting):
        yield met(row is not None and _by(row.answers.day("completed_on"), due))


def plan_on_time(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of plans due in the period, begun or not, those approved by their day."""
    awaited = plan_due_after_assessment(file, None, counting.policy)
    for due, row in _due(file, "case_plan", awaited, counting):
        yield met(row is not None and _by(_approved_on(row), due))


def took_part_in_plan(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of plans begun in the period, those that the young person took part in."""
    for row in file.rows("case_plan"):
        if counting.period.holds(row.answers.day("started_on")):
            yield met(row.answers.choice("child_involved") == "yes")


def _due(file: CaseFile, form: str, awaited: date | None, counting: Counting) -> Iterator[tuple[date, Record | None]]:
    """The days of the period on which a form was due, each with its row, None where nobody began it."""
    rows = {due: row for row in file.rows(form) if (due := row.answers.day("due_on")) is not None}
    for due, row in {**({awaited: None} if awaited else {}), **rows}.items():
        if counting.period.holds(due) and due <= counting.came:
            yield due, row


def _by(done: date | None, due: date) -> bool:
    return done is not None and done <= due


def _approved_on(plan: Record) -> date | None:
    stamp = plan.answers.get("approved")
    return stamp.at.date() if isinstance(stamp, Stamp) else None
