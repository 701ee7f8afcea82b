"""Answers about the work with somebody: assessment, plan, services, learning, closing."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from reintegration_desktop.casework.invented.chance import Weights, days_after, moment, often
from reintegration_desktop.casework.invented.course import Course
from reintegration_desktop.casework.invented.scores import AREAS, baseline
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.values import Value

_YES_MOSTLY = Weights.of(yes=5, no=2)
_THREATS = Weights.of(armed_actor=25, community=12, family=8, authorities=6, explosive_ordnance=3)
_AGAIN = Weights.of(high=15, medium=35, low=40, none_identified=10)
_SELF_HARM = Weights.of(none=90, ideation=7, plan=2, attempt=1)
_DISTRESS = Weights.of(sleep=30, nightmares=25, withdrawal=15, sadness=25, fear=20, aggression=10, guilt=12)
_HEALTH = Weights.of(injury=20, chronic_illness=8, nutrition=20, mental_health=12, assistive_device=3)
_DIFFICULTY = Weights.of(no_difficulty=86, some_difficulty=10, a_lot_of_difficulty=3, cannot_do_at_all=1)
_ABILITIES = ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")
_SCHOOL = Weights.of(none=20, literacy_only=10, primary_lower=35, primary_upper=25, secondary_lower=10)
_NOT_IN_SCHOOL = Weights.of(cost=40, over_age=25, distance=15, stigma_or_refusal=10, work=15, no_documents=10)
_WORK = Weights.of(none=35, farming=30, daily_labour=20, household_work=15)
_MEALS = Weights.of(never=25, rarely=30, sometimes=30, often=15)
_ACCEPTED = Weights.of(welcomed=50, tolerated=30, avoided=10, conflict=6, rejected=4)
_STIGMA = Weights.of(insults=30, exclusion=20, refused_school=5, refused_work=5, none=40)
_TAKES_PART = Weights.of(friends_and_play=40, faith_group=25, school_or_youth_club=15, family_occasions=20)
_SERVICE = Weights.of(
    medical=18, formal_education=16, accelerated_or_nonformal_education=10, pss_basic=18, mhpss_focused=9,
    vocational_training=12, civil_documentation=8, legal_aid=3, livelihood_or_startup_kit=6,
)  # fmt: skip
_MODE = Weights.of(direct=45, external_referral=45, internal_referral=10)
_MET = Weights.of(need_met=60, partly_met=30, not_met=10)
_REFERRED = Weights.of(sent=15, accepted=25, in_progress=25, done=25, rejected=10)
_NO_ROOM = Weights.of(no_capacity=60, wrong_area=20, not_eligible=20)
_ACTIVITY = Weights.of(school=45, accelerated_learning=15, vocational_training=25, apprenticeship=15)
_ACTION = Weights.of(pending=40, ongoing=60)
_CLOSED = Weights.of(goals_met_safe=60, turned_18_with_transition=22, relocated_no_receiving_agency=8, other=10)


def assessment(chance: Random, course: Course) -> Answers:
    """How they are and what they need."""
    assert course.assessed_on is not None
    learning = often(chance, 0.35)
    schooling: dict[str, Value] = (
        {"education_now_level": _SCHOOL.draw(chance)}
        if learning
        else {"education_obstacles": _NOT_IN_SCHOOL.several(chance, 2)}
    )
    return Answers(
        {
            "started_on": max(course.registered_on or course.assessed_on, course.assessed_on - timedelta(days=2)),
            "completed_on": course.assessed_on,
            "child_seen": "yes",
            "child_alone": _YES_MOSTLY.draw(chance),
            "child_views": chance.choice(course.phrases.views),
            "strengths": chance.choice(course.phrases.strengths),
            **_safety(chance, course),
            **{f"washington_group_{ability}": _DIFFICULTY.draw(chance) for ability in _ABILITIES},
            "education_before": _SCHOOL.draw(chance),
            "education_now": "yes" if learning else "no",
            **schooling,
            **_standing(chance),
            "domain_scores": baseline(chance, course),
            "approval_status": "approved" if course.planned_on else "requested",
        }
    )


def _safety(chance: Random, course: Course) -> Mapping[str, Value]:
    threatened = often(chance, 0.3 if course.risk == "high" else 0.08)
    return {
        "safety_threats": _THREATS.several(chance, 2) if threatened else ("none",),
        "re_recruitment_risk": _AGAIN.draw(chance),
        "self_harm": _SELF_HARM.draw(chance),
        "distress_signs": _DISTRESS.several(chance, 3),
        "health_needs": _HEALTH.several(chance, 2) if often(chance, 0.5) else ("none",),
    }


def _standing(chance: Random) -> Mapping[str, Value]:
    return {
        "current_work": _WORK.draw(chance),
        "meals_cut": _MEALS.draw(chance),
        "family_acceptance": _ACCEPTED.draw(chance),
        "community_acceptance": _ACCEPTED.draw(chance),
        "stigma": (_STIGMA.draw(chance),),
        "trusted_adult": _YES_MOSTLY.draw(chance),
        "takes_part_in": _TAKES_PART.several(chance, 3),
    }


def is_urgent(*answers: Answers) -> bool:
    """Whether identification or assessment tells of something that cannot wait."""
    return any(
        told.choice("in_danger_now") == "yes"
        or "armed_actor" in told.choices("safety_threats")
        or told.choice("self_harm") in ("plan", "attempt")
        for told in answers
    )


def immediate_concern(chance: Random, course: Course, today: date) -> Answers:
    """What was done at once."""
    assert course.assessed_on is not None
    return Answers(
        {
            "concern": "self_harm_risk" if often(chance, 0.3) else "risk_of_re_recruitment",
            "what_is_happening": chance.choice(course.phrases.worries),
            "action_taken": chance.choice(course.phrases.next_steps),
            "action_on": min(days_after(chance, course.assessed_on, 0, 1), today),
        }
    )


def case_plan(chance: Random, course: Course, today: date) -> Answers:
    """What is to become of it; most plans are reviewed in time."""
    assert course.planned_on is not None
    reviewed = max(course.planned_on, today) if often(chance, 0.94) else course.planned_on
    return Answers(
        {
            "started_on": course.planned_on,
            "goal": chance.choice(course.phrases.goals),
            "child_involved": "yes" if often(chance, 0.92) else "no",
            "caregiver_involved": _YES_MOSTLY.draw(chance),
            "next_review_on": days_after(chance, reviewed, 1, 31),
            "approval_status": "approved" if course.visits else "requested",
        }
    )


def plan_action(chance: Random, course: Course, today: date) -> Answers:
    """One step of the plan; most that are due are done."""
    assert course.planned_on is not None
    due = days_after(chance, course.planned_on, 20, 120)
    done = course.closed_on is not None or (due < today and often(chance, 0.95))
    return Answers(
        {
            "domain": chance.choice(AREAS),
            "description": chance.choice(course.phrases.steps),
            "due_on": due,
            "action_status": "completed" if done else _ACTION.draw(chance),
        }
    )


def service(chance: Random, course: Course, providers: tuple[str, ...], today: date) -> Answers:
    """A service they need; two in three have come about."""
    assert course.assessed_on is not None
    mode = _MODE.draw(chance)
    answers: dict[str, Value] = {
        "service_type": _SERVICE.draw(chance),
        "service_mode": mode,
        "needed_since_at": moment(chance, course.assessed_on),
        "needed_within": "1_week" if often(chance, 0.4) else "1_month",
    }
    if mode == "external_referral":
        answers["provider"] = chance.choice(providers)
    delivered = days_after(chance, course.assessed_on, 2, 90)
    if delivered <= today and often(chance, 0.8):
        answers |= {"delivered_on": delivered, "need_met": _MET.draw(chance)}
    return Answers(answers)


def referral(chance: Random, needed: Answers, today: date) -> Answers:
    """The service asked of another organisation."""
    since, delivered = needed.day("needed_since_at"), needed.day("delivered_on")
    assert since is not None
    if delivered is not None:
        return Answers({"referral_status": "done", "done_on": delivered, "sent_at": moment(chance, since)})
    status = _REFERRED.draw(chance) if since < today else "sent"
    status = "in_progress" if status == "done" else status
    answers: dict[str, Value] = {"referral_status": status, "sent_at": moment(chance, since)}
    return Answers({**answers, "rejected_reason": _NO_ROOM.draw(chance)} if status == "rejected" else answers)


def learning_and_work(chance: Random, course: Course, today: date) -> Answers:
    """School, training or work begun since."""
    assert course.planned_on is not None
    kind = _ACTIVITY.draw(chance)
    answers: dict[str, Value] = {
        "activity_kind": kind,
        "started_on": min(days_after(chance, course.planned_on, 5, 120), today),
        "through_us": _YES_MOSTLY.draw(chance),
        "completion": "completed" if course.closed_on else "ongoing",
        "safe_work": "yes" if often(chance, 0.9) else "unknown",
    }
    if kind in ("vocational_training", "apprenticeship"):
        answers["trade"] = chance.choice(("carpentry", "tailoring", "motorcycle_repair", "baking", "masonry"))
    return Answers(answers)


def closure(chance: Random, course: Course) -> Answers:
    """The case closes."""
    assert course.closed_on is not None
    last = max((day for day in course.visits if day <= course.closed_on), default=course.closed_on)
    return Answers(
        {
            "closure_reason": _CLOSED.draw(chance),
            "goals_met": "all" if often(chance, 0.5) else "most",
            "summary": chance.choice(course.phrases.seen),
            "care_arrangement": "parents" if often(chance, 0.6) else "kinship",
            "child_agreed": "yes",
            "caregiver_agreed": "yes",
            "knows_whom_to_call": "yes",
            "last_visit_on": last,
            "file_complete": "yes",
            "closed_on": course.closed_on,
            "approval_status": "approved",
        }
    )
