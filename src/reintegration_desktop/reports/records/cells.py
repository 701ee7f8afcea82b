"""Reads anybody's counts: each cell once, and its margins, where there are some, only to see that they add up."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.reports.records.errors import CellTwice, HierarchyMisses, MarginDiffers, NotACount, WordTaken
from reintegration_desktop.reports.records.reading import Column, Records, read_records
from reintegration_desktop.reports.table import TOTAL, Key

LARGEST = 1_000_000_000
"""No count is larger: beyond it a solver's numbers are not exact."""

_HIDDEN = ".."
_FILE = "input"


def read_cells(
    file: Path, separator: str, names: Sequence[str], count: str | None, lines: Mapping[str, Collection[str]],
    progress: Progress,
) -> Counter[Key]:  # fmt: skip
    """Counts by the values of some columns.

    ``count`` is the column that holds them, and then no two rows are alike in all others; None where each row is one.
    ``lines``: for columns with a hierarchy, the values that it has a line for. Raises what ``read_records`` raises,
    NotACount, CellTwice, MarginDiffers, WordTaken, HierarchyMisses.
    """
    wanted = [*names] if count is None else [*names, count]
    records = read_records(file, separator, wanted, _FILE, progress)
    for name in names:
        _must_be_free(records.columns[name], {_HIDDEN} if count else {_HIDDEN, TOTAL})
        _must_have_lines(records.columns[name], lines.get(name))
    if count is None:
        return Counter(_keys(records, names))
    whole = [*names, *records.others]
    cells = _cells(read_records(file, separator, [*whole, count], _FILE, progress), whole, count)
    found = Counter[Key]()
    for key, many in cells.items():
        found[key[: len(names)]] += many
    return found


def _cells(records: Records, names: Sequence[str], count: str) -> dict[Key, int]:
    """The cells of all columns but the count, without margins."""
    counts = _counts(records.columns[count])
    cells: dict[Key, int] = {}
    margins: dict[Key, int] = {}
    for row, (key, many) in enumerate(zip(_keys(records, names), counts, strict=True), 1):
        place = margins if TOTAL in key else cells
        if key in place:
            raise CellTwice(row=row)
        place[key] = many
    _must_add_up(cells, margins, list(_keys(records, names)))
    return cells


def _must_add_up(cells: Mapping[Key, int], margins: Mapping[Key, int], rows: Sequence[Key]) -> None:
    sums: dict[tuple[bool, ...], Counter[Key]] = {}
    for key, many in margins.items():
        over = tuple(word == TOTAL for word in key)
        if over not in sums:
            sums[over] = _summed(cells, over)
        if sums[over][key] != many:
            raise MarginDiffers(row=rows.index(key) + 1)


def _summed(cells: Mapping[Key, int], over: Sequence[bool]) -> Counter[Key]:
    found = Counter[Key]()
    for key, many in cells.items():
        found[tuple(TOTAL if summed else word for word, summed in zip(key, over, strict=True))] += many
    return found


def _keys(records: Records, names: Sequence[str]) -> list[Key]:
    columns = [records.columns[name] for name in names]
    return list(zip(*([one.values[code] for code in one.code.tolist()] for one in columns), strict=True))


def _counts(column: Column) -> list[int]:
    numbers = [int(word) if word.isdecimal() and len(word) <= len(str(LARGEST)) else -1 for word in column.values]
    for code, number in enumerate(numbers):
        if not 0 <= number <= LARGEST:
            raise NotACount(column=column.name, row=column.row_of(code), most=LARGEST)
    return [numbers[code] for code in column.code.tolist()]


def _must_be_free(column: Column, taken: Collection[str]) -> None:
    for code, word in enumerate(column.values):
        if word in taken:
            raise WordTaken(column=column.name, row=column.row_of(code))


def _must_have_lines(column: Column, lines: Collection[str] | None) -> None:
    for code, word in enumerate(column.values):
        if lines is not None and word not in lines and word != TOTAL:
            raise HierarchyMisses(file=_FILE, column=column.name, row=column.row_of(code))
