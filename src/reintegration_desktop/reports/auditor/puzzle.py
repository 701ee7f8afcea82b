"""What an outsider writes down first: the unknown cells, and every sum that ties them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from math import prod

from reintegration_desktop.reports.auditor.seen import Axis, Cell, Seen
from reintegration_desktop.reports.errors import LeakFound

LARGEST_JOINT = 5_000

Sum = tuple[Cell, Sequence[Cell]]
"""A cell, and those that add up to it, of whichever tables."""


@dataclass(frozen=True, slots=True)
class Equation:
    """The cells of ``plus`` less those of ``minus`` make ``known``."""

    plus: tuple[int, ...]
    minus: tuple[int, ...]
    known: int


@dataclass(frozen=True, slots=True)
class Puzzle:
    """Unknown cells by number, and the equations among them.

    ``listed`` are those that the file names and hides; the others only follow from how tables hang together.
    """

    cells: tuple[Cell, ...]
    listed: frozenset[int]
    equations: tuple[Equation, ...]


def puzzle_of(tables: Sequence[Seen], sums: Sequence[Sum] = (), *, only_noughts: bool = False) -> Puzzle:
    """The puzzle that published tables set; raises LeakFound where they contradict each other.

    ``sums`` tie cells of several tables; cells that only they name are unknown. ``only_noughts``: as if nothing but the
    noughts were shown.
    """
    known = _known(tables)
    if only_noughts:
        known = {cell: 0 for cell, count in known.items() if count == 0}
    index: dict[Cell, int] = {}
    equations: dict[Equation, None] = {}
    within = (one for table in (*tables, *_joints(tables)) for one in _sums(table))
    for total, parts in chain(within, sums):
        equation = _equation(total, parts, known, index)
        if equation is not None:
            equations[equation] = None
    listed = {table.cell(key) for table in tables for key in table.cells}
    listed |= {cell for total, parts in sums for cell in (total, *parts)}
    for cell in sorted(listed - known.keys() - index.keys()):
        index[cell] = len(index)
    return Puzzle(tuple(index), frozenset(index[cell] for cell in listed & index.keys()), tuple(equations))


def _known(tables: Iterable[Seen]) -> dict[Cell, int]:
    """What is shown in any table; a cell hidden in one and shown in another is shown."""
    known: dict[Cell, int] = {}
    for table in tables:
        for key, count in table.cells.items():
            if count is not None and known.setdefault(table.cell(key), count) != count:
                raise LeakFound(kind="contradiction", count=1)
    return known


def _equation(total: Cell, parts: Sequence[Cell], known: Mapping[Cell, int], index: dict[Cell, int]) -> Equation | None:
    """The sum with what is known taken out; None where nothing is unknown."""
    rest = known.get(total, 0) - sum(known.get(part, 0) for part in parts)
    unknown = tuple(index.setdefault(part, len(index)) for part in parts if part not in known)
    whole = () if total in known else (index.setdefault(total, len(index)),)
    if not unknown and not whole:
        if rest:
            raise LeakFound(kind="contradiction", count=1)
        return None
    return Equation(unknown, whole, rest)


def _sums(table: Seen) -> Iterator[tuple[Cell, list[Cell]]]:
    """Every sum of a table: a group along one axis, whatever the others."""
    named = [table.categories(at) for at in range(len(table.axes))]
    for at, axis in enumerate(table.axes):
        others = [categories if other != at else ("",) for other, categories in enumerate(named)]
        for group, members in _groups(axis, named[at]).items():
            for rest in product(*others):
                keys = [(*rest[:at], word, *rest[at + 1 :]) for word in (group, *members)]
                cells = [table.cell(key) for key in keys]
                yield cells[0], cells[1:]


def _groups(axis: Axis, categories: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for category in categories:
        if (group := axis.group_of(category)) is not None and group in categories:
            found.setdefault(group, []).append(category)
    return found


def _joints(tables: Sequence[Seen]) -> list[Seen]:
    """For each measure whose tables hang together in a circle, the finer table beneath them, all unknown."""
    found = []
    for measure in dict.fromkeys(table.measure for table in tables):
        own = [table for table in tables if table.measure == measure]
        if not in_a_circle([frozenset(axis.name for axis in table.axes) for table in own]):
            continue
        axes = {axis.name: axis for table in own for axis in table.axes}
        named: dict[str, dict[str, None]] = {name: {} for name in axes}
        for table in own:
            for at, axis in enumerate(table.axes):
                named[axis.name].update(dict.fromkeys(table.categories(at)))
        if prod(len(categories) for categories in named.values()) <= LARGEST_JOINT:
            keys = product(*(named[name] for name in axes))
            found.append(Seen("", measure, tuple(axes.values()), dict.fromkeys(keys)))
    return found


def in_a_circle(tables: Sequence[frozenset[str]]) -> bool:
    """Whether tables that agree on what they share may still not fit one common table.

    They always do just if the heaviest tree over their overlaps weighs as much as their sizes less their union.
    Source: Bernstein and Goodman, Power of natural semijoins, 1981.
    """
    sets = list(dict.fromkeys(tables))
    group = list(range(len(sets)))
    weight = 0
    pairs = combinations(range(len(sets)), 2)
    for one, other in sorted(pairs, key=lambda pair: -len(sets[pair[0]] & sets[pair[1]])):
        if group[one] != group[other]:
            weight += len(sets[one] & sets[other])
            group = [group[one] if at == group[other] else at for at in group]
    needed = sum(Counter(word for table in sets for word in table).values()) - len(frozenset().union(*sets))
    return weight != needed
