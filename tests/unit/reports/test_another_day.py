"""A case counts the same on another day: told without counting all of it anew, and never otherwise than that would."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from reintegration_desktop.casework.invented.cases import Setting, invented_cases
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.reports.cuts.numbering import Numbering
from reintegration_desktop.reports.indicators.counting import Counting
from reintegration_desktop.reports.indicators.entry import measures_of
from reintegration_desktop.reports.periods import period_of
from reintegration_desktop.reports.tally import Counted, Tallies, Tally
from reintegration_desktop.reports.templates import load_templates
from reintegration_desktop.rules.derived import derive
from tests.builders import OFFICE, WORKERS, a_programme, the_questions
from tests.unit.reports.indicators.builder import the_indicators

TODAY = date(2026, 11, 27)
LONGER_EVERY_DAY = ("care_stay", "learning_and_work")
PERIODS = {"quarter": ("2026-Q4", "2026-Q3", "2026-Q2"), "year": ("2026", "2025"), "now": ("now",)}


def tallies() -> Tallies:
    """Every template for periods that are over and for the one that isn't."""
    numbering = Numbering()
    templates = load_templates(resources() / "templates", the_questions(), measures_of(the_indicators())).values()
    asked = [(one, a_counting(name)) for one in templates for name in PERIODS[one.period]]
    return Tallies([Tally(one, counting, the_questions(), numbering) for one, counting in asked])


def a_counting(period: str) -> Counting:
    return Counting(period_of(period, TODAY), TODAY, a_programme().policy, a_programme().places)


def test_it_counts_the_same_just_where_counting_anew_says_so():
    programme, together = a_programme(), tallies()
    found = Counter[bool]()
    for whole in invented_cases(Setting(programme, WORKERS, OFFICE, TODAY, heard=True), 11, 60):
        file = replace(whole, records=tuple(one for one in whole.records if one.form not in LONGER_EVERY_DAY))
        case = Counted(derive(file, programme.policy, TODAY))
        numbers = together.numbers(case, TODAY)
        for days in (1, 9, 31, 200):
            day = TODAY + timedelta(days=days)
            derived = derive(file, programme.policy, day)
            if derived.records == case.file.records:
                same = together.numbers(Counted(derived), day) == numbers
                assert together.counts_the_same(case, day) is same
                found[same] += 1
    assert min(found[True], found[False]) > 5


def test_who_asks_for_the_day_is_noticed_and_a_period_that_is_over_asks_nobody():
    asked: list[int] = []
    over = replace(a_counting("2026-Q3"), looks=lambda: asked.append(1))
    assert (over.came, asked) == (date(2026, 9, 30), [])
    running = replace(over, period=period_of("2026-Q4", TODAY))
    assert (running.came, asked) == (TODAY, [1])
    assert (running.today, asked) == (TODAY, [1, 1])
