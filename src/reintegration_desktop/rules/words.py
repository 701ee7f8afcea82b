"""Words for the codes of the rules: tasks and their reasons, what a stage lacks, approvals, doubts, likeness."""

from collections.abc import Iterable, Mapping

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
    "sent_back": marked("Sent back: look at it again"),
    "post_closure_visit": marked("Visit after closing"),
    "erasure_review": marked("Review: erase the file?"),
    "double_review": marked("Is it the same person?"),
    "taken_over": marked("New to you: get to know the file"),
    "handed_on": marked("Another caseworker has it now"),
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
    "doubles": marked("Whether who looks alike is the same person"),
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

SETTLED: Mapping[str, str] = {
    "referral_open": marked("No referral without an answer"),
    "transfer_open": marked("No handover without an answer"),
    "urgent_open": marked("Nothing urgent without an action"),
}
"""What stands in the place of a lack once it is settled, where the same words would say the opposite."""

APPROVALS: Mapping[str, str] = {
    "none": marked("Needs nobody's approval"),
    "by_policy": marked("Needs the supervisor's approval"),
    "supervisor": marked("Needs the supervisor's approval"),
    "second_person": marked("Needs the approval of a second person"),
    "two_persons": marked("Needs two people's signatures"),
}

DOUBTS: Mapping[str, str] = {
    "fewer_than_two": marked(
        "Only one person is named. Ask a second one to join, one of them of the young person's sex, and name both."
    ),
    "age_made_a_birthday": marked(
        "A stated age stays a stated age: say it with the day it was said, not as a birthday."
    ),
    "not_registered_yet": marked(
        "Without a yes to case management, or a best-interests decision, they are not registered. "
        "Talk about consent, and record the answer."
    ),
    "no_consent_to_photograph": marked(
        "There is no yes to photographs, so this one cannot be kept. Ask first, and record the answer."
    ),
    "photographs_go": marked(
        "Once this is saved, the photographs of them in this case are deleted for good. Make sure that they mean that."
    ),
    "child_not_asked": marked(
        "The young person's own answer is missing. Ask them too: a carer's answer does not replace it."
    ),
    "not_accounted_for": marked("Something was shared without a yes: write what, with whom, and what they were told."),
    "under_fifteen": marked(
        "Under fifteen at the start. Tell your supervisor, who is shown it too; no step depends on it."
    ),
    "exit_before_start": marked("They cannot have left before it began. Check both dates."),
    "conditions_demanded": marked("A release has no conditions: take this up with your supervisor."),
    "too_long_at_site": marked("More than two days at the release site: move them into civilian care."),
    "verified_late": marked(
        "The joint decision came after the quarter of what it confirms. Check the day, and tell the task force."
    ),
    "monitoring_without_consent": marked(
        "They said no to those who document violations, or were not asked. Pass nothing on, and talk about it first."
    ),
    "refused_so_child": marked("They refused: treat them as a child. Nothing is held against them."),
    "body_first": marked(
        "A body is examined only beside papers or talk, and never teeth or bones alone. Begin with papers and talk."
    ),
    "too_long_in_centre": marked("Weeks, not months, in a centre: look for a family."),
    "no_contact": marked("They said no, or were not asked: contact nobody, and give the telephone number to nobody."),
    "names_the_actor": marked("This paper can harm them: talk about where it is kept, and about a plain civil paper."),
    "no_consent_to_tracing": marked(
        "Without a yes to tracing and their own wish, nobody is looked for. Ask for both before you begin."
    ),
    "no_consent_to_referral": marked(
        "They did not agree that this service is told, so it cannot be sent. Talk about it, and record the answer."
    ),
    "score_fell": marked("A score fell by two or more. Write in two words why; the work goes back to full speed."),
    "wellbeing_worse": marked(
        "Clearly worse than last time by this set of questions. Ask what happened, and offer more support."
    ),
    "visit_too_late": marked(
        "The next visit is later than risk and time since the release ask for. Choose an earlier day."
    ),
    "review_too_late": marked("The plan is looked at again at least every month. Choose an earlier day."),
    "steps_into_adulthood": marked("Write what changes at eighteen and who stays at their side."),
    "dropped_without_reason": marked("A dropped step counts as settled only with a reason. Write it here."),
    "work_not_safe": marked("Not safe for their age. Record it as a worry, and look for another way to earn."),
    "out_of_order": marked("This does not follow on what stood here before. Check that no step was left out."),
    "not_tried_enough": marked(
        "Three months of tries, at least three of them on record, come first. Record each try as a visit."
    ),
}

LIKENESS: Mapping[str, str] = {
    "same_nickname": marked("same nickname"),
    "same_name": marked("same name"),
    "similar_name": marked("similar name"),
    "same_place": marked("same place"),
    "same_home": marked("same home"),
    "near_age": marked("about the same age"),
    "same_sex": marked("same sex"),
}


ROLES: Mapping[str, str] = {
    "caseworker": marked("Caseworker"),
    "supervisor": marked("Supervisor"),
    "coordinator": marked("Coordinator"),
}


def role_words(role: str) -> str:
    """Who takes a step, in words; of another role, its code."""
    return say(ROLES.get(role, role))


def task_words(kind: str) -> str:
    """A task's kind in words; of a newer version, its code."""
    return say(TASKS.get(kind, kind))


def reason_words(why: str) -> str:
    """Why a task is there, in words, for who may read what it follows from."""
    return say(REASONS.get(why, why))


def lack_words(lack: str) -> str:
    """What a stage lacks, in words: each completes "Missing: ..."."""
    return say(LACKS.get(lack, lack))


def settled_words(lack: str) -> str:
    """The same once it is there, for a tick."""
    return say(SETTLED[lack]) if lack in SETTLED else lack_words(lack)


def approval_words(approval: str) -> str:
    """Whose approval a stage needs, in words."""
    return say(APPROVALS.get(approval, approval))


def warning_words(code: str) -> str:
    """A warning, in words."""
    return say(DOUBTS.get(code, code))


def likeness_words(codes: Iterable[str]) -> str:
    """Why somebody may be the same person: "same nickname, similar name, same place"."""
    return say(", ").join(say(LIKENESS.get(code, code)) for code in codes)
