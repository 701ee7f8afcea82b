"""Which cells must be hidden for their own sake, and what nobody may exclude of each."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from reintegration_desktop.reports.protector.rule import Rule
from reintegration_desktop.reports.table import TOTAL, CellId, Counts, Key, Mask, Table


class Reason(StrEnum):
    """Why a cell is hidden for its own sake."""

    FEW = "few"
    GROUP = "group"
    ZERO = "zero"
    REST = "rest"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Demand:
    """Nobody may exclude any count from ``low`` to ``high``."""

    low: int
    high: int
    reason: Reason


def primaries(tables: tuple[Table, ...], rule: Rule) -> dict[CellId, Demand]:
    """The cells of all tables that are hidden for their own sake; the first reason that holds."""
    found: dict[CellId, Demand] = {}
    for table in tables:
        counts = table.full()
        for key, demand in (*_few(table, counts, rule), *_telling(table, counts, rule)):
            found.setdefault(table.cell(key), demand)
    return found


def _few(table: Table, counts: Counts, rule: Rule) -> list[tuple[Key, Demand]]:
    """Counts from one to below the threshold: somebody could be recognised."""
    small = (counts >= 1) & (counts < rule.threshold)
    demand = Demand(rule.low, rule.high, Reason.FEW)
    return [(key, demand) for key, few in zip(table.places(), small.ravel(), strict=True) if few]


def _telling(table: Table, counts: Counts, rule: Rule) -> list[tuple[Key, Demand]]:
    """Lines of a sensitive dimension that tell everybody's category, or everybody's but one."""
    found = []
    possible = ~table.structural()
    for axis, dimension in enumerate(table.dimensions):
        if not dimension.sensitive:
            continue
        leaves = [1 + list(dimension.labels).index(leaf) for leaf in dimension.leaves]
        along = np.moveaxis(counts, axis, -1)[..., leaves]
        free = np.moveaxis(possible, axis, -1)[..., leaves]
        whole = along[(0,) * (counts.ndim - 1)]
        for rest in np.ndindex(along.shape[:-1]):
            for at, demand in _line(along[rest], free[rest], whole, rule):
                found.append((_key(table, (*rest[:axis], leaves[at], *rest[axis:])), demand))
    return found


def _line(line: Counts, possible: Mask, whole: Counts, rule: Rule) -> list[tuple[int, Demand]]:
    """What to hide in one line: all in one category with a nought beside it, or all but one person.

    ``whole`` tells how common each category is in the whole table; of several noughts the commonest is hidden.
    """
    total, top = int(line.sum()), int(line.argmax())
    most = int(line[top])
    found = []
    if most == total - 1 and most >= rule.threshold:
        found.append((top, Demand(max(0, most - rule.threshold), most + 1, Reason.REST)))
    noughts = np.flatnonzero(possible & (line == 0))
    if most == total and total > 0 and len(noughts):
        nought = int(noughts[whole[noughts].argmax()])
        found.append((nought, Demand(0, rule.high, Reason.ZERO)))
        if most >= rule.threshold:
            found.append((top, Demand(max(0, most - rule.threshold), most, Reason.GROUP)))
    return found


def _key(table: Table, place: tuple[int, ...]) -> Key:
    return tuple(dimension.nodes[at] for dimension, at in zip(table.dimensions, place, strict=True))


def anyone_sensitive(tables: tuple[Table, ...]) -> bool:
    """Whether some table is cut by a sensitive dimension, so that noughts may have to be hidden."""
    return any(dimension.sensitive for table in tables for dimension in table.dimensions)


def margin_depth(table: Table, key: Key) -> int:
    """Over how many dimensions a cell sums."""
    return sum(
        node == TOTAL or node in dimension.families for dimension, node in zip(table.dimensions, key, strict=True)
    )
