"""What is sealed: a record's answers room by room."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.dictionary import load
from reintegration_desktop.forms.document import Document, Glance, decode, encode, join, split
from reintegration_desktop.forms.errors import DocumentBroken
from reintegration_desktop.forms.values import Score
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.vault.roles import Room
from tests.unit.forms.drawn import answers
from tests.unit.forms.made import a_form

QUESTIONS = load(resources() / "dictionary")
FORM = a_form("""
name = {kind = "text", room = "person"}
risk = {kind = "choice", choices_from = "colour", room = "open"}
scores = {kind = "domain_scores"}
""")


@given(st.data())
def test_every_record_comes_back_from_its_rooms(data):
    form = QUESTIONS[data.draw(st.sampled_from(sorted(QUESTIONS)))]
    given_answers = data.draw(answers(form))
    parts = {
        room: decode(encode(Document(form.name, None, raw))).answers for room, raw in split(form, given_answers).items()
    }
    derived = [key for key, q in form.fields.items() if q.derived and q.room is not Room.OPEN]
    assert join(form, parts) == given_answers.without(*derived)
    assert all(form.fields[key].room is room for room, raw in parts.items() for key in raw)


def test_a_room_holds_only_its_own_answers():
    parts = split(FORM, Answers({"name": "Amina", "risk": "red"}))
    assert parts == {Room.PERSON: {"name": "Amina"}, Room.OPEN: {"risk": "red"}}


def test_what_is_worked_out_is_sealed_nowhere_but_the_stage_stays_open():
    assert split(QUESTIONS["identification"], Answers({"age_band": "from_5_to_11"})) == {}
    assert split(QUESTIONS["case"], Answers({"case_stage": "assessed"})) == {Room.OPEN: {"case_stage": "assessed"}}


def test_what_a_newer_dictionary_asked_goes_back_into_its_own_room():
    parts = {
        Room.PERSON: {"name": "Amina", "new": {"deep": [1, 2]}},
        Room.ACCOUNT: {"new": 3, "scores": {"safety": "very good"}, "risk": "red"},
    }
    read = join(FORM, parts)
    assert read.given == {"name": "Amina"}
    assert set(read.unknown) == {"person:new", "account:new", "account:scores", "account:risk"}
    assert split(FORM, read) == parts


def test_a_new_answer_takes_the_place_of_one_that_could_not_be_read():
    read = join(FORM, {Room.ACCOUNT: {"scores": "many"}}).with_("scores", {"safety": Score(3)})
    assert split(FORM, read) == {Room.ACCOUNT: {"scores": {"safety": 3}}}


def test_scores_are_written_short():
    parts = split(FORM, Answers({"scores": {"safety": Score(3), "health": Score(2, "cough")}}))
    assert parts[Room.ACCOUNT]["scores"] == {"safety": 3, "health": [2, "cough"]}


def test_a_document_keeps_what_it_is_made_of():
    made = Document("exit", UUID(int=7), {"left_on": "2009", "ü": None}, ("left_on",))
    assert decode(encode(made)) == made
    assert encode(Document("exit", None, {})) == b'{"f":"exit","a":{}}'


def test_a_visit_without_text_is_small():
    visit = QUESTIONS["follow_up"]
    longest = {key: max(q.choices, key=len) for key, q in visit.fields.items() if q.kind == "choice"}
    given_answers = Answers(
        {
            **longest,
            "child_seen": "yes",
            **dict.fromkeys(("due_on", "visited_on", "next_visit_on"), date(2026, 6, 1)),
            "feels_belonging": 4,
            "domain_scores": {area: Score(3) for area in QUESTIONS.choices("domain")},
        }
    )
    (account,) = split(visit, given_answers).values()
    assert len(encode(Document("follow_up", None, account))) < 700


@pytest.mark.parametrize(
    "sealed",
    [b"", b"\xff", b"[]", b"3", b'{"f":"x"}', b'{"f":3,"a":{}}', b'{"f":"x","a":[]}', b'{"f":"x","a":{},"e":3}',
     b'{"f":"x","a":{},"p":"no id"}', b'{"f":"x","a":{},"p":3}', b"[" * 100_000],
)  # fmt: skip
def test_bytes_that_are_no_document_are_refused(sealed):
    with pytest.raises(DocumentBroken):
        decode(sealed)


@given(st.data())
def test_a_glance_reads_the_words_that_reading_the_whole_document_finds(data):
    form = QUESTIONS["identification"]
    person = split(form, data.draw(answers(form))).get(Room.PERSON, {})
    sealed, keys = encode(Document("identification", None, person)), ("name_first", "sex", "date_of_birth", "nickname")
    words = tuple(said if isinstance(said := person.get(key), str) else None for key in keys)
    assert Glance(keys).words(sealed) == Glance(keys).words_of(decode(sealed)) == words


@pytest.mark.parametrize("sealed", [b"", b"\xff", b"[]", b"{}", b'{"a":[]}', b"[" * 100_000])
def test_a_glance_at_bytes_that_are_no_document_is_refused(sealed):
    with pytest.raises(DocumentBroken):
        Glance(("name_first",)).words(sealed)
