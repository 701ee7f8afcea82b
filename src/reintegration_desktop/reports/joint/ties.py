"""Which sums tie the counts of several releases together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from reintegration_desktop.reports.joint.versions import Numbered, Place, Version, versions_of
from reintegration_desktop.reports.periods import NOW
from reintegration_desktop.reports.table import CellId

Sum = tuple[CellId, tuple[CellId, ...]]
"""A cell, and those that add up to it."""

Node = tuple[str, str]
"""A scope and a period."""

OTHERS = "*"
"""In place of the offices of a programme whose names nobody knows here; no office is called so."""

_QUARTERS = 4
_ENOUGH = 2
_FEW = 4


@dataclass(frozen=True, slots=True)
class Within:
    """The programme by its name, and its offices by theirs: what the offices release adds up to what it releases.

    ``OTHERS`` among them are those that aren't known by name, together.
    """

    programme: str
    offices: frozenset[str]


@dataclass(frozen=True, slots=True)
class Here:
    """The release that is to be: its period and scope, and the programme that it lies in, where that is known."""

    period: str
    scope: str
    within: Within | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Scopes by periods of one measure, what was told of each, and how they add up."""

    measure: str
    told: Mapping[Node, Version]
    here: Here

    def time(self) -> list[Sum]:
        """Of every scope: the year is its four quarters."""
        year = self.here.period[:4]
        quarters = [f"{year}-Q{quarter}" for quarter in range(1, _QUARTERS + 1)]
        if not {year, *quarters} >= {self.here.period} or not self._tells(year):
            return []
        return [
            one
            for scope in self._scopes()
            for one in self._sums((scope, year), [(scope, quarter) for quarter in quarters])
        ]

    def scope(self) -> list[Sum]:
        """In every period: the programme is its offices."""
        if self.here.within is None:
            return []
        offices = sorted(self.here.within.offices)
        return [
            one
            for period in self._periods()
            for one in self._sums((self.here.within.programme, period), [(office, period) for office in offices])
        ]

    def _tells(self, year: str) -> bool:
        """Whether some year and some quarter were told."""
        return len({period == year for _, period in self.told}) > 1

    def _scopes(self) -> list[str]:
        return list(dict.fromkeys(scope for scope, _ in self.told))

    def _periods(self) -> list[str]:
        year = self.here.period[:4]
        return list(dict.fromkeys(period for _, period in self.told)) if self._tells(year) else [self.here.period]

    def _sums(self, whole: Node, parts: Sequence[Node]) -> Iterator[Sum]:
        """What was told of no part, or of one node alone, ties nothing."""
        told = [self.told[node] for node in (whole, *parts) if node in self.told]
        if len(told) + (self._tells(self.here.period[:4]) and self.here.within is not None) < _ENOUGH:
            return
        for place in dict.fromkeys(place for version in told for place in version.cells):
            sum_of = self._cell(whole, place)
            cells = {part: cell for part in parts if (cell := self._cell(part, place)) is not None}
            if sum_of is None or not cells:
                continue
            yield sum_of, tuple(cells.values())
            yield from self._rests(whole, cells)

    def _rests(self, whole: Node, cells: Mapping[Node, CellId]) -> Iterator[Sum]:
        """What is left of a whole once those parts are taken away that were told, or that may follow from others."""
        untold = {
            node: cell for node, cell in cells.items() if node not in self.told or cell[0] != self.told[node].name
        }
        at = 0 if all(node[1] == whole[1] for node in cells) else 1
        heard = {node[at] for node in self.told}
        for taken in _some_of([node for node in untold if node[at] in heard]):
            rest = {node: cell for node, cell in untold.items() if node not in taken}
            if len(rest) > 1:
                name = " ".join((*whole, "is", *(node[at] for node in rest)))
                yield (f"{self.measure}@{name}", next(iter(rest.values()))[1]), tuple(rest.values())

    def _cell(self, node: Node, place: Place) -> CellId | None:
        """A node's cell: told or hidden, or unknown; None where there is no such place, so that it is nought."""
        version = self.told.get(node)
        if version is not None and (version.holds(place) or version.tells_cut(place)):
            return (version.name, place) if version.holds(place) else None
        return f"{self.measure}@{node[0]} {node[1]}", place


@dataclass(frozen=True, slots=True)
class Ties:
    """Versions of a measure that a new release hangs together with, and the sums, by the kind of assumption."""

    versions: tuple[Version, ...]
    kinds: Mapping[str, tuple[Sum, ...]]


def ties_of(measure: str, counts: Mapping[Place, int], entries: Sequence[Numbered], here: Here) -> Ties:
    """The ties of a measure; ``counts`` are the new release's, finer ones beneath its tables among them.

    ``growth``: what was told of the same period before is part of what is told now. ``time``: quarters add up to their
    year. ``scope``: offices to their programme. Of those that nobody was told, the counts are unknown.
    """
    new = Version(measure, (), counts)
    own = versions_of(_of(entries, here.period, here.scope), measure)
    own = own[:-1] if own and own[-1].agrees_with(counts) else own
    grid = Grid(measure, _told(entries, measure, here) | {(here.scope, here.period): new}, here)
    kinds = {"growth": _growth(own, new), "time": grid.time(), "scope": grid.scope()}
    used = (*own, *(version for version in grid.told.values() if version is not new))
    return Ties(used, {kind: tuple(sums) for kind, sums in kinds.items() if sums})


def _some_of(nodes: Sequence[Node]) -> Iterator[frozenset[Node]]:
    """All choices among a few; of more than that none, each by itself, and all."""
    few = len(nodes) <= _FEW
    sizes = range(len(nodes) + 1) if few else (0, 1, len(nodes))
    yield from (frozenset(taken) for size in sizes for taken in combinations(nodes, size))


def _of(entries: Iterable[Numbered], period: str, scope: str) -> list[Numbered]:
    return [one for one in entries if (one[1].period, one[1].scope) == (period, scope)]


def _told(entries: Sequence[Numbered], measure: str, here: Here) -> dict[Node, Version]:
    """The last version of what was told beside: of other quarters and the year, of offices and the programme."""
    groups: dict[Node, list[Numbered]] = {}
    scopes = {here.scope} | (here.within.offices | {here.within.programme} if here.within else frozenset())
    for one in entries:
        node = (one[1].scope, one[1].period)
        near = node[1] == here.period or (NOW not in (node[1], here.period) and node[1][:4] == here.period[:4])
        if node != (here.scope, here.period) and node[0] in scopes and near:
            groups.setdefault(node, []).append(one)
    found = {node: versions_of(own, measure) for node, own in groups.items()}
    return {node: versions[-1] for node, versions in found.items() if versions}


def _growth(own: Sequence[Version], new: Version) -> list[Sum]:
    pairs = [*pairwise(own), *((before, new) for before in own)]
    return [
        ((after.name, place), ((before.name, place), (f"{before.name}+{after.name}", place)))
        for before, after in pairs
        for place in dict.fromkeys((*before.cells, *after.cells))
        if before.holds(place) and after.holds(place)
    ]
