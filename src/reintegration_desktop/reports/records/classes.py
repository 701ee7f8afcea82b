"""Rows that a node makes alike, and how the values of a sensitive column are spread in each such class."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from reintegration_desktop.reports.records.grouping import Numbers, grouped, packed, ranked
from reintegration_desktop.reports.records.lattice import Lattice, Levels
from reintegration_desktop.reports.table import Floats, Indices, Mask

_REMEMBERED = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Merged:
    """Rows that were put together because they are alike, one standing for as many as it weighs.

    ``values`` holds for each attribute the code of their value, ``secret`` numbers the sensitive columns' values
    together.
    """

    values: tuple[Indices, ...]
    secret: Numbers
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
        values = value_of[self.rows.secret.each[self.first]]
        both = packed([Numbers(numbers, len(self.starts)), Numbers(values, int(value_of.max()) + 1)])
        pairs = grouped(both, self.weights)
        return Spread(numbers[pairs.first], values[pairs.first], pairs.weighs)

    def price(self, chosen: Mask, lattice: Lattice, levels: Levels) -> float:
        """What is lost on top if the chosen classes are withheld."""
        each: Floats = np.zeros(int(chosen.sum()))
        for price, level, values in zip(lattice.price, levels, self.standing(chosen), strict=True):
            each += price[level][values]
        return float(each @ self.sizes[chosen])


@dataclass(frozen=True, slots=True)
class Halves:
    """Finds the classes of many nodes. Half of the attributes at their levels come again and again: the numbers of
    each half are remembered, the latest of them within ``room`` bytes.
    """

    rows: Merged
    lattice: Lattice
    room: int = _REMEMBERED
    _numbers: dict[Levels, Numbers] = field(default_factory=dict, init=False)

    def classes_at(self, levels: Levels) -> Classes:
        """The classes that the rows fall into at a node."""
        secret, weights = self.rows.secret, self.rows.weights
        numbers = packed([*(self._half(levels, first) for first in (0, 1)), secret])
        cells = grouped(numbers, weights)
        if secret.above == 1:
            return Classes(self.rows, cells.first, cells.weighs, np.arange(len(cells.first)), cells.weighs)
        alike = numbers.each[cells.first] // secret.above
        starts = np.flatnonzero(np.append(True, alike[1:] != alike[:-1]))
        return Classes(self.rows, cells.first, cells.weighs, starts, np.add.reduceat(cells.weighs, starts))

    def _half(self, levels: Levels, first: int) -> Numbers:
        """Every second attribute at its level, the others at the top."""
        node = tuple(
            level if at % 2 == first else top
            for at, (level, top) in enumerate(zip(levels, self.lattice.top, strict=True))
        )
        numbers = self._numbers.pop(node, None)
        if numbers is None:
            numbers = ranked(packed(coarse(self.rows.values, self.lattice, node)))
            if self._numbers and (len(self._numbers) + 1) * numbers.each.nbytes > self.room:
                del self._numbers[next(iter(self._numbers))]
        self._numbers[node] = numbers
        return numbers


def merged_of(columns: Sequence[Indices], secret: Numbers, lattice: Lattice) -> Merged:
    """Rows put together where all their values are the same, so that later every one of them counts but once."""
    finest = coarse(columns, lattice, (0,) * len(columns))
    alike = grouped(packed([*finest, secret]), np.ones(len(secret.each), dtype=np.int64))
    values = tuple(column[alike.first] for column in columns)
    return Merged(values, Numbers(secret.each[alike.first], secret.above), alike.weighs)


def value_by(numbers: Numbers, values: Indices) -> Indices:
    """The value for each number, of rows that all have the same one."""
    found = np.zeros(numbers.above, dtype=np.int64)
    found[numbers.each] = values
    return found


def rows_in(classes: Classes, chosen: Mask, columns: Sequence[Indices], lattice: Lattice, levels: Levels) -> Indices:
    """Which rows, by their place, lie in the chosen classes; ``columns`` hold the codes of all rows' values."""
    standing = classes.standing(np.ones(len(chosen), dtype=np.bool_))
    both = [np.concatenate(pair) for pair in zip(standing, columns, strict=True)]
    inside = ranked(packed(coarse(both, lattice, levels))).each
    stays = np.zeros(len(chosen), dtype=np.bool_)
    stays[inside[: len(chosen)]] = chosen
    return np.flatnonzero(stays[inside[len(chosen) :]])


def coarse(columns: Sequence[Indices], lattice: Lattice, levels: Levels) -> list[Numbers]:
    """Each row's group in every attribute that still tells rows apart; at level 0 that is the value itself."""
    telling = [
        Numbers(one.above[level][values] if level else values, one.sizes[level])
        for one, level, values in zip(lattice.hierarchies, levels, columns, strict=True)
        if one.sizes[level] > 1
    ]
    return telling or [Numbers(np.zeros(len(columns[0]), dtype=np.int64), 1)]
