"""What stands before each stage, and what no guard can see."""

import pytest

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.rules.guards import closing, working
from reintegration_desktop.rules.guards.blind import (
    WEAPONS_AND_TASKS,
    as_guards_see_it,
    eligible_without_weapon,
    verification_never_blocks_help,
)
from reintegration_desktop.rules.guards.lacks import Lack
from reintegration_desktop.rules.guards.situation import Situation
from reintegration_desktop.rules.policy import Policy
from tests.unit.rules.made import (
    NOT_KNOWN,
    POLICY,
    TODAY,
    a,
    a_file,
    a_visit,
    a_yes,
    again,
    assessed,
    at,
    at_risk,
    at_stage,
    day,
    planned,
    registered,
)


def lacking(guard, *rows, policy=POLICY, today=TODAY):
    return tuple(guard(Situation(a_file(*rows), policy, today)))


def test_nobody_needs_a_name_to_be_identified():
    assert lacking(working.identified) == (Lack.HOW_IDENTIFIED, Lack.IDENTIFIED_ON)
    assert lacking(working.identified, a("identification", how_identified="school", identified_on=day(1, 1))) == ()


def test_registration_needs_consent_eligibility_and_a_day():
    assert lacking(working.registered) == (Lack.CONSENT, Lack.ELIGIBLE, Lack.REGISTERED_ON)
    assert lacking(working.registered, registered(), a_yes()) == ()


def test_eligible_without_weapon():
    time = a("association", actor_type="multiple", weapon_carried="yes", roles=("fighter",), role_class="combat")
    seen = eligible_without_weapon(a_file(registered(), time))
    assert set(seen.rows("association")[0].answers) == {"actor_type"}
    assert seen.rows("identification") == a_file(registered()).rows("identification")
    assert {"military_training", "commander", "military_unit"} <= WEAPONS_AND_TASKS


def test_verification_never_blocks_help():
    time = a("association")
    seen = verification_never_blocks_help(a_file(time, a("verification", time, verification_status="not_caafag")))
    assert seen.records == (time,)
    assert as_guards_see_it(a_file(time)).records == (time,)


def test_an_assessment_saw_them_or_says_why_not_and_asked_what_must_be_asked():
    told = registered(), a_yes(), at_risk()
    assert lacking(working.assessed, *told, assessed()) == ()
    assert lacking(working.assessed, *told) == (Lack.ASSESSMENT,)
    bare = a("assessment", completed_on=day(1, 5))
    assert lacking(working.assessed, registered(), bare) == (
        Lack.CHILD_SEEN, Lack.RISK_LEVEL, Lack.RISK_REASONS, Lack.SELF_HARM, Lack.SAFETY_THREATS,
    )  # fmt: skip
    not_seen = assessed(child_seen="no", not_seen_reasons=("refused",), self_harm=NOT_KNOWN)
    assert lacking(working.assessed, *told, not_seen) == ()
    assert lacking(working.assessed, *told, assessed(child_seen="no")) == (Lack.CHILD_SEEN,)


def test_an_assessment_is_approved_where_the_policy_asks():
    strict, told = Policy(assessment_needs_approval=True), (registered(), at_risk())
    assert lacking(working.assessed, *told, assessed(), policy=strict) == (Lack.APPROVAL,)
    assert lacking(working.assessed, *told, assessed(approval_status="approved"), policy=strict) == ()


def opened_again(reason="child_request"):
    closed = a("closure", closed_on=day(3, 1))
    return closed, a("reopening", closed, reopened_at=at(4, 1), reopening_reason=reason)


def test_after_an_opening_again_they_are_assessed_and_planned_anew():
    told = registered(), at_risk(), assessed(), *opened_again()
    assert lacking(working.assessed, *told) == (Lack.ASSESSMENT,)
    assert lacking(working.assessed, *told, assessed(completed_on=day(4, 2))) == ()
    assert working.current_plan(a_file(*told, planned())) is None
    undated = a("case_plan")
    assert working.current_plan(a_file(*told, planned(), undated)) == undated


