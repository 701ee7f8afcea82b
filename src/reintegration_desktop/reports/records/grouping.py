"""Rows that are alike, found among whole numbers."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from reintegration_desktop.reports.table import Indices

_ROOM = 2**62
_DENSE = 4


@dataclass(frozen=True, slots=True)
class Numbers:
    """A whole number from 0 on for each row, all of them below ``above``."""

    each: Indices
    above: int


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows put together: a row of each group as ``first``, and for each row the group it is ``inside`` of."""

    first: Indices
    inside: Indices

    def total(self, weights: Indices) -> Indices:
        """What the rows of each group weigh together; exact below 2**53."""
        return np.bincount(self.inside, weights, len(self.first)).astype(np.int64)


def packed(columns: Iterable[Numbers]) -> Numbers:
    """One number for each row, the same for two rows exactly where every column is the same.

    Groups of these numbers stand in the order of the columns, the first one first. Numbers that would outgrow 62 bits
    are replaced by their rank on the way, so that nothing is ever lost.
    """
    each, above = np.zeros(0, dtype=np.int64), 0
    for column in columns:
        if not above:
            each, above = column.each, column.above
            continue
        if above * column.above > _ROOM:
            ranks = grouped(Numbers(each, above))
            each, above = ranks.inside, len(ranks.first)
        each = each * column.above
        each += column.each
        above *= column.above
    return Numbers(each, above)


def grouped(numbers: Numbers) -> Groups:
    """Put equal numbers together, in ascending order: by counting where they are dense, else by one sort."""
    return _counted(numbers) if numbers.above <= _DENSE * len(numbers.each) else _sorted(numbers.each)


def _counted(numbers: Numbers) -> Groups:
    place = np.full(numbers.above, -1, dtype=np.int64)
    place[numbers.each] = np.arange(len(numbers.each))
    found = np.flatnonzero(place >= 0)
    first = place[found]
    place[found] = np.arange(len(found))
    return Groups(first, place[numbers.each])


def _sorted(each: Indices) -> Groups:
    order = np.argsort(each)
    along = each[order]
    changes = np.empty(len(along), dtype=np.bool_)
    changes[:1] = True
    np.not_equal(along[1:], along[:-1], out=changes[1:])
    inside = np.empty(len(along), dtype=np.int64)
    inside[order] = np.cumsum(changes) - 1
    return Groups(order[changes], inside)
