"""An office asks for the file that another's answer told of: given by a handover, or not given, and both know."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from reintegration_desktop.casework.custody import offering, taking
from reintegration_desktop.casework.errors import InquiryOver, NotPermitted, ReasonNeeded
from reintegration_desktop.casework.history_words import history
from reintegration_desktop.casework.inquiries import answering, asking, listing, wanting
from reintegration_desktop.casework.travel.travelling import receive, send
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.rules.inquiries.entries import Decline, Give, Want, Withdraw, file_document
from reintegration_desktop.rules.inquiries.wanting import FileState
from reintegration_desktop.vault.errors import InquiryForeign
from reintegration_desktop.vault.roles import Role
from tests.store.custody.handing import PROGRESS, desk_of, hand_over, holder_at, name_in, three_offices
from tests.store.inquiries.asking_offices import asked, by_headquarters, known, somebody
from tests.store.inquiries.test_forged import aside, says
from tests.store.keys.test_rings import somebody as a_colleague
from tests.store.travel import address_of, post_of


@pytest.fixture
def offices(tmp_path):
    made = three_offices(tmp_path)
    yield made
    made.close()


def answered(offices, *, perhaps: bool = True):
    """Goma asked, Bukavu answered: the question, and Bukavu's case."""
    goma, bukavu = offices.goma, offices.bukavu
    case, _ = somebody(goma)
    there, code = somebody(bukavu, name_first="Aminatta")
    wanted = asked(goma, bukavu, case)
    by_headquarters(offices, goma, bukavu)
    answering.answer(desk_of(bukavu), wanted, code if perhaps else None)
    by_headquarters(offices, bukavu, goma)
    return wanted, there


def want(laptop, wanted) -> None:
    wanting.want(desk_of(laptop), wanted)


def file_at(laptop) -> FileState | None:
    file = known(laptop)[-1].file
    return None if file is None else file.state


def told_at(laptop) -> wanting.FileTold:
    found = wanting.told(desk_of(laptop), known(laptop)[-1])
    assert found is not None
    return found


def asked_for(offices):
    """The file is asked for, and Bukavu knows."""
    wanted, there = answered(offices)
    want(offices.goma, wanted)
    by_headquarters(offices, offices.goma, offices.bukavu)
    return wanted, there


