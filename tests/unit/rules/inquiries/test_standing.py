"""How many questions an office gets answered, whatever its clock says; and what consent lets go."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.clock import COUNTER_BITS, milliseconds
from reintegration_desktop.rules.inquiries.entries import Ask, Close, Entry
from reintegration_desktop.rules.inquiries.standing import KEPT_AFTER, State, forgotten, inquiries
from reintegration_desktop.rules.inquiries.telling import Telling, telling
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.vault.roles import Role
from tests.unit.sync.made import Office, Programme

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DEVICE = "0a" * 16
A_DAY = timedelta(days=1)
GOMA = Office(Programme())
BOSS = GOMA.person(Role.SUPERVISOR)
POLICY = Policy(inquiries_at_most=3)
THERE = uuid4()


def certified(person: UUID, _clock: int):
    return BOSS.certificate if person == BOSS.certificate.id else None


def an_ask(number: int, at: datetime, lasts: timedelta = 30 * A_DAY, target: UUID = THERE) -> Entry:
    said = Ask(GOMA.id, target, at + lasts, b"sealed", b"kept")
    clock = milliseconds(at) << COUNTER_BITS
    return Entry(VersionId(DEVICE, number), uuid4(), BOSS.certificate.id, clock, said)


@settings(max_examples=60, deadline=None)
@given(days=st.lists(st.floats(-200, 40), max_size=40), lasts=st.integers(-5, 200))
def test_no_clock_gets_more_questions_answered_than_the_policy_lets_an_office_ask(days, lasts):
    entries = [an_ask(number, NOW + day * A_DAY, lasts * A_DAY) for number, day in enumerate(days, 1)]
    found = inquiries(entries, certified, POLICY, NOW)
    counted = sorted(one.at for one in found if one.state is not State.TOO_MANY)
    for first in counted:
        assert sum(first <= at < first + 30 * A_DAY for at in counted) <= 3
    live = [one for one in found if one.state is State.WAITING]
    assert len(live) <= 4 * 3, "three a month, and no question lives longer than three months"
    assert all(one.at - A_DAY <= NOW <= one.ask.until for one in live)


def test_each_office_is_protected_by_itself():
    entries = [an_ask(number, NOW - A_DAY, target=uuid4()) for number in range(1, 20)]
    assert {one.state for one in inquiries(entries, certified, POLICY, NOW)} == {State.WAITING}


def test_it_comes_to_the_same_in_any_order():
    entries = [an_ask(number, NOW - number * A_DAY) for number in range(1, 9)]
    stands = [(one.id, one.state) for one in inquiries(entries, certified, POLICY, NOW)]
    assert stands == [(one.id, one.state) for one in inquiries(reversed(entries), certified, POLICY, NOW)]


def test_what_was_taken_back_and_what_ended_long_ago_is_forgotten_and_nothing_else():
    old, back, stands = an_ask(1, NOW - 90 * A_DAY), an_ask(2, NOW - A_DAY), an_ask(3, NOW - A_DAY)
    closed = Close(back.id, GOMA.id, THERE, GOMA.id, forget=True)
    done = Close(stands.id, GOMA.id, THERE, GOMA.id, forget=False)
    said = [
        Entry(VersionId(DEVICE, 10 + at), entry.thread, BOSS.certificate.id, back.clock + 1, close)
        for at, (entry, close) in enumerate([(back, closed), (stands, done)])
    ]
    entries = [old, back, stands, *said]
    assert forgotten(entries, certified, NOW) == {old.id, back.id}
    assert forgotten(entries, certified, NOW + 30 * A_DAY + KEPT_AFTER) == {old.id, back.id, stands.id}


@pytest.mark.parametrize(
    ("purposes", "wants", "told"),
    [
        ({"agrees_to_sharing": "yes"}, None, Telling.SHARED),
        ({"agrees_to_sharing": "no", "agrees_to_tracing": "yes"}, "yes", Telling.TRACED),
        ({"agrees_to_sharing": "no", "agrees_to_tracing": "yes"}, "no", Telling.NOTHING),
        ({"agrees_to_sharing": "no", "agrees_to_tracing": "no"}, "yes", Telling.NOTHING),
        ({}, "yes", Telling.NOTHING),
    ],
)
def test_what_may_be_told_follows_the_latest_consent(purposes, wants, told):
    case = uuid4()
    rows = [Record("consent", uuid4(), None, Answers({"event_kind": "given", "event_at": NOW, **purposes}))]
    if wants:
        rows.append(Record("tracing", uuid4(), None, Answers({"wants_tracing": wants})))
    file = CaseFile(case, tuple(rows))
    assert telling(file) is told
    taken_back = Record("consent", uuid4(), None, Answers({"event_kind": "withdrawn", "event_at": NOW + A_DAY}))
    assert telling(CaseFile(case, (*rows, taken_back))) is Telling.NOTHING
