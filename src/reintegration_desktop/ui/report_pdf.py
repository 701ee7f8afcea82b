"""A report on paper: the rule in words, each table, and a picture of it; Qt shapes every script."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF, QUrl
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from reintegration_desktop.kernel.words import right_to_left, say
from reintegration_desktop.reports.published import HIDDEN, Published
from reintegration_desktop.reports.report import Report
from reintegration_desktop.reports.writers.grid import Grid, Row, grid_of
from reintegration_desktop.ui.charts.bars import BarRow, Part, StackedBars
from reintegration_desktop.ui.theme import look

FILE = "report.pdf"
WIDTH, _SERIES = 640, 5

_STYLE = """
body { font-family: 'Noto Sans', 'Reintegration Arabic', 'Noto Sans Ethiopic'; font-size: 10pt; color: #1D2420; }
h1 { font-size: 18pt; } h2 { font-size: 13pt; margin-top: 16px; }
td, th { padding: 4px 8px; border-bottom: 1px solid #DEDAD1; } th { background-color: #F0EDE6; }
p.muted { color: #5A615B; }
"""


def draw_pdf(report: Report, folder: Path) -> None:
    """Draw a report as ``report.pdf``. No true count reaches it: the tables are as published."""
    writer = QPdfWriter(str(folder / FILE))
    writer.setTitle(say("Report"))
    writer.setCreator("Reintegration")
    writer.setResolution(96)
    page = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(16, 16, 16, 16))
    page.setUnits(QPageLayout.Unit.Millimeter)
    writer.setPageLayout(page)
    document = QTextDocument()
    document.setDefaultStyleSheet(_STYLE)
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    document.setHtml(_page(report, document))
    document.print_(writer)


def _page(report: Report, document: QTextDocument) -> str:
    about = report.about
    direction = "rtl" if right_to_left() else "ltr"
    parts = [
        f"<h1>{escape(about.title)}</h1>",
        f"<p>{escape(about.scope)} · {escape(about.period_words)} · {escape(about.recipient_words)}</p>",
        *(f"<p class='muted'>{escape(sentence)}</p>" for sentence in report.rule_words()),
    ]
    for number, table in enumerate(report.tables):
        parts.append(f"<h2>{escape(table.title)}</h2>")
        parts.append(f"<p class='muted'>{escape(report.says.get(table.measure, ''))}</p>")
        parts.append(_table(grid_of(table)))
        name = f"picture://{number}"
        document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), picture_of(table))
        parts.append(f"<p><img src='{name}' width='600'></p>")
    return f"<body dir='{direction}'>{''.join(parts)}</body>"


def picture_of(table: Published) -> QImage:
    """Bars of what is published; what is hidden as hatching, as long as the published total tells and no longer."""
    grid = grid_of(table)
    drawn = StackedBars(table.title, [_bar(grid, row) for row in grid.plain_rows], label_width=150)
    drawn.resize(WIDTH, drawn.sizeHint().height())
    image = QImage(drawn.size() * 2, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(2)
    image.fill(look().colour("surface"))
    drawn.render(image)
    return image


def _bar(grid: Grid, row: Row) -> BarRow:
    shown = [
        Part(count, f"series_{number % _SERIES + 1}")
        for number, count in enumerate(row.cells[at] for at in grid.plain_columns)
        if count
    ]
    together = grid.hidden_together(row)
    hidden = [Part(together, "series_5", hidden=True)] if together else []
    total = row.cells[-1]
    return BarRow(row.label, (*shown, *hidden), HIDDEN if total is None else str(total))


def _table(grid: Grid) -> str:
    """Words left, counts right, hidden cells as the one sign."""
    head = "".join(f"<th align='right'>{escape(column.label)}</th>" for column in grid.columns)
    rows = "".join(
        f"<tr><td>{escape(row.label)}</td>"
        + "".join(f"<td align='right'>{HIDDEN if count is None else count}</td>" for count in row.cells)
        + "</tr>"
        for row in grid.rows
    )
    return f"<table width='100%' cellspacing='0'><tr><th align='left'></th>{head}</tr>{rows}</table>"
