"""Whoever lets a custodian in is named in what the root signs, and isn't the second person of whom they let in."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from reintegration_desktop.vault.acts.enrolment import begin_enrolment
from reintegration_desktop.vault.certificates import Certificate, issue, read_certificate
from reintegration_desktop.vault.errors import ActRefused, EnrolmentNeedsTwo
from reintegration_desktop.vault.fields import Fields
from reintegration_desktop.vault.identity import PrivateKeys, sign_key_of
from reintegration_desktop.vault.office.admitting import seconds_to_enrol
from reintegration_desktop.vault.office.removal import remove_person
from reintegration_desktop.vault.office.renewal import renew_own_keys
from reintegration_desktop.vault.office.rootkeeping import kept_root, root_signature
from reintegration_desktop.vault.papers.acts import Act, may_together
from reintegration_desktop.vault.people import People, people_of
from reintegration_desktop.vault.roles import Duty, Role
from reintegration_desktop.vault.signed import Signed
from tests.unit.vault.made import PASSPHRASE, Office, an_office
from tests.unit.vault.test_certificates import CUSTODIAN, ROOT, SECOND, WORKER, Somebody

GOLDEN = Path(__file__).with_name("golden") / "certificates-v1.json"
BOTH = frozenset({Duty.CUSTODIAN})


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A founder, and the second custodian, whom the founder let in."""
    made = an_office(tmp_path)
    made.means.clock.turn(seconds=1)
    made.let_in(Role.SUPERVISOR, Duty.CUSTODIAN, label="Second")
    made.means.clock.turn(seconds=1)
    made.unlock("Supervisor")
    return made


def seconded(office: Office, label: str = "Second"):
    """Another custodian signs beside the first."""
    keyring = office.people[label]
    return lambda asked: asked.signed_by(keyring.id, keyring.sign)


def a_third(office: Office, label: str = "Third") -> Certificate:
    made = office.let_in(Role.SUPERVISOR, Duty.CUSTODIAN, label=label, agree=seconded(office))
    office.unlock("Supervisor")
    office.unlock("Second")
    return made.person


def one_made_up(office: Office, *, signers: tuple[str, ...] = ("Supervisor",), days: int = 1) -> People:
    """What receivers come to where whoever keeps the root certifies a custodian with a changed program."""
    own, founder = PrivateKeys.new(office.means.random), office.founder
    since = office.means.now() + timedelta(days=days)
    claims = replace(
        founder.person.claims, id=office.means.new_id(), sign_key=own.sign_key, seal_key=own.seal_key, since=since
    )
    if signers:
        first = office.people[signers[0]]
        asked = begin_enrolment(claims, first.id, first.sign, office.means.random)
        for other in signers[1:]:
            asked = seconded(office, other)(asked)
        claims = replace(claims, enrolment=asked.to_bytes())
    made = issue(claims, None, root_signature(kept_root(founder), founder.people.root))
    return people_of(founder.people.root, (*founder.file.certificates, made))


def together(people: People, first: Office, label: str, other: Certificate, act: Act = Act.ERASE) -> bool:
    one = people.standing(first.people[label].id)
    assert one is not None
    return may_together(act, one, other) or may_together(act, other, one)


def newest(people: People) -> Certificate:
    return max(people.current(), key=lambda one: one.claims.since)


def test_who_let_a_custodian_in_is_named_and_is_no_second_of_theirs(office: Office):
    second = office.founder.people.standing(office.people["Second"].id)
    assert second is not None
    assert (second.issuer, second.enrollers, second.counts) == (None, {office.founder.id}, True)
    assert not together(office.founder.people, office, "Supervisor", second)


def test_the_third_custodian_is_let_in_by_two(office: Office):
    with pytest.raises(EnrolmentNeedsTwo):
        office.let_in(Role.SUPERVISOR, Duty.CUSTODIAN, label="Third")
    third = a_third(office)
    assert third.counts
    assert third.enrollers == {office.founder.id, office.people["Second"].id}
    assert {one.id for one in seconds_to_enrol(office.founder)} == {office.people["Second"].id, third.id}


def test_one_who_agrees_to_somebody_else_agrees_to_nobody_here(office: Office):
    other = begin_enrolment(office.founder.person.claims, office.founder.id, office.founder.sign, office.means.random)
    with pytest.raises(ActRefused):
        office.let_in(Role.SUPERVISOR, Duty.CUSTODIAN, label="Third", agree=lambda _: seconded(office)(other))
    with pytest.raises(ActRefused):
        office.let_in(Role.SUPERVISOR, Duty.CUSTODIAN, label="Third", agree=lambda asked: asked)


