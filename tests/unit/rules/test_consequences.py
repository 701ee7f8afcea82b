"""What the program writes itself."""

from itertools import count
from uuid import UUID

import pytest

from reintegration_desktop.forms.casefile import CaseFile, Record, record_of
from reintegration_desktop.forms.values import Absence, Absent
from reintegration_desktop.rules.consent import PURPOSES
from reintegration_desktop.rules.consequences import (
    Save,
    approach_opens_incident,
    breakdown_reopens_tracing,
    consequences,
)
from tests.builders import TODAY as BUILT_ON
from tests.builders import a_case
from tests.unit.rules.made import (
    CASE,
    POLICY,
    TODAY,
    a,
    a_file,
    a_visit,
    a_yes,
    again,
    at,
    at_risk,
    at_stage,
    day,
    on,
    planned,
    registered,
    scores,
)
from tests.unit.rules.test_guards import CHECKED

EMPTY = CaseFile(CASE)
_ids = count(10_000)


def new_id():
    return UUID(int=next(_ids))


def follow(after, before=EMPTY):
    return consequences(before, after, POLICY, TODAY, new_id)


def changes(after, before=EMPTY):
    """What follows, as form to the answers that changed; None where one is taken away."""
    return {edit.form: {key: edit.answers.get(key) for key in edit.edited} for edit in follow(after, before)}


APPROACHED = a_visit(day(6, 1), approached_by_armed_actor="yes")


def test_approach_opens_incident():
    opens = lambda after, before=EMPTY: approach_opens_incident(Save(before, after), TODAY)  # noqa: E731
    assert opens(a_file(APPROACHED)) == (day(6, 1),)
    assert opens(a_file(again(APPROACHED, approached_by_armed_actor="no"))) == ()
    assert opens(a_file(again(APPROACHED, child_seen="no")), a_file(APPROACHED)) == (), "once is enough"
    told = a("incident", incident_type="attempted_re_recruitment", occurred_on=on(6, 1))
    assert opens(a_file(APPROACHED, told)) == (), "somebody told it already"
    assert opens(a_file(APPROACHED, a("incident", incident_type="attempted_re_recruitment"))) == (day(6, 1),)
    assert opens(a_file(a("follow_up", approached_by_armed_actor="yes"))) == (TODAY,)


def test_an_approach_becomes_an_incident_that_stays():
    (edit,) = follow(a_file(APPROACHED))
    assert edit.form == "incident" and edit.parent is None
    assert edit.answers.choice("incident_type") == "attempted_re_recruitment"
    assert edit.answers.span("occurred_on").earliest == day(6, 1) and edit.edited == frozenset(edit.answers)
    corrected = a_file(again(APPROACHED, approached_by_armed_actor="no"))
    assert follow(corrected, a_file(APPROACHED)) == ()


def test_the_risk_follows_the_latest_visit():
    visit = a_visit(day(6, 1), risk_level="high")
    assert changes(a_file(at_risk("low"), visit)) == {"concerns": {"risk_level": "high"}}
    (edit,) = follow(a_file(visit))
    assert edit.record == record_of(CASE, "concerns")
    assert changes(a_file(at_risk("high"), visit)) == {}
    newer = a_visit(day(6, 20), risk_level="low")
    saved = a_file(at_risk("low"), newer)
    assert changes(a_file(at_risk("low"), newer, visit), saved) == {}, "an older visit that was written down late"
    assert changes(a_file(at_risk("medium"), newer), saved) == {}, "a person may rate it otherwise afterwards"
    assert changes(a_file(at_risk("low"), a_visit(day(6, 1), risk_level="a newer level"))) == {}


def test_a_withdrawal_says_no_to_everything_and_takes_the_photograph():
    photographed = registered(photo="file")
    yes, back = a_yes(agrees_to_photograph="yes"), a("consent", event_at=at(5, 1), event_kind="withdrawn")
    before = a_file(photographed, yes)
    found = changes(a_file(photographed, yes, back), before)
    assert found == {"consent": dict.fromkeys(PURPOSES, "no"), "identification": {"photo": None}}
    assert changes(before) == {}


def test_a_no_to_photographs_takes_those_under_files_and_leaves_everything_else():
    yes = a_yes(agrees_to_photograph="yes")
    photograph, letter = (
        a("person_file", file_kind="photograph", sealed_file="1"),
        a("account_file", file_kind="letter", sealed_file="2"),
    )
    before = a_file(registered(), yes, photograph, letter)
    no = a("consent", event_at=at(5, 1), event_kind="changed", agrees_to_photograph="no")
    assert changes(a_file(registered(), yes, photograph, letter, no), before) == {"person_file": {"sealed_file": None}}


def test_breakdown_reopens_tracing():
    search = a("tracing", tracing_status="reunified")
    held = a("reunification", search, reunified_on=day(3, 1))
    broke = again(held, broke_down_on=day(5, 1))
    assert breakdown_reopens_tracing(held.answers, broke.answers)
    assert not breakdown_reopens_tracing(broke.answers, broke.answers)
    assert not breakdown_reopens_tracing(held.answers, held.answers)
    before = a_file(search, held)
    assert changes(a_file(search, broke), before) == {"tracing": {"tracing_status": "open"}}
    assert changes(a_file(search, again(broke, reunification_kind="other")), a_file(search, broke)) == {}
    assert changes(a_file(a("reunification", broke_down_on=day(5, 1)))) == {}


