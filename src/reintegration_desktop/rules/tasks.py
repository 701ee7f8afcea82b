"""What is to be done in a case and by when, derived from its dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.forms.values import Stamp
from reintegration_desktop.rules import deadlines
from reintegration_desktop.rules.ages import eighteen_is_not_an_end
from reintegration_desktop.rules.approvals import REQUESTED, SENT_BACK, STATUS
from reintegration_desktop.rules.consent import may_be_edited
from reintegration_desktop.rules.findings import services
from reintegration_desktop.rules.findings.risk import risk_of
from reintegration_desktop.rules.findings.urgent import Danger, urgent_within_a_day
from reintegration_desktop.rules.guards import working
from reintegration_desktop.rules.limits.keeping import legal_hold_stops_erasure
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.stages import AFTER_CLOSING, OPEN, Stage, case_stage_from_events


class TaskKind(StrEnum):
    """What is to be done.

    Kinds stand in the open room, for lists and for who carries: none tells a sealed answer. Why something is urgent,
    or a stay has to end, is in ``Task.why``, which never leaves the memory of who may read it.
    """

    URGENT = "urgent"
    FIRST_RESPONSE = "first_response"
    ASSIGN = "assign"
    ASSESSMENT = "assessment"
    CASE_PLAN = "case_plan"
    PLAN_REVIEW = "plan_review"
    PLAN_ACTION = "plan_action"
    VISIT = "visit"
    SERVICE = "service"
    REFERRAL_ANSWER = "referral_answer"
    TRANSFER_ANSWER = "transfer_answer"
    CARE_REVIEW = "care_review"
    APPROVAL = "approval"
    SENT_BACK = "sent_back"
    POST_CLOSURE_VISIT = "post_closure_visit"
    ERASURE_REVIEW = "erasure_review"
    DOUBLE_REVIEW = "double_review"
    TAKEN_OVER = "taken_over"
    HANDED_ON = "handed_on"
    """A notice to who had the case before: its ``record`` is that person."""


AFTERWARDS = frozenset({TaskKind.APPROVAL, TaskKind.POST_CLOSURE_VISIT, TaskKind.ERASURE_REVIEW})
"""What there can be to do in a case that is closed."""


WAITS = frozenset({TaskKind.APPROVAL, TaskKind.SENT_BACK})
"""What waits for one person's answer, whenever it is due."""

NOTICES = frozenset({TaskKind.HANDED_ON})
"""What is told to a person who does not have the case; it is nobody else's to do."""


class Reason(StrEnum):
    """Why a task is there, where its kind does not say."""

    TWO_DAYS_AT_A_SITE = "two_days_at_a_site"
    WEEKS_IN_A_CENTRE = "weeks_in_a_centre"
    TURNING_EIGHTEEN = "turning_eighteen"
    CONSENT_TAKEN_BACK = "consent_taken_back"
    KEPT_LONG_ENOUGH = "kept_long_enough"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do; ``record`` is what it follows from, None where it is the whole case's."""

    kind: TaskKind
    due_on: date
    urgent: bool = False
    record: UUID | None = None
    why: Danger | Reason | None = None


@dataclass(frozen=True, slots=True)
class _At:
    """A case on a day."""

    file: CaseFile
    policy: Policy
    today: date
    stage: Stage


def tasks_of(file: CaseFile, policy: Policy, today: date) -> tuple[Task, ...]:
    """Every open task of a case: urgent ones first, then by due day."""
    at = _At(file, policy, today, case_stage_from_events(file))
    return tuple(sorted(_found(at), key=lambda task: (not task.urgent, task.due_on, task.kind)))


def _found(at: _At) -> Iterator[Task]:
    if not may_be_edited(at.file):
        yield from _withdrawn(at)
    elif at.stage in OPEN:
        yield from _urgent(at)
        yield from _beginning(at)
        yield from _plan(at)
        yield from _stays(at)
        yield from _services(at)
        yield from _answers(at)
        yield from _approvals(at)
        yield from _hands(at)
    elif at.stage in AFTER_CLOSING:
        yield from _approvals(at)
        yield from _after_closing(at)
        yield from _keeping(at)
    elif at.stage is Stage.VOID:
        yield from _keeping(at)


def _withdrawn(at: _At) -> Iterator[Task]:
    """Consent to the work was taken back: nothing but the question what becomes of the file."""
    if not legal_hold_stops_erasure(at.file) and at.stage is not Stage.ERASED:
        said = max((day for row in at.file.rows("consent") if (day := row.answers.day("event_at"))), default=at.today)
        yield Task(TaskKind.ERASURE_REVIEW, said, why=Reason.CONSENT_TAKEN_BACK)


