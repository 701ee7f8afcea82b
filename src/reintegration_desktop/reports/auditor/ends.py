"""The least and the most that each hidden cell can hold, as far as anybody can tell from outside."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np

from reintegration_desktop.reports.auditor.prover import Extreme, Floats, Prover

_NEAR = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Ends:
    """Per cell of a puzzle its least and most (infinite where there is no end), and tables that fit.

    ``points`` are such tables, a row each; ``whole`` tells which hold whole numbers only.
    """

    low: Floats
    high: Floats
    points: Floats
    whole: Floats

    def seen(self) -> tuple[Floats, Floats]:
        """The least and most per cell among tables of whole numbers: certain, but perhaps not the last word."""
        rows = self.points[self.whole > 0]
        if not len(rows):
            size = len(self.low)
            return np.full(size, inf), np.full(size, -inf)
        return np.round(rows.min(axis=0)), np.round(rows.max(axis=0))


def ends_of(prover: Prover, cells: list[int], tick: Callable[[], None]) -> Ends:
    """Solve both ends of each of these cells; a table found for one may settle the least of another."""
    size = len(prover.floors)
    low, high = np.full(size, -inf), np.full(size, inf)
    found: list[Extreme] = []
    least = np.full(size, inf)
    for cell in cells:
        tick()
        top = prover.end(cell, 1)
        high[cell] = np.floor(top.value + _NEAR) if top.value < inf else inf
        _keep(top, found, least)
        if least[cell] > prover.floors[cell] + _NEAR:
            _keep(bottom := prover.end(cell, -1), found, least)
            low[cell] = np.ceil(bottom.value - _NEAR)
        else:
            low[cell] = prover.floors[cell]
    points = [extreme.point for extreme in found]
    whole = [float(extreme.whole) for extreme in found]
    return Ends(low, high, np.array(points).reshape(len(points), size), np.array(whole))


def _keep(extreme: Extreme, found: list[Extreme], least: Floats) -> None:
    found.append(extreme)
    np.minimum(least, extreme.point, out=least)
