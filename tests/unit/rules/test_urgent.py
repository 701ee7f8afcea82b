"""What cannot wait, and what settles it."""

import pytest

from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.rules.findings.urgent import Danger, urgent_within_a_day
from tests.unit.rules.made import a, a_file, a_visit, assessed, day, on, registered

DANGERS = [
    (lambda: registered(in_danger_now="yes"), Danger.DANGER_TODAY, day(1, 1)),
    (lambda: registered(in_danger_now="yes", first_response_on=day(1, 3)), Danger.DANGER_TODAY, day(1, 3)),
    (lambda: assessed(safety_threats=("community", "armed_actor")), Danger.ARMED_THREAT, day(1, 5)),
    (lambda: assessed(self_harm="plan"), Danger.SELF_HARM, day(1, 5)),
    (lambda: assessed(self_harm="attempt"), Danger.SELF_HARM, day(1, 5)),
    (lambda: a("assessment", self_harm="plan", started_on=day(1, 4)), Danger.SELF_HARM, day(1, 4)),
    (lambda: a("justice", deprived_of_liberty="yes", detention_began_on=UncertainDate.month(2026, 3)),
     Danger.LOCKED_UP, day(3, 31)),
    (lambda: a("justice", deprived_of_liberty="yes"), Danger.LOCKED_UP, None),
    (lambda: a("own_child", claimed_by_others="yes"), Danger.OWN_CHILD_CLAIMED, None),
    (lambda: a("reunification", broke_down_on=day(4, 1)), Danger.BREAKDOWN, day(4, 1)),
    (lambda: a("immediate_concern", what_is_happening="..."), Danger.URGENT_WORRY, None),
    (lambda: a("incident", incident_type="attempted_re_recruitment", occurred_on=on(4, 1)),
     Danger.APPROACHED, day(4, 1)),
    (lambda: a("incident", incident_type="attempted_re_recruitment"), Danger.APPROACHED, None),
    (lambda: a("incident", incident_type="missing", occurred_on=UncertainDate.day(day(4, 1), day(4, 9))),
     Danger.MISSING, day(4, 9)),
    (lambda: a("incident", incident_type="arrest_detention"), Danger.LOCKED_UP, None),
    (lambda: a("incident", incident_type="threat_or_reprisal"), Danger.THREATENED, None),
    (lambda: a_visit(day(4, 1), child_seen="no", not_seen_reasons=("abducted_or_recruited",)),
     Danger.TAKEN_AGAIN, day(4, 1)),
    (lambda: a_visit(day(4, 1), child_seen="no", not_seen_reasons=("detained",)), Danger.LOCKED_UP, day(4, 1)),
]  # fmt: skip

QUIET = [
    registered(in_danger_now="no"),
    assessed(self_harm="ideation", safety_threats=("community",)),
    a("justice", deprived_of_liberty="yes", detention_ended_on=on(4, 1)),
    a("justice", deprived_of_liberty="unknown"),
    a("own_child", claimed_by_others="unknown"),
    a("reunification"),
    a("immediate_concern", action_taken="called"),
    a("immediate_concern", action_on=day(4, 1)),
    a("incident", incident_type="missing", safety_action="found"),
    a("incident", incident_type="family_breakdown"),
    a("incident"),
    a_visit(day(4, 1), child_seen="no", not_seen_reasons=("at_school",)),
    a_visit(day(4, 1), not_seen_reasons=("detained",)),
    a("household"),
]


@pytest.mark.parametrize(("row", "danger", "said_on"), DANGERS)
def test_urgent_within_a_day(row, danger, said_on):
    record = row()
    assert [(one.danger, one.record, one.day) for one in urgent_within_a_day(a_file(record))] == [
        (danger, record.id, said_on)
    ]


@pytest.mark.parametrize("row", QUIET)
def test_what_can_wait_is_not_urgent(row):
    assert urgent_within_a_day(a_file(row)) == ()


@pytest.mark.parametrize(("row", "danger", "said_on"), DANGERS)
def test_an_action_on_record_afterwards_settles_it(row, danger, said_on):
    record = row()
    acted = a("immediate_concern", action_on=day(6, 1))
    assert urgent_within_a_day(a_file(record, acted)) == ()
    assert urgent_within_a_day(a_file(record, a("immediate_concern", action_taken="called"))) == ()
    assert urgent_within_a_day(a_file(record, a("incident", safety_action="moved"))) == ()
    assert urgent_within_a_day(a_file(acted, record)) != (), "what was done before settles nothing"


def test_an_action_before_the_danger_settles_nothing():
    threatened = assessed(safety_threats=("armed_actor",))
    assert urgent_within_a_day(a_file(threatened, a("immediate_concern", action_on=day(1, 4)))) != ()


def test_a_visit_on_a_later_day_settles_it_if_they_were_seen():
    threatened = assessed(safety_threats=("armed_actor",))
    assert urgent_within_a_day(a_file(threatened, a_visit(day(1, 6)))) == ()
    assert urgent_within_a_day(a_file(threatened, a_visit(day(1, 5)))) != ()
    assert urgent_within_a_day(a_file(threatened, a_visit(day(1, 6), child_seen="no"))) != ()
    assert urgent_within_a_day(a_file(threatened, a("follow_up", child_seen="yes"))) != ()
    assert urgent_within_a_day(a_file(threatened, a("service"))) != ()


@pytest.mark.parametrize("row", [assessed(self_harm="plan"), a("own_child", claimed_by_others="yes")])
def test_no_visit_alone_settles_self_harm_or_a_claim_to_a_child(row):
    assert urgent_within_a_day(a_file(row, a_visit(day(6, 1)))) != ()
