"""What an outsider would try: push each protected cell as far as the published cells let them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from reintegration_desktop.reports.protector.primary import Demand
from reintegration_desktop.reports.protector.rule import Rule, Zeros
from reintegration_desktop.reports.protector.solver import LinearProgram
from reintegration_desktop.reports.protector.system import System
from reintegration_desktop.reports.table import CellId, Floats, Mask

_NEAR = 1e-6
_FAR = 1e5


@dataclass(frozen=True, slots=True)
class Attack:
    """It has to stay possible that ``cell`` lies ``need`` above (sign 1) or below (-1) its count.

    ``floor``: what the attacker knows each hidden cell to hold at least; ``me`` is the cell in which they are counted
    themselves, so that it holds one at least.
    """

    cell: int
    sign: int
    need: float
    floor: int = 0
    me: int | None = None

    @property
    def knows(self) -> tuple[int, int]:
        """What they know beside what is published: attacks by one who knows the same are tried together."""
        return self.floor, -1 if self.me is None else self.me


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """An attack that comes to nothing: ``point`` is another table that fits, as differences from the true one."""

    attack: Attack
    point: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Broken:
    """An attack that succeeds: nothing beyond ``reached`` is possible; ``worth``: what each cell's room would help."""

    attack: Attack
    reached: float
    worth: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Outsider:
    """Somebody who has the published cells and their sums, and a solver. Made once for a system.

    ``tick`` is called before each solve, and may end it all.
    """

    system: System
    program: LinearProgram
    tick: Callable[[], None]

    @classmethod
    def of(cls, system: System, tick: Callable[[], None]) -> "Outsider":
        """An outsider who looks at this system."""
        return cls(system, LinearProgram(system.rows, len(system), primal=True), tick)

    def room(self, attack: Attack) -> tuple[Floats, Floats]:
        """How far each cell can fall and rise while it is hidden, as far as the attacker knows."""
        lowest = np.where(self.system.never_shown, 0.0, float(attack.floor))
        if attack.me is not None:
            lowest[attack.me] = max(lowest[attack.me], 1.0)
        down = np.where(self.system.impossible, 0.0, np.maximum(self.system.counts - lowest, 0.0))
        return down, np.where(self.system.impossible, 0.0, _FAR)

    def look(self, hidden: Floats, attacks: Iterable[Attack], *, far: bool = False) -> tuple[list[Held], list[Broken]]:
        """Try attacks on cells hidden wholly (1), in part or not at all (0).

        Unless ``far``, no cell moves further than any attack needs: that is quicker and makes sharper cuts, but an
        attack may then only seem to succeed.
        """
        held: list[Held] = []
        broken: list[Broken] = []
        attacks = tuple(attacks)
        reach = _FAR if far else max((attack.need for attack in attacks), default=0.0)
        for _, alike in groupby(sorted(attacks, key=lambda attack: attack.knows), key=lambda attack: attack.knows):
            own = list(alike)
            down, up = (np.minimum(room, reach) * hidden for room in self.room(own[0]))
            self._try(down, up, own, held, broken)
        return held, broken

    def judge(self, hidden: Mask, attacks: Iterable[Attack]) -> tuple[list[Held], list[Broken]]:
        """Try attacks on cells that are hidden or not; those that seem to succeed are tried again in earnest."""
        held, seeming = self.look(hidden.astype(np.float64), attacks)
        late, broken = self.look(hidden.astype(np.float64), [item.attack for item in seeming], far=True)
        return [*held, *late], broken

    def _try(self, down: Floats, up: Floats, attacks: Sequence[Attack], held: list[Held], broken: list[Broken]) -> None:
        """Try attacks one after the other; each table found may answer others too."""
        self.program.within(-down, up)
        best = {sign: np.full(len(down), -np.inf) for sign in (1, -1)}
        owner = {sign: np.zeros(len(down), dtype=np.int64) for sign in (1, -1)}
        points: list[Floats] = []
        for attack in attacks:
            if best[attack.sign][attack.cell] >= attack.need - _NEAR:
                held.append(Held(attack, points[owner[attack.sign][attack.cell]]))
                continue
            self.tick()
            found = self.program.furthest(attack.cell, attack.sign)
            if found.value >= attack.need - _NEAR:
                held.append(Held(attack, found.point))
            else:
                broken.append(Broken(attack, found.value, self._worth(attack, found.prices)))
            points.append(found.point)
            for sign in (1, -1):
                better = sign * found.point > best[sign]
                best[sign][better] = (sign * found.point)[better]
                owner[sign][better] = len(points) - 1

    def _worth(self, attack: Attack, prices: Floats) -> Floats:
        """By how much a unit of room in each cell would help the attack to fail."""
        rows = self.system.rows
        told = np.bincount(rows.column, weights=rows.sign * prices[rows.row], minlength=len(self.system))
        worth = -told.astype(np.float64)
        worth[attack.cell] += attack.sign
        worth[np.abs(worth) < _NEAR] = 0.0
        return worth


def attacks_on(
    system: System, demands: Mapping[CellId, Demand], rule: Rule, insiders: Iterable[tuple[CellId, CellId]] = ()
) -> tuple[Attack, ...]:
    """What has to fail: every demand from both sides, and where noughts are shown, by one who knows that too.

    ``insiders`` are cells with those from which somebody counted there takes more than one count away: of them they may
    take the least.
    """
    index = system.index()
    found: list[Attack] = []
    for cell, demand in demands.items():
        at = index[cell]
        count = float(system.counts[at])
        found += [Attack(at, 1, demand.high - count), Attack(at, -1, count - demand.low)]
        if rule.zeros is Zeros.SHOWN:
            found += [Attack(at, 1, demand.high - count, 1), Attack(at, -1, count - max(1, demand.low), 1)]
    for cell, own in insiders:
        if cell in demands and own in index and system.counts[index[own]] >= 1:
            at, me, demand = index[cell], index[own], demands[cell]
            count = float(system.counts[at])
            found += [Attack(at, 1, demand.high - count, 0, me), Attack(at, -1, count - demand.low - 1, 0, me)]
    return tuple(attack for attack in found if attack.need > 0)
