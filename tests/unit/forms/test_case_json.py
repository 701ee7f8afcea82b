"""A young person's file as JSON, and back."""

import json
from datetime import date
from itertools import count
from uuid import UUID

import pytest

from reintegration_desktop.forms.casefile import CaseFile, Record, record_of
from reintegration_desktop.forms.casejson import Cleared, case_from_json, case_to_json, read_case
from reintegration_desktop.forms.errors import CaseUnreadable
from reintegration_desktop.kernel.dates import Precision, UncertainDate
from reintegration_desktop.kernel.sentences import in_words

CASE = UUID(int=9)
RAW = {
    "identification": {"name_first": "Amina", "date_of_birth": "2009", "sex": "female"},
    "consent": [{"event_kind": "given", "given_by": ["child_assent"]}],
    "association": [
        {"actor_type": "national_army", "exit": [{"left_on": "2024-05"}], "verification": [{"primary_sources": 2}]},
        {"episode_number": 2, "exit": []},
    ],
    "service": [{"service_type": "health", "referral": [{"referral_status": "draft"}]}],
}


@pytest.fixture
def read(dictionary):
    def reading(raw, today=None):
        numbers = count(100)
        return read_case(dictionary, raw, CASE, lambda: UUID(int=next(numbers)), today)

    return reading


def told(reading):
    return [(problem.where, problem.key, problem.code) for problem in reading.problems]


@pytest.fixture
def raw(dictionary):
    made = json.loads(json.dumps(RAW))
    made["association"][0]["actor_type"] = next(iter(dictionary.choices("actor_type")))
    made["service"][0]["service_type"] = next(iter(dictionary.choices("service_type")))
    made["service"][0]["referral"][0]["referral_status"] = next(iter(dictionary.choices("referral_status")))
    return made


def test_forms_rows_and_rows_inside_rows_are_read(read, raw):
    reading = read(raw)
    assert reading.problems == ()
    file = reading.file
    assert file.id == CASE
    assert file.one("identification").span("date_of_birth") == UncertainDate.year(2009)
    assert file.record(record_of(CASE, "identification")).parent is None
    first, second = file.rows("association")
    assert [row.answers.number("episode_number") for row in (first, second)] == [None, 2]
    assert len(file.children(first.id, "exit")) == len(file.children(first.id, "verification")) == 1
    assert file.children(second.id, "exit") == ()


def test_what_is_shown_is_what_is_read(dictionary, read, raw):
    file = read(raw).file
    shown = case_to_json(dictionary, file)
    assert shown["consent"][0]["id"] == str(file.rows("consent")[0].id)
    again = read(json.loads(json.dumps(shown))).file
    assert again == file
    assert case_to_json(dictionary, again) == shown


def test_an_empty_file_is_shown_empty(dictionary):
    assert case_to_json(dictionary, CaseFile(CASE)) == {}


def test_what_is_worked_out_is_shown_and_not_read(dictionary, read):
    reading = read({"identification": {"age_band": "from_5_to_11"}})
    assert reading.problems == ()
    assert reading.file.one("identification").given == {}


def test_null_takes_an_answer_away(read):
    reading = read({"identification": {"name_first": None, "sex": "male"}})
    assert reading.cleared == (Cleared(record_of(CASE, "identification"), "name_first"),)
    assert reading.file.one("identification").given == {"sex": "male"}


def test_a_table_where_rows_are_expected_is_one_row(read):
    assert len(read({"consent": {"event_kind": "given"}}).file.rows("consent")) == 1


def test_cells_of_text_are_read_by_their_kind(read):
    reading = read({"consent": {"given_by": "child_assent; caregiver"}, "identification": {"own_children": "2"}})
    assert reading.file.rows("consent")[0].answers.choices("given_by") == ("child_assent", "caregiver")
    assert reading.file.one("identification").number("own_children") == 2


def test_with_a_day_what_lies_behind_ends_on_it(read):
    today = date(2026, 6, 15)
    found = read({"identification": {"date_of_birth": "2026"}}, today).file.one("identification")
    assert found.span("date_of_birth") == UncertainDate(date(2026, 1, 1), today, Precision.YEAR)


def test_every_problem_is_listed_at_once(read):
    reading = read(
        {
            "identificaton": {},
            "identification": {"sx": "male", "sex": "mal", "date_of_birth": "soon", "languages": ["sw"]},
            "consent": "yes",
            "association": [{"id": "seven"}, {"exit": [{"left_on": 3}, 3]}],
            "concerns": [],
            "assessment": [{"domain_scores": {"safty": 3}}],
        }
    )
    assert told(reading) == [
        ("", "identificaton", "no_such_form"),
        ("identification", "sx", "no_such_question"),
        ("identification", "sex", "not_in_list"),
        ("identification", "date_of_birth", "span"),
        ("consent", "consent", "rows"),
        ("association 1", "id", "id"),
        ("association 2, exit 1", "left_on", "span"),
        ("association 2, exit 2", "exit", "table"),
        ("concerns", "concerns", "table"),
        ("assessment 1", "domain_scores", "not_in_list"),
    ]
    sentences = [problem.words() for problem in reading.problems]
    assert "Did you mean \u2068identification\u2069?" in sentences[0]
    assert "male" in sentences[2]
    assert '"soon"' in sentences[3]


def test_a_long_answer_is_cut_in_a_sentence(read):
    (problem,) = read({"identification": {"date_of_birth": "x" * 100}}).problems
    assert "…" in problem.words()
    assert len(problem.words()) < 250


def test_what_is_no_table_of_forms_is_refused(read):
    assert told(read([1, 2])) == [("", "", "table")]


def test_a_form_inside_rows_does_not_stand_alone(read):
    assert told(read({"exit": [{}]})) == [("", "exit", "no_such_form")]


def test_the_strict_reader_refuses_with_every_problem(dictionary, raw):
    assert len(case_from_json(dictionary, raw, CASE, lambda: UUID(int=1)).records) == 8
    with pytest.raises(CaseUnreadable) as refused:
        case_from_json(dictionary, {"consent": 3, "concerns": 3}, CASE, lambda: UUID(int=1))
    assert len(refused.value.problems) == 2
    assert "(2)" in in_words(refused.value)[0]


def test_the_case_itself_is_a_record_with_its_id(read):
    (record,) = read({"case": {"legal_hold": True}}).file.records
    assert record == Record("case", CASE, None, record.answers)
    assert record.answers.flag("legal_hold")
