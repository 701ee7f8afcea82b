"""What an answer has to keep."""

import time
from datetime import UTC, date, datetime

import pytest

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.check import check
from reintegration_desktop.forms.values import Absence, Absent
from reintegration_desktop.kernel.dates import UncertainDate
from tests.unit.forms.made import a_form

TODAY = date(2026, 6, 15)


def a_question(kind: str, *constraints: str) -> str:
    return f'q = {{kind = "{kind}", constraint = {list(constraints)}}}'.replace("'", '"')


def found(questions: str, **answers):
    return [problem.code for problem in check(a_form(questions), Answers(answers), TODAY)]


def words(questions: str, **answers) -> str:
    (problem,) = check(a_form(questions), Answers(answers), TODAY)
    return problem.words().replace("\u2068", "").replace("\u2069", "")


def test_nothing_lies_in_the_future():
    day = a_question("date", "not_in_future")
    assert found(day, q=TODAY) == []
    assert found(day, q=date(2026, 6, 16)) == ["not_in_future"]
    assert words(day, q=date(2026, 6, 16)) == "Expected a day not after today, 2026-06-15; this is 2026-06-16."


def test_of_an_uncertain_date_its_latest_day_counts():
    span = a_question("uncertain_date", "not_in_future")
    assert found(span, q=UncertainDate.month(2026, 5)) == []
    assert found(span, q=UncertainDate.year(2026)) == ["not_in_future"]
    assert "2026-01-01 to 2026-12-31" in words(span, q=UncertainDate.year(2026))


def test_a_moment_counts_as_its_day_here():
    moment = a_question("timestamp", "not_in_future")
    noon = datetime(2026, 6, 15, 12, tzinfo=UTC)
    assert found(moment, q=noon) == []
    assert found(moment, q=noon.replace(day=17)) == ["not_in_future"]
    assert "2026-06-17" in words(moment, q=noon.replace(day=17))


