"""What figures that were counted for other templates already hold of one of the programme's own."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.figures import Cut, Figures
from reintegration_desktop.reports.indicators.counting import Base
from reintegration_desktop.reports.own.kindred import PLACES_CUT
from reintegration_desktop.reports.redesign import together as put_together
from reintegration_desktop.reports.table import Key
from reintegration_desktop.reports.templates import MeasureCut, Template

_TWO = 2


def from_held(template: Template, held: Iterable[Figures], period: str) -> tuple[Figures, ...]:
    """What is held of a template and period, of each office; only measures that every one of them holds.

    Of figures counted on several days those of the last: counts of two days are never put into one report.
    """
    by_office: dict[UUID, list[Figures]] = defaultdict(list)
    for figures in of_the_last_day(held):
        if figures.period == period:
            by_office[figures.office].append(figures)
    found = [_of_office(template, own) for own in by_office.values()]
    common = set.intersection(*({cut.measure for cut in one.cuts} for one in found)) if found else set()
    return tuple(_only(one, common) for one in found) if common else ()


def of_the_last_day(held: Iterable[Figures]) -> list[Figures]:
    """Of each office and period the figures of the day on which it was counted last, on consent to reporting alone."""
    found = [figures for figures in held if figures.base is Base.REPORTING]
    last: dict[tuple[UUID, str], date] = {}
    for one in found:
        last[one.office, one.period] = max(one.as_of, last.get((one.office, one.period), one.as_of))
    return [one for one in found if one.as_of == last[one.office, one.period]]


def coming(template: Template, figures: Figures) -> tuple[str, ...]:
    """The titles of measures that these figures don't hold: they come with the next ones."""
    held = {cut.measure for cut in figures.cuts}
    return tuple(dict.fromkeys(say(cut.measure.title) for cut in template.measures if cut.measure.name not in held))


def with_areas(template: Template, figures: Figures) -> Figures:
    """The same figures with every province that a template doesn't name counted among the other areas."""
    if not template.areas:
        return figures
    for name in sorted(PLACES_CUT):
        codes = {code for cut in figures.cuts for one in cut.dimensions if one.name == name for code in one.leaves}
        others = sorted(codes - template.areas)
        if len(others) >= _TWO:
            figures = put_together(figures, name, others, say("Other areas"))
    return figures


def holds(figures: Figures, measure: str, cuts: Sequence[str]) -> bool:
    """Whether figures hold a measure by these cuts, or more finely."""
    return any(cut.measure == measure and set(cuts) <= {one.name for one in cut.dimensions} for cut in figures.cuts)


def _of_office(template: Template, own: Sequence[Figures]) -> Figures:
    made = (_cut(wanted, own) for wanted in template.measures)
    return replace(own[0], template=template.name, title=template.title, cuts=tuple(cut for cut in made if cut))


def _cut(wanted: MeasureCut, held: Sequence[Figures]) -> Cut | None:
    """A measure as it is wanted, added up from the first that is as fine; None where none is."""
    name, dimensions = wanted.measure.name, wanted.dimensions
    source = next(
        (
            cut
            for figures in held
            for cut in figures.cuts
            if cut.measure == name and set(dimensions) <= {one.name for one in cut.dimensions}
        ),
        None,
    )
    if source is None:
        return None
    at = [next(nth for nth, one in enumerate(source.dimensions) if one.name == wished) for wished in dimensions]
    counts = Counter[Key]()
    for key, number in source.counts.items():
        counts[tuple(key[nth] for nth in at)] += number
    return replace(
        source, dimensions=tuple(source.dimensions[nth] for nth in at), counts=dict(counts), tables=wanted.tables
    )


def _only(figures: Figures, measures: set[str]) -> Figures:
    return replace(figures, cuts=tuple(cut for cut in figures.cuts if cut.measure in measures))
