"""Counting: a case after the other, each measure worked out once however many templates ask for it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.forms.values import Value
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.reports.cuts.dimensions import SENSITIVE, TITLES, labels_of
from reintegration_desktop.reports.cuts.placing import OF_THE_PERIOD, place_of
from reintegration_desktop.reports.figures import Cut, Figures
from reintegration_desktop.reports.indicators.counting import Base, Counting, Found, Office, is_in_base
from reintegration_desktop.reports.indicators.entry import Measure, Rule
from reintegration_desktop.reports.indicators.predicates import OF_CASES, OF_OFFICES
from reintegration_desktop.reports.periods import NOW, quarter_of
from reintegration_desktop.reports.table import Dimension, Key
from reintegration_desktop.reports.templates import MeasureCut, Template


class Counted:
    """A case while it is counted, its derived values of the day of counting; remembers what was worked out of it."""

    def __init__(self, derived: CaseFile) -> None:
        self.file = derived.indexed()
        self.in_base = is_in_base(derived)
        self._touched = _touched(derived)
        self._agreed: dict[Base, bool] = {}
        self._found: dict[tuple[str, str], tuple[Found, ...]] = {}
        self._places: dict[str, str] = {}

    def agrees(self, base: Base) -> bool:
        """Whether they agreed to be counted there."""
        if base not in self._agreed:
            self._agreed[base] = base.holds(self.file)
        return self._agreed[base]

    def found(self, measure: Measure, counting: Counting) -> tuple[Found, ...]:
        """What a measure counts of it; nothing happened in a period of which no day was told."""
        period = counting.period.name
        if measure.period is Rule.WITHIN and period not in self._touched:
            return ()
        key = measure.name, period
        if key not in self._found:
            self._found[key] = tuple(OF_CASES[measure.name](self.file, counting))
        return self._found[key]

    def place(self, dimension: str, counting: Counting) -> str:
        """Where it stands in a dimension of the case."""
        key = f"{dimension}@{counting.period.name}" if dimension in OF_THE_PERIOD else dimension
        if key not in self._places:
            self._places[key] = place_of(dimension, self.file, counting.places, counting.period)
        return self._places[key]


def _touched(file: CaseFile) -> set[str]:
    """The quarters and years in which some day of a file lies; of what is not known to the day, the middle."""
    days = {_day(value) for record in file.records for value in record.answers.given.values()} - {None}
    return {name for day in days if day is not None for name in (quarter_of(day), str(day.year))}


def _day(value: Value) -> date | None:
    if isinstance(value, str):
        return None
    if isinstance(value, UncertainDate):
        return value.middle
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None


class Tally:
    """What is counted so far of one template and period."""

    def __init__(self, template: Template, counting: Counting) -> None:
        self._template, self._counting = template, counting
        self._counters = {cut.measure.name: Counter[Key]() for cut in template.measures}
        self._of_cases = [cut for cut in template.measures if not cut.measure.of_office]
        self._left_out = 0

    @property
    def first(self) -> date:
        """The first day of its period; of what is told as of now, the day of counting."""
        period = self._counting.period
        return self._counting.today if period.name == NOW else period.first

    def add(self, case: Counted) -> None:
        """Count a case; without the consent that the template asks for it is left out and noted."""
        if not case.in_base:
            return
        if not case.agrees(self._template.base):
            self._left_out += 1
            return
        for cut in self._of_cases:
            found = case.found(cut.measure, self._counting)
            if found:
                self._counters[cut.measure.name].update(self._keys(cut, case, found))

    def figures(self, dictionary: Dictionary, office: UUID, office_name: str, facts: Office) -> Figures:
        """What came of it, for an office; what is counted of the office itself is counted now."""
        template, counting = self._template, self._counting
        for cut in template.measures:
            if cut.measure.of_office:
                found = OF_OFFICES[cut.measure.name](facts, counting)
                self._counters[cut.measure.name] = Counter(tuple(one[name] for name in cut.dimensions) for one in found)
        cuts = tuple(_cut(cut, self._counters[cut.measure.name], dictionary, counting) for cut in template.measures)
        return Figures(
            template.name, template.title, counting.period.name, office, office_name, counting.today, self._left_out,
            cuts, template.base,
        )  # fmt: skip

    def _keys(self, cut: MeasureCut, case: Counted, found: Iterable[Found]) -> Iterable[Key]:
        """The cell of each thing of a case that counts."""
        for one in found:
            yield tuple(one.get(name) or case.place(name, self._counting) for name in cut.dimensions)


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
