"""Fits earlier releases to the new one: which ties hold, what fits all that was hidden, what must stay open.

It looks with the auditor's eyes at what readers know; the protector gets tables, ties and one set of counts that fits.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, inf

import numpy as np

from reintegration_desktop.reports.auditor.prover import Floats, Prover, Solver
from reintegration_desktop.reports.auditor.puzzle import Puzzle, puzzle_of
from reintegration_desktop.reports.auditor.seen import Axis, Seen
from reintegration_desktop.reports.errors import LeakFound
from reintegration_desktop.reports.joint.ties import Sum, Ties
from reintegration_desktop.reports.joint.versions import Version
from reintegration_desktop.reports.protector.primary import Demand, Reason
from reintegration_desktop.reports.table import CellId, Table

_NEAR = 1e-6
_ORDER = ("scope", "time", "growth")
_SECONDS = 60.0

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Fitted:
    """One measure of earlier releases beside the new one.

    ``seen`` are the earlier tables; ``sums`` the ties that the counts don't contradict; ``counts`` one count that fits
    for each cell that readers weren't told; ``demands`` what they must not exclude of these cells; ``soft`` how far
    each count that changed a little can be kept open at all.
    """

    seen: tuple[Seen, ...] = ()
    sums: tuple[Sum, ...] = ()
    counts: Mapping[CellId, float] = field(default_factory=dict)
    demands: Mapping[CellId, Demand] = field(default_factory=dict)
    soft: Mapping[CellId, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class News:
    """Cells of the new tables beside those that left before: ``known`` ones can't be hidden any more, ``changed`` ones
    differ a little from what was told.
    """

    known: frozenset[CellId]
    changed: frozenset[CellId]


def fitted(
    ties: Ties, new: tuple[Sequence[Table], Sequence[Table]], same: Sequence[Seen], news: News,
    threshold: int, tick: Callable[[], object],
) -> Fitted:  # fmt: skip
    """Fit the versions that ``ties`` name to the tables of one measure: the ``new`` ones, and those beneath them.

    ``same`` are earlier tables whose counts are still true.
    """
    tables = (*new[0], *new[1])
    parents = {one.name: one.parents for table in tables for one in table.dimensions}
    seen = tuple(one for version in ties.versions for one in _seen(version, parents))
    shown = [*seen, *same, *(_as_seen(table) for table in tables)]
    sums, puzzle, counts = _consistent(ties, shown)
    named = {cell[0] for whole, parts in sums for cell in (whole, *parts)}
    seen = tuple(one for one in seen if one.measure in named)
    bad = _closed(puzzle, sorted(cell for cell in puzzle.listed if puzzle.cells[cell][0] in named), threshold, tick)
    changed = [cell for table in new[0] for key in table.places() if (cell := table.cell(key)) in news.changed]
    if not sums and not changed:
        return Fitted()
    hidden = puzzle_of([*seen, *same, *(_as_hidden(table, news.known) for table in tables)], sums)
    at = {cell: nth for nth, cell in enumerate(hidden.cells)}
    widest = _spans(hidden, [at[cell] for cell in dict.fromkeys((*bad, *changed)) if cell in at])
    demands = {cell: demand for cell in bad if (demand := _demand(widest[cell], threshold)) is not None}
    return Fitted(seen, sums, counts, demands, {cell: widest[cell] for cell in changed if cell in widest})


def _consistent(ties: Ties, shown: Sequence[Seen]) -> tuple[tuple[Sum, ...], Puzzle, dict[CellId, float]]:
    """The ties that some counts fit, assumption by assumption, and such counts."""
    sums: tuple[Sum, ...] = ()
    puzzle, counts = Puzzle((), frozenset(), ()), dict[CellId, float]()
    for kind in _ORDER:
        more = ties.kinds.get(kind, ())
        if not more:
            continue
        try:
            trial = puzzle_of(shown, (*sums, *more))
            point = _that_fits(trial)
        except LeakFound:
            continue
        if point is not None:
            sums, puzzle = (*sums, *more), trial
            counts = dict(zip(trial.cells, point.tolist(), strict=True))
    return sums, puzzle, counts


def _that_fits(puzzle: Puzzle) -> Floats | None:
    """Counts of all unknown cells that fit; None where none do."""
    nothing = np.zeros(len(puzzle.cells))
    return Solver(puzzle, nothing, whole=False, seconds=_SECONDS).solve() if puzzle.cells else nothing


def _spans(puzzle: Puzzle, wanted: Iterable[int]) -> dict[CellId, Span]:
    cells = list(wanted)
    if not cells:
        return {}
    prover = Prover(puzzle, [0] * len(puzzle.cells), whole=False, seconds=_SECONDS)
    return {puzzle.cells[cell]: (prover.end(cell, -1).value, prover.end(cell, 1).value) for cell in cells}


def _closed(
    puzzle: Puzzle, cells: Sequence[int], threshold: int, tick: Callable[[], object]
) -> list[CellId]:  # fmt: skip
    """The cells that tell of a few when every count of the new tables is shown; a table found settles others too."""
    if not cells:
        return []
    prover = Prover(puzzle, [0] * len(puzzle.cells), whole=False, seconds=_SECONDS)
    least, most = np.full(len(puzzle.cells), inf), np.full(len(puzzle.cells), -inf)
    found = []
    for cell in cells:
        tick()
        for sign in (1, -1):
            if least[cell] <= _NEAR and most[cell] >= threshold - _NEAR:
                break
            table = prover.end(cell, sign).point
            np.minimum(least, table, out=least)
            np.maximum(most, table, out=most)
        if not _open((least[cell], most[cell]), threshold):
            found.append(puzzle.cells[cell])
    return found


def _open(span: Span, threshold: int) -> bool:
    """Whether from nought to the threshold everything is possible, or nothing from one to below it."""
    low, high = span
    return low >= threshold - _NEAR or high <= _NEAR or (low <= _NEAR and high >= threshold - _NEAR)


def _demand(widest: Span, threshold: int) -> Demand | None:
    """From nought to the threshold, as far as that can be kept open at all."""
    low = max(0, ceil(widest[0] - _NEAR))
    high = threshold if widest[1] == inf else min(threshold, floor(widest[1] + _NEAR))
    return Demand(low, high, Reason.CHANGE) if low < high else None


def _seen(version: Version, parents: Mapping[str, Mapping[str, str]]) -> list[Seen]:
    return [
        Seen(table.name, table.measure, tuple(Axis(name, parents.get(name, {})) for name in table.dimensions),
             table.cells)
        for table in version.tables
    ]  # fmt: skip


def _axes(table: Table) -> tuple[Axis, ...]:
    return tuple(Axis(one.name, one.parents) for one in table.dimensions)


def _as_seen(table: Table) -> Seen:
    cells = dict(zip(table.places(), table.full().ravel().tolist(), strict=True))
    return Seen(table.name, table.measure, _axes(table), cells)


def _as_hidden(table: Table, known: frozenset[CellId]) -> Seen:
    """With nothing shown but what can't be hidden, and what can only be nought."""
    cells = {
        key: count if table.cell(key) in known or impossible else None
        for key, count, impossible in zip(
            table.places(), table.full().ravel().tolist(), table.structural().ravel().tolist(), strict=True
        )
    }
    return Seen(table.name, table.measure, _axes(table), cells)
