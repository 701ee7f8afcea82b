"""Answers about the work with somebody: assessment, plan, services, learning, closing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from reintegration_desktop.casework.invented.chance import Weights, days_after, moment, often
from reintegration_desktop.casework.invented.course import Course
from reintegration_desktop.casework.invented.rhythm import done_on, up_to_now, working_day
from reintegration_desktop.casework.invented.scores import baseline
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.values import Absence, Absent, Value

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
_ANSWERED = Weights.of(accepted=40, in_progress=60)
_UNANSWERED = Weights.of(rejected=60, expired=25, revoked=15)
_NO_ROOM = Weights.of(no_capacity=60, wrong_area=20, not_eligible=20)
_ACTIVITY = Weights.of(school=45, accelerated_learning=15, vocational_training=25, apprenticeship=15)
_FOR_WORK = frozenset({"vocational_training", "livelihood_or_startup_kit"})
_SCHOOLING = Weights.of(school=75, accelerated_learning=25)
_OLD_ENOUGH_FOR_A_TRADE = 15
_ACTION = Weights.of(pending=40, ongoing=60)
_BROUGHT = Weights.of(met=60, partly=33, not_met=7)
_SOON, _LATER, _LATELY = (14, 90), (90, 240), 40
_CLOSED = Weights.of(goals_met_safe=70, relocated_no_receiving_agency=8, child_or_caregiver_withdrew=6, other=6)
_GROWN = Weights.of(turned_18_with_transition=60, goals_met_safe=35, relocated_no_receiving_agency=5)
_REACHED = Weights.of(all=35, most=45, some=18, none=2)
_LIVES_WITH = Weights.of(parents=55, kinship=25, independent_supervised=8, adult_sibling=7, foster=5)
_DECIDED_AFTER, _GROWN_UP = 2, 18


def assessment(chance: Random, course: Course, today: date) -> Answers:
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
            "approval_status": _decided(course.assessed_on, today),
        }
    )


def _decided(asked: date, today: date) -> str:
    """The supervisor's answer to what was asked: it comes within some days."""
    return "approved" if asked < today - timedelta(days=_DECIDED_AFTER) else "requested"


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


def immediate_concern(chance: Random, course: Course, found: Answers, today: date) -> Answers:
    """What was done at once."""
    assert course.assessed_on is not None
    harm = found.choice("self_harm") in ("plan", "attempt")
    return Answers(
        {
            "concern": "self_harm_risk" if harm else "risk_of_re_recruitment",
            "what_is_happening": chance.choice(course.phrases.worries),
            "action_taken": chance.choice(course.phrases.next_steps),
            "action_on": min(days_after(chance, course.assessed_on, 0, 1), today),
        }
    )


def case_plan(chance: Random, course: Course, today: date) -> Answers:
    """What is to become of it; looked at anew each month."""
    assert course.planned_on is not None
    return Answers(
        {
            "started_on": course.planned_on,
            "goal": chance.choice(course.phrases.goals if _is_grown(course) else course.phrases.goals[:1]),
            "child_involved": "yes" if often(chance, 0.92) else "no",
            "caregiver_involved": _YES_MOSTLY.draw(chance),
            "next_review_on": _next_review(chance, course.planned_on, course.closing_on or up_to_now(chance, today)),
            "approval_status": _decided(course.planned_on, today),
        }
    )


def _next_review(chance: Random, planned: date, until: date) -> date:
    """The day of the next review, each month from the plan on; seldom one that was forgotten for a while."""
    review = agreed = working_day(days_after(chance, planned, 26, 31))
    while (held := done_on(chance, agreed)) <= until:
        review = agreed = working_day(days_after(chance, held, 26, 31))
    return review


def _is_grown(course: Course) -> bool:
    """Whether a trade is thought of: by law nobody works before that age."""
    return course.age_on(course.registered_on or course.identified_on) >= _OLD_ENOUGH_FOR_A_TRADE


def plan_action(chance: Random, course: Course, step: tuple[str, str], today: date) -> Answers:
    """One step of the plan: done around its day, now and then dropped with a reason."""
    assert course.planned_on is not None
    until = course.closing_on or up_to_now(chance, today)
    due = working_day(days_after(chance, course.planned_on, *(_SOON if often(chance, 0.7) else _LATER)))
    done = done_on(chance, due, 14) <= until or course.closing_on is not None
    answers: dict[str, Value] = {
        "domain": step[0],
        "description": step[1],
        "due_on": due,
        "responsible": course.name.first if often(chance, 0.3) else chance.choice(course.phrases.helpers),
    }
    if done and often(chance, 0.07):
        return Answers({**answers, "action_status": "dropped", "dropped_reason": chance.choice(course.phrases.dropped)})
    if done:
        return Answers({**answers, "action_status": "completed", "goal_met": _BROUGHT.draw(chance)})
    return Answers({**answers, "action_status": _ACTION.draw(chance)})


