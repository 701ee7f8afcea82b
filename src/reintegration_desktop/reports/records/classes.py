"""Rows that a node makes alike, and how the values of a sensitive column are spread in each such class."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reintegration_desktop.reports.records.grouping import Numbers, grouped, packed
from reintegration_desktop.reports.records.lattice import Lattice, Levels
from reintegration_desktop.reports.table import Floats, Indices, Mask


@dataclass(frozen=True, slots=True)
class Merged:
    """Rows that were put together because they are alike, one standing for as many as it weighs.

    ``values`` holds for each attribute the code of their value, ``secret`` numbers the sensitive columns' values
    together, ``secrets`` is above all of these numbers.
    """

    values: tuple[Indices, ...]
    secret: Indices
    secrets: int
    weights: Indices


@dataclass(frozen=True, slots=True)
class Spread:
    """How the values of a sensitive column lie in classes: for each class and value that it has, how many rows."""

    of_class: Indices
    value: Indices
    count: Indices


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes at a node. For each class and what is secret in it there is a cell: ``first`` is a row of it among
    ``rows``, ``weights`` how many it has. ``starts`` are the cells where a class begins, ``sizes`` its rows.
    """

    rows: Merged
    first: Indices
    weights: Indices
    starts: Indices
    sizes: Indices

    def standing(self, chosen: Mask) -> list[Indices]:
        """For each attribute the value of a row of each chosen class."""
        at = self.first[self.starts[chosen]]
        return [values[at] for values in self.rows.values]

    def spread(self, value_of: Indices) -> Spread:
        """The spread of a column; ``value_of`` gives its value for each number of what is secret."""
        numbers = np.repeat(np.arange(len(self.starts)), np.diff(self.starts, append=len(self.first)))
        values = value_of[self.rows.secret[self.first]]
        pairs = grouped(packed([Numbers(numbers, len(self.starts)), Numbers(values, int(value_of.max()) + 1)]))
        return Spread(numbers[pairs.first], values[pairs.first], pairs.total(self.weights))

    def price(self, chosen: Mask, lattice: Lattice, levels: Levels) -> float:
        """What is lost on top if the chosen classes are withheld."""
        each: Floats = np.zeros(int(chosen.sum()))
        for price, level, values in zip(lattice.price, levels, self.standing(chosen), strict=True):
            each += price[level][values]
        return float(each @ self.sizes[chosen])


def merged_of(columns: Sequence[Indices], secret: Indices, secrets: int, lattice: Lattice) -> Merged:
    """Rows put together where all their values are the same, so that later every one of them counts but once."""
    rows = Merged(tuple(columns), secret, secrets, np.ones(len(secret), dtype=np.int64))
    finest = classes_at(rows, lattice, (0,) * len(columns))
    values = tuple(column[finest.first] for column in columns)
    return Merged(values, secret[finest.first], secrets, finest.weights)


def classes_at(rows: Merged, lattice: Lattice, levels: Levels) -> Classes:
    """The classes that rows fall into at a node."""
    numbers = packed([*_coarse(rows.values, lattice, levels), Numbers(rows.secret, rows.secrets)])
    cells = grouped(numbers)
    weights = cells.total(rows.weights)
    alike = numbers.each[cells.first] // rows.secrets
    starts = np.flatnonzero(np.append(True, alike[1:] != alike[:-1]))
    return Classes(rows, cells.first, weights, starts, np.add.reduceat(weights, starts))


def rows_in(classes: Classes, chosen: Mask, columns: Sequence[Indices], lattice: Lattice, levels: Levels) -> Indices:
    """Which rows, by their place, lie in the chosen classes; ``columns`` hold the codes of all rows' values."""
    standing = classes.standing(np.ones(len(chosen), dtype=np.bool_))
    both = [np.concatenate(pair) for pair in zip(standing, columns, strict=True)]
    inside = grouped(packed(_coarse(both, lattice, levels))).inside
    stays = np.zeros(len(chosen), dtype=np.bool_)
    stays[inside[: len(chosen)]] = chosen
    return np.flatnonzero(stays[inside[len(chosen) :]])


def _coarse(columns: Sequence[Indices], lattice: Lattice, levels: Levels) -> list[Numbers]:
    """Each row's group in every attribute that still tells rows apart; at level 0 that is the value itself."""
    telling = [
        Numbers(one.above[level][values] if level else values, one.sizes[level])
        for one, level, values in zip(lattice.hierarchies, levels, columns, strict=True)
        if one.sizes[level] > 1
    ]
    return telling or [Numbers(np.zeros(len(columns[0]), dtype=np.int64), 1)]
