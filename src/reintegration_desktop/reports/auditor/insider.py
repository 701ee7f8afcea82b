"""One who knows that they are counted in a cell themselves: do they learn more of another?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reintegration_desktop.reports.auditor.ends import Ends
from reintegration_desktop.reports.auditor.prover import Extreme, Floats, Prover

Cells = NDArray[np.int64]
_NEAR = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """Tables that fit, what nobody may exclude of each cell, and the tables where each is least and most."""

    points: Floats
    low: Floats
    high: Floats
    least: Cells
    most: Cells

    @classmethod
    def of(cls, points: Floats, needed: Mapping[int, tuple[int, int]]) -> "_Known":
        wanted = np.array([needed.get(cell, (0, 0)) for cell in range(points.shape[1])], dtype=np.float64)
        return cls(points, wanted[:, 0], wanted[:, 1], points.argmin(axis=0), points.argmax(axis=0))

    def doubtful(self, me: int, cells: Cells) -> Cells:
        """The cells from which ``me`` holding at least one may take more than one count.

        Tables in which ``me`` holds nothing are mixed with a fuller one until it holds one: first just the two that
        matter most to a cell, then all.
        """
        for fuller in (self.points[self.points[:, me].argmax()], self.points.mean(axis=0)):
            if fuller[me] < 1:
                continue
            share = np.clip(1.0 - self.points[:, me], 0.0, None) / np.maximum(fuller[me] - self.points[:, me], _NEAR)
            low, high = (_mixed(self.points[at, cells], share[at], fuller[cells]) for at in self._ends(cells))
            cells = cells[self._lost(cells, low, high)]
            whole = _mixed(self.points[:, cells], share[:, None], fuller[cells])
            cells = cells[self._lost(cells, whole.min(axis=0), whole.max(axis=0))]
        return cells

    def _ends(self, cells: Cells) -> tuple[Cells, Cells]:
        return self.least[cells], self.most[cells]

    def _lost(self, cells: Cells, low: Floats, high: Floats) -> NDArray[np.bool_]:
        below = np.maximum(low - self.low[cells], 0.0)
        lost: NDArray[np.bool_] = below + np.maximum(self.high[cells] - high, 0.0) > 1 + _NEAR
        return lost


def learnt(
    prover: Prover, ends: Ends, needed: Mapping[int, tuple[int, int]], own: list[int], tick: Callable[[], None]
) -> dict[int, frozenset[int]]:
    """The cells of which somebody who is counted in another hidden cell can exclude more than one needed count, with
    the cells in which they are counted.
    """
    if not needed or not len(ends.points):
        return {}
    cells = np.array(sorted(needed), dtype=np.int64)
    known = _Known.of(ends.points, needed)
    found: dict[int, frozenset[int]] = {}
    for me in (cell for cell in own if ends.high[cell] >= 1):
        tick()
        for cell in _solved(prover, me, known.doubtful(me, cells[cells != me]).tolist(), needed):
            found[cell] = found.get(cell, frozenset()) | {me}
    return found


def _mixed(tables: Floats, share: Floats, fuller: Floats) -> Floats:
    mixed: Floats = tables * (1 - share) + fuller * share
    return mixed


def _solved(prover: Prover, me: int, doubtful: list[int], needed: Mapping[int, tuple[int, int]]) -> set[int]:
    """Of the doubtful cells, those that really lose more than one count; a table found for one may settle others."""
    if not doubtful:
        return set()
    floor = float(prover.floors[me])
    prover.at_least(me, max(1.0, floor))
    seen = _Reached.nothing(len(prover.floors))
    found = {cell for cell in doubtful if _loses(prover, cell, needed[cell], seen)}
    prover.at_least(me, floor)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Reached:
    """The least and the most that each cell holds in the tables that were found so far."""

    least: Floats
    most: Floats

    @classmethod
    def nothing(cls, size: int) -> "_Reached":
        return cls(np.full(size, np.inf), np.full(size, -np.inf))

    def more(self, extreme: Extreme, cell: int) -> None:
        """Another table, in which this cell is as far away as it can be; or there is no end to it."""
        if extreme.point is None:
            self.most[cell] = np.inf
        else:
            np.minimum(self.least, extreme.point, out=self.least)
            np.maximum(self.most, extreme.point, out=self.most)

    def lost(self, cell: int, low: int, high: int) -> bool:
        """Whether more than one count of what is needed lies beyond."""
        return bool(max(0.0, self.least[cell] - low) + max(0.0, high - self.most[cell]) > 1 + _NEAR)


def _loses(prover: Prover, cell: int, needed: tuple[int, int], seen: _Reached) -> bool:
    for sign in (-1, 1):
        if not seen.lost(cell, *needed):
            return False
        seen.more(prover.end(cell, sign), cell)
    return seen.lost(cell, *needed)
