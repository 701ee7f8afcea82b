"""By when things are due: first response, assessment, plan, visits, the time after closing."""

from collections.abc import Iterator
from datetime import date, timedelta

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.rules.findings.durations import CENTRES, latest_exit
from reintegration_desktop.rules.findings.months import months_later
from reintegration_desktop.rules.findings.risk import risk_of
from reintegration_desktop.rules.policy import Policy

NO_VISIT_AFTER = frozenset({"deceased", "duplicate", "opened_in_error", "not_eligible", "transferred"})


def first_response_by_risk(file: CaseFile, policy: Policy) -> date | None:
    """The day by whose end somebody must have spoken with them or acted; None while it is not known when we learnt.

    A day stands for 24 hours, since only dates are known.
    """
    identified = file.one("identification").day("identified_on")
    return identified + timedelta(days=policy.first_response_days(risk_of(file))) if identified else None


def beginnings(file: CaseFile) -> tuple[date, ...]:
    """The days on which the work began, registration and each opening again, oldest first.

    Where a closing was a mistake, the work went on.
    """
    rows = (row.answers for row in file.rows("reopening"))
    again = (row.day("reopened_at") for row in rows if row.choice("reopening_reason") != "opened_in_error_reversed")
    return tuple(sorted(day for day in (file.one("identification").day("registered_on"), *again) if day))


def work_since(file: CaseFile, day: date | None = None) -> date | None:
    """The latest beginning of the work up to a day, or of all where there is none; None before registration."""
    begun = beginnings(file)
    return max((one for one in begun if day is None or one <= day), default=begun[0] if begun else None)


def day_of(assessment: Record) -> date | None:
    """The day an assessment was finished, else begun."""
    return assessment.answers.day("completed_on") or assessment.answers.day("started_on")


def finished_assessments(file: CaseFile, since: date | None = None) -> tuple[Record, ...]:
    """Finished assessments, oldest first; of those, the ones finished on a day or later."""
    rows = [(day, row) for row in file.rows("assessment") if (day := row.answers.day("completed_on")) is not None]
    return tuple(row for day, row in sorted(rows, key=lambda one: one[0]) if since is None or day >= since)


def assessment_due_by_risk(file: CaseFile, assessment: Record | None, policy: Policy) -> date | None:
    """Registration, or the opening again, plus the days of the risk level.

    Only the first assessment after each has a day by which it is due; ``assessment`` None asks for one not begun yet.
    """
    begun = work_since(file, day_of(assessment) if assessment else None)
    if begun is None:
        return None
    rivals = [row for row in file.rows("assessment") if work_since(file, day_of(row)) == begun]
    first = min(rivals, key=lambda row: day_of(row) or date.max, default=None)
    if assessment is not None and first is not None and assessment.id != first.id:
        return None
    return begun + timedelta(days=policy.assessment_days(risk_of(file)))


def plan_due_after_assessment(file: CaseFile, plan: Record | None, policy: Policy) -> date | None:
    """The day the assessment was finished plus the days of the policy.

    Only the first plan after each assessment has a day by which it is due; ``plan`` None asks for one not begun yet.
    """
    finished = _assessment_before(file, plan)
    if finished is None:
        return None
    rivals = [row for row in file.rows("case_plan") if _assessment_before(file, row) == finished]
    first = min(rivals, key=lambda row: row.answers.day("started_on") or date.max, default=None)
    if plan is not None and first is not None and plan.id != first.id:
        return None
    return finished + timedelta(days=policy.plan_days)


def _assessment_before(file: CaseFile, plan: Record | None) -> date | None:
    """The day on which the assessment that a plan follows from was finished."""
    days = [day for row in finished_assessments(file) if (day := row.answers.day("completed_on"))]
    begun = plan.answers.day("started_on") if plan else None
    return max((day for day in days if begun is None or day <= begun), default=days[0] if days else None)


def two_days_at_a_site(exit_: Answers, policy: Policy) -> date | None:
    """The day by which they must be in civilian care; None where they never were at a site, or have left it."""
    arrived = exit_.moment("site_arrived_at")
    if arrived is None or exit_.moment("site_left_at") is not None:
        return None
    return (arrived + timedelta(hours=policy.site_hours)).date()


