"""Headquarters sends an office its own cases and those on their way to it, and nobody's else."""

from pathlib import Path
from uuid import UUID

from reintegration_desktop.casework.custody import offering, taking
from reintegration_desktop.casework.travel.travelling import receive, send
from reintegration_desktop.history.arrivals import FileName
from tests.hq.office import down, is_rebuilt_the_same, lies_of, of_programme, up, waits_for
from tests.store.custody.handing import (
    PROGRESS,
    Offices,
    a_case,
    desk_of,
    hand_over,
    holder_at,
    listed,
    name_in,
)
from tests.store.inquiries.asking_offices import asked, known, somebody
from tests.store.office import Laptop, a_visit, an_edit, another_laptop, save
from tests.store.travel import address_of, post_of


def test_no_office_is_sent_the_cases_of_another(offices: Offices):
    cases = {laptop.keyring.office: a_case(laptop) for laptop in (offices.goma, offices.bukavu, offices.uvira)}
    up(offices)
    down(offices)
    for laptop in (offices.goma, offices.bukavu, offices.uvira):
        assert lies_of(laptop) - of_programme(offices) == {cases[laptop.keyring.office]}
        assert [row.id for row in listed(laptop)] == [cases[laptop.keyring.office]]
        assert laptop.store.checker.check((), PROGRESS).is_sound
    assert lies_of(offices.hq) - of_programme(offices) == set(cases.values())


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
    assert case not in lies_of(bukavu)
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
    assert other not in lies_of(bukavu)
    assert case not in lies_of(offices.uvira)
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
        assert others not in lies_of(empty)
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
    assert case not in lies_of(uvira)
    assert case in hq.store.peers.kept_back(goma.keyring.office).share.cases


def test_files_are_not_given_for_asking(offices: Offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    mine, others = a_case(bukavu), a_case(goma)
    up(offices)
    kept = hq.store.peers.kept_back(bukavu.keyring.office)
    assert (kept.keeps(mine), kept.keeps(others)) == (False, True)
    hq.store.travelling_files.record_asked(bukavu.keyring.office, [FileName(others, "ab" * 16)])
    assert hq.store.travelling_files.going(bukavu.keyring.office, (), kept) == []
