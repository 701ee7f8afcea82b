"""Warnings: what should make somebody think, and never stops a save."""

from dataclasses import replace

import pytest

from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.rules.policy import Margin
from reintegration_desktop.rules.warnings import Doubt, two_people_in_the_room, warnings_of
from tests.builders import TODAY as BUILT_ON
from tests.builders import a_case, the_questions
from tests.unit.rules.made import POLICY, TODAY, a, a_file, a_visit, a_yes, at, at_risk, day, on, registered, scores


def warned(form, *rows, parent=None, record=None, **answers):
    given = a(form, **answers).answers
    file = a_file(*rows, *((parent,) if parent else ()))
    found = warnings_of(form, given, file, POLICY, TODAY, record, parent.id if parent else None)
    return {warning.code: warning.key for warning in found}


def test_two_people_in_the_room():
    assert two_people_in_the_room(("w", "v"), POLICY)
    assert not two_people_in_the_room(("w",), POLICY) and not two_people_in_the_room(("w", "w"), POLICY)
    assert warned("identification", interviewers=("w",)) == {Doubt.FEWER_THAN_TWO: "interviewers"}
    assert warned("identification", interviewers=("w", "v")) == warned("identification") == {}


def test_a_birthday_made_of_an_age_is_doubted():
    age = UncertainDate.of_age(15, 15, TODAY)
    made_up = warned("identification", registered(date_of_birth=age), date_of_birth=on(1, 1, 2011))
    assert made_up == {Doubt.AGE_MADE_A_BIRTHDAY: "date_of_birth"}
    assert warned("identification", date_of_birth=age) == {}


def test_a_day_of_registration_without_a_yes_is_doubted():
    assert warned("identification", registered_on=day(5, 1)) == {Doubt.NOT_REGISTERED_YET: "registered_on"}
    assert warned("identification", a_yes(), registered_on=day(5, 1)) == {}


def test_a_photograph_without_a_yes_is_doubted():
    assert warned("identification", photo="file") == {Doubt.NO_CONSENT_TO_PHOTOGRAPH: "photo"}
    assert warned("identification", a_yes(agrees_to_photograph="yes"), photo="file") == {}


def test_a_no_to_photographs_that_takes_some_along_is_told_before_it_is_saved():
    photographed = (a_yes(agrees_to_photograph="yes"), a("person_file", file_kind="photograph", sealed_file="1"))
    no = {"event_at": at(5, 1), "event_kind": "changed", "agrees_to_photograph": "no"}
    assert warned("consent", *photographed, **no) == {Doubt.PHOTOGRAPHS_GO: "agrees_to_photograph"}
    back = {"event_at": at(5, 1), "event_kind": "withdrawn"}
    assert warned("consent", *photographed, **back) == {Doubt.PHOTOGRAPHS_GO: "event_kind"}
    assert warned("consent", *photographed, **no | {"agrees_to_photograph": "yes"}) == {}
    assert warned("consent", photographed[0], a("person_file", file_kind="letter", sealed_file="1"), **no) == {}


def test_a_carers_answer_does_not_replace_the_young_persons():
    assert warned("consent", given_by=("caregiver",)) == {Doubt.CHILD_NOT_ASKED: "given_by"}
    assert warned("consent", given_by=("caregiver", "child_assent")) == warned("consent") == {}
    assert warned("consent", override_ground="legal_duty") == {Doubt.NOT_ACCOUNTED_FOR: "override_account"}


def test_an_association_under_fifteen_is_marked():
    assert warned("association", age_at_start=14) == {Doubt.UNDER_FIFTEEN: "age_at_start"}
    assert warned("association", age_at_start=15) == {}


def test_an_exit_cannot_come_first_has_no_price_and_no_long_stay():
    time = a("association", started_on=on(3, 1))
    assert warned("exit", parent=time, left_on=on(2, 1)) == {Doubt.EXIT_BEFORE_START: "left_on"}
    assert warned("exit", parent=time, left_on=on(4, 1)) == warned("exit", left_on=on(2, 1)) == {}
    assert warned("exit", release_conditions=("payment",)) == {Doubt.CONDITIONS_DEMANDED: "release_conditions"}
    assert warned("exit", release_conditions=("none",)) == {}
    assert warned("exit", site_arrived_at=at(6, 1), site_left_at=at(6, 3, 13)) == {
        Doubt.TOO_LONG_AT_SITE: "site_left_at"
    }
    assert warned("exit", site_arrived_at=at(6, 1), site_left_at=at(6, 3, 12)) == {}


