"""What nobody does alone needs two who may, about exactly this, in time and once."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.vault.errors import ActRefused, PaperDamaged
from reintegration_desktop.vault.fields import Fields, compact
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.office.removal import remove_person
from reintegration_desktop.vault.papers.acts import (
    WHO_SIGNS,
    Act,
    Approval,
    Expected,
    Statement,
    begin_approval,
    check_approval,
)
from reintegration_desktop.vault.roles import Duty, Role
from tests.unit.vault.made import NOW, Office, an_office

DIGEST, NUMBER = b"d" * 32, b"n" * 16


def a_staff(place: Path) -> Office:
    own_office = an_office(place)
    own_office.let_in(Role.SUPERVISOR, Duty.CUSTODIAN, label="Second")
    own_office.let_in(Role.CASEWORKER, label="Worker", by="Second")
    own_office.let_in(Role.CASEWORKER, label="Own worker")
    own_office.let_in(Role.AUDITOR, label="Auditor", by="Second")
    own_office.let_in(Role.SUPERVISOR, label="Plain", by="Second")
    for label in own_office.people:
        own_office.unlock(label)
    return own_office


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Two custodians, and people whom the one or the other let in; only read."""
    return a_staff(tmp_path_factory.mktemp("staffed"))


def statement(keyring: Keyring, act: Act) -> Statement:
    return Statement(act, keyring.office, DIGEST, NOW + timedelta(days=7), NUMBER)


def signed_by(office: Office, act: Act, first: str, *others: str) -> Approval:
    one = office.people[first]
    approval = begin_approval(statement(one, act), one.id, one.sign)
    for label in others:
        approval = approval.signed_by(office.people[label].id, office.people[label].sign)
    return Approval.from_bytes(approval.to_bytes())


def checked(office: Office, approval: Approval, act: Act, digest: bytes = DIGEST, now=NOW, used=()) -> Statement:
    expected = Expected(act, office.founder.office, digest)
    return check_approval(approval, expected, office.people["Worker"].people, now, used)


@pytest.mark.parametrize(
    ("act", "first", "second"),
    [
        (Act.ERASE, "Supervisor", "Worker"), (Act.ERASE, "Worker", "Supervisor"), (Act.ERASE, "Second", "Own worker"),
        (Act.ENROL_CUSTODIAN, "Supervisor", "Second"),
        (Act.RESTORE_OVER_NEWER, "Supervisor", "Plain"), (Act.CHANGE_POLICY, "Supervisor", "Auditor"),
        (Act.CHANGE_RETENTION, "Supervisor", "Auditor"),
    ],
)  # fmt: skip
def test_two_who_may_do_it(staffed: Office, act, first, second):
    assert checked(staffed, signed_by(staffed, act, first, second), act).number == NUMBER


@pytest.mark.parametrize(
    ("act", "signers"),
    [
        (Act.ERASE, ("Supervisor",)), (Act.ERASE, ("Supervisor", "Supervisor")), (Act.ERASE, ("Worker", "Own worker")),
        (Act.ERASE, ("Supervisor", "Own worker")), (Act.ERASE, ("Supervisor", "Auditor")),
        (Act.ERASE, ("Supervisor", "Second")), (Act.CHANGE_POLICY, ("Supervisor", "Second")),
        (Act.ENROL_CUSTODIAN, ("Supervisor", "Plain")), (Act.RESTORE_OVER_NEWER, ("Supervisor", "Worker")),
        (Act.CHANGE_POLICY, ("Worker", "Auditor")),
    ],
)  # fmt: skip
def test_one_alone_or_two_who_may_not_do_nothing(staffed: Office, act, signers):
    with pytest.raises(ActRefused) as refused:
        checked(staffed, signed_by(staffed, act, *signers), act)
    assert refused.value.facts == {"reason": "people"}


def test_every_act_says_who_signs():
    assert set(WHO_SIGNS) == set(Act)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"digest": b"x" * 32}, "other"), ({"act": Act.CHANGE_POLICY}, "other"), ({"used": {NUMBER}}, "used"),
        ({"now": NOW + timedelta(days=8)}, "expired"),
    ],
)  # fmt: skip
def test_an_approval_is_about_exactly_this_in_time_and_once(staffed: Office, changes, reason):
    approval = signed_by(staffed, Act.ERASE, "Supervisor", "Worker")
    with pytest.raises(ActRefused) as refused:
        checked(staffed, approval, **{"act": Act.ERASE, **changes})
    assert refused.value.facts == {"reason": reason}


def test_an_approval_of_another_office_is_refused(staffed: Office):
    approval = signed_by(staffed, Act.ERASE, "Supervisor", "Worker")
    with pytest.raises(ActRefused):
        check_approval(approval, Expected(Act.ERASE, UUID(int=1), DIGEST), staffed.founder.people, NOW, ())


def test_a_forged_signature_is_nobodys(staffed: Office):
    approval = signed_by(staffed, Act.ERASE, "Supervisor", "Own worker")
    marks = dict(approval.signatures)
    marks[staffed.people["Worker"].id] = marks[staffed.people["Own worker"].id]
    with pytest.raises(ActRefused):
        checked(staffed, replace(approval, signatures=marks), Act.ERASE)


def test_who_was_removed_approves_nothing_any_more(tmp_path: Path):
    staffed = a_staff(tmp_path)
    approval = signed_by(staffed, Act.ERASE, "Supervisor", "Plain")
    assert checked(staffed, approval, Act.ERASE)
    gone = staffed.people["Plain"].id
    keyring = remove_person(staffed.folder, staffed.people["Second"], gone, staffed.means)
    with pytest.raises(ActRefused):
        check_approval(approval, Expected(Act.ERASE, keyring.office, DIGEST), keyring.people, NOW, ())


@pytest.mark.parametrize("content", [b"", b"{}", b'{"body":"{}","signatures":[{}]}'])
def test_a_damaged_approval_is_not_read(content):
    with pytest.raises(PaperDamaged):
        Approval.from_bytes(content)


@pytest.mark.parametrize("change", [{"version": 2}, {"kind": "key"}, {"act": "forget"}, {"expires": "soon"}])
def test_a_damaged_statement_is_not_believed(staffed: Office, change):
    body = {**Fields.parse(statement(staffed.founder, Act.ERASE).to_bytes())._raw, **change}
    with pytest.raises(PaperDamaged):
        checked(staffed, Approval(compact(body), {}), Act.ERASE)