def test_the_file_is_asked_for_handed_over_and_taken(offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    wanted, there = asked_for(offices)
    assert [file_at(one) for one in (goma, bukavu, hq)] == [FileState.WANTED] * 3
    assert listing.waiting(desk_of(goma)) == (), "what was asked for waits for the others"
    (here,) = wanting.wanted_here(desk_of(bukavu))
    assert (here.id, here.office, here.row.id) == (wanted, goma.keyring.office, there)
    assert here.name == "Aminatta Kalonge"
    (discreet,) = wanting.wanted_here(desk_of(bukavu), names=False)
    assert discreet.name == here.row.code
    hand_over(bukavu, goma, there)
    assert wanting.wanted_here(desk_of(bukavu)) == ()
    by_headquarters(offices, bukavu, goma)
    assert [file_at(one) for one in (goma, bukavu, hq)] == [FileState.GIVEN] * 3
    assert (told_at(goma).came, told_at(goma).went_back) == (False, False)
    taking.accept(desk_of(goma), there)
    by_headquarters(offices, goma, bukavu)
    assert told_at(goma).came
    assert {holder_at(one, there) for one in (goma, bukavu, hq)} == {goma.keyring.office}
    assert (name_in(goma, there), name_in(bukavu, there)) == ("Aminatta", None)
    for laptop in (goma, bukavu, hq):
        assert laptop.store.checker.check((), PROGRESS).is_sound


def test_it_goes_by_a_stick_as_well(offices):
    goma, bukavu = offices.goma, offices.bukavu
    wanted, there = answered(offices)
    want(goma, wanted)
    offices.carry(goma, bukavu)
    offices.carry(goma, bukavu)
    hand_over(bukavu, goma, there)
    offices.carry(bukavu, goma)
    assert file_at(goma) is FileState.GIVEN
    taking.accept(desk_of(goma), there)
    assert told_at(goma).came


def test_it_is_not_given_for_a_reason_that_opens_to_who_asked_alone(offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    wanted, there = asked_for(offices)
    with pytest.raises(ReasonNeeded):
        wanting.decline(desk_of(bukavu), wanted, "because")
    wanting.decline(desk_of(bukavu), wanted, "no_capacity")
    assert wanting.wanted_here(desk_of(bukavu)) == ()
    by_headquarters(offices, bukavu, goma)
    assert [file_at(one) for one in (goma, bukavu, hq)] == [FileState.DECLINED] * 3
    assert told_at(goma).reason == "no_capacity"
    with pytest.raises(InquiryForeign):
        told_at(hq)
    with hq.store.read() as cases:
        lying = [one.document for one in cases.log(known(hq)[-1].at)]
    assert not any(b"no_capacity" in document or there.hex.encode() in document for document in lying)
    assert [one.id for one in listing.waiting(desk_of(goma))] == [wanted], "what they said is to be read"
    with pytest.raises(InquiryOver):
        want(goma, wanted)
    hand_over(bukavu, goma, there)
    by_headquarters(offices, bukavu, goma)
    assert file_at(goma) is FileState.GIVEN, "who thought better of it gives it all the same"


def test_asking_twice_says_nothing_new_and_it_can_be_taken_back_and_asked_again(offices):
    goma, bukavu = offices.goma, offices.bukavu
    wanted, _ = answered(offices)
    want(goma, wanted)
    before = goma.store.incoming.vector()
    want(goma, wanted)
    assert goma.store.incoming.vector() == before
    by_headquarters(offices, goma, bukavu)
    wanting.take_back(desk_of(goma), wanted)
    with pytest.raises(InquiryOver):
        wanting.take_back(desk_of(goma), wanted)
    by_headquarters(offices, goma, bukavu)
    assert wanting.wanted_here(desk_of(bukavu)) == ()
    with pytest.raises(InquiryOver):
        wanting.decline(desk_of(bukavu), wanted, "no_capacity")
    want(goma, wanted)
    by_headquarters(offices, goma, bukavu)
    assert len(wanting.wanted_here(desk_of(bukavu))) == 1


def test_it_ends_with_the_question(offices):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    wanted, _ = asked_for(offices)
    asking.done(desk_of(goma), wanted)
    with pytest.raises(InquiryOver):
        want(goma, wanted)
    by_headquarters(offices, goma, bukavu)
    assert [file_at(one) for one in (goma, bukavu, hq)] == [FileState.ENDED] * 3
    assert wanting.wanted_here(desk_of(bukavu)) == ()
    asking.take_back(desk_of(goma), wanted)
    by_headquarters(offices, goma, bukavu)
    for laptop in (goma, bukavu, hq):
        assert known(laptop) == ()
        assert not any(b'"want"' in document for document in documents(laptop))


def documents(laptop) -> list[bytes]:
    with laptop.store.read() as cases:
        return [one.document for one in cases.log(laptop.clock.moment - timedelta(days=400))]


def test_it_is_too_old_once_the_answer_is_to_be_emptied(offices):
    bukavu = offices.bukavu
    wanted, _ = asked_for(offices)
    bukavu.clock.moment += timedelta(days=61)
    assert file_at(bukavu) is FileState.ENDED
    with pytest.raises(InquiryOver):
        wanting.decline(desk_of(bukavu), wanted, "no_capacity")


def test_nobody_is_asked_for_a_file_that_no_answer_told_of(offices):
    goma = offices.goma
    wanted, _ = answered(offices, perhaps=False)
    with pytest.raises(InquiryOver):
        want(goma, wanted)


def test_nobody_but_a_supervisor_of_the_office_concerned_says_anything_of_it(offices):
    goma, bukavu = offices.goma, offices.bukavu
    wanted, _ = answered(offices)
    with pytest.raises(NotPermitted):
        wanting.want(desk_of(bukavu), wanted)
    for role in set(Role) - {Role.SUPERVISOR}:
        here, there = (replace(desk, me=replace(desk.me, role=role)) for desk in map(desk_of, (goma, bukavu)))
        with pytest.raises(NotPermitted):
            wanting.want(here, wanted)
        with pytest.raises(NotPermitted):
            wanting.take_back(here, wanted)
        with pytest.raises(NotPermitted):
            wanting.decline(there, wanted, "no_capacity")
        assert wanting.wanted_here(there) == ()


@pytest.mark.parametrize("step", ["want", "withdraw", "decline", "give"])
def test_what_a_third_office_says_in_their_name_is_put_aside(offices, step):
    asked_for(offices)
    inquiry, uvira = known(offices.goma)[-1], offices.uvira
    offices.report(offices.hq, uvira)
    who = inquiry.id, inquiry.ask.source, inquiry.ask.target
    (asks,) = inquiry.file.wants
    said = {"want": Want(*who, inquiry.answer_id), "withdraw": Withdraw(*who, asks),
            "decline": Decline(*who, asks, b"\x01" * 200), "give": Give(*who, asks, b"\x01" * 200)}[step]  # fmt: skip
    says(uvira, inquiry.thread, file_document(said))
    by_headquarters(offices, uvira, offices.goma)
    by_headquarters(offices, uvira, offices.bukavu)
    for laptop in (offices.goma, offices.bukavu, offices.hq):
        assert aside(laptop) == [Reason.INQUIRY]
        assert file_at(laptop) is FileState.WANTED


def test_a_file_is_given_by_who_was_asked_alone(offices):
    """An office can't settle what it asked itself, and the other can't ask itself in its name."""
    asked_for(offices)
    inquiry, goma, bukavu = known(offices.goma)[-1], offices.goma, offices.bukavu
    who = inquiry.id, inquiry.ask.source, inquiry.ask.target
    says(goma, inquiry.thread, file_document(Give(*who, *inquiry.file.wants, b"\x01" * 200)))
    says(bukavu, inquiry.thread, file_document(Withdraw(*who, *inquiry.file.wants)))
    by_headquarters(offices, goma, bukavu)
    by_headquarters(offices, bukavu, goma)
    assert aside(offices.hq) == [Reason.INQUIRY] * 2
    assert [file_at(one) for one in (goma, bukavu, offices.hq)] == [FileState.WANTED] * 3


def test_what_is_said_before_the_answer_or_of_another_answer_counts_for_nothing(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case, _ = somebody(goma)
    wanted = asked(goma, bukavu, case)
    inquiry = known(goma)[-1]
    says(goma, inquiry.thread, file_document(Want(wanted, inquiry.ask.source, inquiry.ask.target, wanted)))
    by_headquarters(offices, goma, bukavu)
    _, code = somebody(bukavu)
    answering.answer(desk_of(bukavu), wanted, code)
    by_headquarters(offices, bukavu, goma)
    assert aside(offices.hq) == []
    assert [file_at(one) for one in (goma, bukavu, offices.hq)] == [None] * 3


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_it_comes_to_the_same_late_twice_and_in_any_order(offices, order):
    goma, bukavu, uvira = offices.goma, offices.bukavu, offices.uvira
    wanted, _ = answered(offices)
    sticks = []
    for say in (
        lambda: want(goma, wanted),
        lambda: wanting.take_back(desk_of(goma), wanted),
        lambda: want(goma, wanted),
    ):
        say()
        sticks.append(offices.stick())
        send(post_of(goma), address_of(uvira), sticks[-1], PROGRESS, {})
    offices.carry(goma, bukavu)
    wanting.decline(desk_of(bukavu), wanted, "no_capacity")
    offices.report(bukavu, uvira)
    for at in (*order, *order):
        receive(post_of(uvira), sticks[at], PROGRESS)
    offices.report(bukavu, offices.hq)
    offices.report(goma, offices.hq)
    assert known(uvira) == known(offices.hq) == known(bukavu)
    assert file_at(uvira) is FileState.DECLINED


def test_what_a_caseworker_says_of_it_is_put_aside_and_counts_nowhere(offices):
    goma, bukavu = offices.goma, offices.bukavu
    wanted, _ = answered(offices)
    inquiry = known(goma)[-1]
    worker = a_colleague(goma, Role.CASEWORKER)
    says(worker, inquiry.thread, file_document(Want(wanted, inquiry.ask.source, inquiry.ask.target, inquiry.answer_id)))
    by_headquarters(offices, goma, bukavu)
    assert [len(aside(one)) for one in (bukavu, offices.hq)] == [1, 1]
    assert [file_at(one) for one in (goma, bukavu, offices.hq)] == [None] * 3


def test_who_asks_learns_that_it_was_on_its_way_and_went_back(offices):
    goma, bukavu = offices.goma, offices.bukavu
    _, there = asked_for(offices)
    hand_over(bukavu, goma, there)
    offices.carry(bukavu, goma)
    offering.withdraw(desk_of(bukavu), there)
    offices.carry(bukavu, goma)
    assert (told_at(goma).came, told_at(goma).went_back) == (False, True)


def test_what_is_on_its_way_to_them_already_is_not_asked_for_again(offices):
    goma, bukavu = offices.goma, offices.bukavu
    wanted, there = answered(offices)
    hand_over(bukavu, goma, there)
    want(goma, wanted)
    by_headquarters(offices, goma, bukavu)
    assert wanting.wanted_here(desk_of(bukavu)) == ()
    with pytest.raises(InquiryOver):
        wanting.find_wanted(desk_of(bukavu), wanted)


def test_clocks_that_differ_between_offices_decide_nothing(offices):
    """Bukavu's clock is five hours behind: what it says to what it heard is said after that all the same."""
    goma, bukavu = offices.goma, offices.bukavu
    wanted, _ = answered(offices)
    goma.clock.moment += timedelta(hours=5)
    want(goma, wanted)
    by_headquarters(offices, goma, bukavu)
    goma.clock.moment -= timedelta(hours=5)
    wanting.decline(desk_of(bukavu), wanted, "no_capacity")
    by_headquarters(offices, bukavu, goma)
    assert [file_at(one) for one in (goma, bukavu, offices.hq)] == [FileState.DECLINED] * 3


def test_two_computers_that_asked_for_it_take_it_back_together(offices):
    goma, bukavu = offices.goma, offices.bukavu
    wanted, _ = asked_for(offices)
    inquiry = known(goma)[-1]
    again = Want(wanted, inquiry.ask.source, inquiry.ask.target, inquiry.answer_id)
    says(goma, inquiry.thread, file_document(again))
    wanting.take_back(desk_of(goma), wanted)
    by_headquarters(offices, goma, bukavu)
    assert [file_at(one) for one in (goma, bukavu, offices.hq)] == [FileState.WITHDRAWN] * 3


def test_the_histories_of_both_files_say_who_decided_what(offices):
    goma, bukavu = offices.goma, offices.bukavu
    wanted, there = asked_for(offices)
    wanting.decline(desk_of(bukavu), wanted, "no_capacity")
    case = answering.read_answer(desk_of(goma), wanted).case.id
    assert "for its file of this young person" in history(desk_of(goma), case)[0].sentence
    told = history(desk_of(bukavu), there)[0]
    assert "did not give" in told.sentence
    assert "no_capacity" not in told.sentence
    assert told.reason == ""
    by_headquarters(offices, goma, bukavu)
    by_headquarters(offices, bukavu, goma)
    assert [aside(one) for one in (goma, bukavu, offices.hq)] == [[]] * 3
