"""A file is destroyed, and the order is lost with a vault before anybody heard of it: two people make it known."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from reintegration_desktop.casework.custody import taking
from reintegration_desktop.casework.erasing import ordering
from reintegration_desktop.casework.erasing.again import enter_again, lost_lines, order_again
from reintegration_desktop.casework.erasing.carrying_out import carry_out
from reintegration_desktop.casework.erasing.copies import Standing, erasure_lines, waiting_for_me
from reintegration_desktop.casework.erasing.memory import lost, only_here
from reintegration_desktop.casework.errors import NotPermitted, OrderOver, OrderUnknown
from reintegration_desktop.rules.erasing.standing import Erasure, State
from reintegration_desktop.vault.files.erasures import erasures_file
from tests.machines.country import BUKAVU, GOMA, HQ, Country
from tests.machines.custody_copies import copied
from tests.machines.custody_erasing import FIRST, SECOND, WHY, registry_of
from tests.store.custody.handing import PROGRESS, a_case, hand_over

WORDS = ("Aminata", "Kalonge", "CASE", "CD-61-01")


@pytest.fixture
def country() -> Iterator[Country]:
    made = Country(Random(7))
    for who in (FIRST, SECOND):
        made.colleague(GOMA, who)
    yield made
    made.close()


def carry(country: Country, giver: str, taker: str) -> None:
    """A stick goes there, and its answer comes back; both do what is due."""
    _, answers = country.arrive(taker, country.seal(giver, taker))
    carry_out(registry_of(country, taker), PROGRESS)
    country.arrive(giver, answers)
    carry_out(registry_of(country, giver), PROGRESS)


def meet(country: Country, *names: str) -> None:
    """They all exchange with headquarters until nothing new is said; nobody comes to something else."""
    for _ in range(3):
        for name in names:
            carry(country, name, HQ)
            carry(country, HQ, name)


def erased(country: Country, case: UUID, *, asked_by_child: bool = True) -> bytes:
    """Two of Goma order it, and it is destroyed there; the order's number."""
    ordering.order(registry_of(country, GOMA, FIRST), (case,), WHY, asked_by_child=asked_by_child)
    number = registry_of(country, GOMA).orders.all()[-1].number
    ordering.sign(registry_of(country, GOMA, SECOND), number)
    if not asked_by_child:
        a_month_passes(country, GOMA)
    carry_out(registry_of(country, GOMA), PROGRESS)
    assert registry_of(country, GOMA).orders.destroyed().keys() == {case}
    return number


def a_month_passes(country: Country, *names: str) -> None:
    """By no more at once than a clock is believed; what is due is destroyed."""
    for name in [*names] * 6:
        country.turn(name, 24 * 6)
        carry_out(registry_of(country, name), PROGRESS)


def bring_back(country: Country, older) -> None:
    """An older vault takes the place of Goma's, and destroys again what this computer saw destroyed."""
    country.laptops[GOMA].database.close()
    country.laptops[GOMA] = older
    country.open_again(GOMA)
    carry_out(registry_of(country, GOMA), PROGRESS)


def lies(country: Country, name: str, case: UUID) -> bool:
    return any(change.case == case for change in country.lying(name).values())


def order_in(country: Country, name: str, number: bytes) -> Erasure | None:
    return next((one for one in registry_of(country, name).orders.all() if one.number == number), None)


@pytest.mark.parametrize("from_before", ["the order", "the second signature"])
def test_it_is_known_everywhere_once_both_have_opened_the_vault(country: Country, from_before: str):
    case = a_case(country.laptops[GOMA])
    meet(country, GOMA, BUKAVU)
    if from_before == "the order":
        older = copied(country, GOMA)
        number = erased(country, case)
    else:
        ordering.order(registry_of(country, GOMA, FIRST), (case,), WHY, asked_by_child=True)
        older = copied(country, GOMA)
        number = registry_of(country, GOMA).orders.all()[-1].number
        ordering.sign(registry_of(country, GOMA, SECOND), number)
        assert carry_out(registry_of(country, GOMA), PROGRESS).destroyed == 1
    bring_back(country, older)
    assert not lies(country, GOMA, case) and lies(country, HQ, case)
    carry_out(registry_of(country, GOMA, FIRST), PROGRESS)
    assert order_in(country, GOMA, number).state is State.SIGNING
    carry_out(registry_of(country, GOMA, SECOND), PROGRESS)
    again = order_in(country, GOMA, number)
    assert again.state is State.WHOLE
    assert [one.device for one in again.receipts] == [country.laptops[GOMA].device]
    meet(country, GOMA, BUKAVU)
    for name in (HQ, BUKAVU):
        assert order_in(country, name, number).state is State.WHOLE
        assert not lies(country, name, case)


