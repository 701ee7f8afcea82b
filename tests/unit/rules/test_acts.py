"""What nobody does alone or in their own matter, how long files are kept, and which answer is the safer one."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.rules.limits import acts, keeping
from reintegration_desktop.rules.protective import more_protective
from reintegration_desktop.vault.roles import Role
from tests.unit.rules.made import NOT_KNOWN, POLICY, TODAY, a_file, at, at_stage, day

ONE, OTHER = UUID(int=1), UUID(int=2)


def test_asker_does_not_approve():
    assert acts.asker_does_not_approve(ONE, OTHER, POLICY) and not acts.asker_does_not_approve(ONE, ONE, POLICY)
    assert acts.asker_does_not_approve(ONE, ONE, replace(POLICY, asker_may_approve=True))


def test_an_answer_to_a_record_that_changed_since_is_stale():
    assert acts.is_stale([ONE], [OTHER]) and acts.is_stale([ONE], [ONE, OTHER])
    assert not acts.is_stale([ONE, OTHER], [OTHER, ONE])


def test_closer_does_not_approve():
    assert acts.closer_does_not_approve(ONE, OTHER) and not acts.closer_does_not_approve(ONE, ONE)


def test_caseworker_does_not_ask():
    assert acts.caseworker_does_not_ask(ONE, OTHER) and acts.caseworker_does_not_ask(ONE, None)
    assert not acts.caseworker_does_not_ask(ONE, ONE)


def test_complaint_bypasses_the_caseworker():
    assert acts.complaint_bypasses_the_caseworker(about_supervisor=False) == {Role.SUPERVISOR, Role.AUDITOR}
    assert acts.complaint_bypasses_the_caseworker(about_supervisor=True) == {Role.AUDITOR}


def test_sender_keeps_it_until_received():
    sent = Answers({"transfer_status": "sent", "receiving_office": "b"})
    accepted = sent.with_("transfer_status", "accepted")
    received = accepted.with_("received_at", at(6, 1))
    assert [acts.sender_keeps_it_until_received(one, "a") for one in (Answers(), sent, accepted, received)] == [
        "a", "a", "a", "b",
    ]  # fmt: skip
    assert acts.sender_keeps_it_until_received(received.without("receiving_office"), "a") == "a"


SIGNED = {"approval_status": "approved", "approved": "w"}


@pytest.mark.parametrize(
    ("was", "now", "worker_may", "supervisor_may"),
    [
        ({}, {}, True, True),
        ({}, {"approval_status": "requested"}, True, True),
        ({}, {"approval_status": "not_requested"}, True, True),
        ({}, {"approval_status": "approved"}, False, False),
        ({"approval_status": "requested"}, SIGNED, False, True),
        ({"approval_status": "requested"}, {"approval_status": "rejected"}, False, True),
        ({"approval_status": "rejected"}, {"approval_status": "requested"}, True, True),
        ({"approval_status": "rejected"}, {"approval_status": "approved"}, False, False),
        ({"approval_status": "rejected"}, {}, False, False),
        (SIGNED, SIGNED, True, True),
        (SIGNED, {"approval_status": "requested"}, True, True),
        (SIGNED, {"approval_status": "not_requested"}, True, True),
        (SIGNED, {"approval_status": "not_requested", "approved": "w"}, False, False),
        (SIGNED, {"approval_status": "approved", "approved": "v"}, False, False),
        ({}, {"approved": "v"}, False, False),
    ],
)
def test_who_works_asks_and_who_supervises_decides_what_was_asked(was, now, worker_may, supervisor_may):
    for role, may in ((Role.CASEWORKER, worker_may), (Role.SUPERVISOR, supervisor_may)):
        assert acts.answers_only_if_permitted(role, Answers(was), Answers(now)) is may


def test_a_talk_about_consent_may_be_completed_and_never_changed():
    said = Answers({"event_kind": "given", "agrees_to_storage": NOT_KNOWN})
    assert acts.entry_stays("consent", None, said)
    assert acts.entry_stays("consent", said, said.with_("agrees_to_tracing", "yes"))
    assert acts.entry_stays("consent", said, said.with_("agrees_to_storage", "yes"))
    assert not acts.entry_stays("consent", said, said.with_("event_kind", "withdrawn"))
    assert not acts.entry_stays("consent", said, said.without("event_kind"))
    assert acts.entry_stays("concerns", said, Answers())


def test_only_a_withdrawal_turns_what_was_agreed_to_into_a_no():
    yes = Answers({"agrees_to_tracing": "yes"})
    no = Answers({"agrees_to_tracing": "no"})
    assert not acts.entry_stays("consent", yes, no)
    assert acts.entry_stays("consent", yes, no.with_("event_kind", "withdrawn"))


def test_kept_no_longer_than_policy():
    assert keeping.kept_no_longer_than_policy(day(3, 1), POLICY) == date(2031, 3, 1)
    assert keeping.kept_no_longer_than_policy(date(2024, 2, 29), POLICY) == date(2029, 2, 28)
    assert keeping.kept_no_longer_than_policy(day(3, 1), replace(POLICY, keep_years=2)) == date(2028, 3, 1)


def test_legal_hold_stops_erasure():
    held, free = (a_file(at_stage("archived", keep_until_on=TODAY, legal_hold=hold)) for hold in (True, False))
    assert keeping.legal_hold_stops_erasure(held) and not keeping.legal_hold_stops_erasure(free)


@pytest.mark.parametrize(
    ("question", "values", "shown"),
    [
        (("concerns", "risk_level"), ["low", "high", None], 1),
        (("follow_up", "risk_level"), ["high", "low"], 0),
        (("assessment", "risk_level"), ["none_identified", "medium"], 1),
        (("case", "name_is_hidden"), [False, True], 1),
        (("consent", "event_kind"), ["given", "withdrawn"], 1),
        (("consent", "agrees_to_tracing"), ["yes", "not_applicable", "no"], 2),
        (("consent", "agrees_to_monitoring"), ["identifying", "anonymous_only"], 1),
        (("consent", "agrees_to_storage"), [None, {"absent": "declined"}], None),
        (("identification", "nickname"), ["a", "b"], None),
    ],
)
def test_while_two_answers_wait_the_safer_one_is_shown(question, values, shown):
    assert more_protective(*question, values) == shown
