"""Words for the codes of the rules: tasks, what a stage lacks, warnings, likeness, refusals of a purpose."""

from collections.abc import Mapping

from reintegration_desktop.kernel.words import marked, say

TASKS: Mapping[str, str] = {
    "urgent": marked("Act now"),
    "first_response": marked("First response"),
    "assign": marked("Give it to a caseworker"),
    "assessment": marked("Assessment"),
    "case_plan": marked("Case plan"),
    "plan_review": marked("Plan review"),
    "plan_action": marked("Step of the plan"),
    "visit": marked("Visit"),
    "service": marked("Service"),
    "referral_answer": marked("Answer to a referral"),
    "transfer_answer": marked("Answer to a handover"),
    "care_review": marked("Look at where they stay"),
    "approval": marked("Approval"),
    "post_closure_visit": marked("Visit after closing"),
    "erasure_review": marked("Review: erase the file?"),
}

REASONS: Mapping[str, str] = {
    "danger_today": marked("In danger today"),
    "locked_up": marked("Locked up"),
    "own_child_claimed": marked("Somebody tries to take their child"),
    "armed_threat": marked("Threatened by an armed force or group"),
    "self_harm": marked("Plan or attempt to hurt themselves"),
    "approached": marked("An armed force or group came near them"),
    "taken_again": marked("Taken or gone back again"),
    "missing": marked("Missing"),
    "threatened": marked("Threat or revenge"),
    "breakdown": marked("The return to the family failed"),
    "urgent_worry": marked("Something urgent without an action yet"),
    "two_days_at_a_site": marked("Two days at the release site: move into civilian care"),
    "weeks_in_a_centre": marked("Weeks, not months, in a centre"),
    "turning_eighteen": marked("Turns eighteen soon: plan the steps into adult support"),
    "consent_taken_back": marked("Consent was taken back"),
    "kept_long_enough": marked("Kept as long as the policy says"),
}

LACKS: Mapping[str, str] = {
    "how_identified": marked("How they came to us"),
    "identified_on": marked("When we learnt of them"),
    "consent": marked("A yes to case management, or a best-interests decision"),
    "eligible": marked("That the programme can support them"),
    "registered_on": marked("The day of registration"),
    "assessment": marked("A finished assessment"),
    "child_seen": marked("That they were seen, or why not"),
    "risk_level": marked("The level of risk"),
    "risk_reasons": marked("Why the risk is at that level"),
    "self_harm": marked("The question about hurting themselves"),
    "safety_threats": marked("The question about threats"),
    "approval": marked("The supervisor's approval"),
    "plan": marked("A plan"),
    "goal": marked("A goal in the plan"),
    "action": marked("A step in the plan"),
    "child_involved": marked("Whether they made the plan with you"),
    "begun": marked("A first service or step that was begun"),
    "actions_open": marked("Every step of the plan done or dropped"),
    "dropped_reason": marked("Why a step was dropped"),
    "closure": marked("The closing form"),
    "checklist": marked("Every answer of the closing form"),
    "whom_to_call": marked("That they know whom to call"),
    "file_complete": marked("That the file is complete"),
    "referral_open": marked("The answer to an open referral"),
    "transfer_open": marked("The answer to an open handover"),
    "urgent_open": marked("An action on something urgent"),
    "fewer_tries": marked("More tries to reach them, on record"),
    "too_soon": marked("More months of tries to reach them"),
    "visit_after_closing": marked("The visit after closing, or its waiver"),
    "reopening": marked("Why and when the case is opened again"),
    "receipt": marked("The receipt of the receiving office"),
    "receiver": marked("Which office takes over, and why"),
    "transfer_agreed": marked("Their agreement to the handover"),
    "keep_until": marked("The end of the time for which the file is kept"),
    "legal_hold": marked("That no court or complaint asks us to keep it"),
}


def task_words(kind: str) -> str:
    """A task's kind in words; of a newer version, its code."""
    return say(TASKS.get(kind, kind))


def reason_words(why: str) -> str:
    """Why a task is there, in words, for who may read what it follows from."""
    return say(REASONS.get(why, why))


def lack_words(lack: str) -> str:
    """What a stage lacks, in words: each completes "Missing: ..."."""
    return say(LACKS.get(lack, lack))
