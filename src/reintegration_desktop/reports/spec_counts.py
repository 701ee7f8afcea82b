"""Counts anybody's file of records, or of cells, into the tables that a specification names."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.reports.errors import SpecProblem
from reintegration_desktop.reports.protector.circle import in_a_circle
from reintegration_desktop.reports.records.cells import read_cells
from reintegration_desktop.reports.spec import Spec
from reintegration_desktop.reports.table import Dimension, Key, Table

MEASURE = "records"
LARGEST_JOINT = 5_000


@dataclass(frozen=True, slots=True)
class Counted:
    """The tables to publish, and the finer one beneath them where they hang together in a circle.

    ``too_large``: they do, and the finer one is too large to be part of a proof.
    """

    tables: tuple[Table, ...]
    beneath: tuple[Table, ...]
    too_large: bool


def counted(spec: Spec, progress: Progress) -> Counted:
    """Count the input; raises what ``read_cells`` raises, and SpecProblem where a value has a group's name."""
    names = spec.dimensions
    finest = read_cells(spec.input, spec.separator, names, spec.count, spec.lines, progress)
    dimensions = {name: _dimension(spec, name, sorted({key[at] for key in finest})) for at, name in enumerate(names)}
    tables = tuple(_table(str(at), wanted, names, dimensions, finest) for at, wanted in enumerate(spec.tables, 1))
    joint = _table("beneath", names, names, dimensions, finest)
    circle = in_a_circle(tables)
    too_large = prod(len(dimension.nodes) for dimension in joint.dimensions) > LARGEST_JOINT
    return Counted(tables, (joint,) if circle and not too_large else (), circle and too_large)


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
    while (above := parents.get(line[-1])) is not None:
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
