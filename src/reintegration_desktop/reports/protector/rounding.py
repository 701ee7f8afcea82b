"""Rounds all tables of one report together to multiples of a base, so that every row and column still adds up.

Source: Cox, A constructive procedure for unbiased controlled rounding, 1987; here with linked tables, by HiGHS.
"""

from collections.abc import Iterable, Sequence

import highspy
import numpy as np

from reintegration_desktop.reports.errors import CannotBeRounded, Unproved
from reintegration_desktop.reports.protector.primary import primaries
from reintegration_desktop.reports.protector.protect import Protected
from reintegration_desktop.reports.protector.rule import Rule
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.protector.solver import quiet
from reintegration_desktop.reports.protector.system import System, system_of
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.table import CellId, Floats, Table

_PROVED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit)
_DEAR = 8.0


def rounded(
    tables: Sequence[Table], rule: Rule, base: int, watch: Watch, other_way: Iterable[CellId] = ()
) -> Protected:
    """The tables with each count at one of the two multiples next to it, and all of them as near as sums allow.

    A count that is a multiple stays. ``other_way`` cells rather go to the multiple that lies further away. The cost is
    how far all counts were moved. Raises CannotBeRounded where no such tables add up, Unproved, Cancelled.
    """
    began = watch.now()
    shown = tuple(tables)
    system = system_of(shown)
    up, bound = _solved(system, base, watch.left(), frozenset(other_way))
    counts = base * (np.floor(system.counts / base) + up)
    return Protected(
        tables=tuple(_published(table, counts[place]) for table, place in zip(shown, system.places, strict=True)),
        demands=primaries(shown, rule),
        guards=frozenset(),
        cost=float(np.abs(counts - system.counts).sum()),
        bound=bound,
        seconds=watch.now() - began,
    )


def _solved(system: System, base: int, seconds: float, other_way: frozenset[CellId]) -> tuple[Floats, float]:
    """Of each cell whether it goes up (1) or down (0), and how little all of them could be moved at best."""
    over = np.mod(system.counts, base)
    wrong = np.array([cell in other_way for cell in system.cells])
    cost = np.where(wrong, -_DEAR, 1.0) * (base - 2 * over)
    highs = quiet()
    highs.setOptionValue("time_limit", max(seconds, 0.1))
    highs.passModel(_model(system, base, over, cost))
    highs.run()
    status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        raise CannotBeRounded
    info = highs.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    if status not in _PROVED or not found:
        raise Unproved(count=1)
    up: Floats = np.round(np.array(highs.getSolution().col_value))
    return up, float(info.mip_dual_bound + over.sum())


def _model(system: System, base: int, over: Floats, cost: Floats) -> highspy.HighsLp:
    """A column for each cell, from down to up; each sum holds of the multiples."""
    rows, down = system.rows, np.floor(system.counts / base)
    off = np.bincount(rows.row, weights=rows.sign * down[rows.column], minlength=len(rows))
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(system), len(rows)
    lp.col_cost_, lp.col_lower_ = cost, np.zeros(len(system))
    lp.col_upper_ = np.where(over > 0, 1.0, 0.0)
    lp.row_lower_ = lp.row_upper_ = -off.astype(np.float64)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = rows.start, rows.column, rows.sign
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(system)
    return lp


def _published(table: Table, counts: Floats) -> Published:
    cells = {key: int(count) for key, count in zip(table.places(), counts.tolist(), strict=True)}
    return Published(table.name, table.title, table.measure, table.dimensions, cells, table.kind)