def test_a_plan_has_a_goal_a_step_their_part_and_a_yes():
    assert lacking(working.planned) == (Lack.PLAN,)
    bare, plan = a("case_plan"), planned()
    assert lacking(working.planned, bare) == (Lack.GOAL, Lack.ACTION, Lack.CHILD_INVOLVED, Lack.APPROVAL)
    assert lacking(working.planned, plan, a("plan_action", plan)) == ()


def test_support_is_under_way_with_a_first_step_or_service():
    plan = planned()
    assert lacking(working.implementing, plan, a("plan_action", plan, action_status="pending")) == (Lack.BEGUN,)
    assert lacking(working.implementing, plan, a("plan_action", plan, action_status="ongoing")) == ()
    assert lacking(working.implementing, a("service")) == (Lack.BEGUN,)
    assert lacking(working.implementing, a("service", delivered_on=day(2, 1))) == ()


def test_dropped_with_a_reason():
    assert working.dropped_with_a_reason(Answers({"action_status": "completed"}))
    assert working.dropped_with_a_reason(Answers({"action_status": "dropped", "dropped_reason": "moved"}))
    assert not working.dropped_with_a_reason(Answers({"action_status": "dropped"}))
    assert not working.dropped_with_a_reason(Answers({"action_status": "dropped", "dropped_reason": NOT_KNOWN}))
    assert not working.dropped_with_a_reason(Answers({"action_status": "ongoing"}))


def test_watching_over_begins_when_every_step_is_settled():
    plan = planned()
    step = lambda **answers: a("plan_action", plan, **answers)  # noqa: E731
    done, dropped = step(action_status="completed"), step(action_status="dropped")
    assert lacking(working.monitoring) == lacking(working.monitoring, plan) == (Lack.ACTION,)
    assert lacking(working.monitoring, plan, done) == ()
    assert lacking(working.monitoring, plan, done, step()) == (Lack.ACTIONS_OPEN,)
    assert lacking(working.monitoring, plan, done, dropped) == (Lack.DROPPED_REASON,)
    assert lacking(working.monitoring, plan, again(dropped, dropped_reason="moved")) == ()


CHECKED = {
    "closure_reason": "goals_met_safe", "goals_met": "all", "summary": "well", "care_arrangement": "parents",
    "child_agreed": "yes", "caregiver_agreed": "yes", "last_visit_on": day(10, 1), "knows_whom_to_call": "yes",
    "file_complete": "yes",
}  # fmt: skip


def test_closing_needs_a_complete_checklist():
    ask = closing.closure_requested
    assert lacking(ask) == (Lack.CLOSURE,)
    assert lacking(ask, a("closure", **CHECKED)) == ()
    assert lacking(ask, a("closure")) == (Lack.CHECKLIST, Lack.WHOM_TO_CALL, Lack.FILE_COMPLETE)
    assert lacking(ask, a("closure", **{**CHECKED, "knows_whom_to_call": "no"})) == (Lack.WHOM_TO_CALL,)
    assert lacking(ask, a("closure", **{**CHECKED, "knows_whom_to_call": NOT_KNOWN})) == ()
    assert lacking(ask, *opened_again()) == (Lack.CLOSURE,), "a closing that was opened again is over"


def test_nothing_is_closed_over_what_is_open():
    checked, needed = a("closure", **CHECKED), a("service")
    ask = closing.closure_requested
    assert lacking(ask, checked, needed, a("referral", needed, referral_status="sent")) == (Lack.REFERRAL_OPEN,)
    assert lacking(ask, checked, needed, a("referral", needed, referral_status="rejected")) == ()
    assert lacking(ask, checked, needed) == ()
    assert lacking(ask, checked, a("transfer", transfer_status="sent")) == (Lack.TRANSFER_OPEN,)
    assert lacking(ask, checked, a("transfer", transfer_status="rejected")) == ()
    assert lacking(ask, checked, a("immediate_concern")) == (Lack.URGENT_OPEN,)


def tried(*days):
    return [a_visit(one, child_seen="no") for one in days]


