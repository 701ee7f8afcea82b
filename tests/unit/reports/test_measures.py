"""Which cases a figure counts, and which it doesn't: five of each."""

from datetime import date
from uuid import UUID, uuid5

import pytest

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.values import Value
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.kernel.words import speak
from reintegration_desktop.reports.dimensions import FIELDS, TITLES, group_of, labels_of, may_be_counted_by
from reintegration_desktop.reports.measures import MEASURES, Counting, is_in_base
from reintegration_desktop.reports.periods import NOW, Period, period_of
from reintegration_desktop.reports.templates import load_templates
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.tasks import TaskKind
from tests.builders import a_programme, the_questions

TODAY = date(2026, 11, 27)
CASE = UUID(int=0xC1)
Row = tuple[str, dict[str, Value]]


def a_file(*rows: Row) -> CaseFile:
    records = [
        Record(form, uuid5(CASE, f"{form}{at}"), None, Answers(answers)) for at, (form, answers) in enumerate(rows)
    ]
    return CaseFile(CASE, tuple(records))


def found(measure: str, *rows: Row, period: str = "2026-Q3") -> list[dict[str, str]]:
    counting = Counting(period_of(period, TODAY), TODAY, Policy(), a_programme().places)
    return [dict(one) for one in MEASURES[measure](a_file(*rows), counting)]


def case(status: str) -> Row:
    return "case", {"case_status": status}


def registered(year: int, month: int, day: int) -> Row:
    return "identification", {"registered_on": date(year, month, day)}


def closing(day: date | None, reason: str = "goals_met_safe") -> Row:
    return "closure", {"closure_reason": reason} | ({"closed_on": day} if day else {})


def left(day: date) -> Row:
    return "exit", {"left_on": UncertainDate.day(day), "exit_manner": "escaped"}


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([case("open"), registered(2026, 7, 1)], id="registered on the first day and open"),
        pytest.param([case("open"), registered(2026, 9, 30)], id="registered on the last day and open"),
        pytest.param([case("closed"), registered(2025, 1, 1), closing(date(2026, 10, 1))], id="closed the day after"),
        pytest.param(
            [case("closed"), registered(2025, 1, 1), closing(date(2026, 2, 1)), closing(date(2026, 11, 2))],
            id="closed twice, the last time later",
        ),
        pytest.param([case("open"), registered(2025, 1, 1), closing(date(2026, 2, 1))], id="opened again"),
    ],
)
def test_a_case_is_open_at_the_end_of_the_quarter(rows: list[Row]):
    assert found("open_at_end", *rows) == [{}]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([case("open"), registered(2026, 10, 1)], id="registered the day after"),
        pytest.param([case("closed"), registered(2025, 1, 1), closing(date(2026, 9, 30))], id="closed on the last day"),
        pytest.param([case("closed"), registered(2025, 1, 1), closing(None)], id="closed nobody knows when"),
        pytest.param([case("transferred"), registered(2025, 1, 1)], id="another office has it"),
        pytest.param([case("open")], id="never registered"),
    ],
)
def test_a_case_is_not_open_at_the_end_of_the_quarter(rows: list[Row]):
    assert found("open_at_end", *rows) == []


@pytest.mark.parametrize(
    ("row", "group"),
    [
        (closing(date(2026, 7, 1)), "goals"),
        (closing(date(2026, 9, 30), "turned_18_with_transition"), "goals"),
        (closing(date(2026, 8, 1), "not_contactable"), "lost_touch"),
        (closing(date(2026, 8, 1), "transferred"), "moved"),
        (closing(date(2026, 8, 1), "deceased"), "other"),
    ],
)
def test_a_closing_in_the_quarter_counts_by_its_reason_coarsened(row: Row, group: str):
    assert found("closed", case("closed"), row) == [{"closure_reason": group}]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([closing(date(2026, 6, 30))], id="the day before"),
        pytest.param([closing(date(2026, 10, 1))], id="the day after"),
        pytest.param([closing(None)], id="asked for, not decided"),
        pytest.param([case("open")], id="open"),
        pytest.param([case("transferred")], id="handed over without closing"),
    ],
)
def test_what_is_no_closing_of_the_quarter_does_not_count(rows: list[Row]):
    assert found("closed", *rows) == []


