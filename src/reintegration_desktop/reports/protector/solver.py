"""HiGHS for the protector: one quiet thread, and no status left unread.

Two solver objects with different numbers of threads make the second not run, without a word; so the number is the same
everywhere and every status is looked at.
"""

from dataclasses import dataclass

import highspy
import numpy as np
from highspy._core import _Highs  # the class for users prints a line before it can be told not to

from reintegration_desktop.reports.errors import Unproved
from reintegration_desktop.reports.protector.system import Rows
from reintegration_desktop.reports.table import Floats, Indices

_PRIMAL_SIMPLEX = 4
_OPTIMAL = highspy.HighsModelStatus.kOptimal
_INFEASIBLE = highspy.HighsModelStatus.kInfeasible
_TIME_LIMIT = highspy.HighsModelStatus.kTimeLimit


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """The optimum: its value, a point where it is reached, and each row's price."""

    value: float
    point: Floats
    prices: Floats


class LinearProgram:
    """Columns within bounds, rows that are nought; one is made for many questions, asked one after the other."""

    def __init__(self, rows: Rows, columns: int, *, primal: bool) -> None:
        self._all = np.arange(columns, dtype=np.int32)
        self._highs = quiet()
        self._highs.setOptionValue("presolve", "off")
        if primal:
            self._highs.setOptionValue("simplex_strategy", _PRIMAL_SIMPLEX)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = columns, len(rows)
        lp.col_cost_ = lp.col_lower_ = lp.col_upper_ = np.zeros(columns)
        lp.row_lower_ = lp.row_upper_ = np.zeros(len(rows))
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = rows.start
        lp.a_matrix_.index_ = rows.column
        lp.a_matrix_.value_ = rows.sign
        self._highs.passModel(lp)

    def within(self, lower: Floats, upper: Floats) -> None:
        """Set all bounds."""
        self._highs.changeColsBounds(len(self._all), self._all, lower, upper)

    def bound(self, column: int, lower: float, upper: float) -> None:
        """Set one column's bounds."""
        self._highs.changeColBounds(column, lower, upper)

    def price(self, cost: Floats) -> None:
        """Set what each column costs."""
        self._highs.changeColsCost(len(self._all), self._all, cost)

    def furthest(self, column: int, sign: int) -> Solved:
        """How far a column can be pushed, up (1) or down (-1); prices stay as they were."""
        self._highs.changeColCost(column, -float(sign))
        found = self.cheapest()
        self._highs.changeColCost(column, 0.0)
        if found is None:
            raise Unproved(count=1)
        return Solved(-found.value, found.point, -found.prices)

    def cheapest(self) -> Solved | None:
        """The point of least cost; None where there is no point. Raises Unproved on any other end.

        A run that begins where the last one stopped can lose its way in numbers; it is then begun anew, once.
        """
        status = self._ended()
        if status not in (_OPTIMAL, _INFEASIBLE):
            self._highs.clearSolver()
            status = self._ended()
        if status == _INFEASIBLE:
            return None
        if status != _OPTIMAL:
            raise Unproved(count=1)
        solution = self._highs.getSolution()
        value = self._highs.getInfo().objective_function_value
        return Solved(value, np.array(solution.col_value), np.array(solution.row_dual))

    def _ended(self) -> highspy.HighsModelStatus:
        self._highs.run()
        return self._highs.getModelStatus()


def quiet() -> _Highs:
    """A solver that prints nothing and keeps to one thread."""
    highs = _Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    return highs


class Master:
    """Which candidates to hide at the least cost, as far as the cuts so far tell."""

    def __init__(self, cost: Floats) -> None:
        self._size = len(cost)
        self._all = np.arange(self._size, dtype=np.int32)
        self._highs = quiet()
        self._highs.setOptionValue("mip_abs_gap", 1e-6)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self._size, 0
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, np.zeros(self._size), np.ones(self._size)
        self._highs.passModel(lp)

    def cut(self, columns: Indices, weights: Floats) -> None:
        """The weighted sum of what is hidden is at least one from now on."""
        self._highs.addRow(1.0, highspy.kHighsInf, len(columns), columns.astype(np.int32), weights)

    def relaxed(self) -> tuple[float, Floats]:
        """The least cost, and how much of each candidate to hide, from nought to one."""
        self._highs.run()
        if self._highs.getModelStatus() != _OPTIMAL:
            raise Unproved(count=1)
        point = np.array(self._highs.getSolution().col_value)
        return self._highs.getInfo().objective_function_value, np.clip(point, 0.0, 1.0)

    def whole(self, seconds: float, gap: float) -> tuple[float, Floats | None]:
        """A bound from below on the least cost, and whole cells within ``gap`` (a share) of it, if there was time."""
        kinds = np.full(self._size, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        self._highs.changeColsIntegrality(self._size, self._all, kinds)
        self._highs.setOptionValue("mip_rel_gap", gap)
        self._highs.setOptionValue("time_limit", max(seconds, 0.1))  # of this run, whatever earlier ones took
        self._highs.clearSolver()  # what it keeps of an earlier run gave 2.63 for 3.63, "optimal" (HiGHS 1.16)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status not in (_OPTIMAL, _TIME_LIMIT):
            raise Unproved(count=1)
        info = self._highs.getInfo()
        reached = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        return info.mip_dual_bound, np.round(np.array(self._highs.getSolution().col_value)) if reached else None
