"""Words for the codes of the rules."""

from collections.abc import Mapping

from reintegration_desktop.kernel.words import marked, say

TASKS: Mapping[str, str] = {
    "urgent": marked("Act now"),
    "first_response": marked("First response"),
    "assessment": marked("Assessment"),
    "case_plan": marked("Case plan"),
    "plan_review": marked("Plan review"),
    "plan_action": marked("Step of the plan"),
    "visit": marked("Visit"),
    "service": marked("Appointment"),
    "approval": marked("Approval"),
    "care_review": marked("Leave the care centre"),
    "leave_site": marked("Leave the release site"),
    "turning_18": marked("Turns 18: plan ahead"),
    "post_closure_visit": marked("Visit after closing"),
    "erasure_review": marked("Review: erase the file?"),
}


def task_words(kind: str) -> str:
    """A task's kind in words."""
    return say(TASKS.get(kind, kind))
