"""The nine areas of life, and scores of wellbeing."""

from dataclasses import replace

import pytest

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.values import Score
from reintegration_desktop.rules.findings import scores as found
from reintegration_desktop.rules.findings.risk import is_raised, risk_of
from reintegration_desktop.rules.policy import Margin
from tests.unit.rules.made import POLICY, a, a_file, a_visit, assessed, at_risk, day, on, registered, scores


def test_first_scores_are_baseline():
    first, second = assessed(domain_scores=scores(2)), assessed(completed_on=day(3, 1), domain_scores=scores(4))
    begun, unscored = a("assessment", domain_scores=scores(1)), a("assessment", completed_on=day(1, 1))
    assert found.first_scores_are_baseline(a_file(second, first, begun, unscored)) == scores(2)
    assert found.first_scores_are_baseline(a_file(begun)) == {}


def test_weakest_area():
    visits = (
        a_visit(day(5, 1), domain_scores=scores(4, health=2, education=2)),
        a_visit(day(4, 1), domain_scores=scores(1)),
    )
    assert found.weakest_area(a_file(*visits)) == "health"
    assert found.weakest_area(a_file(assessed())) is None
    assert found.weakest_area(a_file(a_visit(day(5, 1)))) is None


def test_falling_score_reopens_work():
    fell = lambda *rows: found.falling_score_reopens_work(a_file(*rows), POLICY)  # noqa: E731
    before, after = a_visit(day(4, 1), domain_scores=scores(4)), a_visit(day(5, 1), domain_scores=scores(4, safety=2))
    assert fell(before, after) == ("safety",)
    assert fell(before, a_visit(day(5, 1), domain_scores=scores(4, safety=3))) == ()
    assert fell(assessed(domain_scores=scores(5)), a_visit(day(5, 1), domain_scores=scores(3))) == found.AREAS
    assert fell(after, a_visit(day(6, 1), domain_scores=scores(4))) == ()
    partly = a_visit(day(4, 15), domain_scores={"health": Score(3)})
    assert fell(before, partly, after) == ("safety",), "an area that a visit left out is compared with the one before"
    assert fell() == ()


def test_a_risk_is_raised_only_from_a_level():
    assert is_raised("low", "high") and not is_raised("high", "low") and not is_raised("low", "low")
    assert not is_raised(None, "high") and not is_raised("low", None)
    assert risk_of(a_file(at_risk("high"))) == "high" and risk_of(a_file()) is None


GOOD = scores(3, safety=4, care_family=4)


def standing(*rows):
    return found.reintegrated_means(a_file(registered(), *rows), POLICY)


def good_visits(*days):
    return [a_visit(one, domain_scores=GOOD) for one in days]


def test_reintegrated_means():
    assert standing(*good_visits(day(1, 1), day(4, 1))) == "reintegrated"
    assert standing(*good_visits(day(1, 1), day(3, 31))) == "progressing", "a day too few"
    assert standing(*good_visits(day(1, 1), day(2, 1), day(3, 1), day(4, 1))) == "reintegrated", "running"
    weak = a_visit(day(2, 1), domain_scores=scores(3))
    assert standing(*good_visits(day(1, 1), day(4, 1)), weak) == "progressing", "one between breaks the run"
    assert standing() == "not_started"
    assert standing(assessed()) == "progressing"


def test_at_risk_is_who_has_an_area_at_one_or_a_high_risk():
    assert standing(a_visit(day(2, 1), domain_scores=scores(4, health=1))) == "at_risk"
    assert standing(assessed(domain_scores=scores(1))) == "at_risk"
    assert standing(at_risk("high")) == "at_risk"
    assert standing(at_risk("high"), *good_visits(day(1, 1), day(4, 1))) == "reintegrated"


def test_lost_ground_is_who_was_taken_again_or_is_no_longer_reintegrated():
    lately = a("association", episode_number=2, started_on=on(2, 1))
    assert standing(*good_visits(day(1, 1), day(4, 1)), lately) == "failed"
    before_us = a("association", episode_number=2, started_on=on(2, 1, 2025))
    assert standing(*good_visits(day(1, 1), day(4, 1)), before_us) == "reintegrated"
    worse = a_visit(day(5, 1), domain_scores=scores(3))
    assert standing(*good_visits(day(1, 1), day(4, 1)), worse) == "failed"


def test_all_nine_areas_are_needed():
    some = {area: score for area, score in GOOD.items() if area != "health"}
    assert found.is_good(GOOD, POLICY) and not found.is_good(some, POLICY)
    assert not found.is_good(scores(3), POLICY) and not found.is_good({**GOOD, "health": Score(2)}, POLICY)


@pytest.mark.parametrize(
    ("before", "after", "higher", "course"),
    [
        (10, 13, True, "better"), (10, 12, True, "same"), (10, 7, True, "worse"), (10, 10, True, "same"),
        (10, 7, False, "better"), (10, 13, False, "worse"),
    ],
)  # fmt: skip
def test_wellbeing_by_agreed_margin(before, after, higher, course):
    policy = replace(POLICY, wellbeing={"cywi": Margin(3, higher)})
    measured = [Answers({"tool": "cywi", "score": score}) for score in (before, after)]
    assert found.wellbeing_by_agreed_margin(*measured, policy) == course


def test_scores_of_two_sets_are_not_compared():
    policy = replace(POLICY, wellbeing={"cywi": Margin(0)})
    one, other = Answers({"tool": "cywi", "score": 3}), Answers({"tool": "sdq", "score": 3})
    assert found.wellbeing_by_agreed_margin(other, one, policy) is None
    assert found.wellbeing_by_agreed_margin(other, other, policy) is None, "a set without a margin"
    assert found.wellbeing_by_agreed_margin(Answers({"tool": "cywi"}), one, policy) is None
    assert found.wellbeing_by_agreed_margin(one, Answers({"tool": "cywi"}), policy) is None
    assert found.wellbeing_by_agreed_margin(one, one, policy) == "same"
