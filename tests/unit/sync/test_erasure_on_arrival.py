"""What is said of erasing is judged on arrival: signed by its author, in time, for the own office, by who may."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from reintegration_desktop.forms.document import Document, encode
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.erasing.entries import (
    FORM,
    emptying_document,
    receipt_document,
    record_about,
    revoking_document,
    signing_document,
)
from reintegration_desktop.vault.papers.acts import Act, Statement, begin_approval
from reintegration_desktop.vault.papers.orders import Order, write_receipt
from reintegration_desktop.vault.roles import Role, Room
from tests.unit.sync.made import NOW, Device, Entry, Office, Person
from tests.unit.sync.post import take, write_one

NUMBER = b"n" * 16


@pytest.fixture
def sent(tmp_path, field_office, headquarters):
    def send():
        return take(write_one(field_office, headquarters.address, tmp_path), headquarters)

    return send


@pytest.fixture
def boss(field_office) -> Person:
    return field_office.person(Role.SUPERVISOR)


@pytest.fixture
def case(field_office, headquarters, laptop, worker):
    """A case that headquarters knows to be the field office's, beside others."""
    cases = [uuid4() for _ in range(3)]
    headquarters.tables.offices |= dict.fromkeys(cases, field_office.id)
    return cases[0]


def an_order(own: Office, *cases, **more) -> Order:
    return replace(Order(own.id, tuple(sorted(cases)), 30, False, 3), **more)


def signing(order: Order, signer: Person, **statement) -> Document:
    told = Statement(Act.ERASE, order.office, order.digest, NOW + timedelta(days=30), NUMBER)
    return signing_document(order, begin_approval(replace(told, **statement), signer.id, signer.keys.sign))


def say(laptop: Device, author: Person, document: Document, record, case=None) -> None:
    laptop.save(author, Entry(case or laptop.office.id, record, Room.OPEN, Kind.ERASE, (), encode(document)))


def refused(outcome) -> bool:
    assert set(outcome.quarantined) <= {Reason.ORDER}
    return bool(outcome.quarantined)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.CASEWORKER, Role.CLINICIAN, Role.COORDINATOR])
def test_who_may_sign_signs_for_their_own_office(sent, field_office, laptop, case, role):
    signer, order = field_office.person(role), an_order(field_office, case)
    say(laptop, signer, signing(order, signer), record_about(order.digest))
    assert not refused(sent())


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.TRACING_OFFICER])
def test_who_may_not_sign_is_put_aside(sent, field_office, laptop, case, role):
    signer, order = field_office.person(role), an_order(field_office, case)
    say(laptop, signer, signing(order, signer), record_about(order.digest))
    assert refused(sent())


def test_a_signature_that_another_person_made_is_nobodys(sent, field_office, laptop, case, boss, worker):
    order = an_order(field_office, case)
    forged = signing(order, boss)
    say(laptop, worker, forged, record_about(order.digest))
    assert refused(sent())


@pytest.mark.parametrize(
    ("order", "statement"),
    [
        ({"days": 6}, {}), ({"days": 0}, {}), ({"children": 900}, {}), ({"office": uuid4()}, {}),
        ({}, {"expires": NOW - timedelta(days=60)}), ({}, {"digest": b"d" * 32}), ({}, {"office": uuid4()}),
        ({}, {"act": Act.CHANGE_POLICY}),
    ],
)  # fmt: skip
def test_an_order_that_is_not_exactly_as_it_must_be_is_put_aside(
    sent, field_office, laptop, case, boss, order, statement
):
    made = an_order(field_office, case, **order)
    say(laptop, boss, signing(made, boss, **statement), record_about(made.digest))
    assert refused(sent())


def test_a_case_of_another_office_is_not_ours_to_erase(sent, field_office, headquarters, laptop, case, boss):
    headquarters.tables.offices[case] = uuid4()
    order = an_order(field_office, case)
    say(laptop, boss, signing(order, boss), record_about(order.digest))
    assert refused(sent())


def test_an_entry_under_another_record_or_of_no_known_step_is_put_aside(sent, field_office, laptop, case, boss):
    order = an_order(field_office, case)
    say(laptop, boss, signing(order, boss), uuid4())
    say(laptop, boss, Document(FORM, None, {"step": "forget"}), record_about(order.digest))
    say(laptop, boss, Document("case", None, {"case_status": "erased"}), uuid4())
    assert sent().quarantined == {Reason.ORDER: 3}


def test_a_receipt_is_its_authors_and_its_devices(sent, field_office, laptop, case, boss, worker):
    order = an_order(field_office, case)
    about, statement = record_about(order.digest), (order.digest, NUMBER)

    def receipt(signer: Person, device: str) -> Document:
        return receipt_document(write_receipt(signer.certificate, device, statement, NOW, signer.keys.sign))

    say(laptop, worker, receipt(worker, laptop.id), about)
    say(laptop, worker, receipt(worker, "0b" * 16), about)
    say(laptop, worker, receipt(boss, laptop.id), about)
    outcome = sent()
    assert (outcome.applied, outcome.quarantined) == (1, {Reason.ORDER: 2})


@pytest.mark.parametrize(("role", "aside"), [(Role.SUPERVISOR, False), (Role.CASEWORKER, True), (Role.AUDITOR, True)])
def test_a_bin_is_emptied_and_an_order_revoked_by_who_may(sent, field_office, laptop, case, role, aside):
    author = field_office.person(role)
    say(laptop, author, emptying_document([VersionId("0c" * 16, 3)]), uuid4(), case)
    assert refused(sent()) is aside


def test_an_auditor_revokes_nothing(sent, field_office, laptop, case):
    order, auditor = an_order(field_office, case), field_office.person(Role.AUDITOR)
    say(laptop, auditor, revoking_document(order.digest, NUMBER), record_about(order.digest))
    assert refused(sent())
