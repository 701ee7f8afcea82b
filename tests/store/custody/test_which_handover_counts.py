"""Which of several handovers a case went by, and what becomes of one when consent is taken back."""

from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

import pytest

from reintegration_desktop.casework import saving
from reintegration_desktop.casework.custody import offering, overruling, taking
from reintegration_desktop.casework.custody.offering import Handing
from reintegration_desktop.casework.errors import CaseFrozen, NothingToTakeBack
from reintegration_desktop.casework.history_words import history
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.store.backup import back_up
from reintegration_desktop.store.database import open_database
from tests.store.custody.handing import a_case, desk_of, hand_over, holder_at, name_in, three_offices
from tests.store.custody.test_handing_over import custody_at
from tests.store.office import consent, save


@pytest.fixture
def offices(tmp_path):
    made = three_offices(tmp_path)
    yield made
    made.close()


@contextmanager
def offered_by_two_computers(offices):
    """Goma's computers offered a case to two offices, neither knowing of the other; headquarters knows of both."""
    goma, bukavu, uvira, hq = offices.all
    case, path = a_case(goma), offices.path / "second.db"
    back_up(goma.database, path)
    second = goma.as_another_device("0b" * 16, open_database(path, goma.keyring.database_key()))
    hand_over(goma, bukavu, case, Handing("child_moved", "yes", "For Bukavu."))
    hand_over(second, uvira, case, Handing("child_moved", "yes", "For Uvira."))
    for laptop in (goma, second):
        offices.report(laptop, hq)
    offices.carry(goma, bukavu)
    yield case
    second.database.close()


def handovers_in(laptop, case) -> dict[UUID, str | None]:
    with laptop.store.read() as cases:
        rows = cases.open(case).file.rows("transfer")
    return {UUID(row.answers.text("receiving_office")): row.answers.choice("transfer_status") for row in rows}


def office_in_lists(laptop, case) -> UUID | None:
    with laptop.store.read() as cases:
        return cases.facts([case])[0].office


def not_taken_at(laptop) -> set[tuple[UUID, UUID, str]]:
    return {(one.row.id, one.office, one.reason) for one in offering.not_taken_by_others(desk_of(laptop))}


def sentences(laptop, case, **names: UUID) -> list[str]:
    """The case's history, where these offices are known by name."""
    desk = desk_of(laptop)
    offices = {str(office): name.title() for name, office in names.items()}
    desk = replace(desk, programme=replace(desk.programme, offices=offices))
    return [line.sentence for line in history(desk, case)]


@pytest.mark.parametrize(("taker", "notes"), [("bukavu", "For Bukavu."), ("uvira", "For Uvira.")])
def test_who_takes_it_reads_the_notes_of_the_handover_that_counts(offices, taker, notes):
    goma, bukavu, uvira, hq = offices.all
    chosen, other = (bukavu, uvira) if taker == "bukavu" else (uvira, bukavu)
    with offered_by_two_computers(offices) as case:
        (dispute,) = overruling.disputes(desk_of(hq))
        offer = next(one for one in dispute.offers if one.offer.target == chosen.keyring.office)
        overruling.decide(desk_of(hq), case, offer.id)
        offices.report(hq, goma)
        offices.carry(goma, chosen)
        assert taking.look_inside(desk_of(chosen), case).notes == notes
        taking.accept(desk_of(chosen), case)
        offices.report(chosen, hq)
        assert handovers_in(chosen, case) == {chosen.keyring.office: "accepted", other.keyring.office: "rejected"}
        told = sentences(chosen, case, **{taker: chosen.keyring.office})
        assert any(f"the handover to \u2068{taker.title()}\u2069 counts" in one for one in told)
        for laptop in (chosen, hq):
            assert office_in_lists(laptop, case) == holder_at(laptop, case) == chosen.keyring.office


