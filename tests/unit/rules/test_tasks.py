"""What is to be done and by when."""

from uuid import UUID

import pytest

from reintegration_desktop.forms.values import Stamp
from reintegration_desktop.rules.findings.urgent import Danger
from reintegration_desktop.rules.tasks import Reason, Task, TaskKind, tasks_of
from tests.builders import a_case, the_questions
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
    on,
    planned,
    registered,
)

NEW = at_stage("identified"), a("identification", identified_on=day(6, 30))
OPEN = at_stage("registered"), registered(), a_yes()


def tasks(*rows):
    return tasks_of(a_file(*rows), POLICY, TODAY)


def due(kind, *rows):
    return [task.due_on for task in tasks(*rows) if task.kind is kind]


def test_first_response_and_caseworker_come_first():
    assert tasks(*NEW) == (Task(TaskKind.FIRST_RESPONSE, day(7, 3)),)
    nobody = a("case", case_stage="identified")
    assert due(TaskKind.ASSIGN, nobody, NEW[1]) == [day(6, 30)]
    assert due(TaskKind.ASSIGN, nobody, at_risk("high")) == [TODAY]
    assert due(TaskKind.ASSIGN, NEW[1]) == [], "a file that isn't a case yet"
    assert due(TaskKind.FIRST_RESPONSE, *OPEN) == []


def test_after_registration_come_assessment_and_visits():
    assert due(TaskKind.ASSESSMENT, *OPEN) == [day(1, 7)]
    assert due(TaskKind.VISIT, *OPEN) == [day(1, 16)]
    assert due(TaskKind.VISIT, *NEW) == due(TaskKind.ASSESSMENT, *NEW) == []


def test_after_the_assessment_comes_the_plan_then_its_steps_and_reviews():
    assert due(TaskKind.CASE_PLAN, *OPEN, assessed()) == [day(1, 19)]
    assert due(TaskKind.ASSESSMENT, *OPEN, assessed()) == []
    plan = planned(next_review_on=day(2, 9))
    step = a("plan_action", plan, due_on=day(3, 1), action_status="ongoing")
    rows = *OPEN, assessed(), plan, step, again(a("plan_action", plan), due_on=day(3, 1), action_status="dropped")
    assert due(TaskKind.CASE_PLAN, *rows) == []
    assert due(TaskKind.PLAN_REVIEW, *rows) == [day(2, 9)] and due(TaskKind.PLAN_ACTION, *rows) == [day(3, 1)]
    assert due(TaskKind.PLAN_REVIEW, *OPEN, assessed(), planned()) == [day(2, 10)], "monthly where no day was agreed"
    undated = a("case_plan"), a("plan_action")
    assert (
        due(TaskKind.PLAN_REVIEW, *OPEN, *undated) == [day(8, 1)] and due(TaskKind.PLAN_ACTION, *OPEN, *undated) == []
    )


def test_a_finished_assessment_after_an_opening_again_asks_for_a_new_plan():
    closed = a("closure", closed_on=day(3, 1))
    opened = a("reopening", closed, reopened_at=at(4, 1), reopening_reason="re_recruitment")
    rows = at_stage("reopened"), *OPEN[1:], assessed(), planned(), closed, opened
    assert due(TaskKind.ASSESSMENT, *rows) == [day(4, 6)]
    assert due(TaskKind.CASE_PLAN, *rows, assessed(completed_on=day(4, 5))) == [day(4, 19)]


def test_near_eighteen_the_review_says_so_without_a_birthday_in_the_open():
    young, old = registered(date_of_birth=on(1, 1, 2010)), registered(date_of_birth=on(1, 1, 2009))
    reviews = lambda who, **said: [  # noqa: E731
        task for task in tasks(OPEN[0], who, a_yes(), assessed(), planned(**said)) if task.kind is TaskKind.PLAN_REVIEW
    ]
    assert [task.why for task in reviews(young)] == [None]
    assert [task.why for task in reviews(old)] == [Reason.TURNING_EIGHTEEN]
    assert [task.why for task in reviews(old, transition_steps="papers, a room")] == [None]
    assert [task.due_on for task in reviews(old)] == [task.due_on for task in reviews(young)]


