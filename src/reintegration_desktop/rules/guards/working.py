"""What stands before the stages of the work, from identification to watching over."""

from collections.abc import Iterator
from datetime import date

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.rules.consent import registered_with_consent
from reintegration_desktop.rules.deadlines import beginnings, finished_assessments
from reintegration_desktop.rules.findings.services import is_begun
from reintegration_desktop.rules.guards.lacks import Lack
from reintegration_desktop.rules.guards.situation import Situation


def identified(case: Situation) -> Iterator[Lack]:
    """How they came to us and when: no name is needed."""
    who = case.file.one("identification")
    if "how_identified" not in who:
        yield Lack.HOW_IDENTIFIED
    if who.day("identified_on") is None:
        yield Lack.IDENTIFIED_ON


def registered(case: Situation) -> Iterator[Lack]:
    """Consent, or a best-interests decision; that the programme can support them; the day; no double left open.

    Who looks alike is found where a case is begun, and noted with it; each waits there for an answer.
    """
    who = case.file.one("identification")
    if not registered_with_consent(case.file):
        yield Lack.CONSENT
    if who.choice("eligible") != "yes":
        yield Lack.ELIGIBLE
    if who.day("registered_on") is None:
        yield Lack.REGISTERED_ON
    if any("same_person" not in row.answers for row in case.file.rows("likeness")):
        yield Lack.DOUBLES


def since(file: CaseFile) -> date | None:
    """From when on evidence counts: after an opening again, what came before has to be done anew."""
    begun = beginnings(file)
    return begun[-1] if len(begun) > 1 else None


def assessed(case: Situation) -> Iterator[Lack]:
    """A finished assessment that saw them or says why not, with the risk and its reasons."""
    finished = finished_assessments(case.file, since(case.file))
    if not finished:
        yield Lack.ASSESSMENT
        return
    last, concerns = finished[-1].answers, case.file.one("concerns")
    if last.choice("child_seen") != "yes" and not last.choices("not_seen_reasons"):
        yield Lack.CHILD_SEEN
    if concerns.choice("risk_level") is None:
        yield Lack.RISK_LEVEL
    if "risk_reasons" not in concerns:
        yield Lack.RISK_REASONS
    yield from (lack for lack in (Lack.SELF_HARM, Lack.SAFETY_THREATS) if lack.value not in last)
    if case.policy.assessment_needs_approval and last.choice("approval_status") != "approved":
        yield Lack.APPROVAL


def current_plan(file: CaseFile) -> Record | None:
    """The plan in force: the one made last since the work began."""
    begun = since(file)
    plans = [row for row in file.rows("case_plan") if begun is None or (_made(row) or date.max) >= begun]
    return max(plans, key=lambda row: _made(row) or date.min, default=None)


def _made(plan: Record) -> date | None:
    return plan.answers.day("started_on")


def planned(case: Situation) -> Iterator[Lack]:
    """A goal and a step at least, whether the young person made it with us, and the supervisor's yes."""
    plan = current_plan(case.file)
    if plan is None:
        yield Lack.PLAN
        return
    if "goal" not in plan.answers:
        yield Lack.GOAL
    if not case.file.children(plan.id, "plan_action"):
        yield Lack.ACTION
    if "child_involved" not in plan.answers:
        yield Lack.CHILD_INVOLVED
    if plan.answers.choice("approval_status") != "approved":
        yield Lack.APPROVAL


def implementing(case: Situation) -> Iterator[Lack]:
    """A first service or step of the plan was begun."""
    started = any(action.choice("action_status") in ("ongoing", "completed") for action in actions(case.file))
    if not started and not any(is_begun(case.file, row) for row in case.file.rows("service")):
        yield Lack.BEGUN


def actions(file: CaseFile) -> tuple[Answers, ...]:
    """The steps of the plan in force."""
    plan = current_plan(file)
    return tuple(row.answers for row in file.children(plan.id, "plan_action")) if plan else ()


def dropped_with_a_reason(action: Answers) -> bool:
    """Whether a step of the plan is settled: done, or dropped with a reason."""
    status = action.choice("action_status")
    return status == "completed" or (status == "dropped" and bool(action.text("dropped_reason")))


def monitoring(case: Situation) -> Iterator[Lack]:
    """Every step of the plan is done, or dropped with a reason."""
    steps = actions(case.file)
    if not steps:
        yield Lack.ACTION
    if any(action.choice("action_status") not in ("completed", "dropped") for action in steps):
        yield Lack.ACTIONS_OPEN
    if any(action.choice("action_status") == "dropped" and not dropped_with_a_reason(action) for action in steps):
        yield Lack.DROPPED_REASON
