"""One table on its sheet: the table, the block its chart is drawn from, and the chart."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reintegration_desktop.kernel.words import right_to_left, say
from reintegration_desktop.reports.published import HIDDEN, Published
from reintegration_desktop.reports.writers.grid import Grid, Row, grid_of
from reintegration_desktop.reports.writers.palette import Palette

HEAD = 4
"""The row, from nought, where the head of a table stands on its sheet."""

_FONT = "Noto Sans"
_BAR, _LEAST_HEIGHT = 34, 240


@dataclass(frozen=True, slots=True)
class Looks:
    """The formats of a workbook. There is one for hidden cells, whatever the reason they are hidden for."""

    title: Format
    muted: Format
    wrapped: Format
    head: Format
    over: Format
    words: Format
    strong: Format
    count: Format
    sum: Format
    share: Format
    mean: Format
    hidden: Format
    palette: Palette


def looks_of(book: Workbook, palette: Palette) -> Looks:
    """Make the formats of a workbook."""
    base = {"font_name": _FONT, "font_size": 10, "font_color": palette.text}
    edge = {"bottom": 1, "bottom_color": palette.line}
    muted = {**base, "font_color": palette.muted}
    leading, trailing = ({"align": side} for side in (("right", "left") if right_to_left() else ("left", "right")))
    return Looks(
        title=book.add_format({**base, "font_size": 16, "bold": True}),
        muted=book.add_format(muted),
        wrapped=book.add_format({**base, "text_wrap": True, "valign": "top"}),
        head=book.add_format({**muted, **edge, "bold": True, "bg_color": palette.sunken, "text_wrap": True}),
        over=book.add_format(
            {**muted, **edge, "bold": True, "bg_color": palette.sunken, "text_wrap": True, **trailing}
        ),
        words=book.add_format({**base, **edge, **leading}),
        strong=book.add_format({**base, **edge, **leading, "bold": True}),
        count=book.add_format({**base, **edge, "num_format": "0"}),
        sum=book.add_format({**base, **edge, "num_format": "0", "bold": True}),
        share=book.add_format({**base, **edge, "num_format": '0" %"'}),
        mean=book.add_format({**base, **edge, "num_format": "0.0"}),
        hidden=book.add_format({**muted, **edge, "align": "right", "bg_color": palette.sunken}),
        palette=palette,
    )


def write_table(book: Workbook, sheet: Worksheet, table: Published, caption: Sequence[str], looks: Looks) -> None:
    """Write a table from row ``HEAD`` on, below its title and caption, then what its chart is drawn from."""
    grid = grid_of(table)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, len(grid.columns) + 1, 13)
    sheet.write_string(0, 0, table.title, looks.title)
    for at, line in enumerate(caption, 1):
        sheet.write_string(at, 0, line, looks.muted)
    tells = [grid.tells] if grid.tells else []
    sheet.write_string(HEAD, 0, grid.corner, looks.head)
    sheet.write_row(HEAD, 1, [*(column.label for column in grid.columns), *tells], looks.over)
    for at, row in enumerate(grid.rows, HEAD + 1):
        _write_row(sheet, at, row, grid, looks)
    sheet.freeze_panes(HEAD + 1, 1)
    block = HEAD + len(grid.rows) + 3
    _write_block(sheet, block, grid, looks)
    _write_chart(book, sheet, block, grid, looks)


def _write_row(sheet: Worksheet, at: int, row: Row, grid: Grid, looks: Looks) -> None:
    sheet.write_string(at, 0, row.label, looks.strong if row.is_sum else looks.words)
    for place, (count, column) in enumerate(zip(row.cells, grid.columns, strict=True), 1):
        if count is None:
            sheet.write_string(at, place, HIDDEN, looks.hidden)
        else:
            sheet.write_number(at, place, count, looks.sum if row.is_sum or column.is_sum else looks.count)
    if grid.tells:
        _write_told(sheet, at, len(grid.columns) + 1, row, looks)


def _write_told(sheet: Worksheet, at: int, place: int, row: Row, looks: Looks) -> None:
    """The share in per cent, the mean, the words of the median; the one sign where it cannot be told."""
    if row.told is None:
        sheet.write_string(at, place, HIDDEN, looks.hidden)
    elif isinstance(row.told, str):
        sheet.write_string(at, place, row.told, looks.words)
    else:
        sheet.write_number(at, place, row.told, looks.share if isinstance(row.told, int) else looks.mean)


def _write_block(sheet: Worksheet, block: int, grid: Grid, looks: Looks) -> None:
    """What the chart is drawn from: published cells, nothing where one is hidden, and what totals tell of those."""
    sheet.write_string(block - 1, 0, say("Drawn from the published cells only"), looks.muted)
    labels = [grid.columns[at].label for at in grid.plain_columns]
    sheet.write_string(block, 0, grid.corner, looks.head)
    sheet.write_row(block, 1, [*labels, say("Hidden together")], looks.over)
    for at, row in enumerate(grid.plain_rows, block + 1):
        sheet.write_string(at, 0, row.label, looks.words)
        for place, column in enumerate(grid.plain_columns, 1):
            _number(sheet, at, place, row.cells[column], looks)
        _number(sheet, at, len(labels) + 1, grid.hidden_together(row), looks)


def _number(sheet: Worksheet, row: int, column: int, count: int | None, looks: Looks) -> None:
    if count is not None:
        sheet.write_number(row, column, count, looks.count)


def _write_chart(book: Workbook, sheet: Worksheet, block: int, grid: Grid, looks: Looks) -> None:
    """Bars of what is published; what is hidden together is hatched, and only as long as totals tell anyway."""
    rows, series = len(grid.plain_rows), len(grid.plain_columns)
    if not any(row.cells[at] for row in grid.plain_rows for at in grid.plain_columns) and not any(
        map(grid.hidden_together, grid.plain_rows)
    ):
        return
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for nth in range(1, series + 2):
        fill = (
            {"fill": {"color": looks.palette.of_series(nth - 1)}}
            if nth <= series
            else {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": looks.palette.muted,
                              "bg_color": looks.palette.surface}, "border": {"color": looks.palette.muted}}
        )  # fmt: skip
        chart.add_series(
            {
                "name": [sheet.name, block, nth],
                "categories": [sheet.name, block + 1, 0, block + rows, 0],
                "values": [sheet.name, block + 1, nth, block + rows, nth],
                "gap": 60,
                **fill,
            }
        )
    chart.set_y_axis({"reverse": True, "num_font": {"name": _FONT}, "line": {"none": True}})
    chart.set_x_axis(
        {"num_font": {"name": _FONT}, "major_gridlines": {"visible": True, "line": {"color": looks.palette.line}}}
    )
    chart.set_legend({"position": "top", "font": {"name": _FONT}})
    chart.set_size({"width": 720, "height": max(_LEAST_HEIGHT, 90 + _BAR * rows)})
    sheet.insert_chart(HEAD, len(grid.columns) + 2 + bool(grid.tells), chart, {"description": grid.title})