@pytest.mark.parametrize(
    ("day", "band"),
    [
        (date(2026, 11, 27), "under_6"),
        (date(2026, 5, 28), "under_6"),
        (date(2026, 5, 27), "from_6"),
        (date(2024, 11, 28), "from_12"),
        (date(2010, 1, 1), "from_36"),
    ],
)
def test_who_left_counts_by_how_long_ago(day: date, band: str):
    assert found("outcome", left(day), period=NOW) == [{"since_exit": band, "reintegration_status": "not_started"}]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([], id="nothing known"),
        pytest.param([case("open")], id="open, never associated"),
        pytest.param([("association", {"started_on": UncertainDate.day(date(2025, 1, 1))})], id="not left yet"),
        pytest.param([("exit", {"exit_manner": "escaped"})], id="left nobody knows when"),
        pytest.param([registered(2026, 1, 1)], id="registered alone"),
    ],
)
def test_who_is_not_known_to_have_left_has_no_outcome(rows: list[Row]):
    assert found("outcome", *rows, period=NOW) == []


@pytest.mark.parametrize(
    ("measure", "row", "inside", "outside"),
    [
        ("registered", lambda day: ("identification", {"registered_on": day}), [{}], []),
        ("in_services", lambda day: ("service", {"delivered_on": day}), [{}], []),
        ("visited", lambda day: ("follow_up", {"visited_on": day}), [{}], []),
        ("released", left, [{"exit_manner": "escaped"}], []),
    ],
)
def test_what_happened_counts_from_the_first_day_of_the_quarter_to_the_last(measure, row, inside, outside):
    within = (date(2026, 7, 1), date(2026, 7, 2), date(2026, 8, 15), date(2026, 9, 29), date(2026, 9, 30))
    without = (date(2026, 6, 30), date(2026, 6, 1), date(2025, 8, 15), date(2026, 10, 1), date(2027, 8, 15))
    assert [found(measure, row(day)) for day in within] == [inside] * 5
    assert [found(measure, row(day)) for day in without] == [outside] * 5


def test_several_visits_make_one_visited():
    assert found("visited", *[("follow_up", {"visited_on": date(2026, 8, day)}) for day in (1, 9, 20)]) == [{}]


def test_open_now_is_open_and_nothing_else():
    statuses = ("open", "closed", "transferred", "duplicate", "opened_in_error")
    assert [found("open_cases", case(status), period=NOW) for status in statuses] == [[{}], [], [], [], []]


def test_late_is_what_was_due_before_today_in_an_open_case():
    due = ("follow_up", {"visited_on": date(2026, 10, 1), "next_visit_on": date(2026, 11, 26)})
    later = ("follow_up", {"visited_on": date(2026, 10, 1), "next_visit_on": date(2026, 11, 28)})
    assert {"task_kind": "visit"} in found("overdue", case("open"), registered(2026, 1, 1), due, period=NOW)
    assert {"task_kind": "visit"} not in found("overdue", case("open"), registered(2026, 1, 1), later, period=NOW)
    assert found("overdue", case("closed"), registered(2026, 1, 1), due, period=NOW) == []


def test_mistakes_doubles_and_what_was_erased_are_in_no_figure():
    stages = ("void", "duplicate", "erased", "registered", "closed")
    assert [is_in_base(a_file(("case", {"case_stage": stage}))) for stage in stages] == [False] * 3 + [True] * 2


def test_every_answer_has_a_group_and_every_group_words():
    questions, places = the_questions(), a_programme().places
    for dimension in ("risk", "reintegration_status", "closure_reason"):
        form, key = FIELDS[dimension]
        labels = labels_of(dimension, questions, places)
        assert {group_of(dimension, answer) for answer in (*questions[form].fields[key].choices, None)} <= set(labels)
    assert {group_of("task_kind", kind.value) for kind in TaskKind} <= set(labels_of("task_kind", questions, places))


def test_every_measure_of_a_template_is_known_and_may_be_counted():
    templates = load_templates(resources() / "templates", the_questions())
    assert list(templates) == ["quarterly", "caseload"]
    asked = [measure for template in templates.values() for measure in template.measures]
    assert {measure.name for measure in asked} == set(MEASURES)
    assert all(measure.title and measure.unit for measure in asked)
    assert all(may_be_counted_by(the_questions(), name) for name in TITLES)
    assert all(min(template.thresholds.values()) >= 5 for template in templates.values())


def test_labels_wait_to_be_said_until_somebody_reads():
    speak("qps")
    assert labels_of("risk", the_questions(), a_programme().places)["high"] == "High"
    speak("en")


def test_now_holds_every_day_until_today():
    assert period_of(NOW, TODAY) == Period(NOW, date.min, TODAY)
