"""Stages: where a case stands, what comes next, and what moves by itself."""

import pytest

from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.forms.values import Absence, Absent
from reintegration_desktop.rules.guards.lacks import Lack
from reintegration_desktop.rules.moves import moved
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.stages import STATUS, TRANSITIONS, Approval, Stage, case_stage_from_events, next_stages
from reintegration_desktop.vault.roles import Role
from tests.builders import the_questions
from tests.unit.rules.made import (
    CASE,
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
    scores,
)
from tests.unit.rules.test_guards import CHECKED

EMPTY = CaseFile(CASE)


def test_the_stages_are_those_of_the_dictionary():
    assert {stage.value for stage in Stage} == set(the_questions().choices("case_stage"))
    assert set(STATUS) == set(Stage) and set(STATUS.values()) <= set(the_questions().choices("case_status"))


def test_case_stage_from_events():
    assert case_stage_from_events(a_file(at_stage("planned"))) is Stage.PLANNED
    assert case_stage_from_events(EMPTY) is case_stage_from_events(a_file(at_stage("a newer one"))) is Stage.IDENTIFIED


def steps(*rows, role=Role.CASEWORKER, policy=POLICY):
    return {step.to: step for step in next_stages(a_file(*rows), policy, TODAY, role)}


def test_what_comes_next_says_what_it_lacks_and_who_may():
    found = steps(at_stage("identified"))
    assert list(found) == [Stage.REGISTERED, Stage.VOID, Stage.TRANSFERRED, Stage.DUPLICATE]
    assert found[Stage.REGISTERED].lacks == (Lack.CONSENT, Lack.ELIGIBLE, Lack.REGISTERED_ON)
    assert found[Stage.REGISTERED].permitted and not found[Stage.REGISTERED].ready
    assert not found[Stage.DUPLICATE].permitted
    assert steps(at_stage("identified"), role=Role.SUPERVISOR)[Stage.DUPLICATE].ready
    assert steps(at_stage("identified"), registered(), a_yes())[Stage.REGISTERED].ready


def test_no_answer_on_weapons_or_verification_changes_what_comes_next():
    time = a("association", weapon_carried="yes", role_class="combat", roles=("commander_or_ranked",))
    rows = at_stage("identified"), registered(), a_yes(), time
    doubted = a("verification", time, verification_status="not_caafag")
    plain = a("association")
    assert steps(*rows, doubted) == steps(*rows[:-1], plain) == steps(*rows[:-1])


def test_approvals_depend_on_the_policy_and_on_danger():
    assert steps(at_stage("registered"))[Stage.ASSESSED].approval is Approval.NONE
    strict = Policy(assessment_needs_approval=True)
    assert steps(at_stage("registered"), policy=strict)[Stage.ASSESSED].approval is Approval.SUPERVISOR
    closed = a("closure", closed_on=day(3, 1))
    opened = a("reopening", closed, reopened_at=at(4, 1), reopening_reason="child_request")
    assert steps(at_stage("closed"), closed, opened)[Stage.REOPENED].approval is Approval.SUPERVISOR
    taken = again(opened, reopening_reason="re_recruitment")
    assert steps(at_stage("closed"), closed, taken)[Stage.REOPENED].approval is Approval.NONE
    assert steps(at_stage("archived"))[Stage.ERASED].approval is Approval.TWO_PERSONS


def test_every_stage_but_the_last_ones_leads_on():
    ends = {Stage.ERASED, Stage.TRANSFERRED, Stage.DUPLICATE, Stage.VOID}
    assert {stage for way in TRANSITIONS for stage in way.before} == set(Stage) - ends
    assert {way.to for way in TRANSITIONS} == set(Stage)


PLAN = planned()
STEP = a("plan_action", PLAN, action_status="ongoing")
DONE = again(STEP, action_status="completed")
WORK = registered(), a_yes(), at_risk(), assessed(), PLAN


def stage_after(stage, *rows, before=EMPTY, policy=POLICY):
    return moved(before, a_file(at_stage(stage), *rows), policy, TODAY)


@pytest.mark.parametrize(
    ("rows", "stage"),
    [
        ((), "identified"),
        ((registered(),), "identified"),
        (WORK[:2], "registered"),
        (WORK[:4], "assessed"),
        (WORK, "assessed"),
        ((*WORK, again(STEP, action_status="pending")), "planned"),
        ((*WORK, STEP), "implementing"),
        ((*WORK, DONE), "monitoring"),
    ],
)
def test_a_case_moves_on_as_far_as_its_answers_let_it(rows, stage):
    assert stage_after("identified", *rows) == stage


def test_support_under_way_becomes_watching_over_when_the_last_step_is_settled():
    before = a_file(at_stage("implementing"), *WORK, STEP)
    assert stage_after("implementing", *WORK, DONE, before=before) == "monitoring"
    settled = a_file(at_stage("implementing"), *WORK, DONE)
    assert stage_after("implementing", *WORK, DONE, before=settled) == "implementing", "once brought back it stays"


WATCHED = (*WORK, DONE)
CALM = a_visit(day(5, 1), domain_scores=scores(4), risk_level="medium")