def test_a_verification_after_the_quarter_is_late():
    time = a("association", started_on=on(2, 1))
    assert warned("verification", parent=time, joint_decision_on=day(4, 1)) == {
        Doubt.VERIFIED_LATE: "joint_decision_on"
    }
    assert warned("verification", parent=time, joint_decision_on=day(3, 31)) == {}
    assert warned("verification", joint_decision_on=day(4, 1)) == {}


def test_nothing_goes_to_the_mechanism_after_a_no():
    numbered = {"monitoring_reference": "MRM-1"}
    assert warned("verification", **numbered) == {Doubt.MONITORING_WITHOUT_CONSENT: "monitoring_reference"}
    assert warned("verification", a_yes(agrees_to_monitoring="anonymous_only"), **numbered) == {}
    assert warned("verification", a_yes(agrees_to_monitoring="no"), **numbered) != {}


def test_a_clear_fall_of_wellbeing_is_told_by_the_margin_of_its_set():
    policy = replace(POLICY, wellbeing={"cywi": Margin(3, higher_is_better=True)})
    before = a("wellbeing_measure", tool="cywi", measured_on=day(5, 1), score=20)

    def told(score, tool="cywi", month=6):
        given = a("wellbeing_measure", tool=tool, measured_on=day(month, 1), score=score).answers
        return [one.code for one in warnings_of("wellbeing_measure", given, a_file(before), policy, TODAY)]

    assert told(17) == [Doubt.WELLBEING_WORSE]
    assert told(18) == told(17, tool="sdq") == told(17, month=4) == []


def test_a_refused_age_assessment_means_child_and_a_body_comes_last():
    assert warned("age_assessment", agrees_to_age_assessment="no", methods=("dental_or_bone_xray",)) == {
        Doubt.REFUSED_SO_CHILD: "agrees_to_age_assessment", Doubt.BODY_FIRST: "methods",
    }  # fmt: skip
    assert warned("age_assessment", agrees_to_age_assessment="yes", methods=("birth_document",)) == {}


def test_a_stay_in_a_centre_is_weeks_not_months():
    stay = {"care_arrangement": "interim_care_centre", "started_on": day(5, 6)}
    assert warned("care_stay", **stay) == {Doubt.TOO_LONG_IN_CENTRE: "started_on"}
    assert warned("care_stay", **{**stay, "started_on": day(5, 7)}) == {}
    assert warned("care_stay", **{**stay, "care_arrangement": "foster"}) == {}
    assert warned("care_stay", care_arrangement="interim_care_centre") == {}


def test_nobody_is_contacted_against_their_wish_and_some_papers_harm():
    assert warned("household_member", contact_agreed="no") == {Doubt.NO_CONTACT: "contact_agreed"}
    assert warned("household_member", contact_agreed="yes") == warned("household_member") == {}
    assert warned("identity_paper", names_armed_actor="yes") == {Doubt.NAMES_THE_ACTOR: "names_armed_actor"}
    assert warned("identity_paper", names_armed_actor="no") == {}


def test_nobody_is_looked_for_without_a_yes():
    wish = {"tracing_status": "open", "wants_tracing": "yes"}
    assert warned("tracing", **wish) == {Doubt.NO_CONSENT_TO_TRACING: "tracing_status"}
    yes = a_yes(agrees_to_tracing="yes")
    assert warned("tracing", yes, **wish) == warned("tracing", tracing_status="not_needed") == {}
    saved = a("tracing", wants_tracing="yes")
    no = {**wish, "wants_tracing": "no"}
    assert warned("tracing", yes, saved, record=saved.id, **no) == {Doubt.NO_CONSENT_TO_TRACING: "tracing_status"}


