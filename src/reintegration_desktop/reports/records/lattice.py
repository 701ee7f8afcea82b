"""All ways to coarsen some attributes, and what each loses, whoever is withheld."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from math import prod

import numpy as np

from reintegration_desktop.reports.records.hierarchy import Hierarchy
from reintegration_desktop.reports.table import Floats, Indices

Levels = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lattice:
    """A node is a level for each attribute. Losses are bits, by the entropy of values in the records.

    A row loses log2(rows in its group / rows with its value) for each attribute, and a withheld one as much as if
    every attribute stood at the top. ``spent[attribute][level]`` is what all rows lose together;
    ``price[attribute][level][value]`` what a row with this value loses on top if it is withheld.
    """

    hierarchies: tuple[Hierarchy, ...]
    rows: int
    spent: tuple[Floats, ...]
    price: tuple[tuple[Floats, ...], ...]

    @property
    def shape(self) -> Levels:
        """How many levels each attribute has."""
        return tuple(len(one.labels) for one in self.hierarchies)

    @property
    def nodes(self) -> int:
        """How many ways there are."""
        return prod(self.shape)

    @property
    def top(self) -> Levels:
        """The node that says nothing."""
        return tuple(levels - 1 for levels in self.shape)

    @property
    def most(self) -> float:
        """What is lost where nothing is said."""
        return float(sum(spent[-1] for spent in self.spent))

    def spent_at(self, levels: Levels) -> float:
        """What a node loses while nothing is withheld."""
        return float(sum(spent[level] for spent, level in zip(self.spent, levels, strict=True)))

    def finest(self, levels: Levels) -> Levels:
        """The finest levels that put the same values together as these do."""
        return tuple(one.sizes.index(one.sizes[level]) for one, level in zip(self.hierarchies, levels, strict=True))

    def losses(self) -> Floats:
        """What every node loses while nothing is withheld: an array with one axis for each attribute."""
        return reduce(np.add.outer, self.spent)


def lattice_of(hierarchies: Sequence[Hierarchy], columns: Sequence[Indices]) -> Lattice:
    """The lattice over records; ``columns`` hold for each attribute the code of each row's value."""
    rows = len(columns[0])
    spent, price = [], []
    for one, column in zip(hierarchies, columns, strict=True):
        values = np.bincount(column, minlength=one.sizes[0]).astype(np.float64)
        groups = [np.bincount(above, weights=values)[above] for above in one.above]
        spent.append(np.array([float(values @ np.log2(group / values)) for group in groups]))
        price.append(tuple(np.log2(rows / group) for group in groups))
    return Lattice(tuple(hierarchies), rows, tuple(spent), tuple(price))