def test_a_referral_that_is_done_marks_its_service_as_received():
    service = a("service")
    sent = a("referral", service, referral_status="sent")
    done = again(sent, referral_status="done", done_on=day(6, 6))
    assert changes(a_file(service, done), a_file(service, sent)) == {"service": {"delivered_on": day(6, 6)}}
    assert changes(a_file(service, again(done, done_on=day(6, 7))), a_file(service, done)) == {}
    assert changes(a_file(again(service, delivered_on=day(6, 1)), done), a_file(sent)) == {}
    assert changes(a_file(service, again(sent, referral_status="done")), a_file(service, sent)) == {}
    assert changes(a_file(a("referral", referral_status="done", done_on=day(6, 6)))) == {}
    assert changes(a_file(done), a_file(sent)) == {}


def test_times_with_an_armed_actor_are_numbered_once_there_are_several():
    first = a("association", episode_number=1, started_on=on(1, 1, 2023))
    second = a("association", episode_number=1, started_on=on(1, 1, 2025))
    (edit,) = follow(a_file(first, second), a_file(first))
    assert (edit.record, edit.answers.number("episode_number")) == (second.id, 2)
    assert follow(a_file(first)) == () and follow(a_file(first, second), a_file(first, second)) == ()


def test_with_the_receipt_the_case_is_the_receiving_office_s():
    sent = a("transfer", transfer_status="sent", receiving_office="b")
    received = again(sent, transfer_status="accepted", received_at=at(6, 1))
    before = a_file(at_stage("monitoring"), sent)
    assert changes(a_file(at_stage("monitoring"), received), before) == {"case": {"office": "b", "caseworker": None}}
    moved = a_file(a("case", case_stage="monitoring", office="b", caseworker="v"), received)
    assert changes(moved, before) == {}
    late = a_file(at_stage("monitoring"), again(received, handover_notes="..."))
    assert changes(late, a_file(at_stage("monitoring"), received)) == {}, "it moves once"


def test_the_stage_moves_with_the_status():
    before = a_file(at_stage("identified"), a_yes())
    after = a_file(at_stage("identified"), a_yes(), registered())
    assert changes(after, before) == {"case": {"case_stage": "registered"}}
    assert changes(a_file(a_yes(), registered())) == {}, "a file that isn't a case has no stage"


PLAN = planned()
WATCHED = registered(), a_yes(), at_risk(), PLAN, a("plan_action", PLAN, action_status="completed")


def test_a_visit_with_a_higher_risk_brings_the_work_back_in_the_same_save():
    before = a_file(at_stage("monitoring"), *WATCHED)
    worse = a_visit(day(6, 1), risk_level="high", domain_scores=scores(4))
    assert changes(a_file(at_stage("monitoring"), *WATCHED, worse), before) == {
        "concerns": {"risk_level": "high"}, "case": {"case_stage": "implementing"},
    }  # fmt: skip


@pytest.mark.parametrize(("closed_on", "keep"), [(None, day(7, 1, 2031)), (day(6, 20), day(6, 20, 2031))])
def test_an_approved_closing_closes_the_case_and_says_how_long_it_is_kept(closed_on, keep):
    closing = a("closure", **CHECKED, approval_status="approved", **({"closed_on": closed_on} if closed_on else {}))
    found = changes(a_file(at_stage("closure_requested"), *WATCHED, closing))
    assert found["case"] == {"case_stage": "closed", "case_status": "closed", "keep_until_on": keep}
    assert found.get("closure") == (None if closed_on else {"closed_on": TODAY})


def test_a_closing_whose_visit_is_waived_says_how_long_the_file_is_kept_too():
    waived = {**CHECKED, "last_visit_on": Absent(Absence.DECLINED)}
    found = changes(a_file(at_stage("closure_requested"), *WATCHED, a("closure", **waived, approval_status="approved")))
    assert found["case"] == {
        "case_stage": "post_closure", "case_status": "closed", "keep_until_on": day(7, 1, 2031)
    }  # fmt: skip
    assert found["closure"] == {"closed_on": TODAY}


def test_opened_again_the_case_is_kept_without_an_end():
    closed = a("closure", closed_on=day(3, 1), approval_status="approved")
    taken = a("reopening", closed, reopened_at=at(6, 1), reopening_reason="re_recruitment")
    shut = a("case", case_stage="closed", case_status="closed", keep_until_on=day(3, 1, 2031))
    assert changes(a_file(shut, closed, taken), a_file(shut, closed)) == {
        "case": {"case_stage": "reopened", "case_status": "open", "keep_until_on": None}
    }


def test_nothing_follows_twice():
    for number in range(40):
        file = a_case(number)
        after = CaseFile(file.id, tuple(row for row in file.records if row.form != "incident"))
        for edit in consequences(CaseFile(file.id), after, POLICY, BUILT_ON, new_id):
            after = after.with_record(Record(edit.form, edit.record, edit.parent, edit.answers))
        assert consequences(after, after, POLICY, BUILT_ON, new_id) == ()
