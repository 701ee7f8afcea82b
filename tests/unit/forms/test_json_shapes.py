"""Answers as the JSON of the command line."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reintegration_desktop.forms.cells import cell_to_json
from reintegration_desktop.forms.dictionary import load
from reintegration_desktop.forms.errors import BadAnswer
from reintegration_desktop.forms.json import value_from_json, value_to_json
from reintegration_desktop.forms.values import Absence, Absent, Score, Stamp
from reintegration_desktop.kernel.dates import Precision, UncertainDate
from reintegration_desktop.kernel.locations import resources
from tests.unit.forms.drawn import values
from tests.unit.forms.made import a_form

QUESTIONS = [q for form in load(resources() / "dictionary").values() for q in form.fields.values()]
FORM = a_form("""
text = {kind = "text"}
choice = {kind = "choice", choices_from = "colour"}
choices = {kind = "choices", choices_from = "colour"}
date = {kind = "date"}
span = {kind = "uncertain_date"}
moment = {kind = "timestamp"}
whole = {kind = "integer"}
number = {kind = "number"}
scores = {kind = "domain_scores"}
stamp = {kind = "stamp"}
flag = {kind = "yes_no_flag"}
sum = {kind = "derived", gives = "integer", rule = "r"}
""")


@given(st.data())
def test_every_answer_comes_back_from_its_json(data):
    question = data.draw(st.sampled_from(QUESTIONS))
    value = data.draw(values(question))
    raw = json.loads(json.dumps(value_to_json(question, value)))
    assert value_from_json(question, raw) == value


@pytest.mark.parametrize(
    ("key", "raw", "value"),
    [
        ("span", "2009", UncertainDate.year(2009)),
        ("span", "2009-05", UncertainDate.month(2009, 5)),
        ("span", "2009-05-02", UncertainDate.day(date(2009, 5, 2))),
        (
            "span",
            {"earliest": "2009-01-01", "latest": "2010-03-04", "precision": "unknown"},
            UncertainDate(date(2009, 1, 1), date(2010, 3, 4), Precision.UNKNOWN),
        ),
        ("date", "2026-05-31", date(2026, 5, 31)),
        ("moment", "2026-05-31T10:00:00Z", datetime(2026, 5, 31, 10, tzinfo=UTC)),
        ("whole", {"absent": "declined"}, Absent(Absence.DECLINED)),
        ("scores", {"safety": {"score": 3, "reason": "new lock"}}, {"safety": Score(3, "new lock")}),
        ("scores", {"safety": {"score": 3}}, {"safety": Score(3)}),
        ("choices", ["red", "green"], ("red", "green")),
        ("stamp", {"by": "p", "at": "2026-05-31T10:00:00Z"}, Stamp("p", datetime(2026, 5, 31, 10, tzinfo=UTC))),
        ("flag", True, True),
        ("number", 3.5, 3.5),
        ("sum", 3, 3),
    ],
)
def test_the_shapes_are_those_of_the_command_line(key, raw, value):
    assert value_from_json(FORM.fields[key], raw) == value
    assert value_to_json(FORM.fields[key], value) == raw


@pytest.mark.parametrize(
    ("key", "raw", "value"),
    [
        ("moment", "2026-05-31T10:00", datetime(2026, 5, 31, 10, tzinfo=UTC)),
        ("moment", "2026-05-31T12:00+02:00", datetime(2026, 5, 31, 10, tzinfo=UTC)),
        ("moment", "2026-05-31", datetime(2026, 5, 31, tzinfo=UTC)),
        ("choices", ["red", "red"], ("red",)),
        ("scores", {"safety": 3, "health": [2, "cough"]}, {"safety": Score(3), "health": Score(2, "cough")}),
    ],
)
def test_more_is_read_than_is_written(key, raw, value):
    assert value_from_json(FORM.fields[key], raw) == value


def test_what_was_said_on_a_day_keeps_the_day():
    said = UncertainDate.year(2009, date(2026, 6, 1))
    raw = value_to_json(FORM.fields["span"], said)
    assert raw == {"earliest": "2009-01-01", "latest": "2009-12-31", "precision": "year", "stated_on": "2026-06-01"}
    assert value_from_json(FORM.fields["span"], raw) == said


@pytest.mark.parametrize(
    ("key", "raw", "expected"),
    [
        ("text", 3, "text"), ("text", "  ", "text"), ("text", None, "text"), ("text", {"absent": "lost"}, "text"),
        ("choice", ["red"], "code"), ("choices", "red", "codes"), ("choices", [], "codes"), ("choices", [3], "codes"),
        ("date", "31.5.2026", "day"), ("date", "2026-02-30", "day"), ("date", 2026, "day"),
        ("span", "09", "span"), ("span", "200905", "span"), ("span", "2009-13", "span"), ("span", 2009, "span"),
        ("span", "abcd", "span"), ("span", {"earliest": "2009-01-01"}, "span"),
        ("span", {"earliest": "2010-01-01", "latest": "2009-01-01", "precision": "unknown"}, "span"),
        ("span", {"earliest": "2009-01-01", "latest": "2009-01-01", "precision": "about"}, "span"),
        ("moment", "noon", "moment"), ("moment", "0001-01-01T00:00+14:00", "moment"),
        ("whole", 3.5, "whole"), ("whole", "3", "whole"), ("whole", True, "whole"),
        ("number", "3", "number"), ("number", True, "number"), ("number", float("nan"), "number"),
        ("scores", {}, "scores"), ("scores", [3], "scores"), ("scores", {"safety": 6}, "scores"),
        ("scores", {"safety": True}, "scores"), ("scores", {"safety": [3]}, "scores"),
        ("scores", {"safety": {"score": 3, "reason": 3}}, "scores"), ("scores", {"safety": {"reason": "x"}}, "scores"),
        ("stamp", "p", "stamp"), ("stamp", {"by": "p"}, "stamp"), ("flag", "yes", "flag"), ("flag", 1, "flag"),
    ],
)  # fmt: skip
def test_another_shape_is_refused_with_what_was_expected(key, raw, expected):
    with pytest.raises(BadAnswer) as refused:
        value_from_json(FORM.fields[key], raw)
    assert (refused.value.key, refused.value.expected) == (key, expected)


@pytest.mark.parametrize(
    ("key", "cell", "raw"),
    [
        ("text", " Amina ", "Amina"), ("whole", "3", 3), ("number", "3.5", 3.5), ("number", "many", "many"),
        ("choices", "red; green;", ["red", "green"]), ("flag", "Yes", True), ("flag", "0", False),
        ("flag", "perhaps", "perhaps"), ("date", "2026-05-31", "2026-05-31"),
    ],
)  # fmt: skip
def test_a_cell_of_a_table_is_read_by_the_kind_of_its_question(key, cell, raw):
    assert cell_to_json(FORM.fields[key], cell) == raw
