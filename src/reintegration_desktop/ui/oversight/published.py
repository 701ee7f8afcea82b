"""A published table as cells and bars: what is hidden looks the same everywhere, and its length tells nothing new."""

from collections.abc import Mapping, Sequence
from itertools import product

from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.reports.published import HIDDEN, Published
from reintegration_desktop.reports.table import TOTAL, Dimension, Key
from reintegration_desktop.reports.writers.grid import label_of, tells_of, told_of, told_words
from reintegration_desktop.ui.charts.bars import BarRow, Part
from reintegration_desktop.ui.lists.cells import Cell, Side

SERIES = ("series_3", "series_2", "series_1", "series_4", "series_5", "info")
MEANING: Mapping[str, Mapping[str, str]] = {
    "risk": {"high": "danger", "medium": "series_2", "low": "series_5"},
    "reintegration_status": {
        "reintegrated": "series_1", "progressing": "series_2", "at_risk": "series_4", "not_started": "series_5",
    },
    "score": {"1": "series_4", "2": "series_2", "3": "series_5", "4": "series_3", "5": "series_1"},
    "rating": {"1": "series_5", "2": "series_2", "3": "series_3", "4": "series_1", "5": "info"},
}  # fmt: skip
"""Categories whose colour means the same on every page; the others take the series in order."""


def row_keys(table: Published) -> list[Key]:
    """The rows: every node of all dimensions but the last, the total first."""
    return list(product(*(dimension.nodes for dimension in table.dimensions[:-1])))


def column_nodes(table: Published) -> tuple[str, ...]:
    """The columns: the nodes of the last dimension, its total at the end."""
    return (*table.dimensions[-1].labels, TOTAL) if table.dimensions else (TOTAL,)


def column_words(table: Published) -> list[str]:
    """What stands over the columns, the first one included; last the share, median or mean, where there is one."""
    titles = say(", ").join(dimension.title for dimension in table.dimensions[:-1])
    tells = [tells_of(table)] if tells_of(table) else []
    return [titles, *(_label(table.dimensions[-1], node) for node in column_nodes(table)), *tells]


def cell_rows(table: Published) -> list[list[Cell]]:
    """The table, its total row on top."""
    return [
        [Cell(_row_words(table, row), bold=_is_total(row)), *_counts(table, row), *_told(table, row)]
        for row in row_keys(table)
    ]


def _told(table: Published, row: Key) -> list[Cell]:
    """What a row tells beside its counts, out of those that are published; hidden where one of them is, or too few."""
    if not tells_of(table):
        return []
    value = told_of(table, row)
    return [Cell(told_words(value), side=Side.TRAILING, bold=True, sunken=value is None)]


def key_at(table: Published, row: int, column: int) -> Key | None:
    """The cell in a row and a column; None where no count stands: in the words first, in what a row tells last."""
    nodes = column_nodes(table)
    return (*row_keys(table)[row], nodes[column - 1]) if 0 < column <= len(nodes) else None


def is_untold(table: Published, row: int, column: int) -> bool:
    """Whether the share, median or mean of a row would stand there, and doesn't."""
    last = len(column_words(table)) - 1
    return bool(tells_of(table)) and column == last and told_of(table, row_keys(table)[row]) is None


def hidden_places(table: Published) -> list[tuple[int, int]]:
    """Row and column of each hidden cell, in the order in which one reads."""
    return [
        (at, nth)
        for at, row in enumerate(row_keys(table))
        for nth, node in enumerate(column_nodes(table), 1)
        if table.cells.get((*row, node), 0) is None
    ]


def bar_rows(table: Published) -> list[BarRow]:
    """A bar for each row but the totals: counts in colours, then what the published total leaves, hatched.

    Of a single cut a bar for each category that has any. None where nothing is there to be drawn.
    """
    if not table.dimensions or not table.dimensions[-1].labels:
        return []
    if len(table.dimensions) == 1:
        return [row for leaf in table.dimensions[0].leaves if (row := _single(table, leaf)).parts]
    rows = [_bar(table, row) for row in row_keys(table) if TOTAL not in row]
    return rows if any(row.parts for row in rows) else []


def legend(table: Published) -> list[tuple[str, str]]:
    """Colours and what they mean; nothing where each bar has a name."""
    last = table.dimensions[-1]
    if len(table.dimensions) == 1:
        return []
    return [(_colour(last, at, leaf), label_of(last, leaf)) for at, leaf in enumerate(last.leaves)]


def _single(table: Published, leaf: str) -> BarRow:
    count, only = table.cells.get((leaf,)), table.dimensions[0]
    colour = MEANING.get(only.name, {}).get(leaf, SERIES[0])
    parts = (Part(count, colour),) if count else ()
    return BarRow(label_of(only, leaf), parts, HIDDEN if count is None else str(count))


def _bar(table: Published, row: Key) -> BarRow:
    leaves = table.dimensions[-1].leaves
    known = [(at, table.cells.get((*row, leaf))) for at, leaf in enumerate(leaves)]
    parts = [Part(count, _colour(table.dimensions[-1], at, leaves[at])) for at, count in known if count]
    total = table.cells.get((*row, TOTAL))
    rest = 0 if total is None else total - sum(count or 0 for _, count in known)
    if rest > 0 and any(count is None for _, count in known):
        parts.append(Part(rest, "neutral", hidden=True))
    return BarRow(_row_words(table, row), tuple(parts), HIDDEN if total is None else str(total))


def _counts(table: Published, row: Key) -> Sequence[Cell]:
    return [_count(table, (*row, node), total=node == TOTAL or _is_total(row)) for node in column_nodes(table)]


def _count(table: Published, key: Key, *, total: bool) -> Cell:
    if key not in table.cells:
        return Cell("–", tone="muted", side=Side.TRAILING)
    count = table.cells[key]
    if count is None:
        return Cell(HIDDEN, side=Side.TRAILING, bold=True, sunken=True)
    return Cell(str(count), side=Side.TRAILING, bold=total)


def _row_words(table: Published, row: Key) -> str:
    labels = [_label(one, node) for one, node in zip(table.dimensions[:-1], row, strict=True)]
    return say(", ").join(labels) or say("All")


def _is_total(row: Key) -> bool:
    return all(node == TOTAL for node in row)


def _label(dimension: Dimension, node: str) -> str:
    return say("All") if node == TOTAL else label_of(dimension, node)


def _colour(dimension: Dimension, at: int, leaf: str) -> str:
    return MEANING.get(dimension.name, {}).get(leaf, SERIES[at % len(SERIES)])


def table_words(table: Published) -> str:
    """A table to choose: its title, and how much of it is hidden."""
    if not table.hidden:
        return table.title
    return say_many("{title} ({n} hidden)", "{title} ({n} hidden)", len(table.hidden), title=table.title)
