"""Protects all tables of one report together: what must be hidden, and as little more as keeps it hidden."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from reintegration_desktop.reports.protector.attacks import Attack, Outsider, attacks_on
from reintegration_desktop.reports.protector.primary import Demand, anyone_sensitive, primaries
from reintegration_desktop.reports.protector.rule import Rule, Zeros
from reintegration_desktop.reports.protector.search import Search, Watch
from reintegration_desktop.reports.protector.system import Around, System, system_of
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.table import CellId, Indices, Mask, Table


@dataclass(frozen=True, slots=True)
class Besides:
    """What counts besides the tables themselves.

    ``beneath`` are finer tables that are not published but tie the published ones together. Earlier releases tell of
    cells that are ``known`` and of others that stay ``hidden``; what stands for counts of its own lies ``around``.
    ``demands`` go before those of the rule. ``insiders``: of which cells somebody learns too much who is counted in
    which other one.
    """

    beneath: tuple[Table, ...] = ()
    known: frozenset[CellId] = frozenset()
    hidden: frozenset[CellId] = frozenset()
    demands: Mapping[CellId, Demand] = field(default_factory=dict)
    around: Around = field(default_factory=Around)
    insiders: frozenset[tuple[CellId, CellId]] = frozenset()


_NOTHING = Besides()


@dataclass(frozen=True, slots=True)
class Protected:
    """The tables as they may leave.

    ``demands`` are the cells hidden for their own sake; ``guards`` those hidden to keep them; ``cost`` is what the
    guards cost, and ``bound`` what no safe choice can stay under.
    """

    tables: tuple[Published, ...]
    demands: Mapping[CellId, Demand]
    guards: frozenset[CellId]
    cost: float
    bound: float
    seconds: float

    @property
    def gap(self) -> float:
        """How much cheaper a choice might still be, as a share of the cost; nought where none can be."""
        return 0.0 if self.cost <= self.bound + 1e-6 else (self.cost - self.bound) / self.cost


def protect(tables: Sequence[Table], rule: Rule, watch: Watch, besides: Besides = _NOTHING) -> Protected:
    """Hide what the rule asks for and what could give it away.

    Raises CannotBeProtected where earlier releases leave no safe choice, Unproved where a solve did not end well,
    Cancelled.
    """
    began = watch.now()
    shown = tuple(tables)
    if anyone_sensitive(shown):
        rule = replace(rule, zeros=Zeros.MAY_HIDE)
    asked = {**primaries(shown, rule), **besides.demands}
    demands = {cell: demand for cell, demand in asked.items() if cell not in besides.known}
    system = system_of(shown, besides.beneath, besides.around)
    always, candidates = _choices(system, demands, rule, besides)
    outsider = Outsider.of(system, lambda: watch.progress.report(0))
    attacks = _possible(outsider, attacks_on(system, demands, rule, sorted(besides.insiders)), always, candidates)
    everything = always.copy()
    everything[candidates] = True
    search = Search(outsider, attacks, always, candidates, watch, everything)
    search.run()
    return Protected(
        tables=tuple(
            _published(table, place, search.best, system) for table, place in zip(shown, system.places, strict=True)
        ),
        demands=demands,
        guards=_guards(system, search.best, demands),
        cost=search.cost,
        bound=min(search.bound, search.cost),
        seconds=watch.now() - began,
    )


def _choices(system: System, demands: Mapping[CellId, Demand], rule: Rule, besides: Besides) -> tuple[Mask, Indices]:
    """What is hidden whatever happens, and what may be hidden besides."""
    must: Collection[CellId] = demands.keys() | (besides.hidden - besides.known)
    always = system.never_shown | np.array([cell in must for cell in system.cells])
    stays = system.impossible | system.told | np.array([cell in besides.known for cell in system.cells])
    if rule.zeros is Zeros.SHOWN:
        stays |= system.counts == 0
    return always, np.flatnonzero(~always & ~stays)


def _possible(outsider: Outsider, attacks: tuple[Attack, ...], always: Mask, candidates: Indices) -> tuple[Attack, ...]:
    """Who knows that hidden cells hold at least one knows that of their sums too: ask no more than all hidden gives."""
    knowing = [attack for attack in attacks if attack.floor and attack.sign < 0]
    everything = always.copy()
    everything[candidates] = True
    _, broken = outsider.judge(everything, knowing)
    least = {item.attack: float(np.floor(item.reached + 1e-6)) for item in broken}
    softer = (replace(attack, need=least.get(attack, attack.need)) for attack in attacks)
    return tuple(attack for attack in softer if attack.need > 0)


def _published(table: Table, place: Indices, hidden: Mask, system: System) -> Published:
    counts = (None if hidden[at] else int(system.counts[at]) for at in place)
    return Published(
        table.name,
        table.title,
        table.measure,
        table.dimensions,
        dict(zip(table.places(), counts, strict=True)),
        table.kind,
    )


def _guards(system: System, hidden: Mask, demands: Mapping[CellId, Demand]) -> frozenset[CellId]:
    found = (system.cells[at] for at in np.flatnonzero(hidden & ~system.never_shown))
    return frozenset(cell for cell in found if cell not in demands)
