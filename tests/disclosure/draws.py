"""Draws made-up tables: how they are cut, who is counted where, and how that changes from one release to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from random import Random
from uuid import UUID

from reintegration_desktop.reports.draft import Request
from reintegration_desktop.reports.figures import Cut, Figures
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.table import TOTAL, Dimension
from reintegration_desktop.reports.templates import Template

Leaf = tuple[str, ...]
Counts = dict[Leaf, int]

THRESHOLD = 5
TEMPLATE = Template("quarterly", "Quarterly summary", 10, "quarter",
                    {"headquarters": THRESHOLD, "donor": 10, "public": 10}, ())  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """How young people are cut: dimensions with what lies in what, and the tables that are published."""

    dimensions: tuple[Dimension, ...]
    tables: tuple[tuple[str, ...], ...]

    @property
    def leaves(self) -> list[Leaf]:
        """The finest cells."""
        return list(product(*(one.leaves for one in self.dimensions)))

    @property
    def axes(self) -> dict[str, tuple[str, ...]]:
        """The finest categories of each dimension."""
        return {one.name: one.leaves for one in self.dimensions}

    def places(self, names: Sequence[str]) -> list[tuple[str, ...]]:
        """All cells of a table by these dimensions, margins and groups among them."""
        dimensions = {one.name: one for one in self.dimensions}
        return list(product(*(dimensions[name].nodes for name in names)))

    def within(self, name: str, code: str) -> frozenset[str]:
        """The finest categories that lie in a category, in a group of them, or in the total."""
        dimension = next(one for one in self.dimensions if one.name == name)
        if code == TOTAL:
            return frozenset(dimension.leaves)
        below = [leaf for leaf, group in dimension.parents.items() if group == code]
        return frozenset(below or [code])


def a_shape(random: Random) -> Shape:
    """Two or three dimensions; one to three tables by two or all of them; some with groups, some with what harms."""
    many = random.choice((2, 2, 3))
    sizes = [random.randint(3, 7), random.randint(2, 5)] if many == 2 else [random.randint(2, 4) for _ in range(3)]
    dimensions = [_dimension(random, name, size) for name, size in zip("abc", sizes, strict=False)]
    if random.random() < 0.2:
        last = dimensions[-1]
        dimensions[-1] = Dimension(last.name, last.title, last.labels, last.parents, sensitive=True)
    names = [one.name for one in dimensions]
    possible = [tuple(names), *(pair for pair in combinations(names, 2) if many == 3)]
    return Shape(tuple(dimensions), tuple(random.sample(possible, random.randint(1, min(3, len(possible))))))


def _dimension(random: Random, name: str, size: int) -> Dimension:
    codes = [f"{name}{nth}" for nth in range(size)]
    labels, parents = {code: code for code in codes}, {}
    if size > 3 and random.random() < 0.4:
        cut = random.randint(2, size - 2)
        labels = {f"{name}x": f"{name}x", **{code: code for code in codes[:cut]},
                  f"{name}y": f"{name}y", **{code: code for code in codes[cut:]}}  # fmt: skip
        parents = {code: f"{name}{'x' if nth < cut else 'y'}" for nth, code in enumerate(codes)}
    return Dimension(name, name, labels, parents)


def some_counts(random: Random, shape: Shape, most: float = 30.0) -> Counts:
    """Hardly anybody to many in each finest cell, spread unevenly."""
    mean = random.uniform(2.0, most)
    return {leaf: int(random.gammavariate(0.6, mean / 0.6)) for leaf in shape.leaves}


def with_more(random: Random, counts: Counts) -> Counts:
    """The same a while later: a few more here and there, seldom many."""
    share = random.uniform(0.1, 0.9)
    return {leaf: count + (int(random.gammavariate(0.7, 4.0)) if random.random() < share else 0)
            for leaf, count in counts.items()}  # fmt: skip


def corrected(random: Random, counts: Counts) -> Counts:
    """The same once mistakes were found: a little more or less in some cells."""
    share = random.uniform(0.05, 0.5)
    return {leaf: max(0, count + (random.randint(-3, 3) if random.random() < share else 0))
            for leaf, count in counts.items()}  # fmt: skip


def added(*parts: Mapping[Leaf, int]) -> Counts:
    """Several added up."""
    found: Counts = {}
    for part in parts:
        for leaf, count in part.items():
            found[leaf] = found.get(leaf, 0) + count
    return found


def a_request(
    shape: Shape, counts: Counts, *, period: str = "2026-Q3", scope: str = "Kivara", day: int = 1,
    recipient: Recipient = Recipient.HEADQUARTERS, **more: object,
) -> Request:  # fmt: skip
    """What a manager asks for."""
    shown = {leaf: count for leaf, count in counts.items() if count}
    cut = Cut("registered", "Newly registered", "Young people registered.", shape.dimensions, shown, shape.tables)
    as_of = date(2026, 10, day)
    figures = Figures("quarterly", "Quarterly summary", period, UUID(int=1), scope, as_of, 0, (cut,))
    return Request(TEMPLATE, figures, recipient, scope, date(2026, 11, day), "0.1.0", "1", **more)
