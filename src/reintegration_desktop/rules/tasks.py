"""What is to be done in a case and by when, derived from its dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.rules.consent import latest
from reintegration_desktop.rules.policy import Policy


class TaskKind(StrEnum):
    """What is to be done."""

    URGENT = "urgent"
    FIRST_RESPONSE = "first_response"
    ASSESSMENT = "assessment"
    CASE_PLAN = "case_plan"
    PLAN_REVIEW = "plan_review"
    PLAN_ACTION = "plan_action"
    VISIT = "visit"
    SERVICE = "service"
    APPROVAL = "approval"
    CARE_REVIEW = "care_review"
    LEAVE_SITE = "leave_site"
    TURNING_18 = "turning_18"
    POST_CLOSURE_VISIT = "post_closure_visit"
    ERASURE_REVIEW = "erasure_review"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do; ``record`` is what it follows from."""

    kind: TaskKind
    due_on: date
    urgent: bool = False
    record: UUID | None = None


_DONE_STAGES = frozenset({"closed", "post_closure", "archived", "erased", "transferred", "duplicate", "void"})
_URGENT_THREATS = frozenset({"armed_actor"})
_URGENT_INCIDENTS = frozenset(
    {"attempted_re_recruitment", "re_recruitment", "arrest_detention", "missing", "threat_or_reprisal", "self_harm"}
)


def tasks_of(file: CaseFile, policy: Policy, today: date) -> tuple[Task, ...]:
    """Every open task of a case, soonest first."""
    stage = file.one("case").choice("case_stage") or "identified"
    if latest(file).kind == "withdrawn":
        return (Task(TaskKind.ERASURE_REVIEW, today),)
    found = _after_closing(file, policy) if stage in _DONE_STAGES else _while_open(file, policy, today)
    return tuple(sorted(found, key=lambda task: (task.due_on, task.kind)))


def _while_open(file: CaseFile, policy: Policy, today: date) -> Iterator[Task]:
    yield from _urgent(file, policy, today)
    yield from _beginning(file, policy)
    yield from _planning(file, policy)
    yield from _visits(file, policy, today)
    yield from _services(file)
    yield from _approvals(file, today)


def _urgent(file: CaseFile, policy: Policy, today: date) -> Iterator[Task]:
    """Due within a day whatever the risk level, until an action was written down."""
    day = timedelta(hours=policy.urgent_hours)
    who = file.one("identification")
    answered = {row.answers.choice("concern") for row in file.rows("immediate_concern") if row.answers.day("action_on")}
    if who.choice("in_danger_now") == "yes" and not answered:
        yield Task(TaskKind.URGENT, (who.day("identified_on") or today) + day, urgent=True)
    for row in file.rows("immediate_concern"):
        if row.answers.day("action_on") is None:
            yield Task(TaskKind.URGENT, today + day, urgent=True, record=row.id)
    for row in file.rows("assessment")[-1:]:
        threats = _URGENT_THREATS & set(row.answers.choices("safety_threats"))
        if (threats or row.answers.choice("self_harm") in ("plan", "attempt")) and not answered:
            yield Task(TaskKind.URGENT, (row.answers.day("completed_on") or today) + day, urgent=True, record=row.id)
    for row in file.rows("incident"):
        urgent = row.answers.choice("incident_type") in _URGENT_INCIDENTS
        if urgent and not row.answers.text("safety_action"):
            yield Task(TaskKind.URGENT, today + day, urgent=True, record=row.id)


def _risk(file: CaseFile) -> str:
    return file.one("concerns").choice("risk_level") or "medium"


def _by_risk(policy: Policy, what: str, risk: str) -> timedelta:
    level = risk if risk in ("high", "medium") else "low"
    return timedelta(days=int(getattr(policy, f"{what}_days_{level}")))


def _beginning(file: CaseFile, policy: Policy) -> Iterator[Task]:
    who = file.one("identification")
    identified, registered = who.day("identified_on"), who.day("registered_on")
    if identified and who.day("first_response_on") is None:
        yield Task(TaskKind.FIRST_RESPONSE, identified + _by_risk(policy, "first_response", _risk(file)))
    finished = [row for row in file.rows("assessment") if row.answers.day("completed_on")]
    if registered and not finished:
        yield Task(TaskKind.ASSESSMENT, registered + _by_risk(policy, "assessment", _risk(file)))
    if finished and not file.rows("case_plan"):
        done = finished[-1].answers.day("completed_on")
        assert done is not None
        yield Task(TaskKind.CASE_PLAN, done + timedelta(days=policy.plan_days))


def _planning(file: CaseFile, policy: Policy) -> Iterator[Task]:
    for plan in file.rows("case_plan")[-1:]:
        if (review := plan.answers.day("next_review_on")) is not None:
            yield Task(TaskKind.PLAN_REVIEW, review, record=plan.id)
    for action in file.rows("plan_action"):
        due = action.answers.day("due_on")
        if due and action.answers.choice("action_status") in (None, "pending", "ongoing"):
            yield Task(TaskKind.PLAN_ACTION, due, record=action.id)
    for stay in file.rows("care_stay"):
        begun = stay.answers.day("started_on")
        if (
            begun
            and stay.answers.day("ended_on") is None
            and stay.answers.choice("care_arrangement") == "interim_care_centre"
        ):
            yield Task(TaskKind.CARE_REVIEW, begun + timedelta(days=policy.centre_days), record=stay.id)


def _visits(file: CaseFile, policy: Policy, today: date) -> Iterator[Task]:
    """The next visit: the day that was agreed, else the rhythm by risk since the last one or since registration."""
    made = sorted((row for row in file.rows("follow_up") if row.answers.day("visited_on")), key=_visited)
    rhythm = timedelta(days=policy.visit_days(_risk(file)))
    if made:
        last = made[-1]
        agreed = last.answers.day("next_visit_on")
        yield Task(TaskKind.VISIT, min(agreed or date.max, _visited(last) + rhythm), record=last.id)
    elif (registered := file.one("identification").day("registered_on")) is not None:
        yield Task(TaskKind.VISIT, registered + rhythm)


def _visited(row: Record) -> date:
    return row.answers.day("visited_on") or date.min


def _services(file: CaseFile) -> Iterator[Task]:
    for row in file.rows("service"):
        appointment = row.answers.day("appointment_at")
        if appointment and row.answers.day("delivered_on") is None:
            yield Task(TaskKind.SERVICE, appointment, record=row.id)


def _approvals(file: CaseFile, today: date) -> Iterator[Task]:
    for form in ("assessment", "case_plan", "closure"):
        for row in file.rows(form):
            if row.answers.choice("approval_status") == "requested":
                yield Task(TaskKind.APPROVAL, today, record=row.id)


def _after_closing(file: CaseFile, policy: Policy) -> Iterator[Task]:
    for row in file.rows("closure")[-1:]:
        closed = row.answers.day("closed_on")
        visited = [visit for visit in file.rows("follow_up") if closed and _visited(visit) > closed]
        if closed and not visited and file.one("case").choice("case_stage") == "closed":
            yield Task(TaskKind.POST_CLOSURE_VISIT, closed + timedelta(days=policy.post_closure_days), record=row.id)