def test_what_is_urgent_comes_before_everything_else():
    found = tasks(*OPEN, assessed(self_harm="attempt"), a("immediate_concern"))
    assert [(task.kind, task.urgent, task.why) for task in found[:2]] == [
        (TaskKind.URGENT, True, Danger.SELF_HARM), (TaskKind.URGENT, True, Danger.URGENT_WORRY),
    ]  # fmt: skip
    assert [task.due_on for task in found[:2]] == [day(1, 6), day(7, 2)]


def test_no_kind_of_task_tells_a_sealed_answer():
    forms = the_questions().values()
    sealed = {
        code for form in forms for field in form.fields.values() if field.room != "open" for code in field.choices
    }
    assert {kind.value for kind in TaskKind} & sealed <= {"assessment", "visit"}


def test_stays_that_must_not_last_are_looked_at():
    left = a("exit", a("association"), site_arrived_at=at(6, 29))
    stay = a("care_stay", care_arrangement="interim_care_centre", started_on=day(5, 1))
    found = [task for task in tasks(*OPEN, left, stay) if task.kind is TaskKind.CARE_REVIEW]
    assert found == [
        Task(TaskKind.CARE_REVIEW, day(6, 26), False, stay.id, Reason.WEEKS_IN_A_CENTRE),
        Task(TaskKind.CARE_REVIEW, day(7, 1), False, left.id, Reason.TWO_DAYS_AT_A_SITE),
    ]
    ended = again(stay, ended_on=day(6, 1)), again(left, site_left_at=at(6, 30))
    assert due(TaskKind.CARE_REVIEW, *OPEN, *ended) == []


def test_services_wait_for_a_day_an_appointment_or_an_answer():
    needed = a("service", needed_since_at=at(3, 1), needed_within="1_week")
    assert due(TaskKind.SERVICE, *OPEN, needed) == [day(3, 8)]
    assert due(TaskKind.SERVICE, *OPEN, again(needed, appointment_at=at(4, 2))) == [day(4, 2)]
    assert due(TaskKind.SERVICE, *OPEN, again(needed, delivered_on=day(3, 3))) == []
    assert due(TaskKind.SERVICE, *OPEN, a("service")) == []
    sent = a("referral", needed, referral_status="sent", sent_at=at(3, 2))
    assert due(TaskKind.SERVICE, *OPEN, needed, sent) == []
    assert due(TaskKind.REFERRAL_ANSWER, *OPEN, needed, sent) == [day(3, 9)]
    assert due(TaskKind.REFERRAL_ANSWER, *OPEN, needed, again(sent, referral_status="accepted")) == []
    assert due(TaskKind.SERVICE, *OPEN, needed, again(sent, referral_status="accepted")) == []


def test_approvals_and_handovers_wait_for_an_answer():
    rows = assessed(approval_status="requested"), planned(approval_status="requested")
    assert due(TaskKind.APPROVAL, *OPEN, *rows) == [day(1, 8), day(1, 13)]
    asked = a("closure", approval_status="requested")
    assert due(TaskKind.APPROVAL, *OPEN, asked) == [TODAY]
    assert due(TaskKind.TRANSFER_ANSWER, *OPEN, a("transfer", transfer_status="sent", sent_at=at(6, 1))) == [day(6, 15)]
    assert due(TaskKind.TRANSFER_ANSWER, *OPEN, a("transfer", transfer_status="accepted", sent_at=at(6, 1))) == []


CLOSED = a("closure", closed_on=day(3, 1), closure_reason="goals_met_safe")


