"""Transitions that make themselves, because of what somebody saved; all others are a person's decision."""

from datetime import date

from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.rules.deadlines import visits_made
from reintegration_desktop.rules.findings.risk import is_raised, risk_of
from reintegration_desktop.rules.findings.scores import falling_score_reopens_work
from reintegration_desktop.rules.guards import closing, working
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.stages import OPEN, UNDER_WAY, Guard, Stage, case_stage_from_events, lacks

FORWARD: dict[Stage, tuple[Stage, Guard]] = {
    Stage.IDENTIFIED: (Stage.REGISTERED, working.registered),
    Stage.REGISTERED: (Stage.ASSESSED, working.assessed),
    Stage.REOPENED: (Stage.ASSESSED, working.assessed),
    Stage.ASSESSED: (Stage.PLANNED, working.planned),
    Stage.PLANNED: (Stage.IMPLEMENTING, working.implementing),
    Stage.IMPLEMENTING: (Stage.MONITORING, working.monitoring),
}


def moved(before: CaseFile, after: CaseFile, policy: Policy, today: date) -> Stage:
    """The stage after a save: on as far as its guards let it, back where work is needed again, closed once approved."""
    begun = case_stage_from_events(after)
    stage = begun
    if begun is not Stage.IMPLEMENTING or lacks(working.monitoring, before, policy, today):
        stage = reached(begun, after, policy, today)
    if stage is Stage.MONITORING and is_work_needed_again(before, after, policy, today):
        stage = Stage.IMPLEMENTING
    return _closed_or_opened(stage, before, after, policy, today)


def reached(stage: Stage, file: CaseFile, policy: Policy, today: date) -> Stage:
    """How far the work has come from a stage on, by what is on file."""
    while stage in FORWARD:
        following, guard = FORWARD[stage]
        if lacks(guard, file, policy, today):
            return stage
        stage = following
    return stage


def is_work_needed_again(before: CaseFile, after: CaseFile, policy: Policy, today: date) -> bool:
    """Whether a save brings watching over back to support under way.

    A new step of the plan, something urgent, a raised risk; or a visit with a fall of two or more, or a new worry.
    """
    settled_before = not lacks(working.monitoring, before, policy, today)
    if settled_before and lacks(working.monitoring, after, policy, today):
        return True
    if is_raised(risk_of(before), risk_of(after)) or _has_more(before, after, "immediate_concern"):
        return True
    visits = visits_made(after)
    if not visits or before.record(visits[-1].id) == visits[-1]:
        return False
    return bool(falling_score_reopens_work(after, policy) or visits[-1].answers.choices("new_concerns"))


def _has_more(before: CaseFile, after: CaseFile, form: str) -> bool:
    return any(before.record(row.id) is None for row in after.rows(form))


def _closed_or_opened(stage: Stage, before: CaseFile, after: CaseFile, policy: Policy, today: date) -> Stage:
    answer = closing.approval_of_closing(after)
    if stage is Stage.IDENTIFIED and answer == "approved":
        return Stage.VOID
    if stage in UNDER_WAY and answer in ("requested", "approved"):
        if lacks(closing.closure_requested, after, policy, today):
            return stage
        return _closed(after, policy, today) if answer == "approved" else Stage.CLOSURE_REQUESTED
    if stage is Stage.CLOSURE_REQUESTED:
        return _decided(answer, after, policy, today)
    if stage in OPEN:
        return stage
    return _after_closing(stage, before, after, policy, today)


def _decided(answer: str | None, file: CaseFile, policy: Policy, today: date) -> Stage:
    """Closed once approved; sent back, the work goes on where it stood."""
    if answer == "approved":
        return _closed(file, policy, today)
    if answer == "requested":
        return Stage.CLOSURE_REQUESTED
    begun = Stage.REOPENED if working.since(file) else Stage.REGISTERED
    return reached(begun, file, policy, today)


def _closed(file: CaseFile, policy: Policy, today: date) -> Stage:
    """Closed; and past the visit after closing, where that was waived with it or there is nobody left to visit."""
    return Stage.CLOSED if lacks(closing.post_closure, file, policy, today) else Stage.POST_CLOSURE


def _after_closing(stage: Stage, before: CaseFile, after: CaseFile, policy: Policy, today: date) -> Stage:
    agreed = closing.reopens_at_once(after) or closing.approval_of_reopening(after) == "approved"
    opens = agreed and not lacks(closing.reopened, after, policy, today)
    if stage in (Stage.CLOSED, Stage.POST_CLOSURE, Stage.ARCHIVED) and opens:
        return Stage.REOPENED
    waited, waits = (lacks(closing.post_closure, file, policy, today) for file in (before, after))
    return Stage.POST_CLOSURE if stage is Stage.CLOSED and waited and not waits else stage