def test_who_gave_a_case_is_told_that_it_was_refused_until_the_file_says_so(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    taking.refuse(desk_of(bukavu), case, "no_capacity")
    assert not_taken_at(goma) == set()
    offices.carry(bukavu, goma)
    assert not_taken_at(goma) == {(case, bukavu.keyring.office, "no_capacity")}
    assert not_taken_at(bukavu) == set()
    offering.note_refusal(desk_of(goma), case)
    assert not_taken_at(goma) == set()
    with pytest.raises(NothingToTakeBack):
        offering.note_refusal(desk_of(goma), case)


def test_where_it_stays_the_office_says_of_both_that_they_were_not_taken(offices):
    goma, bukavu, uvira, hq = offices.all
    with offered_by_two_computers(offices) as case:
        overruling.decide(desk_of(hq), case, None)
        assert offering.not_taken_by_others(desk_of(goma)) == ()
        offices.report(hq, goma)
        assert not_taken_at(goma) == {(case, bukavu.keyring.office, ""), (case, uvira.keyring.office, "")}
        offering.note_refusal(desk_of(goma), case)
        assert set(handovers_in(goma, case).values()) == {"rejected"}
        assert not_taken_at(goma) == set()
        assert any("decided at headquarters that the case stays" in one for one in sentences(goma, case))


def test_where_the_office_that_headquarters_chose_refuses_the_case_can_be_offered_anew(offices):
    goma, bukavu, uvira, hq = offices.all
    with offered_by_two_computers(offices) as case:
        (dispute,) = overruling.disputes(desk_of(hq))
        chosen = next(one for one in dispute.offers if one.offer.target == bukavu.keyring.office)
        overruling.decide(desk_of(hq), case, chosen.id)
        offices.report(hq, goma)
        offices.report(hq, bukavu)
        taking.refuse(desk_of(bukavu), case, "no_capacity")
        offices.report(bukavu, hq)
        offices.report(hq, goma)
        assert not_taken_at(goma) == {(case, bukavu.keyring.office, "no_capacity"), (case, uvira.keyring.office, "")}
        hand_over(goma, uvira, case)
        offices.carry(goma, uvira)
        taking.accept(desk_of(uvira), case)
        offices.report(uvira, hq)
        assert holder_at(hq, case) == holder_at(uvira, case) == uvira.keyring.office
        assert handovers_in(uvira, case) == {bukavu.keyring.office: "rejected", uvira.keyring.office: "accepted"}


@contextmanager
def decided_for_bukavu(offices):
    """Headquarters chose the offer to Bukavu, which has the keys; Goma and Bukavu heard of it."""
    goma, bukavu, _, hq = offices.all
    with offered_by_two_computers(offices) as case:
        (dispute,) = overruling.disputes(desk_of(hq))
        chosen = next(one for one in dispute.offers if one.offer.target == bukavu.keyring.office)
        overruling.decide(desk_of(hq), case, chosen.id)
        offices.report(hq, goma)
        offices.report(hq, bukavu)
        yield case


@pytest.mark.parametrize("how", ["taken back", "consent"])
def test_what_headquarters_chose_can_be_taken_back_by_who_knows_of_that(offices, how):
    goma, bukavu, uvira, hq = offices.all
    with decided_for_bukavu(offices) as case:
        if how == "consent":
            saving.save(desk_of(goma), case, consent(case, event_kind="withdrawn"))
            saving.save(desk_of(goma), case, consent(case))
        else:
            offering.withdraw(desk_of(goma), case)
        offices.report(goma, hq)
        offices.report(hq, bukavu)
        assert not custody_at(goma, case).in_transit
        assert taking.offered_to_us(desk_of(bukavu)) == ()
        assert name_in(bukavu, case) is None
        hand_over(goma, uvira, case)
        offices.report(goma, hq)
        offices.report(hq, uvira)
        taking.accept(desk_of(uvira), case)
        offices.report(uvira, hq)
        assert holder_at(hq, case) == holder_at(uvira, case) == uvira.keyring.office


def test_what_was_taken_before_that_was_heard_stays_taken(offices):
    goma, bukavu, _, hq = offices.all
    with decided_for_bukavu(offices) as case:
        taking.accept(desk_of(bukavu), case)
        offering.withdraw(desk_of(goma), case)
        for laptop in (goma, bukavu):
            offices.report(laptop, hq)
        offices.report(hq, goma)
        assert holder_at(hq, case) == holder_at(goma, case) == bukavu.keyring.office


def test_once_consent_is_taken_back_the_handover_can_be_taken_back_too(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    save(goma, case, consent(case, event_kind="withdrawn"))
    assert offering.may_withdraw(desk_of(goma), open_case(desk_of(goma), case))
    offering.withdraw(desk_of(goma), case)
    assert not custody_at(goma, case).in_transit
    assert set(handovers_in(goma, case).values()) == {"revoked"}


def test_what_consent_was_taken_back_to_is_not_opened(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    save(goma, case, consent(case, event_kind="withdrawn"))
    offices.carry(goma, bukavu)
    for opens in (taking.look_inside, taking.accept):
        with pytest.raises(CaseFrozen):
            opens(desk_of(bukavu), case)
    assert name_in(bukavu, case) is None
    taking.refuse(desk_of(bukavu), case, "no_capacity")


@pytest.mark.parametrize("said", [{"event_kind": "withdrawn"}, {"agrees_to_sharing": "no"}])
def test_who_writes_down_that_consent_was_taken_back_takes_the_handover_back(offices, said):
    goma, bukavu = offices.goma, offices.bukavu
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    saving.save(desk_of(goma), case, consent(case, **said))
    assert not custody_at(goma, case).in_transit
    assert set(handovers_in(goma, case).values()) == {"revoked"}


def test_a_handover_that_gives_no_more_than_they_agree_to_goes_on(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case = a_case(goma, agrees_to_sharing="no")
    hand_over(goma, bukavu, case)
    saving.save(desk_of(goma), case, consent(case, agrees_to_sharing="no"))
    assert custody_at(goma, case).in_transit
