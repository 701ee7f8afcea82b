"""HiGHS for the auditor: minimum and maximum of a cell, and no status taken for granted."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import highspy
import numpy as np
from highspy._core import _Highs  # the class for users prints a line before it can be told not to
from numpy.typing import NDArray

from reintegration_desktop.reports.auditor.puzzle import Puzzle
from reintegration_desktop.reports.errors import LeakFound, Unproved

Floats = NDArray[np.float64]
_STATUS = highspy.HighsModelStatus
_UNBOUNDED = (_STATUS.kUnbounded, _STATUS.kUnboundedOrInfeasible)
_WHOLE = 1e-6
_LARGE = 10_000.0
"""Stands for a count without an end: far above all that was ever asked to stay open."""


@dataclass(frozen=True, slots=True, eq=False)
class Extreme:
    """How far a cell can go, and a table that fits where it does; one in which it is large where there is no end."""

    value: float
    point: Floats

    @property
    def whole(self) -> bool:
        """Whether that table holds whole numbers."""
        return bool(np.abs(self.point - np.round(self.point)).max(initial=0.0) < _WHOLE)


class Solver:
    """One puzzle in HiGHS: the unknown are columns from their floors upwards, the equations rows.

    ``seconds``: how long each solve may take. ``gap``: in whole numbers, how far from the cheapest a table may be, as a
    share of its cost.
    """

    def __init__(self, puzzle: Puzzle, floors: Floats, *, whole: bool, seconds: float, gap: float = 0.0) -> None:
        self._highs = _Highs()
        self._whole, self._seconds = whole, seconds
        options: dict[str, bool | int | float | str] = {"output_flag": False, "threads": 1, "mip_rel_gap": gap}
        if not whole:
            options |= {"presolve": "off", "simplex_strategy": 4}
        for name, value in options.items():
            self._highs.setOptionValue(name, value)
        self._highs.passModel(_model(puzzle, floors, whole=whole))

    def cost(self, cell: int, cost: float) -> None:
        """What a unit in a cell costs from now on."""
        self._highs.changeColCost(cell, cost)

    def bounds(self, cell: int, low: float, high: float) -> None:
        """What a cell can hold from now on."""
        self._highs.changeColBounds(cell, low, high)

    def solve(self) -> Floats | None:
        """The cheapest table; None where there is none. Raises Unproved unless that is certain."""
        status = self._status()
        if status not in (_STATUS.kOptimal, _STATUS.kInfeasible):
            raise Unproved(count=1)
        return np.array(self._highs.getSolution().col_value) if status == _STATUS.kOptimal else None

    def endless(self) -> bool:
        """Whether cost can fall for ever, where some table is known to fit. Raises Unproved unless that is certain."""
        status = self._status()
        if status not in (_STATUS.kOptimal, *_UNBOUNDED):
            raise Unproved(count=1)
        return status in _UNBOUNDED

    @property
    def spent(self) -> float:
        """Seconds that all solves in fractions took so far."""
        return float(self._highs.getRunTime())

    def _status(self) -> highspy.HighsModelStatus:
        """Solve and tell how it ended; a solve that did not run at all raises Unproved too.

        In whole numbers each solve begins anew: on top of an earlier one HiGHS 1.16 called a wrong point optimal. It
        counts its time from the beginning of each then, but in fractions from that of the first.
        """
        self._highs.setOptionValue("time_limit", self._seconds + (0.0 if self._whole else self.spent))
        if self._whole:
            self._highs.clearSolver()
        if self._highs.run() == highspy.HighsStatus.kError:
            raise Unproved(count=1)
        return self._highs.getModelStatus()


class Prover:
    """Asks one puzzle for the ends of its cells, one after the other.

    ``floors``: the least that each cell is known to hold. Raises LeakFound where no table fits at all.
    """

    def __init__(self, puzzle: Puzzle, floors: Sequence[int], *, whole: bool, seconds: float) -> None:
        self.floors: Floats = np.array(floors, dtype=np.float64)
        self._least = self.floors.copy()
        self._solver = Solver(puzzle, self.floors, whole=whole, seconds=seconds)
        if self._solver.solve() is None:
            raise LeakFound(kind="contradiction", count=1)

    def end(self, cell: int, sign: int) -> Extreme:
        """The most (sign 1) or the least (-1) that a cell can hold. Raises Unproved unless that is certain."""
        self._solver.cost(cell, -float(sign))
        try:
            endless = sign > 0 and self._solver.endless()
            if endless:
                self._solver.bounds(cell, self._least[cell], _LARGE)
            point = self._solver.solve()
        finally:
            self._solver.cost(cell, 0.0)
            self._solver.bounds(cell, self._least[cell], highspy.kHighsInf)
        if point is None:
            raise Unproved(count=1)
        return Extreme(inf if endless else float(point[cell]), point)

    @property
    def spent(self) -> float:
        """Seconds that its solves took so far."""
        return self._solver.spent

    def at_least(self, cell: int, floor: float) -> None:
        """Let a cell hold no less than this from now on."""
        self._least[cell] = floor
        self._solver.bounds(cell, floor, highspy.kHighsInf)


def _model(puzzle: Puzzle, floors: Floats, *, whole: bool) -> highspy.HighsLp:
    """Each unknown a column, each equation a row."""
    rows = [
        [*((cell, 1.0) for cell in equation.plus), *((cell, -1.0) for cell in equation.minus)]
        for equation in puzzle.equations
    ]
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(floors), len(rows)
    lp.col_cost_ = np.zeros(len(floors))
    lp.col_lower_ = floors
    lp.col_upper_ = np.full(len(floors), highspy.kHighsInf)
    lp.row_lower_ = lp.row_upper_ = np.array([float(equation.known) for equation in puzzle.equations])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.concatenate(([0], np.cumsum([len(row) for row in rows]))).astype(np.int32)
    lp.a_matrix_.index_ = np.array([column for row in rows for column, _ in row], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([sign for row in rows for _, sign in row])
    if whole:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(floors)
    return lp
