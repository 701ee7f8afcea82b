"""The audit of tables that were rounded: what an outsider works out who knows the base and that everything adds up."""

from collections.abc import Mapping, Sequence
from math import ceil, floor

import numpy as np

from reintegration_desktop.reports.auditor.audit import Audit, Fault, Finding, Limits
from reintegration_desktop.reports.auditor.prover import Floats, Solver
from reintegration_desktop.reports.auditor.puzzle import Puzzle, puzzle_of
from reintegration_desktop.reports.auditor.seen import Cell, Seen
from reintegration_desktop.reports.errors import LeakFound, Unproved

_NEAR = 1e-6

Demands = Mapping[Cell, tuple[int, int]]


def audit_rounded(tables: Sequence[Seen], base: int, demands: Demands, limits: Limits) -> Audit:
    """Work out the least and the most of each cell whose true count is small, or tells too much.

    At least one end of what is asked must stay possible, and as many counts as the base has. Raises LeakFound where a
    count is no multiple, or sums don't hold; Unproved where a single solve did not end well.
    """
    began = limits.now()
    told = _told(tables, base)
    puzzle = puzzle_of([_blank(table) for table in tables])
    wanted = [cell for cell, name in enumerate(puzzle.cells) if name in demands]
    near, whole = (_solver(puzzle, told, base, limits.seconds, whole=whole) for whole in (False, True))
    if near.solve() is None:
        raise LeakFound(kind="contradiction", count=1)
    found = []
    for cell in wanted:
        limits.tick()
        low, high = (_end(near, whole, cell, sign) for sign in (-1, 1))
        found.append(_finding(puzzle.cells[cell], low, high, demands[puzzle.cells[cell]], base))
    return Audit(tuple(found), limits.now() - began)


def _finding(cell: Cell, low: int, high: int, asked: tuple[int, int], base: int) -> Finding:
    kept = high - low >= base - 1 and (low <= asked[0] or high >= asked[1])
    fault = None if kept else Fault.EXACT if low == high else Fault.NARROW
    return Finding(cell, low, high, asked, fault)


def _told(tables: Sequence[Seen], base: int) -> dict[Cell, int]:
    """Every published count; each is a multiple, the same in every table, and every sum holds of them."""
    told: dict[Cell, int] = {}
    for table in tables:
        for key, count in table.cells.items():
            if count is None or count % base or told.setdefault(table.cell(key), count) != count:
                raise LeakFound(kind="not_rounded", count=1)
    if puzzle_of(tables).listed:
        raise LeakFound(kind="not_rounded", count=1)
    return told


def _blank(table: Seen) -> Seen:
    return Seen(table.name, table.measure, table.axes, dict.fromkeys(table.cells))


def _solver(puzzle: Puzzle, told: Mapping[Cell, int], base: int, seconds: float, *, whole: bool) -> Solver:
    """A cell lies less than a base away from what is told of it."""
    counts: Floats = np.array([told.get(cell, np.nan) for cell in puzzle.cells])
    least = np.where(np.isnan(counts), 0.0, np.maximum(counts - base + 1, 0.0))
    solver = Solver(puzzle, least, whole=whole, seconds=seconds)
    for cell in np.flatnonzero(~np.isnan(counts)).tolist():
        solver.bounds(cell, float(least[cell]), float(counts[cell] + base - 1))
    return solver


def _end(near: Solver, whole: Solver, cell: int, sign: int) -> int:
    """The most (1) or the least (-1); in whole numbers where halves of children would reach it."""
    point = _furthest(near, cell, sign)
    if np.abs(point - np.round(point)).max(initial=0.0) > _NEAR:
        point = _furthest(whole, cell, sign)
    value = float(point[cell])
    return floor(value + _NEAR) if sign > 0 else ceil(value - _NEAR)


def _furthest(solver: Solver, cell: int, sign: int) -> Floats:
    solver.cost(cell, -float(sign))
    try:
        point = solver.solve()
    finally:
        solver.cost(cell, 0.0)
    if point is None:
        raise Unproved(count=1)
    return point
