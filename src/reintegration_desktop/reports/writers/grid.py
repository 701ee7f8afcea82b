"""A published table laid out on a page: rows and columns with their words, totals where the eye looks for them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType

from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.reports.published import HIDDEN, Published
from reintegration_desktop.reports.rates import Kind, Told, told
from reintegration_desktop.reports.table import TOTAL, Dimension, Key

_TELLS: Mapping[Kind, str] = MappingProxyType(
    {Kind.SHARE: marked("Share"), Kind.MEDIAN: marked("Median"), Kind.MEAN: marked("Mean")}
)
_ACROSS = 2
_MOST_ACROSS = 8


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its words, and whether it sums others."""

    label: str
    nodes: Key
    is_sum: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its words, how deep it lies in the hierarchy (0 the total), its cells and where they are in the table.

    ``told``: the share, median or mean of its published cells; None where it cannot be told.
    """

    label: str
    node: str
    depth: int
    is_sum: bool
    cells: tuple[int | None, ...]
    keys: tuple[Key, ...]
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """The first dimension goes down, the total on top; the others go across, the total last.

    ``tells``: what stands over the column of what each row tells beside its counts; empty where there is none.
    """

    title: str
    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    tells: str = ""

    @property
    def plain_columns(self) -> tuple[int, ...]:
        """The places of the columns that sum no other."""
        return tuple(at for at, column in enumerate(self.columns) if not column.is_sum)

    @property
    def plain_rows(self) -> tuple[Row, ...]:
        """The rows that sum no other."""
        return tuple(row for row in self.rows if not row.is_sum)

    def hidden_together(self, row: Row) -> int | None:
        """How many the hidden plain cells of a row hold together, where its total tells; None where nobody can say."""
        shown = [row.cells[at] for at in self.plain_columns]
        total = row.cells[-1]
        if total is None or None not in shown:
            return None
        return total - sum(count for count in shown if count is not None)


def grid_of(table: Published) -> Grid:
    """Lay a table out. A table of one dimension has a single column, its count."""
    down, *across = table.dimensions
    columns = _columns(across)
    rows = tuple(_row(table, down, node, columns) for node in down.nodes)
    return Grid(table.title, down.title, columns, rows, tells_of(table))


def upright(table: Published) -> Published:
    """The table as it stands on paper: many categories go down, since a page has no room for them across."""
    if table.kind is not Kind.COUNT or len(table.dimensions) != _ACROSS:
        return table
    down, across = table.dimensions
    if len(across.nodes) <= max(_MOST_ACROSS, len(down.nodes)):
        return table
    turned = {key[::-1]: count for key, count in table.cells.items()}
    return replace(table, dimensions=(across, down), cells=turned)


def label_of(dimension: Dimension, node: str) -> str:
    """A category's words; where two are called alike, with their codes."""
    if node == TOTAL:
        return say("Total")
    label = dimension.labels[node]
    alike = sum(other == label for other in dimension.labels.values())
    return label if alike == 1 else f"{label} ({node})"


def _columns(across: list[Dimension]) -> tuple[Column, ...]:
    if not across:
        return (Column(say("Count"), (), is_sum=False),)
    found = []
    for nodes in product(*(dimension.nodes for dimension in across)):
        named = [label_of(dimension, node) for dimension, node in zip(across, nodes, strict=True) if node != TOTAL]
        is_sum = any(_is_sum(dimension, node) for dimension, node in zip(across, nodes, strict=True))
        found.append(Column(" · ".join(named) or say("Total"), nodes, is_sum))
    return (*(column for column in found if set(column.nodes) != {TOTAL}), found[0])


def _row(table: Published, down: Dimension, node: str, columns: tuple[Column, ...]) -> Row:
    keys = tuple((node, *column.nodes) for column in columns)
    depth = 0 if node == TOTAL else len(list(down.line(node))) - 1
    cells = tuple(table.cells[key] for key in keys)
    return Row(label_of(down, node), node, depth, _is_sum(down, node), cells, keys, told_of(table, (node,)))


def tells_of(table: Published) -> str:
    """What stands over what the rows tell beside their counts; empty where they tell nothing."""
    return "" if table.kind is Kind.COUNT or len(table.dimensions) < _ACROSS else say(_TELLS[table.kind])


def told_of(table: Published, row: Key) -> Told | None:
    """What a line of a table tells, out of its published counts; None where they are too few, or one is hidden."""
    if table.kind is Kind.COUNT or len(table.dimensions) < _ACROSS:
        return None
    across = table.dimensions[-1]
    found = told(table.kind, across.leaves, [table.cells[*row, leaf] for leaf in across.leaves])
    return label_of(across, found) if isinstance(found, str) else found


def told_words(value: Told | None) -> str:
    """What a row tells beside its counts, as it is written."""
    if value is None:
        return HIDDEN
    return say("{share} %").format(share=value) if isinstance(value, int) else str(value)


def _is_sum(dimension: Dimension, node: str) -> bool:
    return node in dimension.families
