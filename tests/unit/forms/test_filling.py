"""A form being filled in, without a screen."""

from datetime import date

import pytest

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.filling import Filling
from reintegration_desktop.forms.values import Absence, Absent, Score
from reintegration_desktop.kernel.dates import Precision, UncertainDate
from tests.unit.forms.made import a_form

TODAY = date(2026, 6, 15)
FORM = a_form(
    """
seen = {kind = "choice", choices_from = "yes_no", required = true}
why_not = {kind = "text", only_if = "seen = no", required = true}
what_then = {kind = "text", only_if = "why_not = x or seen = no"}
count = {kind = "integer", constraint = ["at_least:1"], only_if = "seen = yes"}
since = {kind = "uncertain_date", constraint = ["not_in_future"]}
hidden = {kind = "yes_no_flag", required = true}
sum = {kind = "derived", gives = "choice", choices_from = "yes_no", rule = "some_rule"}
after_sum = {kind = "text", only_if = "sum = yes"}
offered = {kind = "choice", choices_from = "yes_no", required = true, rule = "received_never_sought"}
scores = {kind = "domain_scores"}
trade = {kind = "choice", choices_from = "trades"}
unit = {kind = "text", rule = "restricted_answers"}
old = {kind = "text", retired_in = 2}
""".replace('"why_not = x or seen = no"', '"seen = no"')
)


def filling(**saved):
    return Filling.begin(FORM, Answers(saved), TODAY)


def on_screen(one: Filling) -> set[str]:
    return {question.key for question in one.asked}


def test_only_what_fits_the_answers_is_asked():
    begun = filling()
    assert on_screen(begun) == {"seen", "since", "hidden", "sum", "offered", "scores"}
    assert on_screen(begun.answer("seen", "no")) == on_screen(begun) | {"why_not", "what_then"}
    assert on_screen(begun.answer("seen", "yes")) == on_screen(begun) | {"count"}


def test_an_answer_no_longer_asked_counts_as_empty_and_comes_back():
    one = filling().answer("seen", "no").answer("why_not", "moved")
    turned = one.answer("seen", "yes")
    assert "why_not" not in turned.values
    assert turned.answer("seen", "no").values["why_not"] == "moved"


def test_nothing_changes_what_it_was_made_from():
    begun = filling(seen="yes")
    begun.answer("seen", "no")
    assert begun.values.given == {"seen": "yes"}
    assert not begun.changed


def test_going_back_to_what_was_saved_undoes_it():
    begun = filling(seen="yes", count=3)
    assert begun.answer("count", 4).edited == {"count"}
    assert not begun.answer("count", 4).answer("count", 3).changed
    assert begun.answer("count", 4).answer("count", 3) == begun


def test_what_stops_being_asked_is_edited_too():
    assert filling(seen="no", why_not="moved").answer("seen", "yes").edited == {"seen", "why_not"}


def test_an_empty_answer_takes_the_answer_away():
    begun = filling(seen="no", why_not="moved", scores={"safety": Score(3)})
    assert begun.answer("why_not", "  ").values.given == {"seen": "no", "scores": {"safety": Score(3)}}
    assert "scores" not in begun.answer("scores", {}).values
    assert "seen" not in begun.answer("seen", None).values
    assert begun.answer("seen", None).edited == {"seen", "why_not"}


def test_a_flag_that_nobody_set_is_not_edited_by_clearing_it():
    assert not filling().answer("hidden", True).answer("hidden", False).changed
    assert filling(hidden=True).answer("hidden", False).values["hidden"] is False


def test_what_is_missing_never_holds_a_save_up():
    one = filling()
    assert one.missing == ("seen",)
    assert one.problems == ()
    assert one.answer("seen", "no").missing == ("why_not",)
    assert one.answer("seen", Absent(Absence.DECLINED)).missing == ()


def test_a_broken_constraint_is_told_and_the_answer_kept():
    one = filling(seen="yes").answer("count", 0)
    assert [problem.key for problem in one.problems] == ["count"]
    assert one.values["count"] == 0
    assert one.answer("seen", "no").problems == ()


def test_this_year_ends_today_where_it_lies_behind():
    one = filling().answer("since", UncertainDate.year(2026))
    assert one.values["since"] == UncertainDate(date(2026, 1, 1), TODAY, Precision.YEAR)
    assert one.problems == ()
    assert filling().answer("since", UncertainDate.year(2027)).problems != ()


def test_what_is_worked_out_is_seen_and_never_typed():
    one = filling().seeing({"sum": "yes", "seen": "yes"})
    assert "after_sum" in on_screen(one)
    assert not one.changed
    assert "seen" not in one.values
    assert "after_sum" not in on_screen(one.seeing({}))
    with pytest.raises(ValueError, match="never typed"):
        one.answer("sum", "no")
    with pytest.raises(KeyError):
        one.answer("sums", "no")


def test_scores_are_complete_when_every_area_has_one():
    form = a_form('scores = {kind = "domain_scores", required = true}')
    one = Filling.begin(form, Answers(), TODAY).answer("scores", {"safety": Score(3)})
    assert one.missing == ("scores",)
    assert one.answer("scores", {"safety": Score(3), "health": Score(2)}).missing == ()


def test_an_answer_of_a_question_that_is_off_is_neither_shown_nor_edited():
    one = filling(seen="yes", unit="third").answer("seen", "no")
    assert "unit" not in one.values
    assert one.edited == {"seen"}


def test_what_a_newer_program_wrote_travels_along():
    saved = Answers({"seen": "yes"}, {"account:new": 3})
    assert Filling.begin(FORM, saved, TODAY).answer("seen", "no").values.unknown == {"account:new": 3}