@pytest.fixture
def clock_of_the_computer(monkeypatch):
    def turn(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield turn
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has no tzset")
def test_an_evening_west_of_greenwich_is_still_today(clock_of_the_computer):
    moment = a_question("timestamp", "not_in_future")
    evening = datetime(2026, 6, 16, 1, tzinfo=UTC)
    clock_of_the_computer("COT5")
    assert found(moment, q=evening) == []
    clock_of_the_computer("JST-9")
    assert found(moment, q=evening) == ["not_in_future"]
    assert found(moment, q=datetime.max.replace(tzinfo=UTC)) == ["not_in_future"]


def test_one_day_is_not_before_another():
    days = 'began = {kind = "date"}\n' + a_question("date", "not_before:began")
    assert found(days, began=date(2026, 1, 2), q=date(2026, 1, 2)) == []
    assert found(days, began=date(2026, 1, 2), q=date(2026, 1, 1)) == ["not_before"]
    assert words(days, began=date(2026, 1, 2), q=date(2026, 1, 1)) == (
        "Expected not before 2026-01-02 (“began?”); this is 2026-01-01."
    )
    assert found(days, q=date(2026, 1, 1)) == []
    assert found(days, began=Absent(Absence.DECLINED), q=date(2026, 1, 1)) == []


def test_of_uncertain_dates_only_the_impossible_is_refused():
    spans = 'began = {kind = "uncertain_date"}\n' + a_question("uncertain_date", "not_before:began")
    assert found(spans, began=UncertainDate.year(2020), q=UncertainDate.month(2020, 1)) == []
    assert found(spans, began=UncertainDate.year(2020), q=UncertainDate.month(2019, 12)) == ["not_before"]


def test_one_day_is_not_after_another():
    days = a_question("date", "not_after:ended") + '\nended = {kind = "date"}'
    assert found(days, q=date(2026, 1, 2), ended=date(2026, 1, 2)) == []
    assert found(days, q=date(2026, 1, 3), ended=date(2026, 1, 2)) == ["not_after"]
    assert "Expected not after 2026-01-02" in words(days, q=date(2026, 1, 3), ended=date(2026, 1, 2))


def test_two_moments_are_compared_to_the_second():
    moments = 'sent = {kind = "timestamp"}\n' + a_question("timestamp", "not_before:sent")
    sent = datetime(2026, 1, 1, 12, tzinfo=UTC)
    assert found(moments, sent=sent, q=sent) == []
    assert found(moments, sent=sent, q=sent.replace(hour=11)) == ["not_before"]


def test_a_number_is_not_below_another():
    numbers = 'low = {kind = "number"}\n' + a_question("number", "not_below:low")
    assert found(numbers, low=14.5, q=14.5) == []
    assert found(numbers, low=14.5, q=14) == ["not_below"]
    assert words(numbers, low=14.5, q=14) == "Expected 14.5 or more (“low?”); this is 14."
    assert found(numbers, q=14) == []


def test_a_date_lies_within_so_many_years():
    born = a_question("uncertain_date", "within_years:30")
    assert found(born, q=UncertainDate.day(date(1996, 6, 15))) == []
    assert found(born, q=UncertainDate.day(date(1996, 6, 14))) == ["within_years"]
    assert found(born, q=UncertainDate.year(1996)) == []
    assert found(born, q=UncertainDate.year(1995)) == ["within_years"]
    assert "no more than 30 years ago" in words(born, q=UncertainDate.year(1995))


def test_numbers_lie_between_two_ends_or_above_one():
    assert found(a_question("integer", "between:1:5"), q=1) == []
    assert found(a_question("integer", "between:1:5"), q=5) == []
    assert found(a_question("integer", "between:1:5"), q=0) == ["between"]
    assert words(a_question("integer", "between:1:5"), q=6) == "Expected from 1 to 5; this is 6."
    assert found(a_question("integer", "at_least:1"), q=1) == []
    assert words(a_question("integer", "at_least:1"), q=0) == "Expected 1 or more; this is 0."


def test_several_answers_are_at_most_so_many():
    people = a_question("users", "at_most_items:2")
    assert found(people, q=("a", "b")) == []
    assert words(people, q=("a", "b", "c")) == "Expected at most 2 answers; these are 3."
    colours = 'q = {kind = "choices", choices_from = "colour", constraint = ["at_most_items:1"]}'
    assert found(colours, q=("red", "green")) == ["at_most_items"]


@pytest.mark.parametrize("number", ["+243 81 234 5678", "(0)812-3456", "٠٨١٢٣٤٥٦", "123456"])
def test_a_telephone_number_may_be_written_in_many_ways(number):
    assert found(a_question("text", "pattern:phone"), q=number) == []


@pytest.mark.parametrize("number", ["12345", "1" * 21, "081 call me", "none\n"])
def test_what_is_no_telephone_number_is_said_to_be_none(number):
    assert found(a_question("text", "pattern:phone"), q=number) == ["pattern"]


@pytest.mark.parametrize(
    ("kind", "constraint"),
    [
        ("date", "not_in_future"), ("uncertain_date", "within_years:3"), ("integer", "between:1:2"),
        ("integer", "at_least:1"), ("users", "at_most_items:1"), ("text", "pattern:phone"),
    ],
)  # fmt: skip
def test_a_reason_for_absence_breaks_nothing(kind, constraint):
    assert found(a_question(kind, constraint), q=Absent(Absence.NOT_KNOWN)) == []


def test_a_number_without_a_partner_breaks_nothing():
    numbers = 'low = {kind = "number"}\n' + a_question("number", "not_below:low")
    assert found(numbers, low=3, q=Absent(Absence.NOT_ASKED)) == []


def test_a_problem_never_shows_the_answer_where_it_could_be_logged():
    (problem,) = check(a_form(a_question("text", "pattern:phone")), Answers({"q": "Amina"}), TODAY)
    assert "Amina" not in repr(problem)
