"""Counts anybody's file of records, or of cells, into the tables that a specification names."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path

from reintegration_desktop.reports.errors import SpecProblem
from reintegration_desktop.reports.protector.circle import in_a_circle
from reintegration_desktop.reports.spec import Spec
from reintegration_desktop.reports.table import TOTAL, Dimension, Key, Table

MEASURE = "records"
LARGEST_JOINT = 5_000


@dataclass(frozen=True, slots=True)
class Counted:
    """The tables to publish, and the finer one beneath them where they hang together in a circle.

    ``too_large``: they do, and the finer one is left out of the proof.
    """

    tables: tuple[Table, ...]
    beneath: tuple[Table, ...]
    too_large: bool


def counted(spec: Spec) -> Counted:
    """Count the input; raises SpecProblem where a column is missing or a count is none."""
    names = spec.dimensions
    finest = Counter[Key]()
    for row in _rows(spec.input, spec.separator):
        finest[tuple(_word(row, name) for name in names)] += _count(row, spec.count)
    dimensions = {name: _dimension(spec, name, sorted({key[at] for key in finest})) for at, name in enumerate(names)}
    tables = tuple(_table(str(at), wanted, names, dimensions, finest) for at, wanted in enumerate(spec.tables, 1))
    joint = _table("beneath", names, names, dimensions, finest)
    circle = in_a_circle(tables)
    too_large = prod(len(dimension.nodes) for dimension in joint.dimensions) > LARGEST_JOINT
    return Counted(tables, (joint,) if circle and not too_large else (), circle and too_large)


def _rows(file: Path, separator: str) -> Iterator[dict[str, str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            head = lines.readline()
            lines.seek(0)
            yield from csv.DictReader(lines, delimiter=separator or (";" if head.count(";") > head.count(",") else ","))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise SpecProblem(trouble="unreadable", key="input") from None


def _word(row: dict[str, str], name: str) -> str:
    word = row.get(name)
    if word is None:
        raise SpecProblem(trouble="no_column", key=name)
    if word in (TOTAL, ".."):
        raise SpecProblem(trouble="reserved", key=name)
    return word


def _count(row: dict[str, str], column: str | None) -> int:
    if column is None:
        return 1
    word = (row.get(column) or "").strip()
    if not word.isdecimal():
        raise SpecProblem(trouble="not_a_count", key=column)
    return int(word)


def _dimension(spec: Spec, name: str, leaves: list[str]) -> Dimension:
    """The categories found, each behind the groups it lies in."""
    parents = spec.hierarchies.get(name, {})
    labels: dict[str, str] = {}
    for leaf in sorted(leaves, key=lambda leaf: (*reversed(_line(parents, leaf)),)):
        for code in reversed(_line(parents, leaf)):
            labels[code] = code
    if set(leaves) & set(parents.values()):
        raise SpecProblem(trouble="leaf_is_group", key=f"hierarchy.{name}")
    inside = {code: parents[code] for code in labels if code in parents}
    return Dimension(name, name, labels, inside, name in spec.sensitive)


def _line(parents: Mapping[str, str], leaf: str) -> list[str]:
    line = [leaf]
    while (above := parents.get(line[-1])) is not None and above not in line:
        line.append(above)
    return line


def _table(
    name: str, wanted: tuple[str, ...], names: tuple[str, ...], dimensions: dict[str, Dimension], finest: Counter[Key]
) -> Table:
    at = [names.index(dimension) for dimension in wanted]
    counts = Counter[Key]()
    for key, count in finest.items():
        counts[tuple(key[place] for place in at)] += count
    return Table(name, name, MEASURE, tuple(dimensions[dimension] for dimension in wanted), counts)
