"""Rows that are alike, found among whole numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

import numpy as np

from reintegration_desktop.reports.table import Indices, Mask

_ROOM = 2**62
_DENSE = 8


@dataclass(frozen=True, slots=True)
class Numbers:
    """A whole number from 0 on for each row, all of them below ``above``."""

    each: Indices
    above: int

    @property
    def dense(self) -> bool:
        """Whether counting by number is cheaper than sorting."""
        return self.above <= _DENSE * len(self.each)


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows put together: a row of each group as ``first``, and what the group ``weighs``; by ascending number."""

    first: Indices
    weighs: Indices


def packed(columns: Iterable[Numbers]) -> Numbers:
    """One number for each row, the same for two rows exactly where every column is the same.

    Groups of these numbers stand in the order of the columns, the first one first. Numbers that would outgrow 62 bits
    are replaced by their rank on the way, so that nothing is ever lost.
    """
    return reduce(_beside, columns)


def _beside(left: Numbers, right: Numbers) -> Numbers:
    if left.above * right.above > _ROOM:
        left, right = ranked(left), ranked(right)
    each = left.each * right.above
    each += right.each
    return Numbers(each, left.above * right.above)


def grouped(numbers: Numbers, weights: Indices) -> Groups:
    """Put equal numbers together: by counting where they are dense, else by one sort. Weights are exact below 2**53."""
    each = numbers.each
    if not numbers.dense:
        order = np.argsort(each)
        starts = np.flatnonzero(_changes(each[order]))
        return Groups(order[starts], np.add.reduceat(weights[order], starts))
    weighs = np.bincount(each, weights, numbers.above)
    found = np.flatnonzero(weighs > 0)
    place = np.empty(numbers.above, dtype=np.int64)
    place[each] = np.arange(len(each))
    return Groups(place[found], weighs[found].astype(np.int64))


def ranked(numbers: Numbers) -> Numbers:
    """The same rows apart and together, in the same order, with as few numbers as can be."""
    each = numbers.each
    if numbers.dense:
        seen = np.zeros(numbers.above, dtype=np.bool_)
        seen[each] = True
        rank = np.cumsum(seen) - 1
        return Numbers(rank[each], int(rank[-1]) + 1)
    order = np.argsort(each)
    along = np.cumsum(_changes(each[order])) - 1
    ranks = np.empty(len(each), dtype=np.int64)
    ranks[order] = along
    return Numbers(ranks, int(along[-1]) + 1)


def _changes(along: Indices) -> Mask:
    changes = np.empty(len(along), dtype=np.bool_)
    changes[:1] = True
    np.not_equal(along[1:], along[:-1], out=changes[1:])
    return changes
