"""Reads anybody's records and hierarchies: text in columns, never anything that is carried out."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.reports.records.errors import (
    ColumnUnknown,
    HierarchyMisses,
    HierarchyNotATree,
    HierarchyRagged,
    HierarchyWithoutTop,
    NoRecords,
    RecordsUnreadable,
    RowRagged,
)
from reintegration_desktop.reports.records.hierarchy import TOP, Hierarchy, hierarchy_of
from reintegration_desktop.reports.table import Indices

_STRETCH = 5_000

Tree = Mapping[str, tuple[str, ...]]
"""For each value what it is called on every level, itself first, ``*`` last."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of records: its different ``values``, and for each row the ``code`` of its own."""

    name: str
    values: tuple[str, ...]
    code: Indices

    def row_of(self, value: int) -> int:
        """The first row that has a value, by its code; rows count from 1, without the head."""
        return int(np.argmax(self.code == value)) + 1


@dataclass(frozen=True, slots=True)
class Records:
    """The columns that were asked for, the names of those that were not, and the separator that was found."""

    columns: Mapping[str, Column]
    others: tuple[str, ...]
    separator: str

    @property
    def rows(self) -> int:
        """How many records there are."""
        return len(next(iter(self.columns.values())).code)


def read_records(file: Path, separator: str, names: Sequence[str], told: str, progress: Progress) -> Records:
    """Read some columns; ``told`` is what the file is called where it is refused, such as input.

    ``progress`` can stop it; how many rows there are nobody knows before.
    """
    found = separator or _separator(file, told)
    rows = _rows(file, found, told)
    head = next(rows, [])
    places = _places(head, names, told)
    codes: list[list[int]] = [[] for _ in names]
    known: list[dict[str, int]] = [{} for _ in names]
    for number, row in enumerate(rows, 1):
        if len(row) != len(head):
            raise RowRagged(file=told, row=number)
        if number % _STRETCH == 0:
            progress.report(number)
        for place, column, values in zip(places, codes, known, strict=True):
            column.append(values.setdefault(row[place], len(values)))
    if not codes[0]:
        raise NoRecords(file=told)
    columns = {
        name: Column(name, tuple(values), np.array(column, dtype=np.int64))
        for name, values, column in zip(names, known, codes, strict=True)
    }
    return Records(columns, tuple(name for name in head if name not in columns), found)


def _places(head: Sequence[str], names: Sequence[str], told: str) -> list[int]:
    """Where the columns stand; raises NoRecords for a file without a first line, ColumnUnknown."""
    if not head:
        raise NoRecords(file=told)
    for name in names:
        if head.count(name) != 1:
            raise ColumnUnknown(file=told, column=name)
    return [head.index(name) for name in names]


def read_tree(file: Path, name: str) -> Tree:
    """Read a hierarchy: a line for each value, which leads over its groups to ``*``; the same line may come again."""
    lines = list(_rows(file, _separator(file, name), name))
    tree: dict[str, tuple[str, ...]] = {}
    groups: dict[tuple[int, str], str] = {}
    for number, cells in enumerate(lines, 1):
        line = tuple(cells)
        if len(line) != len(lines[0]):
            raise HierarchyRagged(column=name, row=number)
        if line[-1] != TOP or line[0] == TOP:
            raise HierarchyWithoutTop(column=name, row=number)
        for level, (below, above) in enumerate(pairwise(line)):
            if groups.setdefault((level, below), above) != above:
                raise HierarchyNotATree(column=name, row=number, level=level)
        tree[line[0]] = line
    if not tree:
        raise NoRecords(file=name)
    return tree


def hierarchy_for(column: Column, tree: Tree, told: str) -> Hierarchy:
    """The hierarchy of the values that a column has; raises HierarchyMisses for one without a line."""
    refuse_missing(column, tree, told)
    return hierarchy_of(column.name, [tree[value] for value in column.values])


def refuse_missing(column: Column, tree: Tree, told: str) -> None:
    """Raises HierarchyMisses with the row of the first value that a tree has no line for."""
    for code, value in enumerate(column.values):
        if value not in tree:
            raise HierarchyMisses(file=told, column=column.name, row=column.row_of(code))


def _rows(file: Path, separator: str, told: str) -> Iterator[list[str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.reader(lines, delimiter=separator, strict=True):
                if row:
                    yield [cell.strip() for cell in row]
    except (OSError, UnicodeDecodeError, csv.Error):
        raise RecordsUnreadable(file=told) from None


def _separator(file: Path, told: str) -> str:
    """What the first line is parted by: a semicolon where there are at least as many as commas."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            head = lines.readline()
    except (OSError, UnicodeDecodeError):
        raise RecordsUnreadable(file=told) from None
    return "," if head.count(",") > head.count(";") else ";"
