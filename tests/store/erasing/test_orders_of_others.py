"""A case that is ordered to be erased stays its office's: nobody else writes in it, nor brings it back by an order."""

from datetime import timedelta
from secrets import token_bytes
from uuid import UUID

import pytest

from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.rules.erasing.entries import record_about, revoking_document, signing_document
from reintegration_desktop.store.log.hidden import hidden_cases
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.papers.acts import Act, Statement, begin_approval
from reintegration_desktop.vault.papers.orders import Order
from reintegration_desktop.vault.roles import Role
from tests.store.custody.handing import a_case, listed, three_offices
from tests.store.office import Laptop, an_edit, open_a_case, save


@pytest.fixture
def offices(tmp_path):
    made = three_offices(tmp_path)
    yield made
    made.close()


def colleague(laptop: Laptop, name: str) -> Laptop:
    """A second supervisor at the same computer."""
    words = f"passphrase of {name}, five words"
    keyring = add_person(laptop.folder, laptop.keyring, Newcomer(name, name, Role.SUPERVISOR), words, laptop.means)
    return Laptop(laptop.folder, keyring, laptop.database, laptop.clock, laptop.device)


def ordered(by: tuple[Laptop, Laptop], case: UUID, children: int = 1) -> tuple[bytes, bytes]:
    """An order of two people of an office that a case is erased, whoever has it: its digest and its number."""
    office = by[0].keyring.office
    order = Order(office, (case,), 30, False, children)
    statement = Statement(Act.ERASE, office, order.digest, by[0].clock.now() + timedelta(days=30), token_bytes(16))
    for one in by:
        approval = begin_approval(statement, one.keyring.id, one.keyring.sign)
        say(one, signing_document(order, approval), order.digest)
    return order.digest, statement.number


def say(by: Laptop, document, digest: bytes) -> None:
    with by.store.begin() as work:
        work.about_erasing(document, record_about(digest))
        work.commit()


def two_of(laptop: Laptop) -> tuple[Laptop, Laptop]:
    return colleague(laptop, "Ruth"), colleague(laptop, "Salma")


def hidden_at(laptop: Laptop) -> frozenset[UUID]:
    with laptop.database.read() as connection:
        return hidden_cases(connection)


def aside(laptop: Laptop) -> list[Reason]:
    return [reason for _, reason in laptop.store.incoming.quarantined()]


def test_nobody_else_writes_in_a_case_that_is_hidden(offices):
    goma, uvira, hq = offices.goma, offices.uvira, offices.hq
    case = a_case(goma)
    save(goma, case, an_edit(case, "concerns", risk_level="high"))
    offices.report(goma, uvira)
    two = two_of(goma)
    digest, number = ordered(two, case)
    offices.report(two[1], hq)
    assert hidden_at(hq) == {case}
    save(uvira, case, an_edit(case, "concerns", risk_level="low"))
    offices.report(uvira, hq)
    assert aside(hq) == [Reason.NOT_HOLDER]
    say(two[0], revoking_document(digest, number), digest)
    offices.report(two[1], hq)
    assert hidden_at(hq) == frozenset()
    assert [row.risk for row in listed(hq)] == ["high"]


def test_an_order_of_another_office_about_it_does_not_stand(offices):
    goma, uvira, hq = offices.goma, offices.uvira, offices.hq
    case = a_case(goma)
    two, others = two_of(goma), two_of(uvira)
    open_a_case(uvira)
    ordered(two, case)
    offices.report(two[1], hq)
    ordered(others, case)
    offices.report(others[1], hq)
    assert (aside(hq), hidden_at(hq)) == ([Reason.ORDER, Reason.ORDER], {case})


def test_an_order_of_another_office_that_came_first_brings_nothing_back(offices):
    goma, uvira, hq = offices.goma, offices.uvira, offices.hq
    case = a_case(goma)
    two, others = two_of(goma), two_of(uvira)
    open_a_case(uvira)
    ordered(two, case)
    ordered(others, case)
    offices.report(others[1], hq)
    offices.report(two[1], hq)
    assert hidden_at(hq) == {case}
