"""The indicators as they are written down: what each is called, counts, reads, and may be cut by."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.reports.cuts.dimensions import TITLES, may_be_counted_by
from reintegration_desktop.reports.cuts.placing import PLACES
from reintegration_desktop.reports.errors import NotForFigures
from reintegration_desktop.reports.indicators.predicates import OF_CASES, OF_OFFICES
from reintegration_desktop.reports.rates import LEAST, Kind
from reintegration_desktop.vault.roles import Room


class Rule(StrEnum):
    """How a period takes a thing in.

    ``within``: it happened in it; ``during``: some of it lay in it; ``at_end``: it was so on its last day; ``due``: the
    day for it lies in it; ``elapsed``: so many months ended in it, so that each is counted once; ``now``: as of the day
    of counting.
    """

    WITHIN = "within"
    DURING = "during"
    AT_END = "at_end"
    DUE = "due"
    ELAPSED = "elapsed"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted.

    ``unit`` says what is counted; ``numerator`` and ``denominator`` are sentences, the latter empty for a plain count.
    ``value`` is the dimension that a share, median or mean is told over, ``least`` the smallest whole for which it is.
    ``reads`` are questions as ``form.key``; ``cuts`` the dimensions it may be cut by. ``about_us``: it counts our own
    doing, over all cases, and is never cut by anything of theirs. ``sensitive``: to learn somebody's yes or no harms.
    """

    name: str
    kind: Kind
    title: str
    unit: str
    numerator: str
    denominator: str
    period: Rule
    reads: tuple[str, ...]
    cuts: frozenset[str]
    value: str | None = None
    least: int | None = None
    about_us: bool = False
    sensitive: bool = False

    @property
    def of_office(self) -> bool:
        """Whether it is counted of an office, and of no case."""
        return self.name in OF_OFFICES

    def rooms(self, dictionary: Dictionary) -> frozenset[Room]:
        """The rooms that counting it reads."""
        asked = (one.split(".") for one in self.reads)
        return frozenset(dictionary[form].fields[key].room for form, key in asked)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One of the list that managers report, with its measures."""

    number: int
    name: str
    title: str
    measures: tuple[Measure, ...]


def load_indicators(folder: Path, dictionary: Dictionary) -> dict[str, Indicator]:
    """Indicators by name, in the order of their numbers.

    Raises NotForFigures for a measure that reads or is cut by what the dictionary doesn't have or let figures count.
    """
    found = sorted((_read(path, dictionary) for path in folder.glob("*.toml")), key=lambda one: one.number)
    return {one.name: one for one in found}


def measures_of(indicators: Mapping[str, Indicator]) -> dict[str, Measure]:
    """All measures by name."""
    return {measure.name: measure for one in indicators.values() for measure in one.measures}


def _read(path: Path, dictionary: Dictionary) -> Indicator:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    measures = tuple(_measure(entry, dictionary) for entry in raw["measure"])
    return Indicator(int(raw["number"]), str(raw["name"]), str(raw["title"]), measures)


def _measure(raw: Mapping[str, object], dictionary: Dictionary) -> Measure:
    name, kind, own = str(raw["name"]), Kind(str(raw["kind"])), names(raw.get("cuts", []))
    us, value = bool(raw.get("about_us", False)), _value(kind, raw)
    case_cuts = frozenset() if us or name in OF_OFFICES else frozenset(PLACES)
    measure = Measure(
        name, kind, str(raw["title"]), str(raw["unit"]), str(raw["numerator"]), str(raw.get("denominator", "")),
        Rule(str(raw["period"])), names(raw["reads"]), case_cuts | {*own, *([value] if value else [])}, value,
        LEAST[kind], us, bool(raw.get("sensitive", False)),
    )  # fmt: skip
    _check(measure, dictionary)
    return measure


def _value(kind: Kind, raw: Mapping[str, object]) -> str | None:
    if kind is Kind.COUNT:
        return None
    return str(raw.get("value", "met"))


def _check(measure: Measure, dictionary: Dictionary) -> None:
    known = measure.name in OF_CASES or measure.name in OF_OFFICES
    read = all(form in dictionary and key in dictionary[form].fields for form, key in _split(measure))
    allowed = all(name in TITLES and may_be_counted_by(dictionary, name) for name in measure.cuts)
    worded = bool(measure.denominator) == (measure.kind is not Kind.COUNT)
    if not (known and read and allowed and worded):
        raise NotForFigures(measure=measure.name)


def _split(measure: Measure) -> list[tuple[str, str]]:
    return [(form, key) for form, _, key in (one.partition(".") for one in measure.reads)]


def names(value: object) -> tuple[str, ...]:
    """A list of names; raises NotForFigures for anything else."""
    if not isinstance(value, list):
        raise NotForFigures(measure="")
    return tuple(str(name) for name in value)
