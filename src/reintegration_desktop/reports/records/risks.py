"""How likely it is that somebody in the records is recognised, against three who try."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reintegration_desktop.reports.records.lattice import Levels
from reintegration_desktop.reports.records.reading import Records, Tree
from reintegration_desktop.reports.records.search import Best
from reintegration_desktop.reports.table import Indices


@dataclass(frozen=True, slots=True)
class Risk:
    """Shares from 0 to 1. The ``highest`` is of the records that are easiest to recognise; the ``average`` of all."""

    highest: float
    average: float


@dataclass(frozen=True, slots=True)
class Risks:
    """``prosecutor`` knows that somebody is in the records; ``journalist`` only that they might be; ``marketer`` is the
    share of records that one recognises who tries all. ``uniques`` are records like no other.

    ``of_population`` says whether journalist and marketer were reckoned from a file of all who might be in the records;
    without one nobody else is known to exist, and the journalist is as well off as the prosecutor.
    """

    prosecutor: Risk
    journalist: Risk
    marketer: float
    uniques: int
    of_population: bool


def risks_of(sizes: Indices, population: Indices | None = None) -> Risks:
    """The risks of classes with so many rows each, of which so many people are in the population."""
    rows = int(sizes.sum())
    around = sizes if population is None else np.maximum(sizes, population)
    return Risks(
        prosecutor=Risk(1 / int(sizes.min()), len(sizes) / rows),
        journalist=Risk(1 / int(around.min()), float((sizes / around).sum() / rows)),
        marketer=float((sizes / around).sum() / rows),
        uniques=int((sizes == 1).sum()),
        of_population=population is not None,
    )


def in_population(best: Best, records: Records, everybody: Records, trees: Mapping[str, Tree]) -> Indices:
    """How many people of the population lie in each class that stays."""
    names = tuple(trees)
    labels = [_labels(everybody, name, trees, level) for name, level in _pairs(names, best.levels)]
    known = Counter(zip(*labels, strict=True))
    columns = [
        [trees[name][records.columns[name].values[code]][level] for code in values]
        for (name, level), values in zip(_pairs(names, best.levels), best.classes.standing(best.kept), strict=True)
    ]
    return np.array([known[key] for key in zip(*columns, strict=True)], dtype=np.int64)


def _pairs(names: Sequence[str], levels: Levels) -> list[tuple[str, int]]:
    return list(zip(names, levels, strict=True))


def _labels(everybody: Records, name: str, trees: Mapping[str, Tree], level: int) -> list[str]:
    column = everybody.columns[name]
    labels = [trees[name][value][level] for value in column.values]
    return [labels[code] for code in column.code]