def test_not_contactable_after_three_months():
    try_ = closing.not_contactable_after_three_months
    enough = tried(day(4, 1), day(5, 1), day(6, 1))
    assert lacking(try_, *enough) == ()
    assert lacking(try_, *enough, today=day(6, 30)) == (Lack.TOO_SOON,)
    assert lacking(try_, *tried(day(3, 1), day(5, 1))) == (Lack.FEWER_TRIES,)
    assert lacking(try_) == (Lack.FEWER_TRIES, Lack.TOO_SOON)
    seen = a_visit(day(5, 15))
    assert lacking(try_, *enough, seen) == (Lack.FEWER_TRIES, Lack.TOO_SOON), "counted since they were last seen"


@pytest.mark.parametrize("reason", ["re_recruited", "deceased"])
def test_a_state_of_the_child_adds_no_condition_and_closes_nothing(reason):
    assert lacking(closing.closure_requested, a("closure", **{**CHECKED, "closure_reason": reason})) == ()
    assert lacking(closing.closed, a("closure", **{**CHECKED, "closure_reason": reason})) == (Lack.APPROVAL,)


def test_cannot_be_reached_has_its_own_condition():
    unreached = a("closure", **{**CHECKED, "closure_reason": "not_contactable"})
    assert lacking(closing.closure_requested, unreached) == (Lack.FEWER_TRIES, Lack.TOO_SOON)
    assert lacking(closing.closure_requested, *tried(day(2, 1), day(3, 1), day(4, 1)), unreached) == ()


def test_closing_needs_a_second_person():
    assert lacking(closing.closed) == (Lack.CLOSURE,)
    assert lacking(closing.closed, a("closure", approval_status="requested")) == (Lack.APPROVAL,)
    assert lacking(closing.closed, a("closure", approval_status="approved")) == ()
    assert closing.approval_of_closing(a_file()) is None


def test_after_closing_they_are_visited():
    closed = a("closure", closed_on=day(3, 1))
    assert lacking(closing.post_closure) == lacking(closing.post_closure, closed) == (Lack.VISIT_AFTER_CLOSING,)
    assert lacking(closing.post_closure, closed, a_visit(day(5, 1), visit_purpose="post_closure")) == ()


def test_an_opening_again_has_a_reason_and_a_moment():
    closed, opened = opened_again()
    assert lacking(closing.reopened) == lacking(closing.reopened, closed) == (Lack.REOPENING,)
    assert lacking(closing.reopened, closed, opened) == ()
    assert lacking(closing.reopened, closed, a("reopening", closed, reopened_at=at(4, 1))) == (Lack.REOPENING,)
    assert lacking(closing.reopened, closed, a("reopening", closed, reopening_reason="other")) == (Lack.REOPENING,)


@pytest.mark.parametrize(
    ("reason", "at_once"),
    [
        ("re_recruitment", True),
        ("new_protection_concern", True),
        ("reunification_breakdown", True),
        ("child_request", False),
    ],
)
def test_in_danger_a_case_opens_again_without_waiting(reason, at_once):
    assert closing.reopens_at_once(a_file(*opened_again(reason=reason))) is at_once
    assert not closing.reopens_at_once(a_file())


def test_a_handover_needs_a_receipt_a_receiver_and_their_agreement():
    assert lacking(closing.transferred) == (Lack.RECEIPT, Lack.RECEIVER, Lack.TRANSFER_AGREED)
    handed = a("transfer", transfer_status="accepted", received_at=at(5, 1), receiving_office="b",
               transfer_reason="child_moved", agrees_to_transfer="yes")  # fmt: skip
    assert lacking(closing.transferred, handed) == ()
    assert lacking(closing.transferred, again(handed, transfer_status="sent")) != ()


def test_nothing_is_erased_before_its_time_or_while_it_is_held():
    assert lacking(closing.erased) == (Lack.KEEP_UNTIL,)
    assert lacking(closing.erased, at_stage("archived", keep_until_on=TODAY)) == ()
    held = at_stage("archived", keep_until_on=day(7, 2), legal_hold=True)
    assert lacking(closing.erased, held) == (Lack.KEEP_UNTIL, Lack.LEGAL_HOLD)
