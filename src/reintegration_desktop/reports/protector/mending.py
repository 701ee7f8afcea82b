"""A safe answer at once: where an attack succeeds, hide the cheapest cells that lead it astray."""

from collections.abc import Callable, Sequence

import numpy as np

from reintegration_desktop.reports.errors import CannotBeProtected
from reintegration_desktop.reports.protector.attacks import Attack, Held, Outsider
from reintegration_desktop.reports.protector.solver import LinearProgram
from reintegration_desktop.reports.protector.system import Rows, System
from reintegration_desktop.reports.table import Floats, Indices, Mask

_USED = 1e-6
_TRUST = 0.9


class Mender:
    """Finds the cheapest way for a cell to move; made once for a system."""

    def __init__(self, outsider: Outsider, may_hide: Mask) -> None:
        self._outsider = outsider
        self._may_hide = may_hide
        self._size = len(outsider.system)
        self._program = LinearProgram(_both_ways(outsider.system), 2 * self._size, primal=False)

    def mend(self, hidden: Mask, attacks: Sequence[Attack], part: Floats, stop: Callable[[], None]) -> Mask:
        """Hide more until these attacks fail, rather what is hidden in ``part`` already. Raises CannotBeProtected."""
        hidden = hidden.copy()
        held: list[Held] = []
        for attack in attacks:
            stop()
            if any(_answers(other, attack) for other in held):
                continue
            point = self._astray(hidden, attack, part)
            hidden |= np.abs(point) > _USED
            held.append(Held(attack, point))
        return hidden

    def _astray(self, hidden: Mask, attack: Attack, part: Floats) -> Floats:
        """The cheapest other table in which the attacked cell lies as far away as it has to."""
        down, up = self._outsider.room(attack)
        may = hidden | self._may_hide
        rise, fall = up * may, down * may
        reach = attack.need
        low = np.zeros(2 * self._size)
        high = np.concatenate((rise, fall))
        own, opposite = (0, self._size) if attack.sign > 0 else (self._size, 0)
        low[own + attack.cell] = high[own + attack.cell] = reach
        high[opposite + attack.cell] = 0.0
        self._program.within(low, high)
        cost = np.where(hidden, 0.0, self._outsider.system.cost * (1 - _TRUST * part))
        self._program.price(np.concatenate((cost, cost)))
        found = self._program.cheapest()
        if found is None:
            raise CannotBeProtected(count=1)
        return found.point[: self._size] - found.point[self._size :]


def tidy(outsider: Outsider, hidden: Mask, always: Mask, held: Sequence[Held], stop: Callable[[], bool]) -> Mask:
    """Show again, the dearest first, what no attack needs hidden any more; ``stop`` says that time is up."""
    hidden = hidden.copy()
    answers = {item.attack: item.point for item in held}
    for cell in _dearest(outsider.system, hidden & ~always):
        if stop():
            break
        hidden[cell] = False
        touched = [attack for attack, point in answers.items() if abs(point[cell]) > _USED]
        again, broken = outsider.judge(hidden, touched)
        if broken:
            hidden[cell] = True
        else:
            answers.update((item.attack, item.point) for item in again)
    return hidden


def _answers(held: Held, attack: Attack) -> bool:
    """Whether the table that one attack could not exclude makes another fail too."""
    if held.attack.floor < attack.floor or attack.me not in (None, held.attack.me):
        return False
    return bool(attack.sign * held.point[attack.cell] >= attack.need - _USED)


def _dearest(system: System, cells: Mask) -> Indices:
    found = np.flatnonzero(cells)
    order: Indices = found[np.argsort(-system.cost[found], kind="stable")]
    return order


def _both_ways(system: System) -> Rows:
    """The same rows with each cell twice: what it rises by, then what it falls by."""
    rows = system.rows
    size = len(system)
    start = rows.start * 2
    column = np.empty(2 * len(rows.column), dtype=np.int64)
    sign = np.empty(2 * len(rows.column))
    for at in range(len(rows)):
        here = slice(rows.start[at], rows.start[at + 1])
        there = slice(start[at], start[at + 1])
        column[there] = np.concatenate((rows.column[here], rows.column[here] + size))
        sign[there] = np.concatenate((rows.sign[here], -rows.sign[here]))
    return Rows(start, column, sign)