def _urgent(at: _At) -> Iterator[Task]:
    """A danger that nobody dated is due a day from when it is looked at."""
    wait = timedelta(days=at.policy.urgent_hours // 24)
    for found in urgent_within_a_day(at.file):
        due = (found.day or at.today) + wait
        yield Task(TaskKind.URGENT, due, urgent=True, record=found.record, why=found.danger)


def _beginning(at: _At) -> Iterator[Task]:
    who = at.file.one("identification")
    due = deadlines.first_response_by_risk(at.file, at.policy)
    if due and who.day("first_response_on") is None:
        yield Task(TaskKind.FIRST_RESPONSE, due)
    if at.file.record(at.file.id) is not None and at.file.one("case").text("caseworker") is None:
        hours = at.policy.assign_hours_high if risk_of(at.file) == "high" else at.policy.assign_hours
        yield Task(TaskKind.ASSIGN, (who.day("identified_on") or at.today) + timedelta(days=hours // 24))
    begun = deadlines.work_since(at.file)
    assessed = begun is not None and deadlines.finished_assessments(at.file, working.since(at.file))
    if begun and not assessed and (due := deadlines.assessment_due_by_risk(at.file, None, at.policy)):
        yield Task(TaskKind.ASSESSMENT, due)
    if assessed and working.current_plan(at.file) is None:
        due = deadlines.plan_due_after_assessment(at.file, None, at.policy)
        yield Task(TaskKind.CASE_PLAN, due or at.today)
    if begun and (visit := deadlines.next_visit(at.file, at.policy)):
        yield Task(TaskKind.VISIT, visit)


def _plan(at: _At) -> Iterator[Task]:
    plan = working.current_plan(at.file)
    if plan is None:
        return
    made = plan.answers.day("started_on") or at.today
    review = plan.answers.day("next_review_on") or made + timedelta(days=at.policy.plan_review_days)
    born = at.file.one("identification").span("date_of_birth")
    asks = eighteen_is_not_an_end(born, at.today, at.policy) and not plan.answers.text("transition_steps")
    yield Task(TaskKind.PLAN_REVIEW, review, record=plan.id, why=Reason.TURNING_EIGHTEEN if asks else None)
    for action in at.file.children(plan.id, "plan_action"):
        due = action.answers.day("due_on")
        if due and action.answers.choice("action_status") not in ("completed", "dropped"):
            yield Task(TaskKind.PLAN_ACTION, due, record=action.id)


def _stays(at: _At) -> Iterator[Task]:
    """Stays that must not last: two days at a release site, weeks and not months in a centre."""
    for row in at.file.rows("exit"):
        if (due := deadlines.two_days_at_a_site(row.answers, at.policy)) is not None:
            yield Task(TaskKind.CARE_REVIEW, due, record=row.id, why=Reason.TWO_DAYS_AT_A_SITE)
    for row in at.file.rows("care_stay"):
        if (due := deadlines.centre_left_by(row.answers, at.policy)) is not None:
            yield Task(TaskKind.CARE_REVIEW, due, record=row.id, why=Reason.WEEKS_IN_A_CENTRE)


def _services(at: _At) -> Iterator[Task]:
    for row in at.file.rows("service"):
        status = services.service_status_from_dates(at.file, row)
        referral = services.last_referral(at.file, row)
        sent = referral.answers.day("sent_at") if referral else None
        if status == "referred" and referral and sent:
            wait = timedelta(days=at.policy.referral_answer_days)
            yield Task(TaskKind.REFERRAL_ANSWER, sent + wait, record=referral.id)
        due = row.answers.day("appointment_at") if status == "under_way" else services.needed_by(row.answers)
        if status in ("needed", "under_way") and due:
            yield Task(TaskKind.SERVICE, due, record=row.id)


def _approvals(at: _At) -> Iterator[Task]:
    """What waits for the supervisor's answer; the newest of a form that was sent back, for the caseworker's."""
    wait = timedelta(days=at.policy.approval_days)
    days = {"assessment": "completed_on", "case_plan": "started_on", "closure": "closed_on", "reopening": "reopened_at"}
    for form, asked in days.items():
        rows = at.file.rows(form)
        for row in rows:
            if row.answers.choice(STATUS) == REQUESTED:
                day = row.answers.day(asked)
                yield Task(TaskKind.APPROVAL, day + wait if day else at.today, record=row.id)
        if rows and rows[-1].answers.choice(STATUS) == SENT_BACK:
            yield Task(TaskKind.SENT_BACK, at.today, record=rows[-1].id)


def _hands(at: _At) -> Iterator[Task]:
    """Notices of another caseworker, to both, until each has taken note; and the question who looks alike."""
    case = at.file.one("case")
    given, earlier = case.day("assigned_on"), case.text("earlier_caseworker")
    if given is not None:
        yield Task(TaskKind.TAKEN_OVER, given + timedelta(days=1))
    if earlier is not None:
        yield Task(TaskKind.HANDED_ON, given or at.today, record=UUID(earlier))
    for row in at.file.rows("likeness"):
        if row.answers.choice("same_person") in ("not_sure", "same"):
            asked = row.answers.get("compared")
            day = asked.at.date() if isinstance(asked, Stamp) else at.today
            yield Task(TaskKind.DOUBLE_REVIEW, day + timedelta(days=at.policy.approval_days), record=row.id)


def _answers(at: _At) -> Iterator[Task]:
    """What waits for the receiving office's answer."""
    for row in at.file.rows("transfer"):
        sent = row.answers.day("sent_at")
        if sent and row.answers.choice("transfer_status") == "sent":
            yield Task(TaskKind.TRANSFER_ANSWER, sent + timedelta(days=at.policy.transfer_answer_days), record=row.id)


def _after_closing(at: _At) -> Iterator[Task]:
    closure = deadlines.last_closure(at.file)
    visit = deadlines.visit_after_closing(at.file, at.policy)
    if visit is not None and closure is not None and at.stage is Stage.CLOSED:
        yield Task(TaskKind.POST_CLOSURE_VISIT, visit, record=closure.id)


def _keeping(at: _At) -> Iterator[Task]:
    """The question what becomes of the file, once its time is over."""
    until = at.file.one("case").day("keep_until_on")
    if until is not None and not legal_hold_stops_erasure(at.file):
        yield Task(TaskKind.ERASURE_REVIEW, until, why=Reason.KEPT_LONG_ENOUGH)
