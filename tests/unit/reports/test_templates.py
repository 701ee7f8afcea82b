"""What templates may ask for, and the words of what tables are cut by."""

import re
from datetime import date
from pathlib import Path

import pytest

from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.kernel.words import speak
from reintegration_desktop.reports.cuts.bands import BANDS, band_of
from reintegration_desktop.reports.cuts.dimensions import FIELDS, NAMED, TITLES, labels_of, may_be_counted_by
from reintegration_desktop.reports.cuts.groups import GROUPS, group_of
from reintegration_desktop.reports.errors import NotForFigures
from reintegration_desktop.reports.indicators.entry import load_indicators, measures_of
from reintegration_desktop.reports.periods import NOW, Period, is_of, month_of_quarter, period_of, years_back
from reintegration_desktop.reports.templates import load_templates
from reintegration_desktop.rules.tasks import TaskKind
from reintegration_desktop.vault.roles import Room
from tests.builders import a_programme, the_questions
from tests.unit.reports.indicators.builder import the_indicators

TODAY = date(2026, 11, 27)
GOOD = """
name = "own"
title = "Our own"
order = 1
period = "quarter"
[thresholds]
headquarters = 5
[[measure]]
name = "registered"
dimensions = ["province", "sex"]
tables = [["province", "sex"]]
"""


def loaded(folder: Path, text: str):
    (folder / "own.toml").write_text(text)
    return load_templates(folder, the_questions(), measures_of(the_indicators()))["own"]


def test_a_template_needs_the_rooms_that_its_measures_read(tmp_path: Path):
    assert loaded(tmp_path, GOOD).rooms == {Room.PERSON, Room.ACCOUNT}
    told = GOOD.replace("registered", "listened_to").replace("province", "answered_by").replace("sex", "rating")
    assert Room.OVERSIGHT in loaded(tmp_path, told).rooms


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('"registered"', '"no_such"', id="a measure that nobody defined"),
        pytest.param('["province", "sex"]\n', '["province", "full_name"]\n', id="a cut that is none"),
        pytest.param('["province", "sex"]\n', '["province", "closure_reason"]\n', id="another measure's cut"),
        pytest.param('tables = [["province", "sex"]]', 'tables = [["risk"]]', id="a table finer than what is counted"),
        pytest.param('"registered"', '"open_cases"', id="what is known of today alone, in a quarter"),
        pytest.param('"registered"', '"withdrawals"', id="our own doing, among young people"),
        pytest.param("headquarters = 5", "monitoring = 5", id="to who documents violations, without consent to it"),
        pytest.param('"quarter"', '"quarter"\nbase = "everybody"', id="young people, without their consent"),
        pytest.param('"registered"', '"goals_met"', id="a share whose part stands nowhere"),
    ],
)  # fmt: skip
def test_a_template_may_not_ask_for(tmp_path: Path, old: str, new: str):
    assert loaded(tmp_path, GOOD).title == "Our own"
    with pytest.raises(NotForFigures):
        loaded(tmp_path, GOOD.replace(old, new, 1))


def test_a_named_armed_actor_is_counted_for_those_who_document_violations_alone(tmp_path: Path):
    asked = re.sub(r'\["province", "sex"\]', '["armed_actor", "confirmed"]', GOOD.replace("registered", "recruited"))
    with pytest.raises(NotForFigures):
        loaded(tmp_path, asked)
    theirs = asked.replace("headquarters = 5", "monitoring = 5").replace('"quarter"', '"quarter"\nbase = "monitoring"')
    assert Room.RESTRICTED in loaded(tmp_path, theirs).rooms


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("exit.handover_on", "exit.no_such", id="a question that nobody asks"),
        pytest.param('"exit_manner", "handed_to"', '"left_on"', id="a cut that is none"),
        pytest.param('kind = "count"', 'kind = "share"', id="a share of nothing"),
        pytest.param('name = "reached_care"\nkind', 'name = "reached"\nkind', id="no predicate"),
    ],
)
def test_an_indicator_may_not_ask_for(tmp_path: Path, old: str, new: str):
    text = (resources() / "indicators" / "01_reached_care.toml").read_text()
    assert old in text
    (tmp_path / "01_reached_care.toml").write_text(text.replace(old, new, 1))
    with pytest.raises(NotForFigures):
        load_indicators(tmp_path, the_questions())


def test_every_answer_has_a_group_and_every_group_words():
    questions, places = the_questions(), a_programme().places
    for dimension in set(GROUPS) & set(FIELDS):
        form, key = FIELDS[dimension]
        labels = labels_of(dimension, questions, places)
        assert {group_of(dimension, answer) for answer in (*questions[form].fields[key].choices, None)} <= set(labels)
    assert {group_of("task_kind", kind.value) for kind in TaskKind} <= set(labels_of("task_kind", questions, places))


def test_no_answer_stands_in_two_groups_and_every_grouped_answer_is_one():
    questions = the_questions()
    for dimension in set(GROUPS) & set(FIELDS):
        form, key = FIELDS[dimension]
        grouped = [answer for _, _, answers in GROUPS[dimension] for answer in answers]
        assert len(grouped) == len(set(grouped))
        assert set(grouped) - {"other"} <= set(questions[form].fields[key].choices)


def test_every_dimension_has_a_title_and_may_be_counted():
    questions, places = the_questions(), a_programme().places
    assert all(may_be_counted_by(questions, name) for name in TITLES)
    assert set(GROUPS) | set(BANDS) | set(FIELDS) | NAMED <= set(TITLES)
    assert all(labels_of(name, questions, places) for name in TITLES)


@pytest.mark.parametrize("dimension", BANDS)
def test_every_number_lies_in_the_band_it_reaches(dimension: str):
    for (code, _, least), following in zip(BANDS[dimension], [*BANDS[dimension][1:], None], strict=True):
        assert band_of(dimension, least) == code
        if following is not None:
            assert band_of(dimension, following[2] - 1) == code
    assert band_of(dimension, -1) == BANDS[dimension][0][0]


def test_labels_wait_to_be_said_until_somebody_reads():
    speak("qps")
    assert labels_of("risk", the_questions(), a_programme().places)["high"] == "High"
    speak("en")


def test_now_holds_every_day_until_today():
    assert period_of(NOW, TODAY) == Period(NOW, date.min, TODAY)


def test_periods_are_quarters_years_and_now():
    names = ("2026-Q3", "2026", NOW)
    assert [[is_of(kind, name) for name in names] for kind in ("quarter", "year", "now")] == [
        [True, False, False], [False, True, False], [False, False, True],
    ]  # fmt: skip
    assert years_back(TODAY, 2) == ("2026", "2025")
    assert [month_of_quarter(date(2026, month, 1)) for month in (1, 2, 3, 4, 9, 12)] == ["1", "2", "3", "1", "3", "3"]
