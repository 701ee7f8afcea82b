"""All tables of one report as one linear system."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from reintegration_desktop.reports.errors import Unproved
from reintegration_desktop.reports.protector.primary import margin_depth
from reintegration_desktop.reports.table import CellId, Floats, Indices, Mask, Table

_COST_OF_SIZE = 0.1
_FITS = 1e-5


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


@dataclass(frozen=True, slots=True)
class Around:
    """Earlier releases that the new tables hang together with.

    ``tables`` are cut like them; ``told`` are their counts as they were published, ``counts`` a count that fits for
    each cell that nobody was told; ``ties`` are cells with those that add up to them, of old tables and new ones.
    """

    tables: tuple[Table, ...] = ()
    told: Mapping[CellId, float] = field(default_factory=dict)
    counts: Mapping[CellId, float] = field(default_factory=dict)
    ties: tuple[tuple[CellId, tuple[CellId, ...]], ...] = ()


_NOTHING = Around()


@dataclass(frozen=True, slots=True, eq=False)
class System:
    """Every cell once, whichever tables show it, and what ties them together.

    ``never_shown`` are cells of tables that lie beneath and are not published, and those that were hidden before;
    ``told`` were published before; ``impossible`` can only be nought.
    ``places`` give, per published table, the index of each of its cells in the order of ``Table.places``.
    """

    cells: tuple[CellId, ...]
    counts: Floats
    cost: Floats
    never_shown: Mask
    told: Mask
    impossible: Mask
    rows: Rows
    places: tuple[Indices, ...]

    def __len__(self) -> int:
        return len(self.cells)

    def index(self) -> dict[CellId, int]:
        """Where each cell stands."""
        return {cell: at for at, cell in enumerate(self.cells)}


def system_of(tables: Sequence[Table], beneath: Sequence[Table] = (), around: Around = _NOTHING) -> System:
    """One system of published tables, of finer ones beneath them and of earlier ones around them.

    To hide a cell costs one for the cell, one for each dimension it sums over, and a little for its size.
    Raises Unproved where the counts around don't fit.
    """
    found = _Gathered()
    places = [found.take(table) for table in tables]
    shown = len(found.index)
    for table in beneath:
        found.take(table)
    new = len(found.index)
    for table in around.tables:
        found.rows.update(dict.fromkeys(_sums(table, found.place(table))))
    for whole, parts in around.ties:
        found.rows[tuple(found.at(cell) for cell in (whole, *parts))] = None
    size = len(found.index)
    counts = np.array([*found.counts.values(), *(_around(around, cell) for cell in list(found.index)[new:])])
    told = np.array([at >= new and cell in around.told for cell, at in found.index.items()])
    rows = _packed(list(found.rows))
    _must_fit(rows, counts)
    return System(
        cells=tuple(found.index),
        counts=counts,
        cost=np.array([*found.cost.values(), *([1.0] * (size - new))]),
        never_shown=(np.arange(size) >= shown) & ~told,
        told=told,
        impossible=np.array([at in found.structural for at in range(size)]),
        rows=rows,
        places=tuple(places),
    )


@dataclass(slots=True)
class _Gathered:
    """What a system is put together from, cell by cell."""

    index: dict[CellId, int] = field(default_factory=dict)
    counts: dict[int, float] = field(default_factory=dict)
    cost: dict[int, float] = field(default_factory=dict)
    structural: set[int] = field(default_factory=set)
    rows: dict[tuple[int, ...], None] = field(default_factory=dict)

    def at(self, cell: CellId) -> int:
        """The number of a cell."""
        return self.index.setdefault(cell, len(self.index))

    def place(self, table: Table) -> Indices:
        """The numbers of a table's cells, in its order."""
        return np.array([self.at(table.cell(key)) for key in table.places()], dtype=np.int64)

    def take(self, table: Table) -> Indices:
        """A table with its counts and sums."""
        place = self.place(table)
        self.structural.update(place[table.structural().ravel()].tolist())
        for key, at, value in zip(table.places(), place.tolist(), table.full().ravel().tolist(), strict=True):
            self.counts[at] = value
            self.cost[at] = 1 + margin_depth(table, key) + _COST_OF_SIZE * float(np.log2(1 + value))
        self.rows.update(dict.fromkeys(_sums(table, place)))
        return place


def _around(around: Around, cell: CellId) -> float:
    return around.told.get(cell, around.counts.get(cell, np.nan))


def _must_fit(rows: Rows, counts: Floats) -> None:
    """Whoever worked out counts that nobody was told reasons elsewhere; here every sum must hold of them."""
    off = np.bincount(rows.row, weights=rows.sign * counts[rows.column], minlength=len(rows))
    if not bool(np.all(np.abs(off) < _FITS)):
        raise Unproved(count=1)


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