def test_after_closing_they_are_visited_and_one_day_the_file_is_erased():
    rows = at_stage("closed", keep_until_on=day(3, 1, 2031)), registered(), CLOSED
    assert tasks(*rows) == (
        Task(TaskKind.POST_CLOSURE_VISIT, day(6, 1), record=CLOSED.id),
        Task(TaskKind.ERASURE_REVIEW, day(3, 1, 2031), why=Reason.KEPT_LONG_ENOUGH),
    )
    visited = a_visit(day(5, 1), visit_purpose="post_closure")
    assert [task.kind for task in tasks(*rows, visited)] == [TaskKind.ERASURE_REVIEW]
    assert tasks(at_stage("archived", keep_until_on=day(3, 1), legal_hold=True), CLOSED) == ()


@pytest.mark.parametrize(("reason", "days"), [("child_request", [day(6, 4)]), ("re_recruitment", [])])
def test_an_opening_again_waits_for_a_supervisor_unless_in_danger(reason, days):
    status = {"approval_status": "requested"} if days else {}
    opened = a("reopening", CLOSED, reopened_at=at(6, 1), reopening_reason=reason, **status)
    assert due(TaskKind.APPROVAL, at_stage("post_closure"), CLOSED, opened) == days


def test_an_opening_again_without_a_moment_waits_from_today():
    opened = a("reopening", CLOSED, reopening_reason="other", approval_status="requested")
    assert due(TaskKind.APPROVAL, at_stage("closed"), CLOSED, opened) == [TODAY]


def test_a_case_that_was_handed_on_is_told_to_both_caseworkers_until_they_took_note():
    before, given = str(UUID(int=7)), day(6, 30)
    handed = at_stage("monitoring", earlier_caseworker=before, assigned_on=given)
    found = {task.kind: task for task in tasks(handed)}
    assert found[TaskKind.TAKEN_OVER].due_on == day(7, 1)
    assert (found[TaskKind.HANDED_ON].due_on, found[TaskKind.HANDED_ON].record) == (given, UUID(int=7))
    assert not {TaskKind.TAKEN_OVER, TaskKind.HANDED_ON} & {task.kind for task in tasks(at_stage("monitoring"))}


def test_who_is_not_sure_leaves_a_look_to_the_supervisor():
    stamp = Stamp("w", at(6, 1))
    unsure = a("likeness", other_case="7K4M2Q-D", same_person="not_sure", compared=stamp)
    assert due(TaskKind.DOUBLE_REVIEW, at_stage("identified"), unsure) == [day(6, 4)]
    assert due(TaskKind.DOUBLE_REVIEW, at_stage("identified"), again(unsure, same_person="different")) == []


def test_a_closing_that_is_asked_about_again_waits_after_closing_too():
    asked = again(CLOSED, approval_status="requested", last_visit_on=NOT_KNOWN)
    assert due(TaskKind.APPROVAL, at_stage("closed"), asked) == [day(3, 4)]
    assert due(TaskKind.POST_CLOSURE_VISIT, at_stage("closed"), asked) != [], "until it is approved"


def test_once_consent_is_taken_back_only_erasure_is_looked_at():
    back = a("consent", event_at=at(5, 5), event_kind="withdrawn")
    urgent = a("immediate_concern")
    assert tasks(*OPEN, urgent, back) == (Task(TaskKind.ERASURE_REVIEW, day(5, 5), why=Reason.CONSENT_TAKEN_BACK),)
    assert tasks(at_stage("registered"), a("consent", event_kind="withdrawn")) == (
        Task(TaskKind.ERASURE_REVIEW, TODAY, why=Reason.CONSENT_TAKEN_BACK),
    )
    assert tasks(at_stage("registered", legal_hold=True), a_yes(), back) == ()
    assert tasks(at_stage("erased"), a_yes(), back) == ()


@pytest.mark.parametrize("stage", ["transferred", "duplicate", "void", "erased"])
def test_a_case_that_is_over_asks_for_nothing(stage):
    assert tasks(at_stage(stage), registered(), a_yes()) == ()


def test_tasks_come_urgent_first_then_by_day():
    for number in range(60):
        found = tasks_of(a_case(number), POLICY, TODAY)
        assert list(found) == sorted(found, key=lambda task: (not task.urgent, task.due_on, task.kind))
