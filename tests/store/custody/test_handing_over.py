"""A case goes from one office to another: prepared, carried by who can't open it, taken, and forgotten where it was."""

from dataclasses import replace

import pytest

from reintegration_desktop.casework.custody import offering, overruling, taking
from reintegration_desktop.casework.custody.offering import Handing
from reintegration_desktop.casework.errors import NothingOffered, NothingToTakeBack, OfferStands, TransferNotAgreed
from reintegration_desktop.casework.history_words import history
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.custody.standing import sealed_keys_of
from reintegration_desktop.store.errors import CaseElsewhere
from reintegration_desktop.store.log.codes import ROOM_NUMBERS
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.sync.errors import BundleForeign
from reintegration_desktop.vault.children import CHILD_ROOMS
from reintegration_desktop.vault.errors import OfferForeign
from reintegration_desktop.vault.office.handover import Terms, take_keys
from reintegration_desktop.vault.roles import Role, Room
from tests.store.custody.handing import (
    AGREED,
    a_case,
    desk_of,
    destination,
    hand_over,
    holder_at,
    listed,
    name_in,
    three_offices,
)
from tests.store.office import a_visit, an_edit, save


@pytest.fixture
def offices(tmp_path):
    made = three_offices(tmp_path)
    yield made
    made.close()


def visits_in(laptop, case) -> int:
    with laptop.store.read() as cases:
        return len(cases.open(case).file.rows("follow_up"))


def custody_at(laptop, case):
    with laptop.store.read() as cases:
        return cases.custody(case)


def sealed_at(laptop, case) -> bytes:
    waiting = custody_at(laptop, case).waiting
    assert waiting is not None
    with laptop.database.read() as connection:
        sealed = sealed_keys_of(connection, Register(connection), case, waiting.offer)
    assert sealed is not None
    return sealed


def aside_at(laptop) -> list[Reason]:
    return [reason for _, reason in laptop.store.incoming.quarantined()]


def taken_over(offices, case) -> None:
    hand_over(offices.goma, offices.bukavu, case)
    offices.carry(offices.goma, offices.bukavu)
    taking.accept(desk_of(offices.bukavu), case)


