"""Templates: what a report counts, by which cuts, and who may read it at which threshold."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.reports.dimensions import TITLES, may_be_counted_by
from reintegration_desktop.reports.errors import NotForFigures
from reintegration_desktop.reports.measures import MEASURES

RECIPIENTS = ("headquarters", "donor", "public")


@dataclass(frozen=True, slots=True)
class MeasureCut:
    """One measure of a template: the finest cut it is counted by, and the tables that are published of it."""

    name: str
    title: str
    unit: str
    dimensions: tuple[str, ...]
    tables: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Template:
    """``period`` is ``quarter`` or ``now``; ``thresholds`` by recipient class."""

    name: str
    title: str
    order: int
    period: str
    thresholds: Mapping[str, int]
    measures: tuple[MeasureCut, ...]


def load_templates(folder: Path, dictionary: Dictionary) -> dict[str, Template]:
    """Templates by name, in order; raises NotForFigures for one that asks for what figures may not count."""
    found = [_read(path, dictionary) for path in sorted(folder.glob("*.toml"))]
    return {template.name: template for template in sorted(found, key=lambda template: template.order)}


def _read(path: Path, dictionary: Dictionary) -> Template:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    measures = tuple(_measure(entry, dictionary) for entry in raw["measure"])
    thresholds = {recipient: int(raw["thresholds"][recipient]) for recipient in RECIPIENTS}
    return Template(raw["name"], raw["title"], int(raw["order"]), raw["period"], thresholds, measures)


def _measure(raw: Mapping[str, object], dictionary: Dictionary) -> MeasureCut:
    name, dimensions = str(raw["name"]), _names(raw["dimensions"])
    tables = tuple(_names(table) for table in _list(raw["tables"]))
    asked = {*dimensions, *(name for table in tables for name in table)}
    known = name in MEASURES and asked <= set(TITLES) and asked <= set(dimensions)
    if not known or not all(may_be_counted_by(dictionary, dimension) for dimension in dimensions):
        raise NotForFigures(measure=name)
    return MeasureCut(name, str(raw["title"]), str(raw["unit"]), dimensions, tables)


def _names(value: object) -> tuple[str, ...]:
    return tuple(str(name) for name in _list(value))


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise NotForFigures(measure="")
    return value
