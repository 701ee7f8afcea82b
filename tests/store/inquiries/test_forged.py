"""What is said of questions between offices by who may not say it changes nothing, wherever it arrives."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reintegration_desktop.casework.inquiries import answering
from reintegration_desktop.forms.document import Document
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.inquiries.entries import (
    Answer,
    Ask,
    Close,
    Want,
    answer_document,
    ask_document,
    close_document,
    file_document,
    read_entry,
)
from reintegration_desktop.rules.inquiries.standing import State
from reintegration_desktop.vault.errors import InquiryForeign
from tests.store.custody.handing import desk_of, three_offices
from tests.store.inquiries.asking_offices import asked, by_headquarters, heard, known, somebody


@pytest.fixture
def offices(tmp_path):
    made = three_offices(tmp_path)
    yield made
    made.close()


def says(laptop, thread, document: Document):
    """Write an entry as a changed program would: without asking whether that is allowed."""
    with laptop.store.begin() as work:
        work.inquiring.note(thread, document)
        work.commit()


def aside(laptop) -> list[Reason]:
    return [reason for _, reason in laptop.store.incoming.quarantined()]


def a_question(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case, _ = somebody(goma)
    wanted = asked(goma, bukavu, case)
    by_headquarters(offices, goma, bukavu)
    offices.report(offices.hq, offices.uvira)
    return known(goma)[-1], wanted


@pytest.mark.parametrize("step", ["ask", "answer", "close"])
def test_nobody_speaks_for_another_office(offices, step):
    inquiry, _ = a_question(offices)
    source, target, uvira = inquiry.ask.source, inquiry.ask.target, offices.uvira
    forged = {
        "ask": ask_document(inquiry.ask),
        "answer": answer_document(Answer(inquiry.id, source, target, b"\x01" * 590, b"\x01" * 200)),
        "close": close_document(Close(inquiry.id, source, target, source, forget=True)),
    }[step]
    says(uvira, inquiry.thread, forged)
    offices.report(uvira, offices.hq)
    offices.report(offices.hq, offices.bukavu)
    assert aside(offices.hq) == aside(offices.bukavu) == [Reason.INQUIRY]
    assert [one.state for one in known(offices.bukavu)] == [State.WAITING]


def test_an_office_that_was_not_asked_answers_for_itself_alone_and_nobody_hears_it(offices):
    inquiry, wanted = a_question(offices)
    uvira = offices.uvira
    own = uvira.keyring.office
    says(uvira, inquiry.thread, answer_document(Answer(inquiry.id, inquiry.ask.source, own, b"\x01" * 9, b"\x01")))
    says(uvira, inquiry.thread, close_document(Close(inquiry.id, inquiry.ask.source, own, own, forget=True)))
    by_headquarters(offices, uvira, offices.goma)
    by_headquarters(offices, uvira, offices.bukavu)
    assert aside(offices.hq) == []
    for laptop in (offices.goma, offices.bukavu, offices.hq):
        assert [(one.id, one.state) for one in known(laptop)] == [(wanted, State.WAITING)]


def test_a_question_that_was_overheard_opens_for_nobody_who_asks_it_again(offices):
    inquiry, _ = a_question(offices)
    uvira, bukavu = offices.uvira, offices.bukavu
    says(uvira, inquiry.thread, ask_document(replace(inquiry.ask, source=uvira.keyring.office)))
    by_headquarters(offices, uvira, bukavu)
    again = known(bukavu)[-1]
    assert again.ask.source == uvira.keyring.office
    with pytest.raises(InquiryForeign):
        heard(bukavu, again.id)
    with pytest.raises(InquiryForeign):
        answering.answer(desk_of(bukavu), again.id, None)


def test_an_answer_to_one_question_is_none_to_another(offices):
    goma, bukavu = offices.goma, offices.bukavu
    inquiry, wanted = a_question(offices)
    answering.answer(desk_of(bukavu), wanted, None)
    said = known(bukavu)[-1].answer
    other, _ = somebody(goma)
    again = asked(goma, bukavu, other)
    by_headquarters(offices, goma, bukavu)
    thread = known(bukavu)[-1].thread
    says(bukavu, thread, answer_document(replace(said, ask=again)))
    by_headquarters(offices, bukavu, goma)
    assert not answering.read_answer(desk_of(goma), wanted).is_perhaps
    with pytest.raises(InquiryForeign):
        answering.read_answer(desk_of(goma), again)
    assert inquiry.thread != thread


def test_the_first_answer_counts_and_a_later_one_changes_nothing(offices):
    goma, bukavu = offices.goma, offices.bukavu
    inquiry, wanted = a_question(offices)
    answering.answer(desk_of(bukavu), wanted, None)
    first = known(bukavu)[-1].answer
    says(bukavu, inquiry.thread, answer_document(replace(first, sealed=b"\x02" * 590)))
    by_headquarters(offices, bukavu, goma)
    assert known(goma)[-1].answer == first


@pytest.mark.parametrize("days", [-1, 0, 91, 4000])
def test_a_question_without_an_end_in_time_is_not_answered(offices, days):
    goma, bukavu = offices.goma, offices.bukavu
    inquiry, _ = a_question(offices)
    until = goma.clock.moment + timedelta(days=days)
    says(goma, inquiry.thread, ask_document(replace(inquiry.ask, until=until)))
    by_headquarters(offices, goma, bukavu)
    assert known(bukavu)[-1].state is State.ENDED


@pytest.mark.parametrize(
    "spoilt",
    [
        {"step": "shout"}, {"until": -5}, {"until": 1 << 62}, {"until": "soon"}, {"sealed": "%"}, {"sealed": ""},
        {"sealed": "A" * 20_000}, {"source": "x"}, {"kept": None}, {"target": "SOURCE"},
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_read_is_put_aside(offices, spoilt):
    inquiry, _ = a_question(offices)
    source = str(inquiry.ask.source)
    answers = {**ask_document(inquiry.ask).answers, **{key: source if value == "SOURCE" else value
                                                       for key, value in spoilt.items()}}  # fmt: skip
    says(offices.goma, inquiry.thread, Document("inquiry", None, answers))
    offices.report(offices.goma, offices.hq)
    assert aside(offices.hq) == [Reason.INQUIRY]


def test_what_only_a_newer_version_can_read_is_put_aside_and_handed_on_and_the_question_stays(offices):
    """As an older version meets what asks for a file: its step is unknown there."""
    inquiry, wanted = a_question(offices)
    newer = Want(wanted, inquiry.ask.source, inquiry.ask.target, wanted)
    answers = {**file_document(newer).answers, "step": "something of a later version"}
    says(offices.goma, inquiry.thread, Document("inquiry", None, answers))
    by_headquarters(offices, offices.goma, offices.bukavu)
    assert aside(offices.hq) == aside(offices.bukavu) == [Reason.INQUIRY]
    answering.answer(desk_of(offices.bukavu), wanted, None)
    by_headquarters(offices, offices.bukavu, offices.goma)
    assert [one.state for one in known(offices.goma)] == [State.ANSWERED]


def test_an_entry_in_another_record_or_of_another_form_is_none(offices):
    inquiry, _ = a_question(offices)
    says(offices.goma, inquiry.thread, Document("custody", None, {"step": "offer"}))
    with offices.goma.store.read() as cases:
        change = cases.log(inquiry.at)[-1]
    assert change.kind is Kind.ALIAS
    assert read_entry(change) is None
    offices.report(offices.goma, offices.hq)
    assert aside(offices.hq) == [Reason.INQUIRY]


def test_the_ask_is_not_moved_to_an_other_thread(offices):
    inquiry, _ = a_question(offices)
    goma, bukavu = offices.goma, offices.bukavu
    other, _ = somebody(goma)
    asked(goma, bukavu, other)
    thread = known(goma)[-1].thread
    says(goma, thread, ask_document(inquiry.ask))
    by_headquarters(offices, goma, bukavu)
    with pytest.raises(InquiryForeign):
        heard(bukavu, known(bukavu)[-1].id)
    assert isinstance(known(bukavu)[-1].ask, Ask)
