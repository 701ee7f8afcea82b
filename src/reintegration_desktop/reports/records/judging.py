"""Whether a node meets the rule: which of its classes are withheld, and what that loses."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from reintegration_desktop.reports.records.classes import Classes, Spread
from reintegration_desktop.reports.records.lattice import Lattice, Levels
from reintegration_desktop.reports.records.rule import Distance, Kind, Rule, Sensitive
from reintegration_desktop.reports.table import Floats, Indices, Mask

_EQUAL = 1e-9
_BLOCK = 4_000_000


@dataclass(frozen=True, slots=True)
class Judged:
    """``kept`` classes of a node, rows ``withheld``, the ``loss``.

    ``must`` are rows in classes too small or with too few values, and ``floor`` what these lose on top. A node that is
    finer has at least as many of them and loses at least as much on top; of what else is withheld that isn't true.
    Where they alone are too many, nothing else was reckoned.
    """

    kept: Mask
    withheld: int
    loss: float
    must: int
    floor: float


def judged(classes: Classes, columns: Sequence[Indices], rule: Rule, lattice: Lattice, levels: Levels) -> Judged:
    """Withhold whole classes that break the rule, until none does.

    ``columns`` give for each sensitive column its value by the number of what is secret, in the order of the rule.
    Likeness to all is measured among the rows that stay, since these are all that anybody will see.
    """
    rows = int(classes.sizes.sum())
    kept = classes.sizes >= rule.k
    spreads = [classes.spread(values) for values in columns]
    for one, spread in zip(rule.sensitive, spreads, strict=True):
        kept &= _enough_values(one, spread, len(kept))
    must = rows - int(classes.sizes[kept].sum())
    if must > rule.withheld:
        return Judged(kept, must, inf, must, inf)
    floor = classes.price(~kept, lattice, levels)
    kept = _like_all(classes, spreads, rule, _even(classes, spreads, rule, kept))
    withheld = rows - int(classes.sizes[kept].sum())
    return Judged(kept, withheld, lattice.spent_at(levels) + classes.price(~kept, lattice, levels), must, floor)


def _enough_values(one: Sensitive, spread: Spread, classes: int) -> Mask:
    if one.l is None or one.kind is not Kind.DISTINCT:
        return np.ones(classes, dtype=np.bool_)
    return np.bincount(spread.of_class, minlength=classes) >= one.l - _EQUAL


def _even(classes: Classes, spreads: Sequence[Spread], rule: Rule, kept: Mask) -> Mask:
    """Classes whose values are spread at least as evenly as ``l`` values that are equally many."""
    for one, spread in zip(rule.sensitive, spreads, strict=True):
        if one.l is not None and one.kind is Kind.ENTROPY:
            log = np.bincount(spread.of_class, spread.count * np.log(spread.count), len(kept))
            kept = kept & (np.log(classes.sizes) - log / classes.sizes >= np.log(one.l) - _EQUAL)
    return kept


def _like_all(classes: Classes, spreads: Sequence[Spread], rule: Rule, kept: Mask) -> Mask:
    """Without the classes that are too unlike all that stay; those that leave change what stays, so again."""
    asked = [pair for pair in zip(rule.sensitive, spreads, strict=True) if pair[0].t is not None]
    while asked and kept.any():
        fits = kept.copy()
        for one, spread in asked:
            fits[kept] &= _distances(one.distance, spread, classes.sizes, kept) <= (one.t or 0) + _EQUAL
        if np.array_equal(fits, kept):
            break
        kept = fits
    return kept


def _distances(distance: Distance, spread: Spread, sizes: Indices, kept: Mask) -> Floats:
    """How far each kept class lies from all kept rows together: 0 as they are, 1 as far as can be."""
    inside = kept[spread.of_class]
    number = np.cumsum(kept) - 1
    of_class, count = number[spread.of_class[inside]], spread.count[inside]
    _, value = np.unique(spread.value[inside], return_inverse=True)
    shares = count / sizes[kept][of_class]
    overall = np.bincount(value, count) / count.sum()
    if distance is Distance.EQUAL:
        apart = np.abs(shares - overall[value]) - overall[value]
        return (np.bincount(of_class, apart, int(kept.sum())) + 1) / 2
    return _ordered(of_class, value, shares, overall)


def _ordered(of_class: Indices, value: Indices, shares: Floats, overall: Floats) -> Floats:
    """The earth mover's distance between neighbouring values one step apart, by the number of steps there are.

    Source: Li, Li, Venkatasubramanian 2007. Classes go by blocks, so that many of them with many values find room.
    """
    classes, values = int(of_class[-1]) + 1, len(overall)
    block, found = max(1, _BLOCK // values), []
    for begin in range(0, classes, block):
        low, high = np.searchsorted(of_class, [begin, begin + block])
        apart = np.zeros((min(block, classes - begin), values))
        apart[of_class[low:high] - begin, value[low:high]] = shares[low:high]
        found.append(np.abs(np.cumsum(apart - overall, axis=1)).sum(axis=1))
    return np.concatenate(found) / max(1, values - 1)
