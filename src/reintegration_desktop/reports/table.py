"""Tables of counts: dimensions with their hierarchies, cells and margins."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from numpy.typing import NDArray

from reintegration_desktop.reports.rates import Kind

TOTAL = "total"
TOGETHER = "+"
"""Stands between the codes of categories that are counted as one."""

Key = tuple[str, ...]
"""A node of each dimension, in the order of the table; ``total`` for a margin."""

CellId = tuple[str, tuple[tuple[str, str], ...]]
"""A cell whatever the table: the measure, then dimension and node, totals left out, in the order of the names."""

Counts = NDArray[np.int64]
Indices = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Dimension:
    """What a table is cut by.

    ``labels`` name the leaves, and the groups they lie in, by code, in the order of the page; ``parents`` tell of a
    leaf or group the group it lies in, and leave out what lies right below the total. ``sensitive``: to learn
    somebody's category harms.
    """

    name: str
    title: str
    labels: Mapping[str, str]
    parents: Mapping[str, str] = field(default_factory=dict)
    sensitive: bool = False

    @property
    def nodes(self) -> tuple[str, ...]:
        """The total, then every group and leaf in order."""
        return (TOTAL, *self.labels)

    @property
    def leaves(self) -> tuple[str, ...]:
        """The codes that hold no other."""
        groups = set(self.parents.values())
        return tuple(code for code in self.labels if code not in groups)

    @property
    def families(self) -> dict[str, tuple[str, ...]]:
        """Each group, the total among them, with what lies right below it."""
        found: dict[str, list[str]] = {}
        for code in self.labels:
            found.setdefault(self.parents.get(code, TOTAL), []).append(code)
        return {group: tuple(members) for group, members in found.items()}

    def line(self, code: str) -> Iterator[str]:
        """The code, each group it lies in, and the total."""
        at: str | None = code
        while at is not None:
            yield at
            at = None if at == TOTAL else self.parents.get(at, TOTAL)

    def membership(self) -> NDArray[np.int64]:
        """Nodes by leaves: one where the leaf lies in the node."""
        at = {code: row for row, code in enumerate(self.nodes)}
        found = np.zeros((len(at), len(self.leaves)), dtype=np.int64)
        for column, leaf in enumerate(self.leaves):
            for code in self.line(leaf):
                found[at[code], column] = 1
        return found


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of one measure cut by some dimensions.

    ``counts`` hold the leaves that are not nought; margins are worked out. ``impossible`` are leaves that can only be
    nought (structural zeros). ``kind``: what a line of it tells beside its counts.
    """

    name: str
    title: str
    measure: str
    dimensions: tuple[Dimension, ...]
    counts: Mapping[Key, int]
    impossible: frozenset[Key] = frozenset()
    kind: Kind = Kind.COUNT

    def places(self) -> Iterator[Key]:
        """All cells, margins included, in the order of ``full``."""
        return product(*(dimension.nodes for dimension in self.dimensions))

    def full(self) -> Counts:
        """The counts of all cells, an axis for each dimension with its nodes in order."""
        return self._rolled_up(self.counts)

    def structural(self) -> NDArray[np.bool_]:
        """Of all cells, whether they can only be nought."""
        leaves = product(*(dimension.leaves for dimension in self.dimensions))
        possible = self._rolled_up({key: 1 for key in leaves if key not in self.impossible})
        found: NDArray[np.bool_] = possible == 0
        return found

    def cell(self, key: Key) -> CellId:
        """The cell's name beyond this table."""
        pairs = zip((dimension.name for dimension in self.dimensions), key, strict=True)
        return self.measure, tuple(sorted(pair for pair in pairs if pair[1] != TOTAL))

    def _rolled_up(self, leaves: Mapping[Key, int]) -> Counts:
        places = [{code: at for at, code in enumerate(dimension.leaves)} for dimension in self.dimensions]
        found = np.zeros([len(place) for place in places], dtype=np.int64)
        for key, count in leaves.items():
            found[tuple(place[code] for place, code in zip(places, key, strict=True))] += count
        for axis, dimension in enumerate(self.dimensions):
            found = np.moveaxis(np.tensordot(dimension.membership(), found, axes=(1, axis)), 0, axis)
        return found
