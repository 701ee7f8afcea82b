"""The node that loses least among those that meet a rule, and the proof that none loses less."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.records.classes import Classes, Halves
from reintegration_desktop.reports.records.judging import judged
from reintegration_desktop.reports.records.lattice import Lattice, Levels
from reintegration_desktop.reports.records.rule import Rule
from reintegration_desktop.reports.table import Floats, Indices, Mask

_SAME = 1e-9
_STRETCH = 4096


@dataclass(frozen=True, slots=True)
class Question:
    """What is searched: ``rows`` as fine as they are, ``columns`` the sensitive values of what is secret."""

    lattice: Lattice
    rows: Halves
    columns: tuple[Indices, ...]

    def at(self, levels: Levels) -> Classes:
        """The classes at a node."""
        return self.rows.classes_at(levels)

    def nothing_known(self) -> "Known":
        """Where a first search begins."""
        shape = self.lattice.shape
        return Known(np.zeros(shape), np.ones(shape, dtype=np.bool_))


@dataclass(frozen=True, slots=True)
class Best:
    """A node that meets the rule, the finest of those with its classes; what it loses in bits, which classes stay."""

    levels: Levels
    loss: float
    withheld: int
    classes: Classes
    kept: Mask

    @property
    def sizes(self) -> Indices:
        """How many rows each class has that stays."""
        return self.classes.sizes[self.kept]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of each node: the bits that withheld rows cost on top at the ``floor``, and whether it ``may`` meet
    the rule. It holds for every rule with a larger k as well; a search adds to it.
    """

    floor: Floats
    may: Mask


@dataclass(frozen=True, slots=True)
class Found:
    """How a search ended. ``optimal`` only where every node was looked at or shown to lose no less than the best."""

    best: Best | None
    checked: int
    optimal: bool
    seconds: float
    known: Known


@dataclass(slots=True)
class Search:
    """One search through a lattice, from the coarsest nodes to the finest.

    A node with too many rows in small classes stands for all that are finer: they have as many. What its withheld rows
    cost on top, those of a finer node cost at least, so that a finer node need not be looked at once its own loss and
    that together reach the best.
    """

    question: Question
    rule: Rule
    watch: Watch
    known: Known
    checked: int = 0
    best: Best | None = None
    _spent: Floats = field(init=False)

    def __post_init__(self) -> None:
        self._spent = self.question.lattice.losses()

    def run(self) -> Found:
        """Search until nothing better can be left, or time is up; raises Cancelled when a person stopped it."""
        total = self.question.lattice.nodes
        began, ended = self.watch.now(), True
        for done, node in self._promising():
            self.watch.progress.report(done, total)
            if self.checked and self.watch.now() >= self.watch.until:
                ended = False
                break
            self._look(node)
        return Found(self.best, self.checked, ended, self.watch.now() - began, self.known)

    def _promising(self) -> Iterator[tuple[int, Levels]]:
        """Nodes that may be better than the best, those with the most finer ones below them first."""
        shape = self.question.lattice.shape
        order = np.argsort(-_below(shape).ravel(), kind="stable")
        for begin in range(0, len(order), _STRETCH):
            stretch = order[begin : begin + _STRETCH]
            hopeful = stretch[self._hope(stretch)]
            for done, node in enumerate(hopeful, begin):
                if self._hope(node):
                    yield done, tuple(int(level) for level in np.unravel_index(node, shape))

    def _hope(self, nodes: Indices) -> Mask:
        """Whether nodes, by their place in the flat lattice, may still be better than the best."""
        known = self.known
        least = self._spent.ravel()[nodes] + known.floor.ravel()[nodes]
        return known.may.ravel()[nodes] & (least < (self.best.loss - _SAME if self.best else np.inf))

    def _look(self, levels: Levels) -> None:
        question = self.question
        classes = question.at(levels)
        found = judged(classes, question.columns, self.rule, question.lattice, levels)
        self.checked += 1
        below = tuple(slice(0, level + 1) for level in levels)
        if found.must > self.rule.withheld or (self.rule.grows and found.withheld > self.rule.withheld):
            self.known.may[below] = False
            return
        floor = self.known.floor[below]
        np.maximum(floor, found.floor, out=floor)
        if found.withheld <= self.rule.withheld and (self.best is None or found.loss < self.best.loss - _SAME):
            self.best = Best(question.lattice.finest(levels), found.loss, found.withheld, classes, found.kept)


def _below(shape: Levels) -> Floats:
    """For each node how many are as fine or finer in every attribute, itself among them."""
    return reduce(np.multiply.outer, [np.arange(1, levels + 1, dtype=np.float64) for levels in shape])