@pytest.mark.parametrize("bukavu", ["gave it", "was offered it"])
def test_an_office_that_has_or_had_the_keys_destroys_it_too(country: Country, bukavu: str):
    giver, taker = (BUKAVU, GOMA) if bukavu == "gave it" else (GOMA, BUKAVU)
    case = a_case(country.laptops[giver])
    hand_over(country.laptops[giver], country.laptops[taker], case)
    carry(country, giver, taker)
    if bukavu == "gave it":
        taking.accept(country.desk(GOMA), case)
    else:
        assert taking.look_inside(country.desk(BUKAVU), case).name
    meet(country, GOMA, BUKAVU)
    older = copied(country, GOMA)
    erased(country, case)
    bring_back(country, older)
    assert lies(country, BUKAVU, case) and lies(country, HQ, case)
    for who in (FIRST, SECOND):
        carry_out(registry_of(country, GOMA, who), PROGRESS)
    meet(country, GOMA, BUKAVU)
    assert not lies(country, BUKAVU, case) and not lies(country, HQ, case)


def test_where_their_time_is_over_two_people_sign_anew(country: Country):
    case = a_case(country.laptops[GOMA])
    meet(country, GOMA, BUKAVU)
    older = copied(country, GOMA)
    number = erased(country, case, asked_by_child=True)
    country.turn(GOMA, 24 * 31)
    bring_back(country, older)
    for who in (FIRST, SECOND):
        carry_out(registry_of(country, GOMA, who), PROGRESS)
    first, second = registry_of(country, GOMA, FIRST), registry_of(country, GOMA, SECOND)
    assert first.orders.all() == ()
    (one,) = only_here(first)
    assert (one.cases, one.done.receipt.number) == ((case,), number)
    assert [line.until for line in lost_lines(first)] == [None]
    with pytest.raises(OrderUnknown):
        order_again(first, bytes(16))
    with pytest.raises(NotPermitted):
        order_again(registry_of(country, HQ), number)
    order_again(first, number)
    assert only_here(first) == ()
    (again,) = first.orders.all()
    assert again.order.asked_by_child and again.number != number
    ordering.sign(second, again.number)
    assert lost(first) == ()
    with pytest.raises(OrderOver):
        ordering.take_back(first, again.number)
    carry_out(registry_of(country, GOMA), PROGRESS)
    a_month_passes(country, HQ, BUKAVU)
    meet(country, GOMA, BUKAVU)
    assert not lies(country, HQ, case) and not lies(country, BUKAVU, case)


def test_it_waits_elsewhere_where_the_child_did_not_ask(country: Country):
    laptop = country.laptops[GOMA]
    case = a_case(laptop, event_kind="withdrawn", agrees_to_case_management="no")
    meet(country, GOMA)
    older = copied(country, GOMA)
    number = erased(country, case, asked_by_child=False)
    bring_back(country, older)
    order_again(registry_of(country, GOMA, FIRST), number)
    (again,) = registry_of(country, GOMA).orders.all()
    ordering.sign(registry_of(country, GOMA, SECOND), again.number)
    a_month_passes(country, HQ)
    meet(country, GOMA)
    assert lies(country, HQ, case) and registry_of(country, HQ).orders.hidden() == {case}
    a_month_passes(country, GOMA, HQ)
    assert not lies(country, HQ, case)


def test_what_was_taken_back_comes_back_and_nobody_is_asked_about_it(country: Country):
    case = a_case(country.laptops[GOMA])
    meet(country, GOMA)
    older = copied(country, GOMA)
    first = registry_of(country, GOMA, FIRST)
    ordering.order(first, (case,), WHY, asked_by_child=True)
    ordering.take_back(first, first.orders.all()[-1].number)
    bring_back(country, older)
    for who in (FIRST, SECOND):
        carry_out(registry_of(country, GOMA, who), PROGRESS)
    assert lies(country, GOMA, case)
    assert only_here(registry_of(country, GOMA)) == () == registry_of(country, GOMA).orders.all()


