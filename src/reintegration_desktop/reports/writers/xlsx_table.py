"""One table on its sheet: the table, the block its chart is drawn from, and the chart."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reintegration_desktop.kernel.words import right_to_left, say
from reintegration_desktop.reports.published import HIDDEN, Published
from reintegration_desktop.reports.writers.grid import Grid, Row, grid_of
from reintegration_desktop.reports.writers.palette import Palette

HEAD = 4
"""The row, from nought, where the head of a table stands on its sheet."""

_FONT = "Noto Sans"
_BAR, _LEAST_HEIGHT, _MOST_HEIGHT, _WIDTH = 30, 240, 800, 500
_FIRST, _OTHERS = (20, 42), (9, 18)
"""The least and most that the column of names and the others are wide, in characters."""

_HEAD_HEIGHT = 29
"""Two lines, in points."""

_BESIDE = 110
"""A table wider than so many characters has its chart beneath: beside it both would be too small on paper."""


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
        title=book.add_format({**base, **leading, "font_size": 16, "bold": True}),
        muted=book.add_format({**muted, **leading}),
        wrapped=book.add_format({**base, **leading, "text_wrap": True, "valign": "top"}),
        head=book.add_format({**muted, **edge, **leading, "bold": True, "bg_color": palette.sunken, "text_wrap": True}),
        over=book.add_format(
            {**muted, **edge, "bold": True, "bg_color": palette.sunken, "text_wrap": True, **trailing}
        ),
        words=book.add_format({**base, **edge, **leading}),
        strong=book.add_format({**base, **edge, **leading, "bold": True}),
        count=book.add_format({**base, **edge, **trailing, "num_format": "0"}),
        sum=book.add_format({**base, **edge, **trailing, "num_format": "0", "bold": True}),
        share=book.add_format({**base, **edge, **trailing, "num_format": '0" %"'}),
        mean=book.add_format({**base, **edge, **trailing, "num_format": "0.0"}),
        hidden=book.add_format({**muted, **edge, **trailing, "bg_color": palette.sunken}),
        palette=palette,
    )


def write_table(book: Workbook, sheet: Worksheet, table: Published, caption: Sequence[str], looks: Looks) -> None:
    """Write a table from row ``HEAD`` on, below its title and caption, then what its chart is drawn from."""
    grid = grid_of(table)
    widths = _widths(grid)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.write_string(0, 0, table.title, looks.title)
    for at, line in enumerate(caption, 1):
        sheet.write_string(at, 0, line, looks.muted)
    tells = [grid.tells] if grid.tells else []
    sheet.set_row(HEAD, _HEAD_HEIGHT)
    sheet.write_string(HEAD, 0, grid.corner, looks.head)
    sheet.write_row(HEAD, 1, [*(column.label for column in grid.columns), *tells], looks.over)
    for at, row in enumerate(grid.rows, HEAD + 1):
        _write_row(sheet, at, row, grid, looks)
    sheet.freeze_panes(HEAD + 1, 1)
    sheet.repeat_rows(HEAD)
    block = HEAD + len(grid.rows) + 3
    _write_block(sheet, block, grid, looks)
    if (chart := _chart(book, sheet, block, grid, looks)) is not None:
        beside = sum(widths) <= _BESIDE
        place = (HEAD, len(widths)) if beside else (block + len(grid.plain_rows) + 2, 0)
        sheet.insert_chart(*place, chart, {"description": grid.title, "x_offset": 24 * beside})


def _widths(grid: Grid) -> list[int]:
    """How wide the columns are, so that a name takes one line and a head two at most."""
    names = max(len(words) for words in (grid.corner, *(row.label for row in grid.rows)))
    heads = [*(column.label for column in grid.columns), grid.tells or say("Hidden together")]
    told = max((len(row.told) for row in grid.rows if isinstance(row.told, str)), default=0)
    wide = [max(*map(len, words.split()), (len(words) + 1) // 2) for words in heads]
    wide[-1] = max(wide[-1], told)
    return [_between(names, _FIRST), *(_between(width, _OTHERS) for width in wide)]


def _between(length: int, bounds: tuple[int, int]) -> int:
    return min(max(length + 3, bounds[0]), bounds[1])


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
    sheet.set_row(block, _HEAD_HEIGHT)
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


def _chart(book: Workbook, sheet: Worksheet, block: int, grid: Grid, looks: Looks) -> Chart | None:
    """Bars of what is published; what is hidden together is hatched, and only as long as totals tell anyway."""
    rows, series = len(grid.plain_rows), len(grid.plain_columns)
    if not any(row.cells[at] for row in grid.plain_rows for at in grid.plain_columns) and not any(
        map(grid.hidden_together, grid.plain_rows)
    ):
        return None
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
    _dress(chart, rows, looks)
    return chart


def _dress(chart: Chart, rows: int, looks: Looks) -> None:
    """Axes, legend and size; bars begin where one begins to read."""
    chart.set_y_axis({"reverse": True, "num_font": {"name": _FONT}, "line": {"none": True}})
    chart.set_x_axis(
        {"num_font": {"name": _FONT}, "reverse": right_to_left(),
         "major_gridlines": {"visible": True, "line": {"color": looks.palette.line}}}
    )  # fmt: skip
    chart.set_legend({"position": "top", "font": {"name": _FONT}})
    chart.set_size({"width": _WIDTH, "height": min(max(_LEAST_HEIGHT, 90 + _BAR * rows), _MOST_HEIGHT)})
