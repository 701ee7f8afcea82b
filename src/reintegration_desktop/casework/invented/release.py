"""Answers about the time with an armed force or group, how it ended, what followed in law."""

from datetime import date, datetime, timedelta
from random import Random

from reintegration_desktop.casework.invented.chance import Weights, days_after, moment, often, remembered
from reintegration_desktop.casework.invented.course import Course
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.values import Absence, Absent, Value
from reintegration_desktop.kernel.dates import UncertainDate

_ACTOR = Weights.of(
    non_state_armed_group=62, community_self_defence=14, pro_government_militia=12, state_armed_force=6,
    group_listed_terrorist=4, unknown=2,
)  # fmt: skip
_MANNER = Weights.of(
    abducted=32, coerced_or_threatened=20, joined_without_physical_force=22, tricked_or_false_promise=12,
    forced_by_family_or_community=8, conscripted=4, born_into_group=2,
)  # fmt: skip
_FACTORS = Weights.of(
    abduction=30, poverty=30, security_or_protection=20, follow_friends_or_peers=15, financial_reasons=12,
    family_problems_or_abuse=12, lack_of_education=12, revenge=6, intimidation=14,
)  # fmt: skip
_ROLE_CLASS = Weights.of(combat=30, combat_support=35, non_combat=30, no_role_perceived_association=5)
_ROLES = Weights.of(porter=30, cook=25, messenger=20, guard_or_checkpoint=18, fighter=25, domestic_work=20)
_LEFT = Weights.of(
    escaped=30, formal_ddr_release=22, informal_release=14, community_or_family_brokered=12, action_plan_release=6,
    captured=6, surrendered=5, rescued_in_operation=4, group_dissolved=1,
)  # fmt: skip
_HANDED_TO = Weights.of(family=26, ngo=24, transit_centre=18, government_social_service=14, un_agency=10, icrc=4)
_PACKAGE = Weights.of(clothes=50, hygiene=50, food=30, cash=12)
_DOUBTED = Weights.of(family_statement=40, school_or_health_record=20, event_calendar_interview=30)
_BASIS = Weights.of(child_statement=60, community_leader=20, family=25, eyewitness=15, un_screening=10)
_VERIFIED = Weights.of(unverified=40, pending=25, verified=25, verified_by_joint_team=6, disputed=4)
_HELD_BY = Weights.of(police=40, armed_force=30, security_service=15, court_or_prison=15)
_HELD_AT = Weights.of(police_cell=40, military=30, prison=20, juvenile_centre=10)
_IN_LAW = Weights.of(no_issue=50, released_no_charge=25, suspected=12, charged=6, victim_or_witness=7)


def association(chance: Random, course: Course, number: int) -> Answers:
    """One time with an armed actor; the second is a re-recruitment."""
    role = _ROLE_CLASS.draw(chance)
    answers: dict[str, Value] = {
        "actor_type": _ACTOR.draw(chance),
        "association_status": "exited",
        "episode_number": number,
        "started_on": remembered(chance, course.recruited_on, course.identified_on),
        "age_at_start": max(6, min(17, course.age_on(course.recruited_on))),
        "recruitment_place": course.home,
        "recruitment_manner": _MANNER.draw(chance),
        "recruitment_factors": _FACTORS.several(chance, 3),
        "role_class": role,
        "military_training": "yes" if role == "combat" else "no",
    }
    if role != "no_role_perceived_association":
        answers["roles"] = _ROLES.several(chance, 3)
    if often(chance, 0.5):
        answers["own_account"] = chance.choice(course.phrases.accounts)
    return Answers(answers)


def left(chance: Random, course: Course) -> Answers:
    """How it ended."""
    manner = _LEFT.draw(chance)
    formal = manner.endswith("_release") and manner != "informal_release"
    answers: dict[str, Value] = {
        "left_on": _lately(chance, course),
        "exit_manner": manner,
        "exit_place": course.place,
        **(_site(chance, course) if formal else {}),
        "handover_on": course.identified_on,
        "handed_to": _HANDED_TO.draw(chance),
        "demobilisation_paper": "yes" if formal else "no",
    }
    return Answers({**answers, "transition_package": _PACKAGE.several(chance, 3)} if formal else answers)


def _lately(chance: Random, course: Course) -> UncertainDate:
    """The day they left, told within weeks: to the day mostly, where not to the month, seldom worse."""
    known = UncertainDate.day(course.left_on)
    return known if often(chance, 0.75) else remembered(chance, course.left_on, course.identified_on)


def left_before(chance: Random, course: Course) -> Answers:
    """How the first of two times ended: long ago, half remembered."""
    middle = course.recruited_on + (course.left_on - course.recruited_on) / 2
    return Answers(
        {
            "left_on": UncertainDate.day(middle),
            "exit_manner": _LEFT.draw(chance),
            "demobilisation_paper": "unknown",
        }
    )


def _site(chance: Random, course: Course) -> dict[str, Value]:
    """A release site, left after some hours; one in six stays longer than two days."""
    arrived: datetime = moment(chance, course.left_on - timedelta(days=4))
    hours = chance.randint(50, 90) if often(chance, 0.16) else chance.randint(3, 47)
    return {"site_arrived_at": arrived, "site_left_at": arrived + timedelta(hours=hours)}


def verification(chance: Random, course: Course, today: date) -> Answers:
    """Whether the association is confirmed."""
    status = _VERIFIED.draw(chance)
    answers: dict[str, Value] = {
        "verification_status": status,
        "verification_basis": _BASIS.several(chance, 3),
        "primary_sources": chance.randint(1, 4),
    }
    if status == "verified_by_joint_team":
        decided = min(days_after(chance, course.identified_on, 20, 160), today)
        answers |= {"joint_decision": status, "joint_decision_on": decided}
    return Answers(answers)


def age_assessment(chance: Random, course: Course) -> Answers:
    """The age was in doubt."""
    age = course.age_on(course.identified_on)
    return Answers(
        {
            "serious_doubt": "yes",
            "stated_age": age,
            "in_best_interests": "yes",
            "agrees_to_age_assessment": "yes",
            "support_person_present": "yes",
            "methods": _DOUBTED.several(chance, 2),
            "lowest_likely_age": max(0, age - 1),
            "highest_likely_age": age + 2,
            "age_decision": "undetermined_treated_as_child",
            "result_explained": "yes",
        }
    )


def justice(chance: Random, course: Course) -> Answers:
    """Detention, ended before they came to us, and where they stand in law."""
    status = _IN_LAW.draw(chance)
    began = course.left_on
    answers: dict[str, Value] = {
        "deprived_of_liberty": "yes",
        "because_of_association": "yes" if often(chance, 0.8) else "unknown",
        "detention_began_on": UncertainDate.day(began),
        "detention_ended_on": UncertainDate.day(course.identified_on),
        "detained_by": _HELD_BY.draw(chance),
        "facility_kind": _HELD_AT.draw(chance),
        "held_apart_from_adults": "yes" if often(chance, 0.4) else "no",
        "ill_treatment": Absent(Absence.NOT_ASKED),
        "legal_status": status,
    }
    if status in ("suspected", "charged", "victim_or_witness"):
        answers["has_lawyer"] = "yes" if often(chance, 0.4) else "no"
    if status in ("suspected", "charged"):
        answers["accused_only_of_association"] = "yes"
    return Answers(answers)
