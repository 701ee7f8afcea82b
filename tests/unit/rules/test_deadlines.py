"""By when things are due."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.rules import deadlines as due
from tests.unit.rules.made import (
    NOT_KNOWN,
    POLICY,
    a,
    a_file,
    a_visit,
    again,
    assessed,
    at,
    at_risk,
    day,
    on,
    planned,
    registered,
)


@pytest.mark.parametrize(("risk", "days"), [("high", 1), ("medium", 3), ("low", 7), ("none_identified", 7)])
def test_first_response_by_risk(risk, days):
    file = a_file(registered(), at_risk(risk))
    assert due.first_response_by_risk(file, POLICY) == day(1, 1) + timedelta(days=days)


def test_a_first_response_without_a_rating_is_due_as_at_medium_risk():
    assert due.first_response_by_risk(a_file(registered()), POLICY) == day(1, 4)
    assert due.first_response_by_risk(a_file(), POLICY) is None


def opened_again(when, reason="child_request"):
    closed = a("closure", closed_on=day(3, 1), approval_status="approved")
    return closed, a("reopening", closed, reopened_at=when, reopening_reason=reason)


def test_assessment_due_by_risk():
    first = assessed()
    file = a_file(registered(), at_risk("low"), first)
    assert due.assessment_due_by_risk(file, first, POLICY) == day(1, 9)
    assert due.assessment_due_by_risk(a_file(registered(), at_risk("high")), None, POLICY) == day(1, 5)
    assert due.assessment_due_by_risk(a_file(), None, POLICY) is None


def test_only_the_first_assessment_after_each_beginning_is_due():
    first, second = assessed(), assessed(completed_on=day(2, 1))
    anew, begun = assessed(completed_on=day(4, 8)), a("assessment")
    file = a_file(registered(), at_risk("low"), second, first, anew, begun, *opened_again(at(4, 1)))
    assert due.assessment_due_by_risk(file, second, POLICY) is None
    assert due.assessment_due_by_risk(file, anew, POLICY) == day(4, 8)
    assert due.assessment_due_by_risk(file, begun, POLICY) is None
    early = assessed(completed_on=day(1, 1))
    assert due.assessment_due_by_risk(a_file(registered(), early), early, POLICY) == day(1, 7)


def test_a_closing_by_mistake_begins_nothing_anew():
    file = a_file(registered(), *opened_again(at(4, 1), "opened_in_error_reversed"))
    assert due.beginnings(file) == (day(1, 2),)


def test_plan_due_after_assessment():
    plan, revised = planned(), planned(started_on=day(2, 10))
    file = a_file(assessed(), plan, revised)
    assert due.plan_due_after_assessment(file, plan, POLICY) == day(1, 19)
    assert due.plan_due_after_assessment(file, revised, POLICY) is None, "a plan that was revised is not due"
    assert due.plan_due_after_assessment(a_file(assessed()), None, POLICY) == day(1, 19)
    assert due.plan_due_after_assessment(a_file(plan), plan, POLICY) is None
    early = planned(started_on=day(1, 1))
    assert due.plan_due_after_assessment(a_file(assessed(), early), early, POLICY) == day(1, 19)
    undated = a("case_plan")
    later = assessed(completed_on=day(3, 1))
    assert due.plan_due_after_assessment(a_file(assessed(), later, undated), undated, POLICY) == day(3, 15)


def test_two_days_at_a_site():
    assert due.two_days_at_a_site(Answers({"site_arrived_at": at(3, 1, 23)}), POLICY) == day(3, 3)
    assert due.two_days_at_a_site(Answers({"site_arrived_at": at(3, 1), "site_left_at": at(3, 9)}), POLICY) is None
    assert due.two_days_at_a_site(Answers(), POLICY) is None


def test_a_centre_is_left_after_56_days():
    stay = Answers({"care_arrangement": "interim_care_centre", "started_on": day(5, 6)})
    assert due.centre_left_by(stay, POLICY) == day(7, 1)
    assert due.centre_left_by(stay.with_("care_arrangement", "foster"), POLICY) is None
    assert due.centre_left_by(stay.with_("ended_on", day(6, 1)), POLICY) is None
    assert due.centre_left_by(stay.without("started_on"), POLICY) is None


def next_proposed(*rows):
    return due.visits_by_risk_and_time(a_file(registered(), *rows), POLICY)


def test_visits_by_risk_and_time():
    assert next_proposed(at_risk("high")) == day(1, 9)
    assert next_proposed(at_risk("low")) == day(2, 2)
    assert next_proposed(at_risk("low"), a_visit(day(3, 1)), a_visit(day(2, 1))) == day(4, 1)
    assert due.visits_by_risk_and_time(a_file(), POLICY) is None


def test_the_calendar_since_the_release_can_be_sooner_than_the_risk_asks():
    left = a("exit", a("association"), left_on=on(1, 2))
    low = at_risk("low")
    assert next_proposed(low, left) == day(1, 9)
    assert next_proposed(low, left, a_visit(day(1, 9))) == day(1, 16)
    assert next_proposed(low, left, a_visit(day(1, 20))) == day(2, 2)
    assert next_proposed(low, left, a_visit(day(3, 1, 2029))) == day(4, 1, 2029), "after 36 months the risk alone"
    rare = replace(POLICY, visit_days_low=400)
    file = a_file(registered(), low, left, a_visit(day(2, 1, 2027)))
    assert due.visits_by_risk_and_time(file, rare) == day(7, 2, 2027), "half-yearly after the first year"


def test_a_return_to_the_family_begins_the_calendar_anew():
    left, back = a("exit", a("association"), left_on=on(1, 2, 2025)), a("reunification", reunified_on=day(5, 1))
    assert next_proposed(at_risk("low"), left, back, a_visit(day(5, 2))) == day(5, 8)


def test_the_day_agreed_at_the_latest_visit_is_the_next():
    agreed = a_visit(day(3, 1), next_visit_on=day(3, 20))
    assert due.next_visit(a_file(registered(), agreed, a_visit(day(2, 1), next_visit_on=day(2, 5))), POLICY) == day(
        3, 20
    )
    assert due.next_visit(a_file(registered(), a_visit(day(3, 1))), POLICY) == day(3, 15)
    assert due.next_visit(a_file(registered()), POLICY) == day(1, 16)


def closed(**answers):
    return a("closure", **{"closed_on": day(3, 1), "closure_reason": "goals_met_safe", **answers})


def test_visit_after_closing():
    assert due.visit_after_closing(a_file(closed()), POLICY) == day(6, 1)
    assert due.visit_after_closing(a_file(closed(last_visit_on=day(4, 1))), POLICY) == day(4, 1)
    assert due.visit_after_closing(a_file(closed(last_visit_on=day(2, 1))), POLICY) == day(6, 1)
    assert due.visit_after_closing(a_file(), POLICY) is None
    assert due.visit_after_closing(a_file(a("closure")), POLICY) is None


def test_the_visit_after_closing_is_recorded_waived_or_not_to_be_made():
    recorded = a_visit(day(3, 20), visit_purpose="post_closure")
    assert due.visit_after_closing(a_file(closed(), recorded), POLICY) is None
    assert due.visit_after_closing(a_file(closed(), a_visit(day(3, 20))), POLICY) == day(6, 1)
    assert due.visit_after_closing(a_file(closed(), a("follow_up", visit_purpose="post_closure")), POLICY) == day(6, 1)
    waived = closed(last_visit_on=NOT_KNOWN)
    assert due.visit_after_closing(a_file(waived), POLICY) == day(6, 1), "a waiver needs a supervisor's yes"
    assert due.visit_after_closing(a_file(again(waived, approval_status="approved")), POLICY) is None
    assert due.visit_after_closing(a_file(closed(closure_reason="deceased")), POLICY) is None


def test_of_several_closings_the_one_without_a_day_counts_then_the_latest():
    old, new, asked = closed(), closed(closed_on=day(5, 1)), a("closure")
    assert due.last_closure(a_file(new, old)) == new and due.last_closure(a_file(asked, new)) == asked
    assert due.last_closure(a_file()) is None


def test_the_next_visit_follows_from_the_risk_that_this_one_gives_and_the_calendar_where_it_is_sooner():
    visit = a_visit(day(6, 1), risk_level="low")
    by_risk = day(6, 1) + timedelta(days=POLICY.visit_days("low"))
    settled = a_file(registered(), at_risk("high"))
    assert due.proposed_after(settled, visit, POLICY) == by_risk
    released = a_file(registered(), at_risk("high"), a("exit", left_on=on(5, 30)))
    assert due.proposed_after(released, visit, POLICY) < by_risk
