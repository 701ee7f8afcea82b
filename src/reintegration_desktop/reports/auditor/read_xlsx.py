"""Reads a workbook back as somebody outside would: its flat sheet, then every other sheet against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reintegration_desktop.reports.auditor.charts import check_charts
from reintegration_desktop.reports.auditor.read_csv import take
from reintegration_desktop.reports.auditor.seen import Axis, Seen
from reintegration_desktop.reports.auditor.sheets import Cells, cells_of, check_nothing_unseen, check_parts
from reintegration_desktop.reports.auditor.table_sheet import check_table_sheet
from reintegration_desktop.reports.auditor.words import check_words
from reintegration_desktop.reports.errors import LeakFound

Parents = Mapping[str, Mapping[str, str]]
_TABLE, _MEASURE, _PERIOD, _COUNT, _HIDDEN = (
    "#meta+table", "#indicator+name", "#date+quarter", "#indicator+value+num", "#meta+suppressed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Flat:
    """What the flat sheet says: the tables, and per axis the words of each category."""

    tables: tuple[Seen, ...]
    labels: Mapping[str, Mapping[str, str]]

    @property
    def words(self) -> frozenset[str]:
        """The public words of categories."""
        return frozenset(label for named in self.labels.values() for label in named.values())


def read_xlsx(
    file: Path, axes: Mapping[str, Sequence[str]], parents: Parents, facts: frozenset[str],
    kinds: Mapping[str, str] | None = None,
) -> list[Seen]:  # fmt: skip
    """The tables of a workbook; ``axes`` name each table's axes in order, ``kinds`` what its lines tell, if anything.

    Raises LeakFound for anything that a reader could find beside what the flat sheet shows: another number in a table,
    a title or a property, a hidden row, a formula, a comment, a chart's own copy, a second colour for hidden cells.
    """
    with ZipFile(file) as parts:
        check_parts(parts, facts)
        book = load_workbook(file)
        check_nothing_unseen(book)
        *others, data = book.worksheets
        flat = _flat(data, axes, parents)
        check_words(_words_of_others(others), facts | flat.words, "number_in_words")
        if len(others) != len(flat.tables) + 1:
            raise LeakFound(kind="other_sheets", count=1)
        for sheet, table in zip(others[1:], flat.tables, strict=True):
            check_table_sheet(cells_of(sheet), table, flat.labels, (kinds or {}).get(table.name, "count"))
        check_charts(parts, {sheet.title: cells_of(sheet) for sheet in others}, facts | flat.words)
    return list(flat.tables)


def _words_of_others(sheets: Sequence[Worksheet]) -> list[str]:
    texts = [value for sheet in sheets for value in cells_of(sheet).values() if isinstance(value, str)]
    return [*texts, *(sheet.title for sheet in sheets[:1])]


def _flat(sheet: Worksheet, axes: Mapping[str, Sequence[str]], parents: Parents) -> Flat:
    cells = cells_of(sheet)
    tags = {str(word): column for (row, column), word in cells.items() if row == 2}
    named = [str(word) for (row, _), word in sorted(cells.items()) if row == 2 and str(word).endswith("+code")]
    order = list(dict.fromkeys(name for names in axes.values() for name in names))
    if len(named) != len(order):
        raise LeakFound(kind="other_columns", count=1)
    columns = {
        name: (tags[code], tags[code.removesuffix("+code") + "+name"]) for name, code in zip(order, named, strict=True)
    }
    found: dict[str, dict[tuple[str, ...], int | None]] = {}
    measures: dict[str, str] = {}
    labels: dict[str, dict[str, str]] = {name: {} for name in order}
    for row in range(3, sheet.max_row + 1):
        table = str(cells[row, tags[_TABLE]])
        measures[table] = str(cells[row, tags[_MEASURE]])
        key = tuple(str(cells.get((row, columns[name][0]), "")) for name in axes[table])
        labels_here = zip(axes[table], key, strict=True)
        for name, node in labels_here:
            labels[name][node] = str(cells.get((row, columns[name][1]), ""))
        take(found.setdefault(table, {}), key, _count(cells, row, tags))
    tables = tuple(
        Seen(name, measures[name], tuple(Axis(axis, parents.get(axis, {})) for axis in axes[name]), counts)
        for name, counts in found.items()
    )
    return Flat(tables, labels)


def _count(cells: Cells, row: int, tags: Mapping[str, int]) -> int | None:
    """A count, or the mark that it is hidden: one of both, never both."""
    count, hidden = cells.get((row, tags[_COUNT])), cells.get((row, tags[_HIDDEN]))
    if hidden is None and isinstance(count, int):
        return count
    if count is not None or hidden is None:
        raise LeakFound(kind="sign", count=1)
    return None
