"""Headquarters sends an office its own cases and those on their way to it, and nobody's else."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.casework.custody import offering, taking
from reintegration_desktop.casework.travel.parcels import parcel
from reintegration_desktop.casework.travel.travelling import acknowledge, receive, send
from reintegration_desktop.history.arrivals import FileName
from reintegration_desktop.store.log.hidden import hidden_cases
from reintegration_desktop.store.travel.digests import is_whole
from tests.hq.office import is_rebuilt_the_same, on_server
from tests.store.custody.handing import (
    PROGRESS,
    Offices,
    a_case,
    desk_of,
    hand_over,
    holder_at,
    listed,
    name_in,
    three_offices,
)
from tests.store.erasing.test_orders_of_others import ordered, two_of
from tests.store.inquiries.asking_offices import asked, known, somebody
from tests.store.office import Laptop, a_visit, an_edit, another_laptop, save
from tests.store.travel import address_of, post_of


@pytest.fixture
def vaults(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


@pytest.fixture(params=["vault", "server"])
def offices(request, vaults: Offices) -> Offices:
    """Headquarters keeps the cases in its vault, or on a server."""
    if request.param == "vault":
        return vaults
    return replace(vaults, hq=on_server(vaults.hq, request.getfixturevalue("server")))


def lying(laptop: Laptop) -> set[UUID]:
    """What changes lie there of."""
    with laptop.database.read() as connection:
        return {UUID(bytes=raw) for raw in connection.exec_driver_sql("SELECT DISTINCT case_id FROM change").scalars()}


def waits_for(offices: Offices, taker: Laptop) -> dict[UUID, int]:
    """Of which cases headquarters has how many changes for an office."""
    return dict(parcel(post_of(offices.hq), taker.keyring.office, {}).cases)


def down(offices: Offices) -> None:
    """What headquarters has goes to each, and each says so."""
    for laptop in (offices.goma, offices.bukavu, offices.uvira):
        offices.report(offices.hq, laptop)


def up(offices: Offices) -> None:
    """What each has goes to headquarters."""
    for laptop in (offices.goma, offices.bukavu, offices.uvira):
        offices.report(laptop, offices.hq)


def of_programme(offices: Offices) -> set[UUID]:
    return {laptop.keyring.office for laptop in offices.all}


def test_no_office_is_sent_the_cases_of_another(offices: Offices):
    cases = {laptop.keyring.office: a_case(laptop) for laptop in (offices.goma, offices.bukavu, offices.uvira)}
    up(offices)
    down(offices)
    for laptop in (offices.goma, offices.bukavu, offices.uvira):
        assert lying(laptop) - of_programme(offices) == {cases[laptop.keyring.office]}
        assert [row.id for row in listed(laptop)] == [cases[laptop.keyring.office]]
        assert laptop.store.checker.check((), PROGRESS).is_sound
    assert lying(offices.hq) - of_programme(offices) == set(cases.values())


def test_not_even_the_computers_of_others_are_handed_on(offices: Offices):
    """Neither as changes nor as holes: how many cases others have is none of an office's business."""
    a_case(offices.goma)
    up(offices)
    down(offices)
    assert offices.goma.device not in offices.bukavu.store.incoming.vector()


