"""Once more in whole numbers: children are not counted in halves."""

from collections.abc import Callable, Mapping
from math import inf

import numpy as np

from reintegration_desktop.reports.auditor.ends import Ends
from reintegration_desktop.reports.auditor.prover import Floats, Prover, Solver
from reintegration_desktop.reports.auditor.puzzle import Puzzle

_NARROWEST = 12
_CLOSE_ENOUGH = 0.05

Target = tuple[int, int]
"""A cell, and its most (1) or its least (-1)."""


def settle(
    puzzle: Puzzle,
    floors: list[int],
    ends: Ends,
    needed: Mapping[int, tuple[int, int]],
    seconds: float,
    tick: Callable[[], None],
) -> None:
    """See both ends of the narrowest cells, and what is needed of every other, in tables of whole numbers.

    Where there is no such table, the end is solved in whole numbers and put in place of the one before.
    """  # fmt: skip
    lowest, highest = ends.seen()
    wanted = _wanted(puzzle, ends, needed)
    solver = Solver(puzzle, np.array(floors, dtype=np.float64), whole=True, seconds=seconds, gap=_CLOSE_ENOUGH)
    exact: Prover | None = None
    while unseen := [target for target, count in wanted.items() if not _seen(target, count, lowest, highest)]:
        tick()
        first, *others = unseen
        table = _table(
            solver, first, wanted[first], [target for target in others if ends.high[target[0]] < inf], floors
        )
        if table is None:
            exact = exact or Prover(puzzle, floors, whole=True, seconds=seconds)
            cell, sign = first
            (ends.high if sign > 0 else ends.low)[cell] = np.round(exact.end(cell, sign).value)
            del wanted[first]
        else:
            np.minimum(lowest, table, out=lowest)
            np.maximum(highest, table, out=highest)


def _wanted(puzzle: Puzzle, ends: Ends, needed: Mapping[int, tuple[int, int]]) -> dict[Target, float]:
    """What has to be seen: both ends of the narrowest cells, of the rest what is needed as far as they reach."""
    by_width = sorted(puzzle.listed, key=lambda cell: ends.high[cell] - ends.low[cell])
    found: dict[Target, float] = {}
    for cell in (cell for cell in by_width[:_NARROWEST] if ends.high[cell] < inf):
        found |= {(cell, -1): ends.low[cell], (cell, 1): ends.high[cell]}
    for cell, (low, high) in needed.items():
        found.setdefault((cell, -1), max(float(low), ends.low[cell]))
        found.setdefault((cell, 1), min(float(high), ends.high[cell]))
    return found


def _seen(target: Target, count: float, lowest: Floats, highest: Floats) -> bool:
    cell, sign = target
    return bool(highest[cell] >= count) if sign > 0 else bool(lowest[cell] <= count)


def _table(solver: Solver, first: Target, count: float, others: list[Target], floors: list[int]) -> Floats | None:
    """A whole table in which the first target is reached, and as many of the others as come along."""
    cell, sign = first
    low, high = (count, inf) if sign > 0 else (float(floors[cell]), count)
    solver.bounds(cell, low, high)
    for other, direction in others:
        solver.cost(other, -float(direction))
    table = solver.solve()
    for other, _ in others:
        solver.cost(other, 0.0)
    solver.bounds(cell, float(floors[cell]), inf)
    return None if table is None else np.round(table)
