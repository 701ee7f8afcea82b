"""Counting: a case after the other, each measure worked out once however many templates ask for it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import NamedTuple
from uuid import UUID

from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.reports.cuts.dimensions import SENSITIVE, TITLES, labels_of
from reintegration_desktop.reports.cuts.numbering import Cells, Numbering
from reintegration_desktop.reports.cuts.placing import OF_THE_PERIOD, place_of
from reintegration_desktop.reports.figures import Cut, Figures
from reintegration_desktop.reports.indicators.counting import Base, Counting, Found, Office, is_in_base
from reintegration_desktop.reports.indicators.entry import Measure, Rule
from reintegration_desktop.reports.indicators.predicates import OF_CASES, OF_OFFICES
from reintegration_desktop.reports.periods import NOW, period_of, quarter_of
from reintegration_desktop.reports.table import Dimension, Key
from reintegration_desktop.reports.templates import MeasureCut, Template

Dated = UncertainDate | date
"""A day, a moment, or a span of days."""


class Counted:
    """A case while it is counted, its derived values of the day of counting; remembers where it stands.

    ``dated``: every day and moment that the file tells. ``by_day``: what it counted for in each measure and period of
    which another day may make something else.
    """

    def __init__(self, derived: CaseFile) -> None:
        self.file = derived.indexed()
        self.in_base = is_in_base(derived)
        values = (value for record in derived.records for value in record.answers.given.values())
        self.dated: list[Dated] = [value for value in values if isinstance(value, UncertainDate | date)]
        self._touched = _touched(self.dated)
        self._agreed: dict[Base, bool] = {}
        self._places: dict[str, str] = {}
        self._keys: dict[tuple[tuple[str, ...], str], Key] = {}
        self.by_day: dict[tuple[str, str], list[int]] = {}

    def on_another_day(self) -> "Counted":
        """The same case, of which the day derives nothing else, to be counted on another day."""
        other = copy(self)
        other._places, other._keys, other.by_day = {}, {}, {}
        return other

    def agrees(self, base: Base) -> bool:
        """Whether they agreed to be counted there."""
        if base not in self._agreed:
            self._agreed[base] = base.holds(self.file)
        return self._agreed[base]

    def found(self, measure: Measure, counting: Counting) -> Iterable[Found]:
        """What a measure counts of it; nothing happened in a period of which no day was told."""
        if measure.period is Rule.WITHIN and counting.period.name not in self._touched:
            return ()
        return OF_CASES[measure.name](self.file, counting)

    def place(self, dimension: str, counting: Counting) -> str:
        """Where it stands in a dimension of the case."""
        key = f"{dimension}@{counting.period.name}" if dimension in OF_THE_PERIOD else dimension
        if key not in self._places:
            self._places[key] = place_of(dimension, self.file, counting.places, counting.period)
        return self._places[key]

    def key(self, dimensions: tuple[str, ...], found: Found, counting: Counting) -> Key:
        """The cell of something that it counts for."""
        if found:
            return tuple(found.get(name) or self.place(name, counting) for name in dimensions)
        name = dimensions, counting.period.name
        if name not in self._keys:
            self._keys[name] = tuple(self.place(one, counting) for one in dimensions)
        return self._keys[name]


def _touched(told: Iterable[Dated]) -> set[str]:
    """The quarters and years in which some day of a file lies; of what is not known to the day, the middle."""
    days = {_day(value) for value in told}
    return {name for day in days for name in (quarter_of(day), str(day.year))}


def _day(value: Dated) -> date:
    if isinstance(value, UncertainDate):
        return value.middle
    return value.date() if isinstance(value, datetime) else value


class _Asks(NamedTuple):
    """By what a template cuts a measure, and whose consent it asks for."""

    base: Base
    dimensions: tuple[str, ...]
    cells: Cells


class Tally:
    """What is counted of one template and period: under which numbers, and what these came to as figures."""

    def __init__(self, template: Template, counting: Counting, dictionary: Dictionary, numbering: Numbering) -> None:
        self._template, self._counting, self._dictionary, self._numbering = template, counting, dictionary, numbering
        self._days = {counting.day: counting}
        self._left_out = numbering.single()
        self._cells = [
            (cut, numbering.cells([list(labels_of(name, dictionary, counting.places)) for name in cut.dimensions]))
            for cut in template.measures
            if not cut.measure.of_office
        ]

    @property
    def first(self) -> date:
        """The first day of its period; of what is told as of now, the day of counting."""
        period = self._counting.period
        return self._counting.day if period.name == NOW else period.first

    @property
    def terms(self) -> list[object]:
        """What its numbers stand for, as plain JSON: with other terms they would be others."""
        cuts = [[cut.measure.name, str(cut.measure.period), cut.dimensions, cells.codes] for cut, cells in self._cells]
        return [self._template.name, self._counting.period.name, str(self._template.base), cuts]

    def left_out(self) -> tuple[Base, int]:
        """Whose consent it asks for, and the number of who is left out for want of it."""
        return self._template.base, self._left_out

    def asks(self) -> Iterator[tuple[Measure, str, _Asks]]:
        """The measures and periods that it asks for, and by which cuts."""
        for cut, cells in self._cells:
            yield cut.measure, self._counting.period.name, _Asks(self._template.base, cut.dimensions, cells)

    def on(self, day: date) -> Counting:
        """The counting of its period, done on a day."""
        if day not in self._days:
            self._days[day] = replace(self._counting, day=day, period=period_of(self._counting.period.name, day))
        return self._days[day]

    def figures(self, counts: Mapping[int, int], office: UUID, office_name: str, facts: Office) -> Figures:
        """What all numbers came to, for an office; what is counted of the office itself is counted now."""
        template, counting = self._template, self._counting
        found = {cut.measure.name: cells.counted(counts) for cut, cells in self._cells}
        for cut in template.measures:
            if cut.measure.of_office:
                own = OF_OFFICES[cut.measure.name](facts, counting)
                found[cut.measure.name] = Counter(tuple(one[name] for name in cut.dimensions) for one in own)
        cuts = tuple(_cut(cut, found[cut.measure.name], self._dictionary, counting) for cut in template.measures)
        return Figures(
            template.name, template.title, counting.period.name, office, office_name, counting.day,
            counts.get(self._left_out, 0), cuts, template.base,
        )  # fmt: skip


class _Asked(NamedTuple):
    """A measure in a period on a day, and all who ask for it."""

    measure: Measure
    counting: Counting
    by: list[_Asks]

    def numbers(self, case: Counted) -> list[int]:
        """What a case counts for in it."""
        return [
            asks.cells.number(case.key(asks.dimensions, one, self.counting))
            for one in case.found(self.measure, self.counting)
            for asks in self.by
        ]


class Tallies:
    """Several templates and periods that are counted together, of one ``Numbering``."""

    def __init__(self, tallies: Sequence[Tally]) -> None:
        self._tallies = tuple(tallies)
        self._left_out = [tally.left_out() for tally in tallies]
        self._bases = sorted({base for base, _ in self._left_out})
        self._asked: dict[tuple[date, tuple[Base, ...]], Mapping[tuple[str, str], _Asked]] = {}
        self._by_day = {
            (measure.name, NOW) for tally in tallies for measure, period, _ in tally.asks() if period == NOW
        }

    def numbers(self, case: Counted, day: date) -> list[int]:
        """What a case counts for on a day, in order; without the consent a template asks for, that it is left out."""
        if not case.in_base:
            return []
        agreed = self._agreed(case)
        numbers = [number for base, number in self._left_out if base not in agreed]
        for name, asked in self._on(day, agreed).items():
            found = asked.numbers(case)
            if name in self._by_day:
                case.by_day[name] = found
            numbers += found
        return sorted(numbers)

    def counts_the_same(self, case: Counted, day: date) -> bool:
        """Whether a case that was counted counts the same on a later day, on which nothing else is derived.

        Only what asked for the day, of this case or an earlier one, or is told as of now can come to something else.
        """
        then, asked = case.on_another_day(), self._on(day, self._agreed(case))
        return all(sorted(asked[name].numbers(then)) == sorted(told) for name, told in case.by_day.items())

    def _agreed(self, case: Counted) -> tuple[Base, ...]:
        return tuple(base for base in self._bases if case.agrees(base))

    def _on(self, day: date, agreed: tuple[Base, ...]) -> Mapping[tuple[str, str], _Asked]:
        """What is asked on a day about who agreed to be counted for these, each measure and period once."""
        if (day, agreed) not in self._asked:
            found: dict[tuple[str, str], _Asked] = {}
            for tally in self._tallies:
                for measure, period, asks in tally.asks():
                    if asks.base in agreed:
                        name = measure.name, period
                        if name not in found:
                            counting = replace(tally.on(day), looks=partial(self._by_day.add, name))
                            found[name] = _Asked(measure, counting, [])
                        found[name].by.append(asks)
            self._asked[day, agreed] = found
        return self._asked[day, agreed]


def _cut(cut: MeasureCut, counts: Mapping[Key, int], dictionary: Dictionary, counting: Counting) -> Cut:
    measure = cut.measure
    dimensions = tuple(
        Dimension(
            name,
            TITLES[name],
            _used(labels_of(name, dictionary, counting.places), at, counts),
            sensitive=name in SENSITIVE or (measure.sensitive and name == measure.value),
        )
        for at, name in enumerate(cut.dimensions)
    )
    return Cut(
        measure.name, measure.title, measure.numerator, dimensions, dict(counts), cut.tables, measure.kind,
        measure.denominator,
    )  # fmt: skip


def _used(labels: Mapping[str, str], at: int, counts: Mapping[Key, int]) -> dict[str, str]:
    """Labels, without *not known* where it counts nothing; what isn't listed any more keeps its code."""
    found = {key[at] for key in counts}
    kept = {code: label for code, label in labels.items() if code != "unknown" or code in found}
    return {**kept, **{code: code for code in sorted(found) if code not in kept}}
