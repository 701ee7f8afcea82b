"""A row of a form tells itself from the others in one line."""

from datetime import date
from uuid import uuid4

from reintegration_desktop.casework.row_words import row_second, row_title
from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import Record
from reintegration_desktop.forms.values import Absence, Absent
from tests.builders import a_programme, the_questions

WORDS = ValueWords(the_questions(), a_programme())


def title(form: str, **answers: object) -> str:
    row = Record(form, uuid4(), None, Answers(answers))  # type: ignore[arg-type]
    return row_title(the_questions()[form], row, WORDS).replace("\u2068", "").replace("\u2069", "")


def test_the_day_of_what_happened_stands_first():
    told = title("follow_up", due_on=date(2026, 3, 9), visited_on=date(2026, 3, 2), visit_purpose="in_care")
    assert told == "2 March 2026 · In care"


def test_a_yes_without_its_question_is_left_out():
    told = title("learning_and_work", activity_kind="school", started_on=date(2026, 1, 20), through_us="yes")
    assert told == "20 January 2026 · School"


def test_a_yes_is_said_with_its_question_where_nothing_else_is_known():
    told = title("case_plan", started_on=date(2026, 1, 10), child_involved="yes")
    assert told == "10 January 2026 · Did they make the plan with you? Yes"


def test_what_somebody_wrote_tells_more_than_a_yes():
    told = title("case_plan", started_on=date(2026, 1, 10), child_involved="yes", goal="Back at school",
                 approval_status="approved")  # fmt: skip
    assert told == "10 January 2026 · Back at school"


def test_a_reason_for_absence_tells_nothing():
    told = title("follow_up", visited_on=date(2026, 3, 2), contact_kind=Absent(Absence.DECLINED))
    assert told == "2 March 2026"


def test_what_is_kept_apart_is_never_in_the_line():
    assert "rifle" not in title("association", weapon_kind="rifle", age_at_start=13)


def test_a_long_text_is_shortened_to_its_first_words():
    answers = Answers({"visit_purpose": "in_care", "observations": "Goes to school again. " * 12})
    told = row_second(the_questions()["follow_up"], Record("follow_up", uuid4(), None, answers), WORDS)
    assert told.startswith("Goes to school again.")
    assert told.endswith("…")
    assert len(told) < 95