def centre_left_by(stay: Answers, policy: Policy) -> date | None:
    """The day on which a stay in a centre has lasted too long; None for another place, or one that was left."""
    begun = stay.day("started_on")
    if begun is None or stay.day("ended_on") is not None or stay.choice("care_arrangement") not in CENTRES:
        return None
    return begun + timedelta(days=policy.centre_days)


def visits_made(file: CaseFile) -> tuple[Record, ...]:
    """Visits with a day, oldest first."""
    rows = [(day, row) for row in file.rows("follow_up") if (day := row.answers.day("visited_on")) is not None]
    return tuple(row for _, row in sorted(rows, key=lambda one: one[0]))


def visits_by_risk_and_time(file: CaseFile, policy: Policy) -> date | None:
    """The proposed day of the next visit; None before registration.

    The earlier of the rhythm by risk since the last visit, or the beginning of the work, and of the next day in the
    calendar since release or return to the family, up to 36 months.
    """
    begun, visits = work_since(file), visits_made(file)
    last = visits[-1].answers.day("visited_on") if visits else None
    since = max((day for day in (begun, last) if day), default=None)
    if begun is None or since is None:
        return None
    by_risk = since + timedelta(days=policy.visit_days(risk_of(file)))
    return min((by_risk, *(day for day in _calendar(file, policy) if day > since)))


def proposed_after(file: CaseFile, visit: Record, policy: Policy) -> date | None:
    """The proposed day of the visit after one that is being recorded, at the risk that it gives."""
    risk = visit.answers.choice("risk_level")
    concerns = file.one("concerns").merged({"risk_level": risk} if risk else {})
    others = (row for row in file.records if row.form != "concerns" and row.id != visit.id)
    becomes = CaseFile(file.id, (*others, Record("concerns", file.id, None, concerns), visit))
    return visits_by_risk_and_time(becomes, policy)


def _calendar(file: CaseFile, policy: Policy) -> Iterator[date]:
    """Days of visits since the latest release or return to the family."""
    returns = (row.answers.day("reunified_on") for row in file.rows("reunification"))
    since = max((day for day in (latest_exit(file), *returns) if day), default=None)
    if since is not None:
        yield from (since + timedelta(days=days) for days in policy.visits_after_days)
        yield from (months_later(since, months) for months in policy.visits_after_months)
        last = max(policy.visits_after_months, default=0)
        step = max(1, policy.visits_then_every_months)
        yield from (months_later(since, months) for months in range(last + step, policy.visits_until_months + 1, step))


def next_visit(file: CaseFile, policy: Policy) -> date | None:
    """The day of the next visit: what was agreed at the latest one, else what is proposed."""
    visits = visits_made(file)
    agreed = visits[-1].answers.day("next_visit_on") if visits else None
    return agreed or visits_by_risk_and_time(file, policy)


def last_closure(file: CaseFile) -> Record | None:
    """The closing that counts: one without a day yet, else the one with the latest; of several the newest."""
    rows = sorted(file.rows("closure"), key=lambda row: row.answers.day("closed_on") or date.max)
    return rows[-1] if rows else None


def visit_after_closing(file: CaseFile, policy: Policy) -> date | None:
    """When they are visited after closing: the day agreed, else three months later.

    None while the case is not closed, once the visit is recorded or waived, and where there is nobody left to visit.
    Waived is a reason for absence in the place of the day, which the supervisor approves with the closing.
    """
    closure = last_closure(file)
    closed = closure.answers.day("closed_on") if closure else None
    if closure is None or closed is None or is_settled_after_closing(file, closure):
        return None
    agreed = closure.answers.day("last_visit_on")
    return agreed if agreed and agreed > closed else months_later(closed, policy.post_closure_months)


def is_settled_after_closing(file: CaseFile, closure: Record) -> bool:
    """Whether the visit after closing is recorded, waived with a supervisor's yes, or there is nobody left to visit."""
    closed = closure.answers.day("closed_on") or date.max
    visited = any(
        (row.answers.day("visited_on") or date.min) >= closed and row.answers.choice("visit_purpose") == "post_closure"
        for row in file.rows("follow_up")
    )
    approved = closure.answers.choice("approval_status") == "approved"
    waived = approved and closure.answers.absent("last_visit_on") is not None
    return visited or waived or closure.answers.choice("closure_reason") in NO_VISIT_AFTER
