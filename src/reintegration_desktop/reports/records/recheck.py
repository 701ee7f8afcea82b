"""Reads a written file of records back and measures it anew. It shares nothing with the search that made it."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from pathlib import Path

from reintegration_desktop.reports.records.errors import RecordsNotSafe

_SLACK = 1e-6
_FORMULA = re.compile(r"[=@\t\r]|[+-](?!\d+(\.\d+)?$)")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sensitive column of the file must keep; None where nothing is asked."""

    distinct: float | None
    entropy: float | None
    t: float | None
    ordered: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """What a column of the file keeps: the fewest values of a class, the least even spread (as so many values that are
    equally many), and how far the class is from all that is most unlike it.
    """

    distinct: int
    entropy: float
    t: float


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What was measured in a file: its rows, the fewest alike, its sensitive columns."""

    rows: int
    k: int
    sensitive: Mapping[str, Measured]


def recheck(
    file: Path, separator: str, quasi: Sequence[str], k: int, asked: Mapping[str, Asked], rows: int
) -> Rechecked:
    """Measure a file; raises RecordsNotSafe where it keeps less than was asked, or holds what doesn't belong there."""
    with file.open(encoding="utf-8", newline="") as lines:
        head, *body = csv.reader(lines, delimiter=separator)
    _refuse(sorted(head[1:]) != sorted([*quasi, *asked]), "columns")
    _refuse(len(body) != rows or any(len(row) != len(head) for row in body), "rows")
    _refuse(len({row[0] for row in body}) != rows, "ids")
    _refuse(any(_FORMULA.match(cell) for row in (head, *body) for cell in row), "formulas")
    places = [head.index(name) for name in quasi]
    classes: dict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    for row in body:
        classes[tuple(row[place] for place in places)].append(row)
    fewest = min(map(len, classes.values()))
    _refuse(fewest < k, "k")
    found = {name: _measured([[row[head.index(name)] for row in rows] for rows in classes.values()], own.ordered)
             for name, own in asked.items()}  # fmt: skip
    for name, own in asked.items():
        _refuse(own.distinct is not None and found[name].distinct < own.distinct, "l")
        _refuse(own.entropy is not None and found[name].entropy < own.entropy - _SLACK, "l")
        _refuse(own.t is not None and found[name].t > own.t + _SLACK, "t")
    return Rechecked(rows, fewest, found)


def _measured(classes: list[list[str]], ordered: bool) -> Measured:
    """Of the values of one column, class by class."""
    counted = [Counter(_same(value, ordered) for value in values) for values in classes]
    everything = Counter[str]()
    for counts in counted:
        everything.update(counts)
    order = sorted(everything, key=float if ordered else str)
    rows = everything.total()
    distinct, even, apart = len(everything), float("inf"), 0.0
    for counts, values in zip(counted, classes, strict=True):
        shares = [count / len(values) for count in counts.values()]
        distinct = min(distinct, len(counts))
        even = min(even, exp(-sum(share * log(share) for share in shares)))
        steps = [counts[value] / len(values) - everything[value] / rows for value in order]
        apart = max(apart, _earth_moved(steps) if ordered else sum(map(abs, steps)) / 2)
    return Measured(distinct, even, apart)


def _same(value: str, ordered: bool) -> str:
    """Numbers that are written differently are one value."""
    return str(float(value)) if ordered else value


def _earth_moved(steps: list[float]) -> float:
    carried = moved = 0.0
    for step in steps:
        carried += step
        moved += abs(carried)
    return moved / max(1, len(steps) - 1)


def _refuse(wrong: bool, kind: str) -> None:
    if wrong:
        raise RecordsNotSafe(kind=kind)
