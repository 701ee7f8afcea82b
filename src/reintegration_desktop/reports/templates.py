"""Templates: which measures a report counts, by which cuts, and who may read it at which threshold."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.forms.questions import Figure
from reintegration_desktop.reports.cuts.dimensions import figure_of
from reintegration_desktop.reports.errors import NotForFigures
from reintegration_desktop.reports.indicators.counting import Base
from reintegration_desktop.reports.indicators.entry import Measure, Rule, names
from reintegration_desktop.reports.periods import NOW, YEAR
from reintegration_desktop.reports.rates import Kind
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.vault.roles import Room

LEAST: Mapping[Recipient, int] = MappingProxyType(
    {Recipient.HEADQUARTERS: 5, Recipient.DONOR: 10, Recipient.PUBLIC: 10, Recipient.MONITORING: 5}
)
"""The lowest threshold that a template may give each class of readers."""

OUTSIDE = frozenset({Recipient.DONOR, Recipient.PUBLIC})
_NEVER_OUTSIDE = frozenset({"actor_class", "role_class", "armed_actor"})
"""What no donor and no public reads: with whom somebody was, and as what."""

_EVERY_CUT = 2
"""What a share, a median or a mean is told over stands across; one other dimension goes down."""


@dataclass(frozen=True, slots=True)
class MeasureCut:
    """One measure of a template: the finest cut it is counted by, and the tables that are published of it."""

    measure: Measure
    dimensions: tuple[str, ...]
    tables: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Template:
    """``period`` is ``quarter``, ``year`` or ``now``; ``thresholds`` by recipient class: to others it never goes.

    ``base`` says whose cases are counted, ``rooms`` what who counts must be able to read; ``back`` how many periods are
    counted each time, the one that goes on included. ``label`` is what one of the programme's own is called on screens
    and never leaves; ``areas`` the provinces that one tells by themselves, the others together (none: each by itself).
    """

    name: str
    title: str
    order: int
    period: str
    thresholds: Mapping[str, int]
    measures: tuple[MeasureCut, ...]
    base: Base = Base.REPORTING
    rooms: frozenset[Room] = frozenset({Room.PERSON, Room.ACCOUNT})
    back: int = 2
    label: str = ""
    areas: frozenset[str] = frozenset()

    @property
    def for_monitoring(self) -> bool:
        """Whether it is for those who document violations, through a channel of its own."""
        return self.base is Base.MONITORING


def load_templates(folder: Path, dictionary: Dictionary, measures: Mapping[str, Measure]) -> dict[str, Template]:
    """Templates by name, in order; raises NotForFigures for one that asks for what figures may not count."""
    found = [_read(path, dictionary, measures) for path in sorted(folder.glob("*.toml"))]
    return {template.name: template for template in sorted(found, key=lambda template: template.order)}


def _read(path: Path, dictionary: Dictionary, measures: Mapping[str, Measure]) -> Template:
    return template_of(tomllib.loads(path.read_text(encoding="utf-8")), dictionary, measures)


def template_of(raw: Mapping[str, Any], dictionary: Dictionary, measures: Mapping[str, Measure]) -> Template:
    """A template as it is written down; raises NotForFigures for one that asks for what figures may not count."""
    cuts = tuple(_measure(entry, measures) for entry in raw["measure"])
    thresholds = {str(Recipient(who)): int(least) for who, least in raw["thresholds"].items()}
    rooms = frozenset(room for cut in cuts for room in cut.measure.rooms(dictionary)) - {Room.OPEN}
    template = Template(
        raw["name"], raw["title"], int(raw["order"]), raw["period"], thresholds, cuts,
        Base(raw.get("base", Base.REPORTING)), rooms | {Room.PERSON, Room.ACCOUNT},
        int(raw.get("back", 2)),
    )  # fmt: skip
    _check(template, dictionary)
    return template


def _check(template: Template, dictionary: Dictionary) -> None:
    """Raises NotForFigures where a measure doesn't fit the template's period, its base or its readers."""
    own = {Recipient.MONITORING} if template.for_monitoring else {*Recipient} - {Recipient.MONITORING}
    outside = not OUTSIDE.isdisjoint(template.thresholds)
    lowered = any(least < LEAST[Recipient(who)] for who, least in template.thresholds.items())
    for cut in template.measures:
        measure = cut.measure
        named = any(figure_of(dictionary, name) is Figure.MONITORING for name in cut.dimensions)
        fits = (
            set(template.thresholds) <= own
            and not lowered
            and not (outside and _NEVER_OUTSIDE & set(cut.dimensions))
            and (measure.period is Rule.NOW) <= (template.period == NOW)
            and measure.about_us == (template.base is Base.EVERYBODY)
            and named <= template.for_monitoring
            and (template.period != YEAR or "month" not in cut.dimensions)
        )
        if not fits:
            raise NotForFigures(measure=measure.name)


def _measure(raw: Mapping[str, object], measures: Mapping[str, Measure]) -> MeasureCut:
    name, dimensions = str(raw["name"]), names(raw["dimensions"])
    if name not in measures or not isinstance(raw["tables"], list):
        raise NotForFigures(measure=name)
    measure, tables = measures[name], tuple(names(table) for table in raw["tables"])
    asked = {name for table in tables for name in table}
    told = all(_is_told(measure, table) and len(set(table)) == len(table) for table in tables)
    if not (asked <= set(dimensions) <= measure.cuts and told):
        raise NotForFigures(measure=name)
    return MeasureCut(measure, dimensions, tables)


def _is_told(measure: Measure, table: tuple[str, ...]) -> bool:
    """Whether a table can tell what its measure is for: of a share, median or mean the value stands across."""
    return measure.kind is Kind.COUNT or (len(table) == _EVERY_CUT and table[-1] == measure.value)
