"""One office asks another whether it knows a young person; headquarters carries the question and learns nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reintegration_desktop.casework.errors import (
    HiddenNotDecided,
    InquiryNotAgreed,
    InquiryOver,
    InquiryStands,
    NotPermitted,
    TooManyInquiries,
)
from reintegration_desktop.casework.history_words import history
from reintegration_desktop.casework.inquiries import answering, asking, listing
from reintegration_desktop.history.arrivals import Hole
from reintegration_desktop.rules.inquiries.standing import State
from reintegration_desktop.rules.inquiries.telling import Telling
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.vault.errors import InquiryForeign
from reintegration_desktop.vault.roles import Role
from tests.store.custody.handing import PROGRESS, desk_of, destination, three_offices
from tests.store.inquiries.asking_offices import asked, by_headquarters, heard, known, somebody
from tests.store.office import an_edit, save


@pytest.fixture
def offices(tmp_path):
    made = three_offices(tmp_path)
    yield made
    made.close()


def state_at(laptop) -> State:
    return known(laptop)[-1].state


def test_an_office_hears_of_somebody_it_knows_and_headquarters_learns_neither_who_nor_what(offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case, code = somebody(goma)
    _, there = somebody(bukavu, name_first="Aminatta")
    wanted = asked(goma, bukavu, case)
    by_headquarters(offices, goma, bukavu)
    found = heard(bukavu, wanted)
    (candidate,) = found.candidates
    assert (candidate.looks.code, candidate.telling) == (there, Telling.SHARED)
    assert found.told.text("name_first") == "Aminata"
    answering.answer(desk_of(bukavu), wanted, there)
    by_headquarters(offices, bukavu, goma)
    answer = answering.read_answer(desk_of(goma), wanted)
    assert (answer.is_perhaps, answer.code, answer.case.code) == (True, there, code)
    (inquiry,) = known(hq)
    with hq.store.read() as cases:
        for opened in (cases.asked, cases.answered):
            with pytest.raises(InquiryForeign):
                opened(inquiry)
        assert cases.is_about(inquiry) is None
        (document,) = [one.document for one in cases.log(inquiry.at) if one.id == inquiry.id]
    assert not any(word in document for word in (b"Aminata", code.encode(), case.hex.encode(), str(case).encode()))


def test_it_goes_from_office_to_office_by_a_stick_as_well_and_brings_nothing_else(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case, _ = somebody(goma)
    wanted = asked(goma, bukavu, case)
    got = offices.carry(goma, bukavu)
    assert got.changes == 1
    assert heard(bukavu, wanted).candidates == ()
    answering.answer(desk_of(bukavu), wanted, None)
    offices.carry(bukavu, goma)
    assert not answering.read_answer(desk_of(goma), wanted).is_perhaps
    assert offices.goma.store.sharing.with_office(offices.uvira.keyring.office) == frozenset()


def test_what_they_say_stays_closed_where_nobody_looks_like_it(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case, _ = somebody(goma)
    somebody(bukavu, name_first="Grâce", name_last="Bahati", nickname="Mapenzi", sex="female")
    wanted = asked(goma, bukavu, case)
    by_headquarters(offices, goma, bukavu)
    found = heard(bukavu, wanted)
    assert not found.candidates
    assert not found.told


def test_no_length_tells_what_was_asked_or_answered(offices):
    goma, bukavu = offices.goma, offices.bukavu
    short, _ = somebody(goma, name_first="Jo", name_last="Li", nickname="J")
    long, _ = somebody(goma, name_first="Ж" * 200, name_last='"\\\n' * 90, nickname="N" * 400)
    bare, _ = somebody(goma, sharing="no")
    save(goma, bare, an_edit(bare, "tracing", wants_tracing="yes", tracing_status="open"))
    _, there = somebody(bukavu)
    wanted = [asked(goma, bukavu, case) for case in (short, long, bare)]
    by_headquarters(offices, goma, bukavu)
    assert len({(len(one.ask.sealed), len(one.ask.kept)) for one in known(bukavu)}) == 1
    heard(bukavu, wanted[1])
    answering.answer(desk_of(bukavu), wanted[0], there)
    answering.answer(desk_of(bukavu), wanted[1], None)
    said = [one.answer for one in known(bukavu) if one.answer is not None]
    assert len({(len(one.sealed), len(one.kept)) for one in said}) == 1 < len(said)


def test_nobody_is_asked_about_without_a_yes_to_sharing_or_to_being_traced(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case, _ = somebody(goma, sharing="no")
    with pytest.raises(InquiryNotAgreed):
        asking.ask(desk_of(goma), case, destination(bukavu))
    save(goma, case, an_edit(case, "tracing", wants_tracing="yes", tracing_status="open"))
    somebody(bukavu)
    wanted = asked(goma, bukavu, case)
    by_headquarters(offices, goma, bukavu)
    told = heard(bukavu, wanted).told
    assert "name_first" in told
    assert "current_place" not in told, "who agreed to be found did not agree to be visited"


def test_nobody_is_told_of_who_did_not_agree_and_of_who_is_traced_no_code(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case, _ = somebody(goma)
    silent, code = somebody(bukavu, sharing="no")
    wanted = asked(goma, bukavu, case)
    by_headquarters(offices, goma, bukavu)
    (candidate,) = heard(bukavu, wanted).candidates
    assert candidate.telling is Telling.NOTHING
    with pytest.raises(InquiryNotAgreed):
        answering.answer(desk_of(bukavu), wanted, code)
    save(bukavu, silent, an_edit(silent, "tracing", wants_tracing="yes", tracing_status="open"))
    answering.answer(desk_of(bukavu), wanted, code)
    by_headquarters(offices, bukavu, goma)
    answer = answering.read_answer(desk_of(goma), wanted)
    assert (answer.is_perhaps, answer.code) == (True, "")


def test_a_hidden_child_is_asked_and_told_of_only_by_somebody_of_the_ring_who_decides_it(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case, _ = somebody(goma, hidden=True)
    _, there = somebody(bukavu, hidden=True)
    with pytest.raises(HiddenNotDecided):
        asking.ask(desk_of(goma), case, destination(bukavu))
    wanted = asked(goma, bukavu, case, own_decision=True)
    by_headquarters(offices, goma, bukavu)
    (candidate,) = heard(bukavu, wanted).candidates
    assert candidate.is_hidden
    assert candidate.looks.name == there, "lists show the code, and so does this"
    with pytest.raises(HiddenNotDecided):
        answering.answer(desk_of(bukavu), wanted, there)
    answering.answer(desk_of(bukavu), wanted, there, own_decision=True)
    assert state_at(bukavu) is State.ANSWERED


def test_nobody_but_a_supervisor_asks_answers_or_reads(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case, _ = somebody(goma)
    wanted = asked(goma, bukavu, case)
    by_headquarters(offices, goma, bukavu)
    for role in set(Role) - {Role.SUPERVISOR}:
        here, there = (replace(desk, me=replace(desk.me, role=role)) for desk in map(desk_of, (goma, bukavu)))
        with pytest.raises(NotPermitted):
            asking.ask(here, case, destination(bukavu))
        with pytest.raises(NotPermitted):
            asking.take_back(here, wanted)
        with pytest.raises(NotPermitted):
            answering.answer(there, wanted, None)
        assert bool(listing.lines(there)) == (role is Role.AUDITOR)
        assert all(line.case is None for line in listing.lines(here))
    for laptop in (goma, offices.hq):
        with pytest.raises(NotPermitted):
            answering.answer(desk_of(laptop), wanted, None)


def test_one_office_asks_another_no_more_than_the_policy_says_and_more_is_not_answered(offices):
    goma, bukavu, uvira = offices.goma, offices.bukavu, offices.uvira
    two = Policy(inquiries_at_most=2)
    desk = desk_of(goma)
    desk = replace(desk, programme=replace(desk.programme, policy=two))
    cases = [somebody(goma)[0] for _ in range(4)]
    for case in cases[:2]:
        asking.ask(desk, case, destination(bukavu))
    with pytest.raises(TooManyInquiries) as refused:
        asking.ask(desk, cases[2], destination(bukavu))
    assert refused.value.facts == {"most": 2, "days": 30}
    asking.ask(desk, cases[2], destination(uvira))
    asked(goma, bukavu, cases[3])
    by_headquarters(offices, goma, bukavu)
    states = [one.state for one in known(bukavu, two) if one.ask.target == bukavu.keyring.office]
    assert states == [State.WAITING, State.WAITING, State.TOO_MANY]
    there = desk_of(bukavu)
    there = replace(there, programme=replace(there.programme, policy=two))
    with pytest.raises(InquiryOver):
        answering.answer(there, known(bukavu)[-1].id, None)
    goma.clock.moment += timedelta(days=31)
    asking.ask(desk, cases[2], destination(bukavu))


def test_the_same_is_not_asked_twice_while_it_stands(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case, _ = somebody(goma)
    wanted = asked(goma, bukavu, case)
    with pytest.raises(InquiryStands):
        asking.ask(desk_of(goma), case, destination(bukavu))
    asking.take_back(desk_of(goma), wanted)
    assert known(goma) == ()
    asking.ask(desk_of(goma), case, destination(bukavu))


def test_a_question_ends_and_is_emptied_thirty_days_after_that(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case, _ = somebody(goma)
    wanted = asked(goma, bukavu, case)
    by_headquarters(offices, goma, bukavu)
    bukavu.clock.moment += timedelta(days=31)
    assert state_at(bukavu) is State.ENDED
    with pytest.raises(InquiryOver):
        answering.answer(desk_of(bukavu), wanted, None)
    bukavu.clock.moment += timedelta(days=31)
    assert bukavu.store.forget_inquiries() == 0, "a clock that runs ahead of all that is known empties nothing"
    somebody(bukavu)
    assert bukavu.store.forget_inquiries() == 1
    assert known(bukavu) == ()
    by_headquarters(offices, goma, bukavu)
    assert known(bukavu) == ()


def test_what_was_taken_back_is_emptied_wherever_it_lies_whatever_comes_first(offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case, _ = somebody(goma)
    wanted = asked(goma, bukavu, case)
    by_headquarters(offices, goma, bukavu)
    answering.answer(desk_of(bukavu), wanted, None)
    asking.take_back(desk_of(goma), wanted)
    by_headquarters(offices, goma, bukavu)
    by_headquarters(offices, bukavu, goma)
    for laptop in (goma, bukavu, hq):
        assert known(laptop) == ()
        gone = [one for one in laptop.store.outgoing.outgoing({}, {wanted.device: wanted.seq}) if isinstance(one, Hole)]
        assert (wanted.device, wanted.seq) in {(one.device, one.seq) for one in gone}
    for laptop in (goma, bukavu, hq):
        assert laptop.store.checker.check((), PROGRESS).is_sound


def test_histories_say_who_asked_and_who_told_and_the_list_says_it_to_the_asked(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case, _ = somebody(goma)
    known_there, there = somebody(bukavu)
    wanted = asked(goma, bukavu, case)
    by_headquarters(offices, goma, bukavu)
    (line,) = listing.waiting(desk_of(bukavu))
    assert (line.ours, line.other, line.by) == (False, goma.keyring.office, goma.keyring.id)
    answering.answer(desk_of(bukavu), wanted, there)
    by_headquarters(offices, bukavu, goma)
    assert listing.waiting(desk_of(bukavu)) == ()
    (line,) = listing.waiting(desk_of(goma))
    assert line.case.id == case
    asking.done(desk_of(goma), wanted)
    assert listing.waiting(desk_of(goma)) == ()
    assert "whether they know this young person" in history(desk_of(goma), case)[0].sentence
    assert "that it may be this young person" in history(desk_of(bukavu), known_there)[0].sentence
