"""Writes records as they may leave: coarse, in random order, each under a number that says nothing."""

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np

from reintegration_desktop.reports.records.hierarchy import Hierarchy
from reintegration_desktop.reports.records.lattice import Levels
from reintegration_desktop.reports.records.reading import Column
from reintegration_desktop.reports.table import Indices

_IDS = 2**60
_FORMULA, _NUMBER = ("=", "+", "-", "@", "\t", "\r"), re.compile(r"[+-]\d+(\.\d+)?")


def plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell


def write_records(
    file: Path, separator: str, coarse: Sequence[tuple[Hierarchy, Column]], levels: Levels,
    sensitive: Sequence[Column], rows: Indices, random: Random,
) -> None:  # fmt: skip
    """Write some rows, by their place in the records, at a node's levels; ``random`` gives the order and the ids."""
    names = [*(one.name for one, _ in coarse), *(column.name for column in sensitive)]
    columns = [
        *(_shown(one.labels[level], one.above[level][column.code[rows]])
          for (one, column), level in zip(coarse, levels, strict=True)),
        *(_shown(column.values, column.code[rows]) for column in sensitive),
    ]  # fmt: skip
    order = list(range(len(rows)))
    random.shuffle(order)
    ids = random.sample(range(_IDS), len(rows))
    with file.open("w", encoding="utf-8", newline="") as lines:
        written = csv.writer(lines, delimiter=separator, lineterminator="\n")
        written.writerow([_id_name(names), *map(plain, names)])
        written.writerows([f"{ids[at]:015x}", *(column[at] for column in columns)] for at in order)


def _id_name(names: Sequence[str]) -> str:
    name = "id"
    while name in names:
        name = f"row_{name}"
    return name


def _shown(labels: Sequence[str], codes: Indices) -> list[str]:
    shown = np.array([plain(label) for label in labels], dtype=object)
    return list(shown[codes])
