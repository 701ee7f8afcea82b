"""Answers about the person: who they are, what they agree to, their papers, home, family."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random

from reintegration_desktop.casework.invented.chance import Weights, days_after, moment, often, remembered
from reintegration_desktop.casework.invented.course import Course
from reintegration_desktop.casework.invented.names import TONGUES
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.values import Absence, Absent, Value
from reintegration_desktop.kernel.dates import UncertainDate

_FOUND = Weights.of(
    self_or_family=18, community_or_cp_committee=28, armed_actor_handover=12, humanitarian_agency=14,
    law_enforcement_or_detention=6, ddr_commission=9, school=4, health=5, peacekeepers_or_mission=4,
)  # fmt: skip
_TOLD_BY = Weights.of(child=80, caregiver=40, relative=15, community_member=12, partner_agency=10, document=5)
_DISPLACED = Weights.of(host_community=46, idp=33, returnee=11, refugee=6, asylum_seeker=2, other=2)
_YES_NO_UNKNOWN = Weights.of(yes=5, no=3, unknown=2)
_GIVER = Weights.of(child_assent=45, child_consent=25, caregiver=25, best_interest_decision=5)
_SIGN = Weights.of(spoken_with_witness=50, signed=20, thumbprint=30)
_SERVICES = Weights.of(
    medical=30, formal_education=30, pss_basic=30, mhpss_focused=20, vocational_training=20, civil_documentation=15,
    legal_aid=8, livelihood_or_startup_kit=10, family_tracing_reunification=15,
)  # fmt: skip
_MONITORING = Weights.of(identifying=10, anonymous_only=50, no=40)
_CONCERNS = Weights.of(
    risk_of_re_recruitment=25, psychosocial_distress=25, no_documentation=20, child_labour=12, separated=15,
    unaccompanied=6, physical_violence=9, serious_medical=6, marginalised_group=6, pregnancy_or_child_parent=5,
    substance_use=5, reprisal_risk=8, explosive_ordnance_survivor=3,
)  # fmt: skip
_CARE = Weights.of(with_caregiver=55, separated=25, unaccompanied=8, orphan=8, other_vulnerable=4)
_CARER = Weights.of(mother=40, father=15, grandmother=18, aunt=10, uncle=7, brother=4, sister=4, foster_carer=2)
_LIVELIHOOD = Weights.of(farming=45, herding=12, fishing=8, daily_labour=18, self_employed=10, wage_work=5, none=2)
_CARER_NEEDS = Weights.of(income=40, food=30, health=15, parenting_support=12, mediation=8, psychosocial_support=8)
_ARRANGED = Weights.of(parents=50, kinship=22, foster=9, independent_supervised=5, adult_sibling=8, residential=6)
_PAPER = Weights.of(
    birth_certificate=35, demobilisation_certificate=30, protection_letter=12, school=10, ration_card=13
)
_KIN = Weights.of(mother=20, father=20, sister=20, brother=20, grandmother=8, uncle=6, aunt=6)
_MEN = frozenset({"father", "uncle", "brother", "grandfather"})
_AGES: Mapping[str, tuple[int, int]] = {"sister": (3, 26), "brother": (3, 26), "grandmother": (52, 79)}
_RESPONSE: Mapping[str, int] = {"high": 1, "medium": 3, "low": 6, "none_identified": 7}
_SEARCHED_FOR = 8
_SEARCHING = Weights.of(open=40, in_progress=60)
_FOUND_OR_NOT = Weights.of(reunified=70, verified=8, closed_unsuccessful=14, suspended=8)
_FOUND_BY = Weights.of(individual_tracing=60, mediation=20, spontaneous=15, photo_tracing=5)
_STARTED_WITH = Weights.of(food=30, household_items=25, transport=25, cash=15, none=5)
_RESULT: Mapping[str, str] = {
    "in_progress": "information_gained", "reunified": "found", "verified": "found", "closed_unsuccessful": "not_found",
}  # fmt: skip
_RELATED = Weights.of(recruitment_or_abduction=60, fleeing_conflict=25, death_or_illness_of_family=10, poverty=5)
_SEARCHED = Weights.of(individual_search=40, community_meeting=15, phone=25, partner_request=10, icrc_request=10)


def identification(chance: Random, course: Course, workers: tuple[str, ...], today: date) -> Answers:
    """Who the young person is; before registration only how they came to us."""
    arrival: dict[str, Value] = {
        "identified_on": course.identified_on, "how_identified": _FOUND.draw(chance), "sex": course.sex,
    }  # fmt: skip
    if (responded := _responded(chance, course)) <= today:
        arrival["first_response_on"] = responded
    if course.registered_on is None:
        return Answers({"name_first": course.name.first, "current_place": course.place, **arrival})
    return Answers(
        {
            **_name(course),
            **arrival,
            "date_of_birth": _birth(chance, course),
            "current_place": course.place,
            "safe_contact": _contact(chance, course),
            "in_danger_now": "yes" if course.assessed_on and course.risk == "high" and often(chance, 0.2) else "no",
            "registered_on": course.registered_on,
            "eligible": "yes",
            "interviewers": workers[: 2 if often(chance, 0.8) else 1],
            "trusted_adult_present": "yes" if often(chance, 0.7) else "no",
            "information_from": _TOLD_BY.several(chance, 3),
            **_person(chance, course),
        }
    )


def _responded(chance: Random, course: Course) -> date:
    """When somebody first spoke with them: the sooner the higher the risk, by registration at the latest."""
    if course.registered_on == course.identified_on:
        return course.identified_on
    responded = days_after(chance, course.identified_on, 0, _RESPONSE[course.risk])
    return min(responded, course.registered_on) if course.registered_on else responded


def _contact(chance: Random, course: Course) -> str:
    """How to reach them safely."""
    number = f"0555 {chance.randrange(1000):03d} {chance.randrange(1000):03d}"
    return chance.choice(course.phrases.contacts).format(number=number)


def _name(course: Course) -> dict[str, Value]:
    parts = {
        "name_first": course.name.first, "name_middle": course.name.middle, "name_last": course.name.last,
        "nickname": course.name.nickname,
    }  # fmt: skip
    return {key: part for key, part in parts.items() if part}


def _birth(chance: Random, course: Course) -> Value:
    """Told to the day seldom; often only the year, or an age."""
    told = course.registered_on or course.identified_on
    drawn = chance.random()
    if drawn < 0.25:
        return UncertainDate.day(course.born)
    if drawn < 0.6:
        return UncertainDate.year(course.born.year)
    age = course.age_on(told)
    return UncertainDate.of_age(max(0, age - chance.randint(0, 1)), age + chance.randint(0, 1), told)


def _person(chance: Random, course: Course) -> dict[str, Value]:
    return {
        "displacement": _DISPLACED.draw(chance),
        "languages": (course.tongue,),
        "nationality": ("AVL",),
        "origin_place": course.home,
        "birth_registered": _YES_NO_UNKNOWN.draw(chance),
        "marital_status": "married_or_cohabiting" if course.sex == "female" and often(chance, 0.12) else "single",
        "own_children": int(often(chance, 0.15 if course.sex == "female" else 0.03)),
    }


def consent(chance: Random, course: Course) -> Answers:
    """What they agree to: mostly yes."""
    shares = often(chance, 0.92)
    given: dict[str, Value] = {
        "event_at": moment(chance, course.registered_on or course.identified_on),
        "event_kind": "given",
        "given_by": (_GIVER.draw(chance),),
        "legal_basis": "consent",
        "agrees_to_case_management": "yes",
        "agrees_to_storage": "yes",
        "agrees_to_reporting": "yes" if often(chance, 0.93) else "no",
        "agrees_to_tracing": "yes" if often(chance, 0.8) else "no",
        "agrees_to_sharing": "yes" if shares else "no",
        "agrees_to_monitoring": _MONITORING.draw(chance),
        "shown_by": _SIGN.draw(chance),
    }
    return Answers({**given, "services_agreed": _SERVICES.several(chance, 6)} if shares else given)


def concerns(chance: Random, course: Course) -> Answers:
    """Worries and risk."""
    return Answers(
        {
            "protection_concerns": _CONCERNS.several(chance, 4),
            "care_status": _CARE.draw(chance),
            "risk_level": course.risk_now,
            "risk_reasons": course.phrases.worry_at(course.risk_now),
        }
    )


def identity_paper(chance: Random, course: Course) -> Answers:
    """A paper or a number."""
    return Answers(
        {
            "paper_kind": _PAPER.draw(chance),
            "paper_number": f"{chance.randrange(10**6):06d}-{course.place[2:4]}",
            "held_by": "child" if often(chance, 0.7) else "caregiver",
        }
    )


def household(chance: Random, course: Course) -> Answers:
    """The household now."""
    carer = _CARER.draw(chance)
    return Answers(
        {
            "caregiver_name": _relative(chance, course, carer),
            "relationship_to_child": carer,
            "caregiver_willing": "yes" if often(chance, 0.85) else "unknown",
            "caregiver_needs": _CARER_NEEDS.several(chance, 3),
            "mother_alive": "yes" if carer == "mother" or often(chance, 0.75) else "unknown",
            "father_alive": "yes" if carer == "father" else _YES_NO_UNKNOWN.draw(chance),
            "household_size": chance.randint(2, 11),
            "main_livelihood": _LIVELIHOOD.draw(chance),
        }
    )


def _relative(chance: Random, course: Course, relationship: str) -> str:
    """The name of a relative."""
    tongue = TONGUES[course.tongue]
    return f"{chance.choice(tongue.boys if relationship in _MEN else tongue.girls)} {course.name.last}"


def household_member(chance: Random, course: Course) -> Answers:
    """A brother, a sister, a parent."""
    kin = _KIN.draw(chance)
    return Answers(
        {
            "full_name": _relative(chance, course, kin),
            "relationship_to_child": kin,
            "age": chance.randint(*_AGES.get(kin, (30, 58))),
            "contact_agreed": "yes" if often(chance, 0.7) else "no",
        }
    )


def care_stays(chance: Random, course: Course, today: date) -> Iterator[Answers]:
    """Where they live since they came; one in eight spent some weeks in a centre first."""
    since, moved = course.identified_on, course.identified_on + timedelta(days=chance.randint(9, 52))
    if often(chance, 0.12):
        stay: dict[str, Value] = {"care_arrangement": "interim_care_centre", "started_on": since}
        if moved > today:
            yield Answers(stay)
            return
        yield Answers({**stay, "ended_on": moved, "change_reason": "reunified"})
        since = moved
    yield Answers({"care_arrangement": _ARRANGED.draw(chance), "started_on": since})


def tracing(chance: Random, course: Course) -> Answers:
    """The search for the family; its steps are rows of their own."""
    ended = course.closing_on is not None or len(course.visits) > _SEARCHED_FOR
    return Answers(
        {
            "tracing_status": (_FOUND_OR_NOT if ended else _SEARCHING).draw(chance),
            "wants_tracing": "yes",
            "separated_on": remembered(chance, course.recruited_on, course.identified_on),
            "separation_cause": _RELATED.draw(chance),
            "separation_place": course.home,
        }
    )


def reunification(chance: Random, course: Course, today: date) -> Answers:
    """The return to the family that the search led to."""
    began = course.registered_on or course.identified_on
    return Answers(
        {
            "reunified_on": min(days_after(chance, began, 20, 110), course.until(today)),
            "reunification_kind": _FOUND_BY.draw(chance),
            "reunification_place": course.home,
            "with_verified_adult": "yes",
            "family_support": _STARTED_WITH.several(chance, 2),
        }
    )


def person_sought(chance: Random, course: Course, number: int) -> Answers:
    """Somebody whom they look for."""
    kin = _KIN.draw(chance)
    return Answers(
        {
            "full_name": _relative(chance, course, kin),
            "relationship_to_child": kin,
            "order_of_wish": number,
            "last_known_place": course.home,
            "telephone": Absent(Absence.NOT_KNOWN),
        }
    )


def tracing_action(chance: Random, course: Course, search: Answers, today: date) -> Answers:
    """A step taken to find them."""
    began = course.registered_on or course.identified_on
    return Answers(
        {
            "action_on": min(began + timedelta(days=chance.randint(1, 60)), today),
            "action_kind": _SEARCHED.draw(chance),
            "action_result": _RESULT.get(search.choice("tracing_status") or "", "pending"),
        }
    )
