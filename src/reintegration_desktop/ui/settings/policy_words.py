"""The numbers of the policy in words."""

from collections.abc import Mapping
from dataclasses import fields

from reintegration_desktop.kernel.words import marked, say, say_many
from reintegration_desktop.rules.policy import Margin, Policy

NAMES: Mapping[str, str] = {
    "urgent_hours": marked("Something urgent is acted on within"),
    "first_response_hours_high": marked("First response at high risk within"),
    "first_response_days_medium": marked("First response at medium risk within"),
    "first_response_days_low": marked("First response at low risk within"),
    "assign_hours_high": marked("A case at high risk has a caseworker within"),
    "assign_hours": marked("Any other case has a caseworker within"),
    "assessment_days_high": marked("Assessment at high risk within"),
    "assessment_days_medium": marked("Assessment at medium risk within"),
    "assessment_days_low": marked("Assessment at low risk within"),
    "plan_days": marked("Plan after the assessment within"),
    "plan_review_days": marked("Plan looked at again after"),
    "approval_days": marked("An approval is given within"),
    "referral_answer_days": marked("A service answers within"),
    "transfer_answer_days": marked("Another office answers within"),
    "site_hours": marked("At the release site at most"),
    "centre_days": marked("In a care centre at most"),
    "visit_days_high": marked("Between visits at high risk at most"),
    "visit_days_medium": marked("Between visits at medium risk at most"),
    "visit_days_low": marked("Between visits at low risk at most"),
    "visits_after_days": marked("First visits after coming home"),
    "visits_after_months": marked("Then visits after"),
    "visits_then_every_months": marked("Then a visit every"),
    "visits_until_months": marked("Visits go on until"),
    "not_contactable_months": marked("Not to be found: close after"),
    "not_contactable_tries": marked("Not to be found: tries before closing"),
    "post_closure_months": marked("Visit after closing within"),
    "keep_years": marked("Files that are closed from now on are kept for"),
    "keep_void_months": marked("Files of who is not taken on from now on are kept for"),
    "transition_age": marked("Plan for turning 18 from the age of"),
    "marked_age": marked("Marked as very young below the age of"),
    "interviewers": marked("People present at an interview at most"),
    "score_fall": marked("A score fell when it is lower by"),
    "score_holding": marked("A score holds from"),
    "score_safe": marked("A score is safe from"),
    "reintegrated_days": marked("Reintegrated when scores hold for"),
    "caseload": marked("Cases of one caseworker at most"),
    "workers_per_supervisor": marked("Caseworkers of one supervisor at most"),
    "soon_days": marked("Soon means within"),
    "erased_after_days": marked("Erased for good after"),
    "inquiry_answer_days": marked("A question to another office ends after"),
    "inquiries_at_most": marked("Questions to one other office at most"),
    "inquiries_within_days": marked("These questions are counted over"),
    "asker_may_approve": marked("Who asks may approve"),
    "assessment_needs_approval": marked("An assessment needs approval"),
    "wellbeing": marked("Sets of questions on wellbeing with a margin"),
}


def policy_lines(policy: Policy) -> tuple[tuple[str, str], ...]:
    """Each number that has a name, with its value in words."""
    return tuple(
        (say(NAMES[one.name]), value_words(one.name, getattr(policy, one.name)))
        for one in fields(policy)
        if one.name in NAMES
    )


def value_words(name: str, value: object) -> str:
    """A number with its unit, which its name ends in or holds."""
    if isinstance(value, bool):
        return say("Yes") if value else say("No")
    if isinstance(value, tuple):
        return say(", ").join([*map(str, value[:-1]), *(_with_unit(name, one) for one in value[-1:])])
    if isinstance(value, Mapping):
        return say(", ").join(_margin(tool, one) for tool, one in value.items()) or "–"
    return _with_unit(name, value) if isinstance(value, int) else str(value)


def _with_unit(name: str, number: int) -> str:
    parts = name.split("_")
    if "hours" in parts:
        return say_many("{n} hour", "{n} hours", number)
    if "days" in parts:
        return say_many("{n} day", "{n} days", number)
    if "months" in parts:
        return say_many("{n} month", "{n} months", number)
    if "years" in parts:
        return say_many("{n} year", "{n} years", number)
    return str(number)


def _margin(tool: str, margin: object) -> str:
    points = margin.points if isinstance(margin, Margin) else 0
    return say("{tool}: {points}", tool=tool, points=f"{points:g}")
