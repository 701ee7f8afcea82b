"""Takes in what a specification names: records, hierarchies, and the question that they make."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

import numpy as np

from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.reports.records.classes import Halves, merged_of, value_by
from reintegration_desktop.reports.records.errors import LatticeTooLarge, NotANumber
from reintegration_desktop.reports.records.grouping import Numbers, packed, ranked
from reintegration_desktop.reports.records.lattice import lattice_of
from reintegration_desktop.reports.records.reading import (
    Column,
    Records,
    Tree,
    hierarchy_for,
    read_records,
    read_tree,
    refuse_missing,
)
from reintegration_desktop.reports.records.rule import Distance, Sensitive
from reintegration_desktop.reports.records.search import Question
from reintegration_desktop.reports.records.spec import RecordsSpec, read_records_spec
from reintegration_desktop.reports.table import Indices

MOST_NODES = 5_000_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """A specification with what it names; ``everybody`` is the population, None where there is no file of it."""

    spec: RecordsSpec
    records: Records
    trees: Mapping[str, Tree]
    everybody: Records | None
    question: Question

    @property
    def coarse(self) -> tuple[Column, ...]:
        """The columns of the quasi-identifiers."""
        return tuple(self.records.columns[name] for name in self.trees)

    @property
    def secret(self) -> tuple[Column, ...]:
        """The sensitive columns."""
        return tuple(self.records.columns[one.name] for one in self.spec.sensitive)


def load(file: Path, progress: Progress) -> Loaded:
    """Read all that a specification names; raises SpecProblem, or what is wrong with a file and where."""
    spec = read_records_spec(file)
    names = [*spec.hierarchies, *(one.name for one in spec.sensitive)]
    records = read_records(spec.input, spec.separator, names, "input", progress)
    trees = {name: read_tree(hierarchy, name) for name, hierarchy in spec.hierarchies.items()}
    everybody = None
    if spec.population is not None:
        everybody = read_records(spec.population, spec.separator, list(trees), "population", progress)
        for name, tree in trees.items():
            refuse_missing(everybody.columns[name], tree, "population")
    return Loaded(spec, records, trees, everybody, _question(spec, records, trees))


def _question(spec: RecordsSpec, records: Records, trees: Mapping[str, Tree]) -> Question:
    coarse = [records.columns[name] for name in trees]
    hierarchies = [hierarchy_for(column, trees[column.name], "input") for column in coarse]
    lattice = lattice_of(hierarchies, [column.code for column in coarse])
    if lattice.nodes > MOST_NODES:
        raise LatticeTooLarge(nodes=lattice.nodes, most=MOST_NODES)
    values = [_ranked(one, records.columns[one.name]) for one in spec.sensitive]
    together = ranked(packed([Numbers(each, int(each.max()) + 1) for each in values] or [_nothing(records.rows)]))
    rows = merged_of([column.code for column in coarse], together, lattice)
    return Question(lattice, Halves(rows, lattice), tuple(value_by(together, each) for each in values))


def _nothing(rows: int) -> Numbers:
    return Numbers(np.zeros(rows, dtype=np.int64), 1)


def _ranked(one: Sensitive, column: Column) -> Indices:
    """The values of a sensitive column as numbers, in their order where they have one."""
    if one.distance is not Distance.ORDERED:
        return column.code
    numbers = [_number(value) for value in column.values]
    for code, number in enumerate(numbers):
        if number is None:
            raise NotANumber(column=column.name, row=column.row_of(code))
    _, rank = np.unique(np.array(numbers, dtype=np.float64), return_inverse=True)
    return rank[column.code]


def _number(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if isfinite(number) else None
