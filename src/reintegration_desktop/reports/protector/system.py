"""All tables of one report as one linear system."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from reintegration_desktop.reports.protector.primary import margin_depth
from reintegration_desktop.reports.table import CellId, Floats, Indices, Mask, Table

_COST_OF_SIZE = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Sparse rows that are nought each: row ``r`` is ``column[start[r]:start[r + 1]]`` times ``sign`` likewise."""

    start: Indices
    column: Indices
    sign: Floats

    def __len__(self) -> int:
        return len(self.start) - 1

    @property
    def row(self) -> Indices:
        """The row of each entry."""
        return np.repeat(np.arange(len(self)), np.diff(self.start))


@dataclass(frozen=True, slots=True, eq=False)
class System:
    """Every cell once, whichever tables show it, and what ties them together.

    ``never_shown`` are cells of tables that lie beneath and are not published; ``impossible`` can only be nought.
    ``places`` give, per published table, the index of each of its cells in the order of ``Table.places``.
    """

    cells: tuple[CellId, ...]
    counts: Floats
    cost: Floats
    never_shown: Mask
    impossible: Mask
    rows: Rows
    places: tuple[Indices, ...]

    def __len__(self) -> int:
        return len(self.cells)

    def index(self) -> dict[CellId, int]:
        """Where each cell stands."""
        return {cell: at for at, cell in enumerate(self.cells)}


def system_of(tables: Sequence[Table], beneath: Sequence[Table] = ()) -> System:
    """One system of published tables and of finer ones beneath them.

    To hide a cell costs one for the cell, one for each dimension it sums over, and a little for its size.
    """
    index: dict[CellId, int] = {}
    counts: dict[int, float] = {}
    cost: dict[int, float] = {}
    structural: set[int] = set()
    rows: dict[tuple[int, ...], None] = {}
    places = []
    for table in (*tables, *beneath):
        place = np.array([index.setdefault(table.cell(key), len(index)) for key in table.places()], dtype=np.int64)
        structural.update(place[table.structural().ravel()].tolist())
        for key, at, value in zip(table.places(), place.tolist(), table.full().ravel().tolist(), strict=True):
            counts[at] = value
            cost[at] = 1 + margin_depth(table, key) + _COST_OF_SIZE * float(np.log2(1 + value))
        rows.update(dict.fromkeys(_sums(table, place)))
        places.append(place)
    shown = set(np.concatenate(places[: len(tables)]).tolist())
    every = range(len(index))
    return System(
        cells=tuple(index),
        counts=np.array([counts[at] for at in every], dtype=np.float64),
        cost=np.array([cost[at] for at in every]),
        never_shown=np.array([at not in shown for at in every]),
        impossible=np.array([at in structural for at in every]),
        rows=_packed(list(rows)),
        places=tuple(places[: len(tables)]),
    )


def _sums(table: Table, place: Indices) -> Iterator[tuple[int, ...]]:
    """Every group of a table with its members: the sum first, then what it is made of."""
    grid = place.reshape([len(dimension.nodes) for dimension in table.dimensions])
    for axis, dimension in enumerate(table.dimensions):
        at = {code: row for row, code in enumerate(dimension.nodes)}
        along = np.moveaxis(grid, axis, -1)
        families = dimension.families.items()
        for rest, (group, members) in product(np.ndindex(along.shape[:-1]), families):
            line = along[rest]
            yield (int(line[at[group]]), *(int(line[at[member]]) for member in members))


def _packed(rows: list[tuple[int, ...]]) -> Rows:
    lengths = [len(row) for row in rows]
    start = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    column = np.array([at for row in rows for at in row], dtype=np.int64)
    sign = np.ones(len(column))
    sign[start[:-1]] = -1.0
    return Rows(start, column, sign)