def test_a_case_that_is_offered_comes_with_all_that_was_none_of_their_business(offices: Offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    other, case = a_case(goma), a_case(goma)
    save(goma, case, a_visit(case))
    up(offices)
    down(offices)
    assert case not in lying(bukavu)
    hand_over(goma, bukavu, case)
    offices.report(goma, hq)
    assert set(waits_for(offices, bukavu)) == {case}
    offices.report(hq, bukavu)
    assert waits_for(offices, bukavu) == {}, "what goes late goes until they say that they have it"
    taking.accept(desk_of(bukavu), case)
    assert name_in(bukavu, case) == "Aminata"
    with bukavu.store.read() as cases:
        assert len(cases.open(case).file.rows("follow_up")) == 1
    offices.report(bukavu, hq)
    down(offices)
    assert holder_at(goma, case) == bukavu.keyring.office
    assert other not in lying(bukavu)
    assert case not in lying(offices.uvira)
    assert is_rebuilt_the_same(hq)


def test_a_stick_that_is_lost_is_made_up_for(offices: Offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case = a_case(goma)
    offices.report(goma, hq)
    offices.report(hq, bukavu)
    hand_over(goma, bukavu, case)
    offices.report(goma, hq)
    send(post_of(hq), address_of(bukavu), offices.stick(), PROGRESS, {})
    offices.report(hq, bukavu)
    assert holder_at(bukavu, case) == goma.keyring.office
    taking.accept(desk_of(bukavu), case)
    assert name_in(bukavu, case) == "Aminata"


def test_who_gave_a_case_hears_that_it_was_taken_and_nothing_that_is_written_later(offices: Offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.report(goma, hq)
    offices.report(hq, bukavu)
    taking.accept(desk_of(bukavu), case)
    save(bukavu, case, a_visit(case))
    offices.report(bukavu, hq)
    offices.report(hq, goma)
    assert (holder_at(goma, case), name_in(goma, case)) == (bukavu.keyring.office, None)
    before = rows_of_case(goma, case)
    save(bukavu, case, an_edit(case, "identification", name_first="Amina"))
    offices.report(bukavu, hq)
    offices.report(hq, goma)
    assert rows_of_case(goma, case) == before
    with goma.store.read() as cases:
        assert cases.open(case).file.rows("follow_up") == ()


def rows_of_case(laptop: Laptop, case: UUID) -> int:
    sql = "SELECT count(*) FROM change WHERE case_id = ?"
    with laptop.database.read() as connection:
        return int(connection.exec_driver_sql(sql, (case.bytes,)).scalar_one())


def test_a_case_that_comes_back_comes_whole(offices: Offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.report(goma, hq)
    offices.report(hq, bukavu)
    taking.accept(desk_of(bukavu), case)
    save(bukavu, case, a_visit(case))
    offices.report(bukavu, hq)
    offices.report(hq, goma)
    save(bukavu, case, a_visit(case))
    offices.report(bukavu, hq)
    offices.report(hq, goma)
    hand_over(bukavu, goma, case)
    offices.report(bukavu, hq)
    offices.report(hq, goma)
    taking.accept(desk_of(goma), case)
    with goma.store.read() as cases:
        assert len(cases.open(case).file.rows("follow_up")) == 2
    up(offices)
    down(offices)
    assert {holder_at(one, case) for one in (goma, bukavu, hq)} == {goma.keyring.office}
    assert name_in(bukavu, case) is None


def test_who_was_offered_a_case_hears_that_the_offer_was_taken_back(offices: Offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.report(goma, hq)
    offices.report(hq, bukavu)
    offering.withdraw(desk_of(goma), case)
    offices.report(goma, hq)
    save(goma, case, a_visit(case))
    offices.report(goma, hq)
    before = rows_of_case(bukavu, case)
    offices.report(hq, bukavu)
    with bukavu.store.read() as cases:
        assert cases.custody(case).waiting is None
    assert rows_of_case(bukavu, case) <= before + 1
    with bukavu.store.read() as cases:
        assert cases.open(case).file.rows("follow_up") == ()


def test_questions_go_to_who_is_asked_alone(offices: Offices):
    goma, bukavu, uvira = offices.goma, offices.bukavu, offices.uvira
    case, _ = somebody(goma)
    asked(goma, bukavu, case)
    up(offices)
    down(offices)
    assert [len(known(one)) for one in (goma, bukavu, uvira, offices.hq)] == [1, 1, 0, 1]


def test_what_was_ordered_to_be_erased_goes_to_who_once_had_the_case(offices: Offices):
    goma, bukavu, uvira, hq = offices.all
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.report(goma, hq)
    offices.report(hq, bukavu)
    offering.withdraw(desk_of(goma), case)
    ruth, salma = two_of(goma)
    ordered((ruth, salma), case)
    offices.report(salma, hq)
    down(offices)
    assert [case in hidden_at(one) for one in (goma, bukavu, hq)] == [True] * 3
    assert not hidden_at(uvira)
    assert goma.device not in uvira.store.incoming.vector()


def hidden_at(laptop: Laptop) -> frozenset[UUID]:
    with laptop.database.read() as connection:
        return hidden_cases(connection)


def test_an_office_that_lost_everything_is_given_its_own_back(offices: Offices, tmp_path: Path):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    kept, given, others = a_case(bukavu), a_case(goma), a_case(goma)
    hand_over(goma, bukavu, given)
    offices.report(goma, hq)
    offices.report(hq, bukavu)
    taking.accept(desk_of(bukavu), given)
    up(offices)
    down(offices)
    empty = another_laptop(bukavu, tmp_path / "new", "bb" * 16)
    try:
        target = offices.stick()
        hq.store.peers.record_lacking(bukavu.keyring.office, {})
        send(post_of(hq), address_of(bukavu), target, PROGRESS, {})
        receive(post_of(empty), target, PROGRESS)
        assert {row.id for row in listed(empty)} == {kept, given}
        assert others not in lying(empty)
        assert (name_in(empty, kept), name_in(empty, given)) == ("Aminata", "Aminata")
        assert empty.store.checker.check((), PROGRESS).is_sound
    finally:
        empty.database.close()


def test_a_case_given_away_on_paper_stays_with_who_has_its_keys(offices: Offices):
    goma, uvira, hq = offices.goma, offices.uvira, offices.hq
    case = a_case(goma)
    facts = {"office": str(uvira.keyring.office), "case_status": "transferred", "case_stage": "transferred"}
    save(goma, case, an_edit(case, "case", **facts))
    up(offices)
    down(offices)
    assert case not in lying(uvira)
    assert case in hq.store.peers.kept_back(goma.keyring.office).share.cases


def test_files_are_not_given_for_asking(offices: Offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    mine, others = a_case(bukavu), a_case(goma)
    up(offices)
    kept = hq.store.peers.kept_back(bukavu.keyring.office)
    assert (kept.keeps(mine), kept.keeps(others)) == (False, True)
    hq.store.travelling_files.record_asked(bukavu.keyring.office, [FileName(others, "ab" * 16)])
    assert hq.store.travelling_files.going(bukavu.keyring.office, (), kept) == []


def test_two_sides_are_compared_although_others_work_goes_on(offices: Offices):
    """Headquarters holds what other offices wrote since; an office of which it holds all still comes to the same."""
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    found: list[tuple[UUID, bool]] = []

    def note(office: UUID, _copy: str, agrees: bool) -> None:
        found.append((office, agrees))

    case = a_case(bukavu)
    up(offices)
    down(offices)
    a_case(goma)
    offices.report(goma, hq)
    for giver, taker in ((bukavu, hq), (hq, bukavu)):
        save(bukavu, case, a_visit(case))
        target, back = offices.stick(), offices.stick()
        send(post_of(giver), address_of(taker), target, PROGRESS, {})
        if giver is hq:
            offices.report(bukavu, hq)
        got = receive(post_of(taker), target, PROGRESS)
        acknowledge(post_of(taker), address_of(giver), got.taken, back, PROGRESS)
        receive(post_of(giver, note_agrees=note), back, PROGRESS)
    assert (hq.keyring.office, True) in found
    assert all(agrees for _, agrees in found)


def test_what_differs_at_headquarters_is_told(offices: Offices):
    goma, hq = offices.goma, offices.hq
    found: list[bool] = []
    a_case(offices.bukavu)
    case = a_case(goma)
    up(offices)
    down(offices)
    with hq.database.write() as connection:
        connection.exec_driver_sql("UPDATE case_ SET risk = 'low' WHERE case_id = ?", (case.bytes,))
    save(goma, case, a_visit(case))
    target, back = offices.stick(), offices.stick()
    send(post_of(goma), address_of(hq), target, PROGRESS, {})
    got = receive(post_of(hq), target, PROGRESS)
    with hq.database.write() as connection:
        connection.exec_driver_sql("UPDATE case_ SET code = 'another' WHERE case_id = ?", (case.bytes,))
    acknowledge(post_of(hq), address_of(goma), got.taken, back, PROGRESS)
    receive(post_of(goma, note_agrees=lambda _office, _copy, agrees: found.append(agrees)), back, PROGRESS)
    assert found[-1] is False


def test_a_hole_of_another_office_keeps_nobody_from_being_compared(offices: Offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    a_case(bukavu)
    kept = a_case(goma)
    a_case(goma)
    send(post_of(goma), address_of(hq), (target := offices.stick()), PROGRESS, {}, frozenset({kept}))
    offices.take_in(goma, hq, target)
    offices.report(bukavu, hq)
    with hq.database.read() as connection:
        held = {laptop.keyring.office: hq.store.incoming._held_by(connection, laptop.keyring.office)
                for laptop in (goma, bukavu)}  # fmt: skip
        assert not is_whole(connection, held[goma.keyring.office])
        assert is_whole(connection, held[bukavu.keyring.office])