@dataclass(frozen=True, slots=True)
class Help:
    """A service that was asked for: when, by when it was needed, when it came; ``ended`` says that it never will."""

    asked_on: date
    within: str
    came_on: date
    ended: bool


def help_asked(chance: Random, course: Course, today: date) -> Help:
    """A service that is needed at some point of the work; most come about in time."""
    assert course.assessed_on is not None
    until = course.until(today)
    begun = max(course.assessed_on, until - timedelta(days=_LATELY)) if often(chance, 0.4) else course.assessed_on
    asked = days_after(chance, begun, 0, max(0, (until - begun).days))
    within, days = ("1_week", 7) if often(chance, 0.4) else ("1_month", 31)
    came = max(asked + timedelta(days=1), done_on(chance, asked + timedelta(days=days), days - 1))
    came = min(came, course.closing_on) if course.closing_on else came
    return Help(asked, within, came, often(chance, 0.08))


def service(
    chance: Random, course: Course, asked: Help, providers: tuple[str, ...], agreed: tuple[str, ...], today: date
) -> Answers:
    """A service they need, with the day on which it came or is to come; others give only what they agreed to tell."""
    told = tuple(kind for kind in agreed if _is_grown(course) or kind not in _FOR_WORK)
    mode = _MODE.draw(chance) if told else "direct"
    kind = chance.choice(told) if mode == "external_referral" else _SERVICE.draw(chance)
    answers: dict[str, Value] = {
        "service_type": kind if _is_grown(course) or kind not in _FOR_WORK else "formal_education",
        "service_mode": mode,
        "needed_since_at": moment(chance, asked.asked_on),
        "needed_within": asked.within,
    }
    if mode == "external_referral":
        answers["provider"] = chance.choice(providers)
        if asked.ended:
            return Answers(answers)
    if asked.came_on <= today:
        answers |= {"delivered_on": asked.came_on, "need_met": _MET.draw(chance)}
    elif often(chance, 0.5):
        answers["appointment_at"] = moment(chance, asked.came_on)
    return Answers(answers)


def referral(chance: Random, asked: Help, needed: Answers, today: date) -> Answers:
    """The service asked of another organisation, which answers in a week or so."""
    sent: dict[str, Value] = {"sent_at": moment(chance, asked.asked_on)}
    if "delivered_on" in needed:
        return Answers({**sent, "referral_status": "done", "done_on": asked.came_on})
    if done_on(chance, asked.asked_on + timedelta(days=7), 5) > today < asked.came_on:
        return Answers({**sent, "referral_status": "sent"})
    status = (_UNANSWERED if asked.ended else _ANSWERED).draw(chance)
    why = {"rejected_reason": _NO_ROOM.draw(chance)} if status == "rejected" else {}
    return Answers({**sent, "referral_status": status, **why})


def learning_and_work(chance: Random, course: Course, today: date) -> Answers:
    """School, training or work begun since."""
    assert course.planned_on is not None
    kind = (_ACTIVITY if _is_grown(course) else _SCHOOLING).draw(chance)
    answers: dict[str, Value] = {
        "activity_kind": kind,
        "started_on": min(days_after(chance, course.planned_on, 5, 120), course.until(today)),
        "through_us": _YES_MOSTLY.draw(chance),
        "completion": "completed" if course.closing_on else "ongoing",
        "safe_work": "yes" if often(chance, 0.9) else "unknown",
    }
    if kind in ("vocational_training", "apprenticeship"):
        answers["trade"] = chance.choice(("carpentry", "tailoring", "motorcycle_repair", "baking", "masonry"))
    return Answers(answers)


def closure(chance: Random, course: Course) -> Answers:
    """The case closes, or is to close once somebody else agrees; waived, nobody visits them afterwards."""
    asked = course.closing_on
    assert asked is not None
    last = max((day for day in course.visits if day <= asked), default=asked)
    reason = _GROWN if course.age_on(asked) >= _GROWN_UP else _CLOSED
    answers: dict[str, Value] = {"closed_on": course.closed_on} if course.closed_on else {}
    return Answers(
        {
            "closure_reason": reason.draw(chance),
            "goals_met": _REACHED.draw(chance),
            "summary": chance.choice(course.phrases.seen),
            "care_arrangement": _LIVES_WITH.draw(chance),
            "child_agreed": "yes",
            "caregiver_agreed": "yes",
            "knows_whom_to_call": "yes",
            "last_visit_on": Absent(Absence.DECLINED) if course.waived else last,
            "file_complete": "yes",
            "approval_status": "approved" if course.closed_on else "requested",
            **answers,
        }
    )