def test_a_case_goes_to_another_office_whole_and_is_forgotten_where_it_was(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case, other = a_case(goma), a_case(goma)
    hand_over(goma, bukavu, case)
    got = offices.carry(goma, bukavu)
    assert got.is_whole
    assert [one.row.id for one in taking.offered_to_us(desk_of(bukavu))] == [case]
    assert name_in(bukavu, case) is None
    inside = taking.look_inside(desk_of(bukavu), case)
    assert (inside.name, inside.notes) == ("Aminata Kalonge", AGREED.notes)
    assert name_in(bukavu, case) is None
    taking.accept(desk_of(bukavu), case)
    assert name_in(bukavu, case) == "Aminata"
    assert [row.id for row in listed(bukavu)] == [case]
    save(bukavu, case, a_visit(case))
    offices.carry(bukavu, goma)
    assert holder_at(goma, case) == bukavu.keyring.office
    assert [row.id for row in listed(goma)] == [other]
    assert (name_in(goma, case), name_in(goma, other)) == (None, "Aminata")
    assert not any(goma.keyring.children.may_use(case, room) for room in CHILD_ROOMS if room is not Room.OVERSIGHT) or (
        name_in(goma, case) is None
    )
    with pytest.raises(CaseElsewhere):
        save(goma, case, a_visit(case))


def test_nothing_of_the_earlier_keys_is_left_where_the_case_was(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case = a_case(goma)
    taken_over(offices, case)
    offices.carry(bukavu, goma)
    with goma.store.read() as cases:
        keys = [one for one in cases.history(case) if one.document and one.document.form == "keys"]
    assert len(keys) == 1
    again = goma.opened_again()
    try:
        assert name_in(again, case) is None
        with again.store.read() as cases:
            assert all(one.document is None for one in cases.history(case) if one.room in CHILD_ROOMS)
        assert again.store.checker.check((), NoProgress(), sealed_only=True).is_sound
    finally:
        again.database.close()


def test_who_hears_at_once_that_it_was_taken_and_given_on_forgets_its_keys(offices):
    """What Goma wrapped, and emptied when it gave the case on, never comes: nothing is made from Uvira's keys."""
    goma, bukavu, uvira = offices.goma, offices.bukavu, offices.uvira
    case = a_case(uvira)
    hand_over(uvira, goma, case)
    offices.carry(uvira, goma)
    taking.accept(desk_of(goma), case)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    taking.accept(desk_of(bukavu), case)
    offices.carry(bukavu, goma)
    offices.carry(goma, uvira)
    assert holder_at(uvira, case) == bukavu.keyring.office
    assert name_in(uvira, case) is None
    assert name_in(bukavu, case) == "Aminata"
    assert uvira.store.checker.check((), NoProgress(), sealed_only=True).is_sound


def test_what_was_noted_for_the_earlier_offices_oversight_is_no_trouble_where_the_case_goes(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case = a_case(goma)
    with goma.store.begin() as work:
        work.note(Kind.EXPORT, case, {"form": "identification", "reason": "for a visit"})
        work.commit()
    taken_over(offices, case)
    found = bukavu.store.checker.check((), NoProgress())
    assert found.is_sound
    assert found.checked["seals without a key"] == 1
    with bukavu.database.write() as connection:
        sql = "UPDATE change SET document = ? WHERE case_id = ? AND room = ?"
        connection.exec_driver_sql(sql, (bytes(200), case.bytes, ROOM_NUMBERS[Room.ACCOUNT]))
    assert not bukavu.store.checker.check((), NoProgress()).is_sound


def test_only_the_case_that_is_handed_over_travels(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case, other = a_case(goma), a_case(goma)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    with bukavu.store.read() as cases:
        assert [row.id for row in cases.facts([case, other])] == [case]
    for laptop in (bukavu, goma):
        assert laptop.store.checker.check((), NoProgress(), sealed_only=True).is_sound


def test_whoever_carries_it_opens_nothing(offices):
    goma, bukavu, uvira = offices.goma, offices.bukavu, offices.uvira
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    terms = Terms(case, 1, goma.keyring.office, bukavu.keyring.office)
    for stranger in (goma, uvira, offices.hq):
        with pytest.raises(OfferForeign):
            take_keys(stranger.keyring, terms, sealed_at(goma, case))


@pytest.mark.parametrize("turned", [{"epoch": 2}, {"case": None}, {"source": None}])
def test_an_offer_opens_for_no_other_case_epoch_or_giver(offices, turned):
    goma, bukavu = offices.goma, offices.bukavu
    case, other = a_case(goma), a_case(goma)
    hand_over(goma, bukavu, case)
    right = Terms(case, 1, goma.keyring.office, bukavu.keyring.office)
    named = {"case": other, "source": offices.uvira.keyring.office}
    wrong = replace(right, **{key: value or named[key] for key, value in turned.items()})
    with pytest.raises(OfferForeign):
        take_keys(bukavu.keyring, wrong, sealed_at(goma, case))


def test_without_a_yes_to_sharing_what_names_armed_actors_stays_sealed(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case = a_case(goma, agrees_to_sharing="no")
    hand_over(goma, bukavu, case)
    waiting = custody_at(goma, case).waiting
    assert waiting is not None
    assert waiting.offer.rooms == {Room.PERSON, Room.ACCOUNT}
    offices.carry(goma, bukavu)
    assert taking.look_inside(desk_of(bukavu), case).arriving.closed == {Room.RESTRICTED, Room.OVERSIGHT}


def test_without_a_yes_to_it_nothing_is_handed_over(offices):
    case = a_case(offices.goma)
    with pytest.raises(TransferNotAgreed):
        hand_over(offices.goma, offices.bukavu, case, Handing("child_moved", "no"))
    assert not custody_at(offices.goma, case).in_transit


def test_a_case_on_its_way_is_offered_to_nobody_else(offices):
    case = a_case(offices.goma)
    hand_over(offices.goma, offices.bukavu, case)
    with pytest.raises(OfferStands):
        hand_over(offices.goma, offices.uvira, case)


def test_meanwhile_the_work_goes_on_and_arrives_flagged(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case = a_case(goma)
    taken_over(offices, case)
    save(goma, case, a_visit(case))
    assert offices.carry(goma, bukavu).is_whole
    assert visits_in(bukavu, case) == 1
    told = [line.sentence for line in history(desk_of(bukavu), case)]
    assert sum("while the case was on its way" in sentence for sentence in told) == 1
    offices.carry(bukavu, goma)
    assert holder_at(goma, case) == bukavu.keyring.office


def test_what_the_earlier_office_writes_long_after_lies_aside(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case = a_case(goma)
    taken_over(offices, case)
    goma.clock.moment = goma.clock.moment.replace(year=goma.clock.moment.year + 1)
    save(goma, case, a_visit(case))
    offices.carry(goma, bukavu)
    assert visits_in(bukavu, case) == 0
    assert set(aside_at(bukavu)) == {Reason.NOT_HOLDER}


def test_refused_it_stays_and_may_be_offered_again(offices):
    goma, bukavu, uvira = offices.goma, offices.bukavu, offices.uvira
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    taking.refuse(desk_of(bukavu), case, "no_capacity")
    offices.carry(bukavu, goma)
    assert holder_at(goma, case) == goma.keyring.office
    assert not custody_at(goma, case).in_transit
    assert any("No room" in line.sentence for line in history(desk_of(goma), case))
    hand_over(goma, uvira, case)
    offices.carry(goma, uvira)
    taking.accept(desk_of(uvira), case)
    assert name_in(uvira, case) == "Aminata"
    with uvira.store.read() as cases:
        states = [row.answers.choice("transfer_status") for row in cases.open(case).file.rows("transfer")]
    assert states == ["rejected", "accepted"]


def test_an_offer_is_taken_back_and_then_nobody_takes_the_case(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    offering.withdraw(desk_of(goma), case)
    offices.carry(goma, bukavu)
    assert taking.offered_to_us(desk_of(bukavu)) == ()
    with pytest.raises(NothingOffered):
        taking.accept(desk_of(bukavu), case)
    with pytest.raises(NothingToTakeBack):
        offering.withdraw(desk_of(goma), case)


def test_what_was_taken_stays_taken_though_the_offer_is_taken_back_meanwhile(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case = a_case(goma)
    taken_over(offices, case)
    offering.withdraw(desk_of(goma), case)
    offices.carry(bukavu, goma)
    offices.carry(goma, bukavu)
    for laptop in (goma, bukavu):
        assert holder_at(laptop, case) == bukavu.keyring.office


def test_a_case_can_come_back(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case = a_case(goma)
    taken_over(offices, case)
    save(bukavu, case, a_visit(case))
    offices.carry(bukavu, goma)
    hand_over(bukavu, goma, case)
    offices.carry(bukavu, goma)
    taking.accept(desk_of(goma), case)
    assert (name_in(goma, case), visits_in(goma, case)) == ("Aminata", 1)
    save(goma, case, a_visit(case))
    offices.carry(goma, bukavu)
    assert holder_at(bukavu, case) == goma.keyring.office
    assert name_in(bukavu, case) is None


def test_headquarters_follows_whatever_comes_first(offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case = a_case(goma)
    taken_over(offices, case)
    save(bukavu, case, a_visit(case))
    offices.report(bukavu, hq)
    offices.report(goma, hq)
    assert holder_at(hq, case) == bukavu.keyring.office
    assert aside_at(hq) == []
    offices.carry(bukavu, goma)
    offices.report(goma, hq)
    devices = sorted(goma.store.outgoing.vector())
    assert [row.office for row in listed(hq)] == [bukavu.keyring.office]
    assert hq.store.checker.check((), NoProgress(), sealed_only=True).is_sound
    assert bukavu.store.incoming.digests(devices).facts == hq.store.incoming.digests(devices).facts


def offered_twice(offices, *, taken_by=()) -> object:
    """Two laptops of Goma offered one case to two offices, neither knowing of the other; headquarters knows of both."""
    goma, bukavu, uvira, hq = offices.all
    case = a_case(goma)
    second = goma.as_another_device("0b" * 16, goma.database)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    first = custody_at(goma, case).offers[0]
    offering.withdraw(desk_of(second), case)
    hand_over(second, uvira, case)
    offices.carry(goma, uvira)
    for laptop in taken_by:
        taking.accept(desk_of(laptop), case)
        offices.report(laptop, hq)
    offices.report(goma, hq)
    return case, first.id


def test_of_two_offers_that_are_both_taken_headquarters_says_which_counts(offices):
    goma, bukavu, uvira, hq = offices.all
    case, first = offered_twice(offices, taken_by=(bukavu, uvira))
    save(uvira, case, a_visit(case))
    offices.report(uvira, hq)
    assert [one.row.id for one in overruling.disputes(desk_of(hq))] == [case]
    dispute = overruling.disputes(desk_of(hq))[0]
    assert not dispute.may_stay
    with pytest.raises(NothingOffered):
        overruling.decide(desk_of(hq), case, None)
    overruling.decide(desk_of(hq), case, next(one.id for one in dispute.offers if one.id != first))
    assert overruling.disputes(desk_of(hq)) == ()
    for laptop in (goma, bukavu, uvira):
        offices.report(hq, laptop)
        assert holder_at(laptop, case) == uvira.keyring.office
    assert visits_in(uvira, case) == 1
    assert name_in(bukavu, case) is None
    with pytest.raises(CaseElsewhere):
        save(bukavu, case, a_visit(case))


def test_an_offer_that_was_overruled_is_taken_by_nobody(offices):
    _, bukavu, uvira, hq = offices.all
    case, first = offered_twice(offices, taken_by=(uvira,))
    taking.accept(desk_of(bukavu), case)
    offices.report(bukavu, hq)
    other = next(one.id for one in overruling.disputes(desk_of(hq))[0].offers if one.id != first)
    overruling.decide(desk_of(hq), case, other)
    offices.report(hq, bukavu)
    assert holder_at(bukavu, case) == uvira.keyring.office
    with pytest.raises(NothingOffered):
        taking.accept(desk_of(bukavu), case)


def test_nobody_but_headquarters_overrules(offices):
    case, first = offered_twice(offices, taken_by=(offices.bukavu, offices.uvira))
    assert desk_of(offices.goma).me.role is Role.SUPERVISOR
    with pytest.raises(NothingOffered):
        overruling.decide(desk_of(offices.goma), case, first)


def test_a_bundle_for_one_office_is_nothing_for_another(offices):
    goma, bukavu, uvira = offices.goma, offices.bukavu, offices.uvira
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    stick = offices.stick()
    offices.carry(goma, bukavu, stick)
    got = offices.take_in(goma, uvira, stick)
    assert (got.taken, got.others) == ((), 1)
    assert BundleForeign.code == "bundle_foreign"
    assert offices.take_in(goma, bukavu, stick).again == 1


def test_a_row_that_was_taken_out_comes_as_it_was(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case = a_case(goma)
    visit = an_edit(case, "follow_up", **a_visit(case).answers)
    save(goma, case, visit)
    with goma.store.begin() as work:
        work.delete(case, visit.record)
        work.commit()
    taken_over(offices, case)
    with bukavu.store.read() as cases:
        opened = cases.open(case)
    assert [row.id for row in opened.bin] == [visit.record]
    assert opened.closed == frozenset()
    assert destination(bukavu).office == bukavu.keyring.office