def test_nobody_enters_what_somebody_else_signed_nor_anything_twice(country: Country):
    case = a_case(country.laptops[GOMA])
    older = copied(country, GOMA)
    number = erased(country, case)
    bring_back(country, older)
    country.colleague(GOMA, "Nadia")
    assert not enter_again(registry_of(country, GOMA, "Nadia")).topics
    assert not enter_again(registry_of(country, GOMA)).topics
    assert enter_again(registry_of(country, GOMA, FIRST)).topics
    assert not enter_again(registry_of(country, GOMA, FIRST)).topics
    assert [one.person for one in order_in(country, GOMA, number).signatures] == [country.colleagues[GOMA, FIRST].id]
    ordering.take_back(registry_of(country, GOMA, FIRST), number)
    assert not enter_again(registry_of(country, GOMA, SECOND)).topics, "it was taken back"


def test_two_sides_are_not_compared_before_both_have_heard_of_it(country: Country):
    """They hold the same entries, but one of them destroyed a case of which the other can't know that."""
    case, other = a_case(country.laptops[GOMA]), a_case(country.laptops[GOMA])
    meet(country, GOMA)
    older = copied(country, GOMA)
    erased(country, case)
    bring_back(country, older)
    meet(country, GOMA)
    assert lies(country, HQ, case) and lies(country, HQ, other) and not lies(country, GOMA, case)
    laptop = country.laptops[GOMA]
    assert laptop.store.incoming.compared(laptop.store.incoming.vector(), laptop.keyring.office) is None
    for who in (FIRST, SECOND):
        carry_out(registry_of(country, GOMA, who), PROGRESS)
    meet(country, GOMA)
    devices = laptop.store.incoming.vector()
    told, there = (country.laptops[name].store.incoming.compared(devices, laptop.keyring.office) for name in (GOMA, HQ))
    assert told is not None and told == there


def test_an_order_that_became_whole_by_itself_leaves_another_nothing_to_sign(country: Country):
    case = a_case(country.laptops[GOMA])
    older = copied(country, GOMA)
    number = erased(country, case)
    bring_back(country, older)
    order_again(registry_of(country, GOMA, "Nadia"), number)
    (newer,) = waiting_for_me(registry_of(country, GOMA, SECOND))
    carry_out(registry_of(country, GOMA, FIRST), PROGRESS)
    carry_out(registry_of(country, GOMA, SECOND), PROGRESS)
    assert order_in(country, GOMA, number).state is State.WHOLE
    assert waiting_for_me(registry_of(country, GOMA, SECOND)) == ()
    with pytest.raises(OrderOver):
        ordering.sign(registry_of(country, GOMA, SECOND), newer.number)
    lines = erasure_lines(registry_of(country, GOMA), (), ())
    assert {line.standing for line in lines} == {Standing.DESTROYED}


def test_what_headquarters_had_heard_of_comes_from_there_and_nothing_is_asked(country: Country):
    case = a_case(country.laptops[GOMA])
    meet(country, GOMA)
    older = copied(country, GOMA)
    number = erased(country, case)
    meet(country, GOMA)
    bring_back(country, older)
    assert len(only_here(registry_of(country, GOMA))) == 1
    meet(country, GOMA)
    assert only_here(registry_of(country, GOMA)) == ()
    assert order_in(country, GOMA, number).state is State.WHOLE
    for who in (FIRST, SECOND):
        carry_out(registry_of(country, GOMA, who), PROGRESS)
    meet(country, GOMA)
    assert len(order_in(country, GOMA, number).signatures) == 2


def test_the_memory_holds_no_name_no_code_and_no_answer(country: Country):
    case = a_case(country.laptops[GOMA])
    older = copied(country, GOMA)
    erased(country, case)
    bring_back(country, older)
    laptop = country.laptops[GOMA]
    kept = erasures_file(laptop.folder.home, laptop.keyring.office)
    files = [file for file in kept.parent.rglob("*") if file.is_file()]
    assert files == [kept]
    said = kept.read_text("utf-8") + str(Path(kept))
    assert not [word for word in (*WORDS, WHY) if word in said]
