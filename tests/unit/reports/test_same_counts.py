"""What one table hides another must not tell: two measures with the same counts by the same cut would."""

from collections import Counter, defaultdict
from datetime import date
from uuid import UUID

from reintegration_desktop.casework.invented.cases import Setting, invented_cases
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.reports.cuts.numbering import Numbering
from reintegration_desktop.reports.cuts.placing import PLACES
from reintegration_desktop.reports.figures import Cut
from reintegration_desktop.reports.indicators.counting import Counting, Office
from reintegration_desktop.reports.indicators.entry import measures_of
from reintegration_desktop.reports.periods import period_of
from reintegration_desktop.reports.tally import Counted, Tallies, Tally
from reintegration_desktop.reports.templates import Template, load_templates
from reintegration_desktop.rules.derived import derive
from reintegration_desktop.rules.programme import Programme
from tests.builders import OFFICE, WORKERS, a_programme, the_questions
from tests.unit.reports.indicators.builder import the_indicators

TODAY = date(2026, 11, 27)
MANY = 20
"""Two of fewer may be alike by chance."""

PERIODS = {"quarter": "2026-Q3", "year": "2025", "now": "now"}


def counted() -> dict[str, list[tuple[Template, Cut]]]:
    """The cuts of every template, by period, of some invented cases."""
    programme = a_programme()
    templates = load_templates(resources() / "templates", the_questions(), measures_of(the_indicators())).values()
    numbering, numbers = Numbering(), Counter[int]()
    tallies = [(one, Tally(one, _counting(one, programme), the_questions(), numbering)) for one in templates]
    together = Tallies([tally for _, tally in tallies])
    for file in invented_cases(Setting(programme, WORKERS, OFFICE, TODAY, heard=True), 7, 250):
        case = Counted(derive(file, programme.policy, TODAY))
        numbers.update(together.numbers(case, TODAY))
    found: dict[str, list[tuple[Template, Cut]]] = defaultdict(list)
    for template, tally in tallies:
        figures = tally.figures(numbers, UUID(int=1), "Kivara", Office((20, 25), 3))
        found[template.period] += [(template, cut) for cut in figures.cuts]
    return found


def _counting(template: Template, programme: Programme) -> Counting:
    return Counting(period_of(PERIODS[template.period], TODAY), TODAY, programme.policy, programme.places)


def margins(cut: Cut) -> dict[tuple[str, frozenset[tuple[str, int]]], None]:
    """The counts by each published cut of the case, where there are at least two of them."""
    shown = {name for names in cut.tables for name in names}
    found = {}
    for at, dimension in enumerate(cut.dimensions):
        counts = Counter[str]()
        for key, number in cut.counts.items():
            counts[key[at]] += number
        if dimension.name in shown & set(PLACES) and len(counts) > 1 and counts.total() >= MANY:
            found[dimension.name, frozenset(counts.items())] = None
    return found


def test_no_two_measures_of_a_period_tell_the_same_counts_by_the_same_cut():
    for cuts in counted().values():
        told: dict[tuple[str, frozenset[tuple[str, int]]], set[str]] = defaultdict(set)
        for _, cut in cuts:
            for margin in margins(cut):
                told[margin].add(cut.measure)
        assert [names for names in told.values() if len(names) > 1] == []


def test_every_template_counts_somebody_among_the_invented():
    counts = Counter[str]()
    for cuts in counted().values():
        for template, cut in cuts:
            counts[template.name] += sum(cut.counts.values())
    assert {name for name, number in counts.items() if number == 0} <= {"data_protection"}
