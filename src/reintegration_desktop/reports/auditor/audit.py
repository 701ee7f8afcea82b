"""The audit: is what had to stay unknown unknown, to whoever has these tables?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf

import numpy as np

from reintegration_desktop.reports.auditor.ends import Ends, ends_of
from reintegration_desktop.reports.auditor.insider import learnt, newly_learnt
from reintegration_desktop.reports.auditor.prover import Prover
from reintegration_desktop.reports.auditor.puzzle import Puzzle, Sum, puzzle_of
from reintegration_desktop.reports.auditor.seen import Cell, Seen
from reintegration_desktop.reports.auditor.whole import settle


class Fault(StrEnum):
    """What an outsider can do that they must not."""

    SHOWN = "shown"
    EXACT = "exact"
    NARROW = "narrow"
    INSIDER = "insider"


@dataclass(frozen=True, slots=True)
class Asked:
    """What nobody may exclude.

    ``demands`` tell it per cell that was hidden for its own sake; None where that is not known: then every hidden
    cell that could be from one to below the ``threshold`` must leave ``low`` to ``high`` open. ``noughts_shown``: a
    reader knows that each hidden cell holds at least one.
    """

    threshold: int
    low: int
    high: int
    noughts_shown: bool = False
    demands: Mapping[Cell, tuple[int, int]] | None = None

    @property
    def floors(self) -> tuple[int, ...]:
        """What attackers may know each hidden cell to hold at least; the first is the one that is reported."""
        if not self.noughts_shown:
            return (0,)
        return (0, 1) if self.low == 0 else (1,)


@dataclass(frozen=True, slots=True)
class Finding:
    """One hidden cell: the least and the most it can hold (None: no end), and what is wrong with that, if anything.

    ``insiders`` are the cells in which somebody has to be counted to learn too much of it.
    """

    cell: Cell
    low: int
    high: int | None
    needed: tuple[int, int] | None
    fault: Fault | None
    insiders: frozenset[Cell] = frozenset()


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything an audit found, and how long it took; it is only ever made of solves that were proved."""

    findings: tuple[Finding, ...]
    seconds: float

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The cells that give too much away."""
        return tuple(finding for finding in self.findings if finding.fault)

    @property
    def safe(self) -> bool:
        """Whether nothing gives too much away."""
        return not self.faults

    @property
    def by_cell(self) -> dict[Cell, Finding]:
        """What was found of each hidden cell."""
        return {finding.cell: finding for finding in self.findings}

    def of(self, cell: Cell) -> Finding | None:
        """What was found of a cell; None where it is shown."""
        return self.by_cell.get(cell)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the audit may use: a clock in seconds, how long one solve may take, and who may stop it all."""

    now: Callable[[], float]
    tick: Callable[[], None]
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody has besides the tables that are audited: tables that left ``before``, and ``sums`` that tie all."""

    before: Sequence[Seen] = ()
    sums: Sequence[Sum] = ()


_NOTHING = Told()


def audit(tables: Sequence[Seen], asked: Asked, limits: Limits, told: Told = _NOTHING) -> Audit:
    """Work out what an outsider could of all these tables together, who was told something before.

    Raises LeakFound where tables contradict each other, Unproved where a single solve did not end well.
    """
    began = limits.now()
    tables = (*tables, *told.before)
    puzzle = puzzle_of(tables, told.sums)
    views = [_view(tables, puzzle, asked, floor, limits, told) for floor in asked.floors]
    findings = (_worst(found) for found in zip(*views, strict=True))
    return Audit((*_shown(tables, asked), *findings), limits.now() - began)


def _shown(tables: Sequence[Seen], asked: Asked) -> list[Finding]:
    """Counts that stand there although nobody may know them."""
    found: dict[Cell, Finding] = {}
    for table in tables:
        for key, count in table.cells.items():
            cell = table.cell(key)
            if count is not None and _forbidden(cell, count, asked):
                found[cell] = Finding(cell, count, count, (asked.low, asked.high), Fault.SHOWN)
    return list(found.values())


def _forbidden(cell: Cell, count: int, asked: Asked) -> bool:
    return 0 < count < asked.threshold if asked.demands is None else cell in asked.demands


def _view(
    tables: Sequence[Seen], puzzle: Puzzle, asked: Asked, floor: int, limits: Limits, told: Told
) -> list[Finding]:  # fmt: skip
    """What somebody finds who knows each hidden cell to hold at least ``floor``."""
    floors = [floor if cell in puzzle.listed else 0 for cell in range(len(puzzle.cells))]
    cells = sorted(puzzle.listed)
    if not cells:
        return []
    prover = Prover(puzzle, floors, whole=False, seconds=limits.seconds)
    ends = ends_of(prover, cells, limits.tick)
    least = _least_of_sums(tables, puzzle, floor, limits)
    needed = {cell: wanted for cell in cells if (wanted := _needed(puzzle, ends, asked, least, cell))}
    settle(puzzle, floors, ends, needed, limits.seconds, limits.tick)
    known = learnt(prover, ends, needed, cells, limits.tick) if floor == 0 else {}
    if known and told.before:
        known = _since(known, prover, needed, puzzle, told, limits)
    return [_finding(puzzle, ends, needed, known, cell) for cell in cells]


def _since(
    known: Mapping[int, frozenset[int]], prover: Prover, needed: Mapping[int, tuple[int, int]], puzzle: Puzzle,
    told: Told, limits: Limits,
) -> dict[int, frozenset[int]]:  # fmt: skip
    """What these tables taught, and not those before them: no table that leaves now could keep that back."""
    old = puzzle_of(told.before, told.sums)
    at = {name: nth for nth, name in enumerate(old.cells)}
    places = {nth: at[name] for nth, name in enumerate(puzzle.cells) if name in at}
    before = Prover(old, [0] * len(old.cells), whole=False, seconds=limits.seconds)
    return newly_learnt(known, prover, needed, before, places)


def _least_of_sums(tables: Sequence[Seen], puzzle: Puzzle, floor: int, limits: Limits) -> dict[Cell, int]:
    """Where hidden means at least one, a sum is known to hold one for each part, however much is hidden."""
    if floor == 0:
        return {}
    bare = puzzle_of(tables, only_noughts=True)
    prover = Prover(bare, [floor if cell in bare.listed else 0 for cell in range(len(bare.cells))], whole=False,
                    seconds=limits.seconds)  # fmt: skip
    hidden = {puzzle.cells[cell] for cell in puzzle.listed}
    wanted = [cell for cell, name in enumerate(bare.cells) if name in hidden]
    return {bare.cells[cell]: int(np.ceil(prover.end(cell, -1).value - 1e-6)) for cell in wanted}


def _needed(puzzle: Puzzle, ends: Ends, asked: Asked, least: Mapping[Cell, int], cell: int) -> tuple[int, int] | None:
    """What nobody may exclude of a cell; None where it may be known."""
    name = puzzle.cells[cell]
    if asked.demands is None:
        wanted = (asked.low, asked.high) if ends.low[cell] < asked.threshold else None
    else:
        wanted = asked.demands.get(name)
    return wanted and (max(wanted[0], least.get(name, 0)), wanted[1])


def _finding(
    puzzle: Puzzle, ends: Ends, needed: Mapping[int, tuple[int, int]], known: Mapping[int, frozenset[int]], cell: int
) -> Finding:
    low, high = float(ends.low[cell]), float(ends.high[cell])
    wanted = needed.get(cell)
    fault = None
    if wanted and (low > wanted[0] or high < wanted[1]):
        fault = Fault.EXACT if low == high else Fault.NARROW
    elif cell in known:
        fault = Fault.INSIDER
    insiders = frozenset(puzzle.cells[me] for me in known.get(cell, ()))
    return Finding(puzzle.cells[cell], int(low), None if high == inf else int(high), wanted, fault, insiders)


def _worst(views: tuple[Finding, ...]) -> Finding:
    """What the first attacker finds, with the fault that any of them found."""
    worst = next((finding for finding in views if finding.fault), views[0])
    return replace(views[0], fault=worst.fault, insiders=worst.insiders)
