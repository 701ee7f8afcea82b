"""An outsider who has every published file, a solver, and what is publicly known of how the tables hang together.

Shares nothing with the program: its unknowns are the finest cells of every table there is, not the cells of a page.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import ceil, floor, inf

import highspy
import numpy as np
from highspy._core import _Highs

_NEAR = 1e-6
_STATUS = highspy.HighsModelStatus

Span = tuple[int, int | None]
"""The least and the most; None where there is no end."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sum of finest cells of one block: for each axis the categories that are added up; an axis left out is whole."""

    block: str
    where: Mapping[str, frozenset[str]]


@dataclass(slots=True)
class Outsider:
    """What was told of blocks: each a table over all its axes, of which nobody outside sees the finest cells.

    ``axes`` name the categories of each axis of a block; ``sums`` say that one block is others added up, leaf by leaf.
    """

    axes: Mapping[str, Mapping[str, Sequence[str]]]
    sums: Sequence[tuple[str, Sequence[str]]] = ()
    told: list[tuple[Line, int]] = field(default_factory=list)
    _at: dict[str, dict[tuple[str, ...], int]] = field(init=False)
    _highs: dict[bool, _Highs] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._at, used = {}, 0
        for block, axes in self.axes.items():
            keys = list(product(*axes.values()))
            self._at[block] = {key: used + nth for nth, key in enumerate(keys)}
            used += len(keys)

    def hears(self, line: Line, count: int) -> None:
        """A count is published."""
        self.told.append((line, count))

    def span(self, line: Line, *, whole: bool = False) -> Span:
        """What can be worked out of a sum; ``whole``: of children counted whole, which takes longer."""
        low, high = self._end(line, 1, whole=whole), self._end(line, -1, whole=whole)
        assert low is not None
        return ceil(low - _NEAR), None if high is None else floor(high + _NEAR)

    def change(self, before: Line, after: Line) -> tuple[float, float]:
        """What can be worked out of how many more or fewer a sum is than another; infinite where there is no end."""
        least, most = (self._end(after, sign, whole=False, less=before) for sign in (1, -1))
        return -inf if least is None else ceil(least - _NEAR), inf if most is None else floor(most + _NEAR)

    def fits(self) -> bool:
        """Whether anything at all agrees with what was told."""
        highs = self._solver(whole=False)
        highs.run()
        return highs.getModelStatus() == _STATUS.kOptimal

    def _end(self, line: Line, sign: int, *, whole: bool, less: Line | None = None) -> float | None:
        highs, columns = self._solver(whole=whole), self._columns(line)
        away = self._columns(less) if less else []
        for column, cost in (*((one, sign) for one in columns), *((one, -sign) for one in away)):
            highs.changeColCost(column, float(cost))
        if whole:
            highs.clearSolver()
        highs.run()
        status, value = highs.getModelStatus(), highs.getInfo().objective_function_value
        for column in (*columns, *away):
            highs.changeColCost(column, 0.0)
        if status in (_STATUS.kUnbounded, _STATUS.kUnboundedOrInfeasible) and (sign < 0 or less):
            return None
        assert status == _STATUS.kOptimal, status
        return sign * value

    def _columns(self, line: Line) -> list[int]:
        axes = self.axes[line.block]
        chosen = [[one for one in codes if one in line.where.get(name, codes)] for name, codes in axes.items()]
        return [self._at[line.block][key] for key in product(*chosen)]

    def _solver(self, *, whole: bool) -> _Highs:
        if whole not in self._highs:
            self._highs[whole] = _solver(self._size(), list(self._rows()), whole=whole)
        return self._highs[whole]

    def _size(self) -> int:
        return sum(map(len, self._at.values()))

    def _rows(self) -> Iterable[tuple[dict[int, float], float]]:
        for line, count in self.told:
            yield dict.fromkeys(self._columns(line), 1.0), float(count)
        for sum_of, parts in self.sums:
            for key, at in self._at[sum_of].items():
                row = {at: -1.0}
                for part in parts:
                    if key in self._at[part]:
                        row[self._at[part][key]] = 1.0
                yield row, 0.0


def _solver(columns: int, rows: Sequence[tuple[dict[int, float], float]], *, whole: bool) -> _Highs:
    highs = _Highs()
    for option, value in {"output_flag": False, "threads": 1}.items():
        highs.setOptionValue(option, value)
    if not whole:
        highs.setOptionValue("presolve", "off")
        highs.setOptionValue("simplex_strategy", 4)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, len(rows)
    lp.col_cost_ = lp.col_lower_ = np.zeros(columns)
    lp.col_upper_ = np.full(columns, highspy.kHighsInf)
    lp.row_lower_ = lp.row_upper_ = np.array([count for _, count in rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.concatenate(([0], np.cumsum([len(row) for row, _ in rows]))).astype(np.int32)
    lp.a_matrix_.index_ = np.array([at for row, _ in rows for at in row], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([value for row, _ in rows for value in row.values()])
    if whole:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * columns
    highs.passModel(lp)
    return highs
