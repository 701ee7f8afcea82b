"""Stages of a case and what stands before each."""

from collections.abc import Callable, Mapping

from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.rules.consent import may_be_registered
from reintegration_desktop.rules.policy import Policy

Guard = Callable[[CaseFile, Policy], tuple[str, ...]]


def registered_guard(file: CaseFile, policy: Policy) -> tuple[str, ...]:
    """What keeps a case from being registered: consent, eligibility, the day."""
    who = file.one("identification")
    missing = [] if may_be_registered(file) else ["consent"]
    if who.choice("eligible") != "yes":
        missing.append("eligible")
    if who.day("registered_on") is None:
        missing.append("registered_on")
    return tuple(missing)


def assessed_guard(file: CaseFile, policy: Policy) -> tuple[str, ...]:
    """What keeps a case from being assessed."""
    rows = [row.answers for row in file.rows("assessment") if row.answers.day("completed_on")]
    if not rows:
        return ("assessment",)
    last = rows[-1]
    missing = []
    if last.choice("child_seen") is None and not last.choices("not_seen_reasons"):
        missing.append("child_seen")
    concerns = file.one("concerns")
    if concerns.choice("risk_level") is None:
        missing.append("risk_level")
    missing.extend(key for key in ("self_harm", "safety_threats") if key not in last)
    if policy.assessment_needs_approval and last.choice("approval_status") != "approved":
        missing.append("approval")
    return tuple(missing)


def planned_guard(file: CaseFile, policy: Policy) -> tuple[str, ...]:
    """What keeps a case from being planned: a goal, an action, the young person's part, the approval."""
    plans = file.rows("case_plan")
    if not plans:
        return ("case_plan",)
    last = plans[-1]
    missing = [key for key in ("goal", "child_involved") if key not in last.answers]
    if not file.children(last.id, "plan_action"):
        missing.append("plan_action")
    if last.answers.choice("approval_status") != "approved":
        missing.append("approval")
    return tuple(missing)


def implementing_guard(file: CaseFile, policy: Policy) -> tuple[str, ...]:
    """Support is under way once a first service or action was begun."""
    begun = any(row.answers.choice("action_status") in ("ongoing", "completed") for row in file.rows("plan_action"))
    served = any(
        row.answers.day("delivered_on") or row.answers.moment("appointment_at") for row in file.rows("service")
    )
    return () if begun or served else ("first_action",)


def monitoring_guard(file: CaseFile, policy: Policy) -> tuple[str, ...]:
    """Watching over begins once every action was completed, or dropped with a reason."""
    actions = [row.answers for row in file.rows("plan_action")]
    settled = actions and all(
        one.choice("action_status") == "completed"
        or (one.choice("action_status") == "dropped" and one.text("dropped_reason"))
        for one in actions
    )
    return () if settled else ("actions_open",)


FORWARD: Mapping[str, tuple[str, Guard]] = {
    "identified": ("registered", registered_guard),
    "reopened": ("registered", registered_guard),
    "registered": ("assessed", assessed_guard),
    "assessed": ("planned", planned_guard),
    "planned": ("implementing", implementing_guard),
    "implementing": ("monitoring", monitoring_guard),
}


def stage_of(stage: str, file: CaseFile, policy: Policy) -> str:
    """The stage a case has reached from one, step by step; closing and what follows is decided by persons."""
    while stage in FORWARD:
        following, guard = FORWARD[stage]
        if guard(file, policy):
            return stage
        stage = following
    return stage
