"""Cases handed over pass through a headquarters on a server with the same result as through a vault; questions, too."""

from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.casework.custody import overruling, taking
from reintegration_desktop.casework.inquiries import answering, asking, wanting
from reintegration_desktop.casework.travel.travelling import receive, send
from reintegration_desktop.hq.server.database import ServerDatabase
from reintegration_desktop.rules.custody.standing import State
from reintegration_desktop.rules.inquiries.wanting import FileState
from reintegration_desktop.vault.errors import InquiryForeign
from tests.hq.office import is_rebuilt_the_same, on_server, rows_of
from tests.store.custody.handing import PROGRESS, Offices, a_case, desk_of, hand_over, holder_at, name_in
from tests.store.inquiries.asking_offices import asked, heard, known, somebody
from tests.store.office import Laptop, another_laptop
from tests.store.test_travel import hand_over as copied
from tests.store.travel import address_of, post_of

CUSTODY = "SELECT case_id, holder, epoch, target, disputed, elsewhere FROM custody ORDER BY case_id"


def custody_rows(laptop: Laptop) -> list[tuple[object, ...]]:
    with laptop.database.read() as connection:
        return [tuple(map(_plain, row)) for row in connection.exec_driver_sql(CUSTODY).fetchall()]


def _plain(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value if value is None else int(value)


def through(offices: Offices, giver: Laptop, *takers: Laptop) -> None:
    """What an office has goes to headquarters, and from there to others."""
    offices.report(giver, offices.hq)
    for taker in takers:
        offices.report(offices.hq, taker)


def state_at(laptop: Laptop, case: UUID) -> list[State]:
    with laptop.store.read() as cases:
        return [one.state for one in cases.custody(case).offers]


def test_a_case_offered_and_taken_goes_over_headquarters(offices: Offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    through(offices, goma, bukavu)
    assert state_at(hq, case) == [State.WAITING]
    assert name_in(hq, case) is None
    taking.accept(desk_of(bukavu), case)
    through(offices, bukavu, goma)
    assert {holder_at(one, case) for one in (goma, bukavu, hq)} == {bukavu.keyring.office}
    assert (name_in(bukavu, case), name_in(goma, case)) == ("Aminata", None)
    assert is_rebuilt_the_same(hq)


def test_a_case_not_taken_stays_and_headquarters_knows(offices: Offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    through(offices, goma, bukavu)
    taking.refuse(desk_of(bukavu), case, "no_capacity")
    through(offices, bukavu, goma)
    assert [state_at(one, case) for one in (goma, bukavu, hq)] == [[State.REFUSED]] * 3
    assert holder_at(hq, case) == goma.keyring.office


def test_headquarters_says_which_of_two_offers_counts(offices: Offices, tmp_path: Path):
    goma, bukavu, uvira, hq = offices.all
    case = a_case(goma)
    offices.report(goma, hq)
    again = another_copy(goma, tmp_path)
    hand_over(goma, bukavu, case)
    hand_over(again, uvira, case)
    for giver in (goma, again):
        through(offices, giver)
    for taker in (bukavu, uvira):
        offices.report(hq, taker)
    (dispute,) = overruling.disputes(desk_of(hq))
    wanted = next(one.id for one in dispute.offers if one.offer.target == uvira.keyring.office)
    overruling.decide(desk_of(hq), case, wanted)
    assert overruling.disputes(desk_of(hq)) == ()
    for taker in (bukavu, uvira, goma):
        offices.report(hq, taker)
    taking.accept(desk_of(uvira), case)
    through(offices, uvira, goma, bukavu)
    assert {holder_at(one, case) for one in offices.all} == {uvira.keyring.office}
    assert [name_in(one, case) for one in offices.all] == [None, None, "Aminata", None]
    again.database.close()


def another_copy(laptop: Laptop, path: Path) -> Laptop:
    """Another computer of the office that holds the same."""
    other = another_laptop(laptop, path / "other", "0b" * 16)
    copied(laptop, other)
    return other


def test_the_same_bundles_come_to_the_same_rows_in_a_vault_and_on_a_server(vaults: Offices, server: ServerDatabase):
    goma, bukavu, hq = vaults.goma, vaults.bukavu, vaults.hq
    other = on_server(hq, server)
    cases = [a_case(goma) for _ in range(3)]
    for case in cases[:2]:
        hand_over(goma, bukavu, case)
    vaults.carry(goma, bukavu)
    taking.accept(desk_of(bukavu), cases[0])
    taking.refuse(desk_of(bukavu), cases[1], "no_capacity")
    somebody(bukavu)
    asked(goma, bukavu, cases[2])
    for giver in (bukavu, goma):
        stick = vaults.stick()
        send(post_of(giver), address_of(hq), stick, PROGRESS, {})
        for one in (hq, other):
            receive(post_of(one), stick, PROGRESS)
    assert custody_rows(hq) == custody_rows(other) != []
    assert rows_of(hq.database) == rows_of(other.database)
    assert is_rebuilt_the_same(other)
    assert known(hq) == known(other) != ()


def test_a_question_passes_and_is_emptied_once_it_is_taken_back(offices: Offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case, _ = somebody(goma)
    _, there = somebody(bukavu)
    wanted = asked(goma, bukavu, case)
    through(offices, goma, bukavu)
    assert heard(bukavu, wanted).candidates
    answering.answer(desk_of(bukavu), wanted, there)
    through(offices, bukavu, goma)
    assert answering.read_answer(desk_of(goma), wanted).code == there
    (inquiry,) = known(hq)
    with hq.store.read() as cases, pytest.raises(InquiryForeign):
        cases.asked(inquiry)
    asking.take_back(desk_of(goma), wanted)
    through(offices, goma, bukavu)
    assert [known(one) for one in (goma, bukavu, hq)] == [(), (), ()]


def test_a_file_is_asked_for_and_handed_over_by_way_of_it(offices: Offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case, _ = somebody(goma)
    there, code = somebody(bukavu)
    wanted = asked(goma, bukavu, case)
    through(offices, goma, bukavu)
    answering.answer(desk_of(bukavu), wanted, code)
    through(offices, bukavu, goma)
    wanting.want(desk_of(goma), wanted)
    through(offices, goma, bukavu)
    assert [one.row.id for one in wanting.wanted_here(desk_of(bukavu))] == [there]
    hand_over(bukavu, goma, there)
    through(offices, bukavu, goma)
    assert known(hq) == known(goma) == known(bukavu)
    assert [one.file.state for one in known(hq)] == [FileState.GIVEN]
    taking.accept(desk_of(goma), there)
    through(offices, goma, bukavu)
    assert {holder_at(one, there) for one in (goma, bukavu, hq)} == {goma.keyring.office}
    assert is_rebuilt_the_same(hq)