@pytest.mark.parametrize(
    "more",
    [
        (a_visit(day(6, 1), domain_scores=scores(4, health=2)),),
        (a_visit(day(6, 1), new_concerns=("child_labour",)),),
        (a("plan_action", PLAN, action_status="pending"),),
        (a("immediate_concern"),),
    ],
)
def test_watching_over_goes_back_when_work_is_needed_again(more):
    before = a_file(at_stage("monitoring"), *WATCHED, CALM)
    assert stage_after("monitoring", *WATCHED, CALM, *more, before=before) == "implementing"
    after = a_file(at_stage("monitoring"), *WATCHED, CALM, *more)
    back = stage_after("monitoring", *WATCHED, CALM, *more, before=after)
    assert back == "monitoring", "what was there before brings nothing back"


def test_a_raised_risk_brings_the_work_back():
    before = a_file(at_stage("monitoring"), *WATCHED, CALM)
    raised = [again(row, risk_level="high") if row.form == "concerns" else row for row in WATCHED]
    assert stage_after("monitoring", *raised, CALM, before=before) == "implementing"
    assert stage_after("monitoring", *WATCHED, CALM, before=before) == "monitoring"
    assert stage_after("monitoring", *WATCHED, before=a_file(*WATCHED)) == "monitoring"


ASKED = a("closure", **CHECKED, approval_status="requested")


def test_closing_is_asked_for_approved_or_sent_back():
    assert stage_after("monitoring", *WATCHED, ASKED, before=a_file(*WATCHED)) == "closure_requested"
    urgent = a("immediate_concern")
    before = a_file(*WATCHED, urgent)
    assert stage_after("implementing", *WATCHED, urgent, ASKED, before=before) == "implementing", "something is urgent"
    approved, back = again(ASKED, approval_status="approved"), again(ASKED, approval_status="rejected")
    assert stage_after("monitoring", *WATCHED, approved, before=a_file(*WATCHED)) == "closed"
    assert stage_after("closure_requested", *WATCHED, approved) == "closed"
    assert stage_after("closure_requested", *WATCHED, ASKED) == "closure_requested"
    assert stage_after("closure_requested", *WATCHED, back) == "monitoring"
    assert stage_after("closure_requested", *WORK, STEP) == "implementing"


def test_a_closing_whose_visit_is_waived_waits_for_no_visit():
    waived = {**CHECKED, "last_visit_on": Absent(Absence.DECLINED)}
    approved = a("closure", **waived, approval_status="approved")
    assert stage_after("closure_requested", *WATCHED, approved) == "post_closure"
    nobody = a("closure", **{**CHECKED, "closure_reason": "deceased"}, approval_status="approved")
    assert stage_after("monitoring", *WATCHED, nobody, before=a_file(*WATCHED)) == "post_closure"


def test_sent_back_after_an_opening_again_the_work_goes_on_where_it_stood():
    closed = a("closure", closed_on=day(3, 1))
    opened = a("reopening", closed, reopened_at=at(4, 1), reopening_reason="child_request")
    assert stage_after("closure_requested", *WATCHED, closed, opened) == "reopened"


def test_who_is_not_taken_on_is_void_once_that_is_approved():
    refused = a("closure", closure_reason="not_eligible", approval_status="approved")
    assert stage_after("identified", refused) == "void"
    assert stage_after("identified", again(refused, approval_status="requested")) == "identified"


CLOSED = a("closure", closed_on=day(3, 1), approval_status="approved")


def test_the_visit_after_closing_moves_a_closed_case_on():
    visit = a_visit(day(5, 1), visit_purpose="post_closure")
    assert stage_after("closed", CLOSED, visit, before=a_file(CLOSED)) == "post_closure"
    assert stage_after("closed", CLOSED, before=a_file(CLOSED)) == "closed"
    assert stage_after("closed", CLOSED, visit, before=a_file(CLOSED, visit)) == "closed"
    assert stage_after("archived", CLOSED, visit, before=a_file(CLOSED)) == "archived"


@pytest.mark.parametrize("stage", ["closed", "post_closure", "archived"])
def test_in_danger_a_closed_case_opens_by_itself_else_a_supervisor_decides(stage):
    taken = a("reopening", CLOSED, reopened_at=at(6, 1), reopening_reason="re_recruitment")
    assert stage_after(stage, CLOSED, taken) == "reopened"
    asked = again(taken, reopening_reason="child_request")
    assert stage_after(stage, CLOSED, asked) == stage
    assert stage_after(stage, CLOSED, again(asked, approval_status="requested")) == stage
    assert stage_after(stage, CLOSED, again(asked, approval_status="approved")) == "reopened"
    assert stage_after("transferred", CLOSED, taken) == "transferred"


def test_opened_again_a_case_waits_for_a_new_assessment():
    taken = a("reopening", CLOSED, reopened_at=at(6, 1), reopening_reason="re_recruitment")
    assert stage_after("reopened", *WORK, STEP, CLOSED, taken) == "reopened"
    anew = assessed(completed_on=day(6, 3))
    assert stage_after("reopened", *WORK, STEP, CLOSED, taken, anew) == "assessed"
