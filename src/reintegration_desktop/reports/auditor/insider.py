"""One who knows that they are counted in a cell themselves: do they learn more of another?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reintegration_desktop.reports.auditor.ends import Ends
from reintegration_desktop.reports.auditor.prover import Extreme, Floats, Prover

Cells = NDArray[np.int64]
_NEAR = 1e-6
_ROUNDS = 12


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

        Mixed with a table in which ``me`` holds more, one in which it holds nothing holds one too: first just the two
        that matter most to a cell are mixed with the fullest, then whatever does best.
        """
        fuller = self.points[self.points[:, me].argmax()]
        if fuller[me] < 1:
            return cells
        share = np.clip(1.0 - self.points[:, me], 0.0, None) / np.maximum(fuller[me] - self.points[:, me], _NEAR)
        low, high = (_mixed(self.points[at, cells], share[at], fuller[cells]) for at in self._ends(cells))
        cells = cells[self._lost(cells, low, high)]
        if not len(cells):
            return cells
        held, counts = self.points[:, me], self.points[:, cells]
        return cells[self._lost(cells, -_most_with_one(held, -counts), _most_with_one(held, counts))]

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


def _most_with_one(held: Floats, counts: Floats) -> Floats:
    """The most of each count (a column) in mixes of tables (rows) that hold at least one; some of these hold that.

    The upper hull of held and count, where one is held: from the highest tables on both sides, to those that lie
    highest above the line between them, and so on.
    """
    each = np.arange(counts.shape[1])
    more, fewer = held >= 1, held < 1
    right = np.where(more[:, None], counts, -np.inf).argmax(axis=0)
    best: Floats = counts[right, each]
    if not fewer.any():
        return best
    left = np.where(fewer[:, None], counts, -np.inf).argmax(axis=0)
    for _ in range(_ROUNDS):
        slope = (counts[right, each] - counts[left, each]) / (held[right] - held[left])
        best = np.maximum(best, counts[left, each] + slope * (1 - held[left]))
        above = counts - slope * held[:, None]
        highest = above.argmax(axis=0)
        if (above[highest, each] <= above[left, each] + _NEAR).all():
            break
        right, left = np.where(more[highest], highest, right), np.where(more[highest], left, highest)
    return best


def newly_learnt(
    known: Mapping[int, frozenset[int]], prover: Prover, needed: Mapping[int, tuple[int, int]],
    before: Prover, places: Mapping[int, int],
) -> dict[int, frozenset[int]]:  # fmt: skip
    """Of what was ``learnt``, that of which somebody could not exclude as much ``before`` these tables left.

    ``places`` tell which cell of theirs is which of those before.
    """
    found = {}
    for cell, people in known.items():
        more = {
            me
            for me in people
            if _lost(prover, me, cell, needed[cell]) > _lost_before(before, places, me, cell, needed[cell]) + _NEAR
        }
        if more:
            found[cell] = frozenset(more)
    return found


def _lost_before(
    before: Prover, places: Mapping[int, int], me: int, cell: int, needed: tuple[int, int]
) -> float:  # fmt: skip
    """Nothing, where either cell was shown or was not there."""
    if me not in places or cell not in places:
        return 0.0
    return _lost(before, places[me], places[cell], needed)


def _lost(prover: Prover, me: int, cell: int, needed: tuple[int, int]) -> float:
    """How many of the needed counts of a cell are excluded once ``me`` holds one at least."""
    floor = float(prover.floors[me])
    prover.at_least(me, max(1.0, floor))
    low, high = needed
    lost = max(0.0, prover.end(cell, -1).value - low) + max(0.0, high - prover.end(cell, 1).value)
    prover.at_least(me, floor)
    return lost


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

    def more(self, extreme: Extreme) -> None:
        """Another table."""
        np.minimum(self.least, extreme.point, out=self.least)
        np.maximum(self.most, extreme.point, out=self.most)

    def lost(self, cell: int, low: int, high: int) -> bool:
        """Whether more than one count of what is needed lies beyond."""
        return bool(max(0.0, self.least[cell] - low) + max(0.0, high - self.most[cell]) > 1 + _NEAR)


def _loses(prover: Prover, cell: int, needed: tuple[int, int], seen: _Reached) -> bool:
    for sign in (-1, 1):
        if not seen.lost(cell, *needed):
            return False
        seen.more(prover.end(cell, sign))
    return seen.lost(cell, *needed)
