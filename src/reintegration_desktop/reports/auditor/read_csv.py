"""Reads a plain file of counts back as somebody outside would."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from reintegration_desktop.reports.auditor.seen import Axis, Seen
from reintegration_desktop.reports.errors import LeakFound

HIDDEN_SIGNS = ("..", "")


def read_csv(file: Path, measure: str, parents: Mapping[str, Mapping[str, str]], total: str = "total") -> Seen:
    """One table in long format: a column for each axis, the count last, a row for each cell.

    ``parents`` tell per axis which category lies in which. Raises LeakFound where a hidden cell holds anything but the
    one sign, a row has other columns than the first, or a cell stands there twice with different counts.
    """
    with file.open(encoding="utf-8-sig", newline="") as lines:
        header, *rows = [row for row in csv.reader(lines) if row] or [[]]
    if not header or any(len(row) != len(header) for row in rows):
        raise LeakFound(kind="rows", count=1)
    axes = tuple(Axis(name, parents.get(name, {}), total) for name in header[:-1])
    cells: dict[tuple[str, ...], int | None] = {}
    for *key, count in rows:
        take(cells, key, count_of(count))
    return Seen(file.stem, measure, axes, cells)


def count_of(written: str) -> int | None:
    """The count as it is written; None where it is hidden."""
    word = written.strip()
    if word in HIDDEN_SIGNS:
        return None
    if not word.isdecimal():
        raise LeakFound(kind="sign", count=1)
    return int(word)


def take(cells: dict[tuple[str, ...], int | None], key: Sequence[str], count: int | None) -> None:
    """Note a cell; raises LeakFound where it was noted otherwise before."""
    if cells.setdefault(tuple(key), count) != count:
        raise LeakFound(kind="contradiction", count=1)
