"""The cheapest safe choice: cuts from attacks that succeed, until nothing cheaper can be safe."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.reports.protector.attacks import Attack, Broken, Outsider
from reintegration_desktop.reports.protector.cuts import Cut, capacity_cut, one_more
from reintegration_desktop.reports.protector.mending import Mender, tidy
from reintegration_desktop.reports.protector.solver import Master
from reintegration_desktop.reports.table import Floats, Indices, Mask

_PROVED = 1e-6
_HALF = 0.5
_FIRST_GAP = 0.02


@dataclass(frozen=True, slots=True)
class Watch:
    """How long the search may go on: ``now`` tells seconds, ``until`` is when a safe answer is taken as it is."""

    now: Callable[[], float]
    until: float
    progress: Progress

    def left(self) -> float:
        """Seconds left; raises Cancelled when a person stopped the work."""
        self.progress.report(0)
        return self.until - self.now()

    def over(self) -> bool:
        """Whether time is up."""
        return self.left() <= 0


@dataclass(slots=True)
class Search:
    """One search: what it works on, its best safe answer so far, and a bound below which none is safe."""

    outsider: Outsider
    attacks: tuple[Attack, ...]
    always: Mask
    candidates: Indices
    watch: Watch
    best: Mask
    bound: float = 0.0
    _master: Master = field(init=False)
    _mender: Mender = field(init=False)
    _known: set[bytes] = field(default_factory=set)
    _parted: Floats = field(init=False)
    _gap: float = _FIRST_GAP

    def __post_init__(self) -> None:
        may_hide = np.zeros(len(self.always), dtype=np.bool_)
        may_hide[self.candidates] = True
        self._parted = self.always.astype(np.float64)
        self._master = Master(self.outsider.system.cost[self.candidates])
        self._mender = Mender(self.outsider, may_hide)

    def run(self) -> None:
        """Find a safe answer, then make it cheaper until it is proved the cheapest or time is up."""
        self._improve(self._parted, self._broken(self._parted))
        while not self.done and self._relaxed():
            pass
        if not self.done:
            likely = np.round(self._parted)
            self._improve(likely, self._broken(likely))
        while not self.done and self._whole():
            pass
        if self.cost > self.bound + _PROVED:
            self._tidy()

    @property
    def done(self) -> bool:
        """Whether the best answer is proved, or time is up."""
        return self.cost <= self.bound + _PROVED or self.watch.over()

    @property
    def cost(self) -> float:
        """What the best answer costs beyond what had to be hidden anyway."""
        return self._cost_of(self.best)

    def _relaxed(self) -> bool:
        """One round with cells hidden in part; whether it taught a new cut."""
        bound, part = self._master.relaxed()
        self.bound = max(self.bound, bound)
        self._parted = self._everywhere(part)
        return self._learn(self._parted, self._broken(self._parted))

    def _whole(self) -> bool:
        """One round with whole cells; whether there may be more to find."""
        bound, chosen = self._master.whole(self.watch.left(), self._gap)
        self.bound = max(self.bound, bound)
        if chosen is None:
            return False
        hidden = self._everywhere(chosen)
        broken = self._broken(hidden)
        self._improve(hidden, broken)
        if self.done:
            return False
        if not broken:
            exact, self._gap = self._gap == 0.0, 0.0
            return not exact
        if self._learn(hidden, broken):
            return True
        _, earnest = self.outsider.look(hidden, [item.attack for item in broken], far=True)
        return self._learn(hidden, earnest) or self._take(one_more(hidden, self.candidates))

    def _broken(self, hidden: Floats) -> list[Broken]:
        return self.outsider.look(hidden, self.attacks)[1]

    def _improve(self, start: Floats, broken: Sequence[Broken]) -> None:
        """Make a choice safe, and keep it if it is cheaper."""
        attacks = [item.attack for item in broken]
        hidden = self._mender.mend(start > _HALF, attacks, self._parted, lambda: self.watch.progress.report(0))
        if self._cost_of(hidden) < self.cost:
            self.best = hidden

    def _tidy(self) -> None:
        """Show again what the best answer needn't hide, while there is time."""
        held, _ = self.outsider.judge(self.best, self.attacks)
        self.best = tidy(self.outsider, self.best, self.always, held, self.watch.over)

    def _learn(self, hidden: Floats, broken: Sequence[Broken]) -> bool:
        """Cut off a choice that attacks break; whether there was a new cut."""
        cuts = [capacity_cut(self.outsider, item, hidden, self.always, self.candidates) for item in broken]
        return any([self._take(cut) for cut in cuts if cut is not None])

    def _take(self, cut: Cut) -> bool:
        """Give a cut to the master; whether it is new."""
        if cut.name in self._known:
            return False
        self._known.add(cut.name)
        self._master.cut(cut.columns, cut.weights)
        return True

    def _everywhere(self, part: Floats) -> Floats:
        hidden = self.always.astype(np.float64)
        hidden[self.candidates] = part
        return hidden

    def _cost_of(self, hidden: Mask) -> float:
        return float(self.outsider.system.cost[hidden & ~self.always].sum())
