"""Every indicator is whole: a title, a predicate, its rule for the denominator, its threshold, ten cases."""

from collections import defaultdict

from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.reports.auditor.words import numbers_in
from reintegration_desktop.reports.indicators.entry import measures_of
from reintegration_desktop.reports.indicators.predicates import OF_CASES, OF_OFFICES
from reintegration_desktop.reports.rates import Kind
from reintegration_desktop.reports.templates import load_templates
from tests.builders import the_questions
from tests.unit.reports.indicators.builder import the_indicators
from tests.unit.reports.indicators.every import EVERY

THRESHOLD, LEAST_OF = 5, {Kind.COUNT: None, Kind.SHARE: 10, Kind.MEDIAN: 5, Kind.MEAN: 5}
TEMPLATES = ["quarterly", "caseload", "annual", "donor", "programme", "feedback", "mrm", "data_protection"]


def the_templates():
    return load_templates(resources() / "templates", the_questions(), measures_of(the_indicators()))


def test_there_are_thirty_three_each_with_its_number_and_file():
    files = sorted(path.stem for path in (resources() / "indicators").glob("*.toml"))
    found = the_indicators().values()
    assert [one.number for one in found] == list(range(1, 34))
    assert files == [f"{one.number:02d}_{one.name}" for one in found]
    assert all(one.title and one.measures for one in found)


def test_every_measure_says_what_it_counts_and_of_what():
    measures = measures_of(the_indicators()).values()
    assert [one.name for one in measures if not (one.title and one.unit and one.numerator.endswith("."))] == []
    assert [one.name for one in measures if bool(one.denominator) != (one.kind is not Kind.COUNT)] == []
    assert [one.name for one in measures if one.denominator and not one.denominator.endswith(".")] == []
    assert [one.name for one in measures if one.least != LEAST_OF[one.kind]] == []


def test_no_sentence_holds_a_number_for_the_auditor_takes_none_in_words():
    measures = measures_of(the_indicators()).values()
    words = [text for one in measures for text in (one.name, one.title, one.unit, one.numerator, one.denominator)]
    assert [text for text in words if numbers_in(text)] == []


def test_every_measure_has_a_predicate_and_every_predicate_a_measure():
    assert set(measures_of(the_indicators())) == {*OF_CASES, *OF_OFFICES}


def test_every_indicator_is_shown_by_five_cases_that_count_and_five_that_do_not():
    of = {measure.name: one.name for one in the_indicators().values() for measure in one.measures}
    shown: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for case in EVERY:
        shown[of[case.measure]][0 if case.part else 1] += 1
    few = {name: shown[name] for name in the_indicators() if min(shown[name]) < 5}
    assert few == {}
    assert {case.measure for case in EVERY if case.part} == set(of), "each measure counts somebody"


def test_no_two_cases_of_a_measure_have_the_same_reason():
    named = [(case.measure, case.why) for case in EVERY]
    assert [one for one in named if named.count(one) > 1] == []


def test_every_indicator_stands_in_a_template_and_no_template_goes_below_five():
    templates = the_templates()
    assert list(templates) == TEMPLATES
    used = {cut.measure.name for template in templates.values() for cut in template.measures}
    assert [one.name for one in the_indicators().values() if not used & {each.name for each in one.measures}] == []
    assert min(least for template in templates.values() for least in template.thresholds.values()) == THRESHOLD
    assert all(
        template.thresholds[who] >= 10
        for template in templates.values()
        for who in ("donor", "public")
        if who in template.thresholds
    )


def test_named_armed_actors_and_monitoring_go_together_and_nowhere_else():
    templates = the_templates()
    named = {
        template.name for template in templates.values() for cut in template.measures if "armed_actor" in cut.dimensions
    }
    assert named == {"mrm"}
    assert {name: set(one.thresholds) for name, one in templates.items() if "monitoring" in one.thresholds} == {
        "mrm": {"monitoring"}
    }
