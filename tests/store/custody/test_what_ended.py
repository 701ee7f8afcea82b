"""What ended an offer reaches who has it, whoever holds the case meanwhile; and nothing else of the case does."""

from contextlib import contextmanager

import pytest

from reintegration_desktop.casework.custody import offering, overruling, taking
from reintegration_desktop.casework.errors import NothingOffered
from reintegration_desktop.casework.travel.travelling import send_cases
from reintegration_desktop.rules.custody.standing import Way
from reintegration_desktop.store.backup import back_up
from reintegration_desktop.store.database import open_database
from tests.store.custody.handing import PROGRESS, a_case, desk_of, hand_over, holder_at, name_in, three_offices
from tests.store.office import a_visit, save
from tests.store.travel import address_of, post_of


@pytest.fixture
def offices(tmp_path):
    made = three_offices(tmp_path)
    yield made
    made.close()


def offered_to_bukavu_and_taken_by_uvira(offices):
    """Bukavu knows of its offer, and of nothing after that."""
    goma, bukavu, uvira, _ = offices.all
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    offering.withdraw(desk_of(goma), case)
    hand_over(goma, uvira, case)
    offices.carry(goma, uvira)
    taking.accept(desk_of(uvira), case)
    save(uvira, case, a_visit(case))
    offices.carry(uvira, goma)
    return case


@contextmanager
def two_computers(offices):
    """A second computer of Goma, that knows what the first one knew at its beginning."""
    path, goma = offices.path / "second.db", offices.goma
    back_up(goma.database, path)
    second = goma.as_another_device("0b" * 16, open_database(path, goma.keyring.database_key()))
    yield second
    second.database.close()


def sent(offices, giver, taker):
    """A stick with what one office has for another; nobody took it in yet."""
    target, shared = offices.stick(), giver.store.sharing.with_office(taker.keyring.office)
    send_cases(post_of(giver), address_of(taker), target, PROGRESS, shared, giver.store.sharing.others(shared))
    return target


def is_taken_by_nobody_at(laptop, case) -> bool:
    with pytest.raises(NothingOffered):
        taking.accept(desk_of(laptop), case)
    return taking.offered_to_us(desk_of(laptop)) == () and name_in(laptop, case) is None


def test_an_offer_taken_back_is_known_where_it_came_though_another_office_took_the_case(offices):
    goma, bukavu, uvira, _ = offices.all
    case = offered_to_bukavu_and_taken_by_uvira(offices)
    assert holder_at(goma, case) == uvira.keyring.office
    assert offices.carry(goma, bukavu).changes == 1
    assert is_taken_by_nobody_at(bukavu, case)
    assert offices.carry(goma, bukavu).taken == ()


def test_where_an_offer_never_came_nothing_is_told_of_its_end(offices):
    goma, bukavu, uvira, _ = offices.all
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offering.withdraw(desk_of(goma), case)
    hand_over(goma, uvira, case)
    assert offices.carry(goma, bukavu).taken == ()


def test_what_is_written_after_an_offer_ended_stays(offices):
    goma, bukavu = offices.goma, offices.bukavu
    refused, taken_back = a_case(goma), a_case(goma)
    for case in (refused, taken_back):
        hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    taking.refuse(desk_of(bukavu), refused, "no_capacity")
    offices.carry(bukavu, goma)
    offering.withdraw(desk_of(goma), taken_back)
    for case in (refused, taken_back):
        save(goma, case, a_visit(case))
    assert offices.carry(goma, bukavu).changes == 1
    hand_over(goma, bukavu, refused)
    assert offices.carry(goma, bukavu).is_whole
    taking.accept(desk_of(bukavu), refused)
    with bukavu.store.read() as cases:
        assert len(cases.open(refused).file.rows("follow_up")) == 1


def test_it_comes_where_another_office_had_handed_it_on_as_a_hole(offices):
    goma, bukavu, uvira, _ = offices.all
    passed_on, early, case = a_case(goma), a_case(goma), a_case(goma)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    hand_over(goma, bukavu, early)
    late = sent(offices, goma, bukavu)
    offering.withdraw(desk_of(goma), case)
    for one in (case, passed_on):
        hand_over(goma, uvira, one)
    offices.carry(goma, uvira)
    for one in (case, passed_on):
        taking.accept(desk_of(uvira), one)
    offices.carry(uvira, goma)
    lost = sent(offices, goma, bukavu)
    hand_over(uvira, bukavu, passed_on)
    offices.carry(uvira, bukavu)
    offices.take_in(goma, bukavu, late)
    assert lost.list()
    assert case in {one.row.id for one in taking.offered_to_us(desk_of(bukavu))}
    offices.carry(goma, bukavu)
    assert {one.row.id for one in taking.offered_to_us(desk_of(bukavu))} == {early, passed_on}


def test_what_headquarters_decided_is_handed_on_too(offices):
    goma, bukavu, uvira, hq = offices.all
    case = a_case(goma)
    with two_computers(offices) as second:
        hand_over(goma, bukavu, case)
        hand_over(second, uvira, case)
        offices.carry(goma, bukavu)
        for laptop in (goma, second):
            offices.report(laptop, hq)
        (dispute,) = overruling.disputes(desk_of(hq))
        chosen = next(one.id for one in dispute.offers if one.offer.target == uvira.keyring.office)
        overruling.decide(desk_of(hq), case, chosen)
        offices.report(hq, goma)
        assert offices.carry(goma, bukavu).changes == 1
        assert is_taken_by_nobody_at(bukavu, case)


def test_how_far_an_offer_came_is_known(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case = a_case(goma)
    hand_over(goma, bukavu, case)

    def way() -> Way:
        with goma.store.read() as cases:
            waiting = cases.custody(case).waiting
        assert waiting is not None
        return goma.store.sharing.way(bukavu.keyring.office, case, waiting.id)

    assert way() is Way.HERE
    stick = sent(offices, goma, bukavu)
    assert way() is Way.SENT
    offices.take_in(goma, bukavu, stick)
    assert way() is Way.THERE