@pytest.mark.parametrize("signers", [(), ("Supervisor",), ("Second",)])
def test_a_further_custodian_whom_two_did_not_let_in_is_no_first_and_no_second_of_anything(office: Office, signers):
    worker = office.let_in(Role.CASEWORKER, label="Worker", by="Second").person
    people = one_made_up(office, signers=signers)
    made_up = newest(people)
    assert not made_up.counts
    assert not together(people, office, "Supervisor", made_up)
    assert not together(people, office, "Second", made_up, Act.ENROL_CUSTODIAN)
    assert not may_together(Act.ERASE, made_up, worker)


def test_one_who_is_dated_before_the_second_is_still_the_founders_own(office: Office):
    people = one_made_up(office, days=-1)
    oldest = min(people.current(), key=lambda one: one.claims.since)
    assert not together(people, office, "Supervisor", oldest)


def test_another_founder_of_the_same_office_is_no_second_person(tmp_path: Path):
    alone = an_office(tmp_path)
    people = one_made_up(alone, signers=(), days=-1)
    assert not together(people, alone, "Supervisor", min(people.current(), key=lambda one: one.claims.since))


def test_whom_one_lets_in_who_does_not_count_is_not_let_in_by_two(office: Office):
    people = one_made_up(office)
    assert len([one for one in people.current() if one.counts]) == 2


def test_new_keys_forget_nobody_who_let_somebody_in(office: Office):
    office.let_in(Role.SUPERVISOR, label="Plain")
    for label in ("Second", "Plain"):
        keyring = renew_own_keys(office.folder, label, PASSPHRASE, office.means)
        assert keyring.person.serial == 2
        assert keyring.person.enrollers == {office.founder.id}
        assert keyring.person.counts
        assert not together(keyring.people, office, "Supervisor", keyring.person)


def test_where_one_custodian_is_left_they_let_the_next_one_in_alone(office: Office):
    office.means.clock.turn(days=1)
    second = office.people["Second"].id
    office.people["Supervisor"] = remove_person(office.folder, office.founder, second, office.means)
    office.means.clock.turn(days=1)
    assert office.let_in(Role.SUPERVISOR, Duty.CUSTODIAN, label="Next").person.counts


def test_certificates_of_the_first_version_are_read_for_ever():
    papers = [read_certificate(Signed.from_json(Fields(row))) for row in json.loads(GOLDEN.read_text())]
    assert [paper.version for paper in papers] == [1, 1, 1, 1]
    people = people_of(sign_key_of(ROOT), papers)
    assert {one.id for one in people.current()} == {CUSTODIAN.id, SECOND.id, Somebody(5).id, WORKER.id}


def test_of_two_whom_the_first_version_says_nothing_of_neither_is_the_others_second_person():
    people = people_of(
        sign_key_of(ROOT), [read_certificate(Signed.from_json(Fields(row))) for row in json.loads(GOLDEN.read_text())]
    )
    founder, second, third, worker = (people.standing(one.id) for one in (CUSTODIAN, SECOND, Somebody(5), WORKER))
    assert founder and second and third and worker
    assert not may_together(Act.ERASE, founder, second)
    assert not may_together(Act.ERASE, second, third)
    assert may_together(Act.ERASE, second, worker)
    assert not may_together(Act.ERASE, founder, worker)


def test_the_first_version_counts_no_longer_once_an_office_writes_the_second(office: Office):
    old = [read_certificate(Signed.from_json(Fields(row))) for row in json.loads(GOLDEN.read_text())]
    newer = Somebody(7, Role.SUPERVISOR, BOTH)
    claims = newer.claims(since=old[0].claims.since - timedelta(days=1))
    signing = root_signature(ROOT, sign_key_of(ROOT))
    people = people_of(sign_key_of(ROOT), (*old, issue(claims, None, signing)))
    assert {one.id for one in people.current() if one.counts} == {newer.id, WORKER.id}


@pytest.mark.parametrize("enrolment", [b"{}", b"nothing", b'{"body":"{}","signatures":[]}'])
def test_an_enrolment_that_cannot_be_read_lets_nobody_in(enrolment):
    signing = root_signature(ROOT, sign_key_of(ROOT))
    founder = issue(CUSTODIAN.claims(), None, signing)
    later = SECOND.claims(since=founder.claims.since + timedelta(days=1), enrolment=enrolment)
    second = people_of(sign_key_of(ROOT), [founder, issue(later, None, signing)]).standing(SECOND.id)
    assert second is not None
    assert not second.counts
