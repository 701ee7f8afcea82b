"""A revocation that is followed afterwards comes to the same as one that was known before: whose a case is, too."""

import pytest

from reintegration_desktop.casework.custody import offering, taking
from reintegration_desktop.casework.travel.travelling import letterbox
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.store.log.hidden import hidden_cases
from reintegration_desktop.store.log.technical import keys_record
from reintegration_desktop.sync.receive import drain
from tests.store.custody.handing import (
    a_case,
    desk_of,
    destination,
    hand_over,
    holder_at,
    listed,
    name_in,
    three_offices,
)
from tests.store.erasing.test_orders_of_others import colleague, ordered, two_of
from tests.store.office import a_visit, an_edit, another_laptop, save
from tests.store.revoking.undoing import hears, held_at, is_sound, revocation, whose
from tests.store.travel import post_of


@pytest.fixture
def offices(tmp_path):
    made = three_offices(tmp_path)
    yield made
    made.close()


def on_its_way(offices):
    """A case that Goma offers to Bukavu; headquarters knows."""
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    offices.report(goma, hq)
    return case


def test_a_case_taken_with_stolen_keys_comes_back_whenever_that_is_heard(offices, tmp_path):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case, before = on_its_way(offices), held_at(hq)
    early = another_laptop(hq, tmp_path / "early", "f1" * 16)
    taking.accept(desk_of(bukavu), case)
    paper = revocation(offices, bukavu, before)
    assert hears(early, paper) == 0
    offices.report(bukavu, hq)
    offices.carry(bukavu, goma)
    for one in (hq, goma):
        offices.report(one, early)
        assert hears(one, paper) > 0
    office = goma.keyring.office
    assert [holder_at(one, case) for one in (goma, hq, early)] == [office] * 3
    assert [whose(one, case) for one in (goma, hq, early)] == [[(office, 0, bukavu.keyring.office, False, False)]] * 3
    assert all(map(is_sound, (goma, hq, early)))
    early.database.close()


def test_the_office_that_was_offered_it_takes_it_again_and_gives_it_back(offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    honest = colleague(bukavu, "Ruth")
    case, before = on_its_way(offices), held_at(hq)
    taking.accept(desk_of(bukavu), case)
    offices.carry(bukavu, goma)
    paper = revocation(offices, bukavu, before, honest)
    for one in (goma, honest):
        assert hears(one, paper) > 0
    assert name_in(goma, case) is None, "its keys are gone here"
    save(goma, case, an_edit(case, "concerns", risk_level="high"))
    taking.accept(desk_of(honest), case)
    assert (holder_at(honest, case), name_in(honest, case)) == (bukavu.keyring.office, "Aminata")
    offices.carry(honest, goma)
    offering.offer(desk_of(honest), case, destination(goma), offering.Handing("child_moved", "yes", "back"))
    offices.carry(honest, goma)
    taking.accept(desk_of(goma), case)
    assert (holder_at(goma, case), name_in(goma, case)) == (goma.keyring.office, "Aminata")
    assert all(map(is_sound, (goma, honest)))


def test_an_offer_made_with_stolen_keys_is_none_and_nobodys_last_keys_go(offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case = a_case(goma)
    offices.report(goma, hq)
    before = held_at(hq)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    taking.accept(desk_of(bukavu), case)
    offices.carry(bukavu, goma)
    paper = revocation(offices, goma, before)
    for one in (goma, bukavu):
        assert hears(one, paper) > 0
        assert whose(one, case) == [(goma.keyring.office, 0, None, False, one is bukavu)]
        assert is_sound(one)
    aside = {change.record for change, reason in bukavu.store.incoming.quarantined() if reason is Reason.NOT_HOLDER}
    assert keys_record(case) in aside, "the last keys there are"


def test_what_lay_aside_since_the_case_had_gone_waits_to_be_let_in(offices):
    goma, hq = offices.goma, offices.hq
    case, before = on_its_way(offices), held_at(hq)
    taking.accept(desk_of(offices.bukavu), case)
    offices.report(offices.bukavu, hq)
    goma.clock.moment = goma.clock.moment.replace(year=goma.clock.moment.year + 1)
    save(goma, case, a_visit(case))
    offices.report(goma, hq)
    assert Reason.NOT_HOLDER in {reason for _, reason in hq.store.incoming.quarantined()}
    hears(hq, revocation(offices, offices.bukavu, before))
    drain(letterbox(post_of(hq)))
    assert goma.keyring.id not in {change.author for change, _ in hq.store.incoming.quarantined()}
    assert is_sound(hq)


def test_an_order_to_erase_signed_with_stolen_keys_hides_nothing_any_more(offices):
    goma, hq = offices.goma, offices.hq
    case = a_case(goma)
    two = two_of(goma)
    offices.report(goma, hq)
    before = held_at(hq)
    ordered(two, case)
    offices.report(two[1], hq)
    paper = revocation(offices, two[0], before)
    for one in (two[1], hq):
        assert listed(one) == []
        assert hears(one, paper) > 0
        with one.database.read() as connection:
            assert hidden_cases(connection) == frozenset()
        assert [row.id for row in listed(one)] == [case]
        assert is_sound(one)
