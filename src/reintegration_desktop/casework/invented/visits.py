"""Answers about visits to somebody, with the incidents that they bring to light."""

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random

from reintegration_desktop.casework.invented.chance import Weights, often
from reintegration_desktop.casework.invented.course import Course
from reintegration_desktop.casework.invented.rhythm import agreed_next
from reintegration_desktop.casework.invented.scores import at_visit
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.values import Score, Value
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.rules.policy import Policy

_PURPOSE = Weights.of(after_release=80, for_service=12, client_request=8)
_AT_HOME_AGAIN = Weights.of(after_reunification=80, for_service=12, client_request=8)
_CONTACT = Weights.of(
    home_visit_planned=45, home_visit_unannounced=12, school_visit=12, community_visit=10, office_meeting=10, phone=8,
    workplace_visit=3,
)  # fmt: skip
_MET_WITH = Weights.of(child=80, caregiver=45, teacher=12, community_focal_point=15)
_NOT_SEEN = Weights.of(at_work=25, visiting=25, at_school=20, access_or_security=15, moved_with_family=15)
_CHANGE = Weights.of(improved=45, unchanged=40, declined=12, cannot_tell=3)
_ACCEPTED = Weights.of(welcomed=60, tolerated=28, avoided=7, conflict=5)
_APPROACHED = Weights.of(no=965, unknown=25, yes=10)
_CONCERN = Weights.of(psychosocial_distress=40, child_labour=20, physical_violence=15, risk_of_re_recruitment=25)


def visits(
    chance: Random, course: Course, first: Mapping[str, Score], policy: Policy, *, with_text: bool
) -> Iterator[Answers]:
    """Every visit of the course, oldest first."""
    due = course.visits[0] if course.visits else course.identified_on
    for number, day in enumerate(course.visits):
        risk = course.risk_at(number)
        answers = _visit(chance, course, day, due, risk)
        if answers["child_seen"] == "yes":
            answers["domain_scores"] = at_visit(chance, first, number, course.rise)
            answers["feels_belonging"] = min(5, 2 + number // course.rise)
        else:
            answers["not_seen_reasons"] = (_NOT_SEEN.draw(chance),)
        if with_text and often(chance, 0.6):
            answers["observations"] = chance.choice(course.phrases.seen)
            answers["next_step"] = chance.choice(course.phrases.next_steps)
        due = agreed_next(day, number, risk, policy)
        if not _is_after_closing(course, day):
            answers["next_visit_on"] = due
        yield Answers(answers)


def _is_after_closing(course: Course, day: date) -> bool:
    return course.closed_on is not None and day > course.closed_on


def _visit(chance: Random, course: Course, day: date, due: date, risk: str) -> dict[str, Value]:
    """What is asked whether or not they were seen."""
    purpose = (_AT_HOME_AGAIN if course.place == course.home else _PURPOSE).draw(chance)
    answers: dict[str, Value] = {
        "visit_purpose": "post_closure" if _is_after_closing(course, day) else purpose,
        "due_on": due,
        "visited_on": day,
        "contact_kind": _CONTACT.draw(chance),
        "visit_place": course.place,
        "met_with": _MET_WITH.several(chance, 2),
        "child_seen": "yes" if often(chance, 0.93) else "no",
        "situation_change": _CHANGE.draw(chance),
        "education_now": "yes" if often(chance, 0.6) else "no",
        "family_acceptance": _ACCEPTED.draw(chance),
        "community_acceptance": _ACCEPTED.draw(chance),
        "approached_by_armed_actor": _APPROACHED.draw(chance),
        "risk_level": risk,
    }
    if often(chance, 0.04):
        answers["new_concerns"] = (_CONCERN.draw(chance),)
    return answers


def approach(chance: Random, course: Course, visit: Answers) -> Answers:
    """The incident that an armed actor's approach is."""
    day = visit.day("visited_on")
    assert day is not None
    return Answers(
        {
            "incident_type": "attempted_re_recruitment",
            "occurred_on": UncertainDate.day(day),
            "incident_place": course.place,
            "perpetrator_class": "armed_actor",
            "safety_action": chance.choice(course.phrases.next_steps),
            "safety_plan_updated": "yes",
            "reported_to": ("supervisor",),
        }
    )
