"""One table's sheet against what the flat sheet says of that table."""

from collections.abc import Mapping

from reintegration_desktop.reports.auditor.derived import follows
from reintegration_desktop.reports.auditor.seen import Seen
from reintegration_desktop.reports.auditor.sheets import Cells
from reintegration_desktop.reports.errors import LeakFound

_HEAD = 5
_TITLES = (1, 2, 3)
_SIGN = ".."

Labels = Mapping[str, Mapping[str, str]]
Laid = dict[tuple[str, str], int | None]


def check_table_sheet(cells: Cells, table: Seen, labels: Labels, kind: str = "count") -> None:
    """Raises LeakFound where the sheet shows a number that the flat sheet does not, or that does not follow from it.

    ``kind``: what the last column tells of each line (``share``, ``median``, ``mean``); nothing of ``count``.
    """
    every, rows = _row(cells, _HEAD), _lines(cells, _HEAD + 1)
    head = every if kind == "count" else every[:-1]
    expected = _laid(table, labels, head[1:])
    if kind != "count":
        _check_told(cells, rows, len(every), follows(table, labels, kind))
    for line in rows:
        for word, value in zip(head[1:], _values(cells, line, len(head)), strict=True):
            _same(value, expected.pop((str(cells[line, 1]), word), "none"))
    if expected:
        raise LeakFound(kind="missing_cells", count=len(expected))
    block = rows[-1] + 3
    _check_block(cells, block, _laid(table, labels, head[1:]), head[-1])
    beneath, below = _row(cells, block), _lines(cells, block + 1)
    counts = _area(rows, every) | _area(below, beneath)
    words = {(row, 1) for row in (*_TITLES, *rows, block - 1, *below)}
    words |= {(_HEAD, at) for at in range(1, len(every) + 1)} | {(block, at) for at in range(1, len(beneath) + 1)}
    if stray := [
        place for place, value in cells.items() if place not in (counts | words if _is_word(value) else counts)
    ]:
        raise LeakFound(kind="stray_number", count=len(stray))


def _is_word(value: object) -> bool:
    return isinstance(value, str)


def _area(lines: list[int], head: list[str]) -> set[tuple[int, int]]:
    return {(line, column) for line in lines for column in range(2, len(head) + 1)}


def _same(value: object, expected: object) -> None:
    """A shown count as it is, a hidden one as the sign."""
    wanted = _SIGN if expected is None else expected
    if isinstance(value, bool) or value != wanted:
        raise LeakFound(kind="other_than_flat", count=1)


def _laid(table: Seen, labels: Labels, columns: list[str]) -> Laid:
    """The table by words of its row and of its column."""
    first, *others = table.axes
    found: Laid = {}
    for (node, *rest), count in table.cells.items():
        named = [labels[axis.name][word] for axis, word in zip(others, rest, strict=True) if word != axis.total]
        found[labels[first.name][node], " · ".join(named) or columns[-1]] = count
    return found


def _check_told(cells: Cells, rows: list[int], column: int, told: Mapping[str, object]) -> None:
    """What each line tells beside its counts follows from those that are shown, or is the sign."""
    for line in rows:
        value, wanted = cells.get((line, column)), told[str(cells[line, 1])]
        if isinstance(value, bool) or value != (_SIGN if wanted is None else wanted):
            raise LeakFound(kind="derived", count=1)


def _check_block(cells: Cells, block: int, laid: Laid, total: str) -> None:
    """What a chart is drawn from: the shown cells, and what the hidden ones of a row hold together."""
    head = _row(cells, block)
    for line in _lines(cells, block + 1):
        row = str(cells[line, 1])
        *shown, together = _values(cells, line, len(head))
        counts = [laid.get((row, word)) for word in head[1:-1]]
        if shown != counts:
            raise LeakFound(kind="other_than_flat", count=1)
        whole = laid.get((row, total))
        hidden = None if whole is None or None not in counts else whole - sum(count or 0 for count in counts)
        if together != hidden:
            raise LeakFound(kind="derived", count=1)


def _row(cells: Cells, row: int) -> list[str]:
    found: list[str] = []
    while (row, len(found) + 1) in cells:
        found.append(str(cells[row, len(found) + 1]))
    return found


def _lines(cells: Cells, first: int) -> list[int]:
    found: list[int] = []
    while (first + len(found), 1) in cells:
        found.append(first + len(found))
    return found


def _values(cells: Cells, line: int, width: int) -> list[object]:
    return [cells.get((line, column)) for column in range(2, width + 1)]