def test_a_referral_without_a_yes_cannot_go():
    service = a("service", service_type="medical")
    yes = a_yes(agrees_to_sharing="yes", services_agreed=("medical",))
    assert warned("referral", parent=service, referral_status="draft") == {
        Doubt.NO_CONSENT_TO_REFERRAL: "referral_status"
    }
    assert warned("referral", referral_status="sent") == {Doubt.NO_CONSENT_TO_REFERRAL: "referral_status"}
    assert warned("referral", yes, parent=service, referral_status="sent") == {}
    assert warned("referral", parent=service, referral_status="rejected") == {}


def test_a_fall_by_two_is_told_while_it_is_typed():
    before = a_visit(day(5, 1), domain_scores=scores(4))
    assert warned("follow_up", before, domain_scores=scores(4, health=2)) == {Doubt.SCORE_FELL: "domain_scores"}
    saved = a_visit(day(6, 1), domain_scores=scores(2))
    assert warned("follow_up", before, saved, record=saved.id, domain_scores=scores(4)) == {}


def test_a_next_visit_later_than_the_risk_asks_for_is_doubted():
    late = {"visited_on": day(6, 1), "next_visit_on": day(6, 20)}
    rows = registered(), at_risk("medium")
    assert warned("follow_up", *rows, **late) == {Doubt.VISIT_TOO_LATE: "next_visit_on"}
    assert warned("follow_up", *rows, risk_level="low", **late) == {}
    assert warned("follow_up", *rows, visited_on=day(6, 1), next_visit_on=day(6, 15)) == {}
    assert warned("follow_up", *rows, next_visit_on=day(6, 15)) == {}
    assert warned("follow_up", **late) == {Doubt.VISIT_TOO_LATE: "next_visit_on"}


def test_a_plan_looks_ahead_to_eighteen_and_to_its_review():
    old = registered(date_of_birth=on(1, 1, 2009))
    assert warned("case_plan", old) == {Doubt.STEPS_INTO_ADULTHOOD: "transition_steps"}
    assert warned("case_plan", old, transition_steps="papers") == warned("case_plan", registered()) == {}
    late = warned("case_plan", started_on=day(6, 1), next_review_on=day(8, 2))
    assert late == {Doubt.REVIEW_TOO_LATE: "next_review_on"}
    assert warned("case_plan", started_on=day(6, 1), next_review_on=day(8, 1)) == {}
    assert warned("case_plan", next_review_on=day(8, 2)) == late


def test_a_dropped_step_says_why_and_work_is_safe():
    assert warned("plan_action", action_status="dropped") == {Doubt.DROPPED_WITHOUT_REASON: "dropped_reason"}
    assert warned("plan_action", action_status="dropped", dropped_reason="moved") == {}
    assert warned("plan_action", action_status="pending") == {}
    assert warned("learning_and_work", safe_work="no") == {Doubt.WORK_NOT_SAFE: "safe_work"}
    assert warned("learning_and_work", safe_work="yes") == {}


def test_who_cannot_be_reached_was_tried_for_three_months():
    assert warned("closure", closure_reason="not_contactable") == {Doubt.NOT_TRIED_ENOUGH: "closure_reason"}
    tries = [a_visit(day(month, 1), child_seen="no") for month in (2, 3, 4)]
    assert warned("closure", *tries, closure_reason="not_contactable") == {}
    assert warned("closure", closure_reason="goals_met_safe") == {}


def test_other_forms_have_no_warnings():
    assert warned("household", household_size=40) == {}


@pytest.mark.parametrize("number", range(20))
def test_warnings_stand_under_questions_of_their_form(number):
    file = a_case(number)
    for row in file.records:
        found = warnings_of(row.form, row.answers, file, POLICY, BUILT_ON, row.id, row.parent)
        assert all(warning.key in the_questions()[row.form].fields for warning in found)


def test_a_state_that_cannot_follow_is_doubted():
    sent = a("transfer", transfer_status="rejected")
    assert warned("transfer", sent, record=sent.id, transfer_status="accepted") == {
        Doubt.OUT_OF_ORDER: "transfer_status"
    }
    assert warned("transfer", transfer_status="accepted") == {}
