"""Consent: events that stay, the latest of which counts, purpose by purpose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.rules import consent as rules
from reintegration_desktop.rules.consent import PURPOSES, Passed, latest
from tests.unit.rules.made import NOT_KNOWN, a, a_file, a_yes, at


def said(when, kind="changed", **answers):
    return a("consent", event_at=when, event_kind=kind, **answers)


def test_latest_consent_counts():
    file = a_file(
        said(at(3, 1), agrees_to_tracing="no", legal_basis="vital_interests"),
        a_yes(at(1, 1), agrees_to_tracing="yes", agrees_to_reporting="yes", legal_basis="consent"),
    )
    held = latest(file)
    assert held.kind == "changed" and held.legal_basis == "vital_interests"
    assert held.agrees("agrees_to_case_management") and held.agrees("agrees_to_reporting")
    assert not held.agrees("agrees_to_tracing") and not held.agrees("agrees_to_storage")


def test_a_withdrawal_sets_every_purpose_to_no_until_a_new_yes():
    yes, no = a_yes(at(1, 1), agrees_to_tracing="yes"), said(at(2, 1), "withdrawn")
    assert latest(a_file(yes, no)).purposes == dict.fromkeys(PURPOSES, "no")
    held = latest(a_file(yes, no, a_yes(at(3, 1))))
    assert held.agrees("agrees_to_case_management") and not held.agrees("agrees_to_tracing")


def test_the_raw_open_room_reads_as_the_answers_do():
    raw = [
        {"event_at": "2026-02-01T10:00:00Z", "event_kind": "withdrawn"},
        {"event_at": "2026-01-01T10:00:00.5Z", "event_kind": "given", "agrees_to_case_management": "yes",
         "given_by": ["best_interest_decision"], "agrees_to_storage": {"absent": "declined"}},
    ]  # fmt: skip
    held = rules.latest_consent_counts(raw)
    assert held.kind == "withdrawn" and not held.allows_work and held.was_agreed
    assert rules.latest_consent_counts(raw[1:]).by_best_interests
    assert rules.latest_consent_counts(raw[1:]).purposes == {"agrees_to_case_management": "yes"}


def test_what_nobody_dated_never_undoes_a_no():
    undated_yes = a("consent", event_kind="given", agrees_to_tracing="yes")
    undated_no = a("consent", event_kind="withdrawn")
    yes, no = a_yes(agrees_to_tracing="yes"), said(at(2, 1), agrees_to_tracing="no")
    assert not latest(a_file(no, undated_yes)).agrees("agrees_to_tracing")
    assert not latest(a_file(undated_no, yes)).agrees("agrees_to_tracing")
    assert latest(a_file(undated_yes)).agrees("agrees_to_tracing")


def test_a_reason_for_absence_answers_nothing():
    held = latest(a_file(a_yes(), said(at(2, 1), agrees_to_case_management=NOT_KNOWN)))
    assert held.agrees("agrees_to_case_management")
    assert latest(a_file(a("consent"))).kind is None


def test_registered_with_consent():
    assert not rules.registered_with_consent(a_file())
    assert rules.registered_with_consent(a_file(a_yes()))
    assert not rules.registered_with_consent(a_file(said(at(1, 1), agrees_to_case_management="no")))
    best = said(at(1, 1), agrees_to_case_management="no", given_by=("best_interest_decision",))
    assert rules.registered_with_consent(a_file(best))
    assert not rules.registered_with_consent(a_file(best, said(at(2, 1), "withdrawn", given_by=("child_assent",))))


def test_a_later_no_freezes_edits_and_a_first_one_does_not():
    no = said(at(2, 1), agrees_to_case_management="no")
    assert rules.may_be_edited(a_file()) and rules.may_be_edited(a_file(a_yes()))
    assert rules.may_be_edited(a_file(no))
    assert not rules.may_be_edited(a_file(a_yes(), no))
    assert not rules.may_be_edited(a_file(said(at(2, 1), "withdrawn")))
    assert rules.may_be_edited(a_file(a_yes(), no, a_yes(at(3, 1))))


def test_figures_only_with_consent():
    assert rules.figures_only_with_consent(a_file(a_yes(agrees_to_reporting="yes")))
    assert not rules.figures_only_with_consent(a_file(a_yes())) and not rules.figures_only_with_consent(a_file())
    changed = said(at(2, 1), agrees_to_reporting="no")
    assert not rules.figures_only_with_consent(a_file(a_yes(agrees_to_reporting="yes"), changed))


def test_tracing_only_with_consent():
    yes, wish = a_yes(agrees_to_tracing="yes"), a("tracing", wants_tracing="yes")
    assert rules.tracing_only_with_consent(a_file(yes, wish))
    assert not rules.tracing_only_with_consent(a_file(yes))
    assert not rules.tracing_only_with_consent(a_file(a_yes(agrees_to_tracing="not_applicable"), wish))
    assert not rules.tracing_only_with_consent(a_file(yes, wish, a("tracing", wants_tracing="unknown")))


@pytest.mark.parametrize(
    ("answer", "passed"),
    [("identifying", Passed.WITH_IDENTITY), ("anonymous_only", Passed.WITHOUT_IDENTITY), ("no", Passed.NOTHING),
     ("a newer answer", Passed.NOTHING)],
)  # fmt: skip
def test_monitoring_only_with_consent(answer, passed):
    assert rules.monitoring_only_with_consent(a_file(a_yes(agrees_to_monitoring=answer))) is passed


def test_nothing_is_passed_on_before_anybody_asked():
    assert rules.monitoring_only_with_consent(a_file()) is Passed.NOTHING


def test_photograph_needs_consent():
    assert rules.photograph_needs_consent(a_file(a_yes(agrees_to_photograph="yes")))
    assert not rules.photograph_needs_consent(a_file(a_yes()))


def test_override_needs_supervisor():
    assert not rules.override_needs_supervisor(Answers())
    assert not rules.override_needs_supervisor(Answers({"override_ground": "nothing_shared"}))
    shared = Answers({"override_ground": "danger_to_life"})
    assert rules.override_needs_supervisor(shared) and not rules.is_accounted_for(shared)
    assert rules.is_accounted_for(shared.with_("override_account", "told the police"))
    assert rules.is_accounted_for(Answers())


def test_the_services_agreed_are_those_named_last_while_sharing_is_agreed():
    first = a_yes(agrees_to_sharing="yes", services_agreed=("medical", "legal_aid"))
    later = said(at(2, 1), services_agreed=("medical",))
    assert rules.services_agreed(a_file(later, first)) == {"medical"}
    assert rules.services_agreed(a_file(a_yes(agrees_to_sharing="yes"))) == frozenset()
    assert rules.services_agreed(a_file(first, said(at(3, 1), agrees_to_sharing="no"))) == frozenset()


EVENTS = st.lists(
    st.fixed_dictionaries(
        {"event_kind": st.sampled_from(("given", "refused", "changed", "withdrawn"))},
        optional={purpose: st.sampled_from(("yes", "no")) for purpose in PURPOSES},
    ),
    max_size=6,
)


@given(EVENTS, st.randoms(use_true_random=False))
def test_the_order_in_which_talks_arrive_changes_nothing(events, random):
    dated = [{**event, "event_at": at(1, 1 + number)} for number, event in enumerate(events)]
    shuffled = random.sample(dated, len(dated))
    assert rules.latest_consent_counts(shuffled) == rules.latest_consent_counts(dated)


@given(EVENTS)
def test_nobody_agrees_to_anything_that_was_not_said_since_the_last_withdrawal(events):
    dated = [{**event, "event_at": at(1, 1 + number)} for number, event in enumerate(events)]
    held = rules.latest_consent_counts(dated)
    last = max((place for place, event in enumerate(events) if event["event_kind"] == "withdrawn"), default=-1)
    for purpose in PURPOSES:
        said = [event[purpose] for event in events[last + 1 :] if purpose in event]
        assert held.agrees(purpose) == (bool(said) and said[-1] == "yes")
