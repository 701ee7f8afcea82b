"""A report as a page draws it: headings, paragraphs, tables, pictures; nothing but what is published."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.published import HIDDEN, Published
from reintegration_desktop.reports.report import Report
from reintegration_desktop.reports.writers.grid import Grid, grid_of, told_words


@dataclass(frozen=True, slots=True)
class Heading:
    """Words that stand over others; ``level`` 1 is the report's own."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A count as it is written, ``..`` where it is hidden."""

    text: str
    hidden: bool
    is_sum: bool


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: its head, then rows of a label and cells; ``depths`` indent the labels."""

    title: str
    head: tuple[str, ...]
    labels: tuple[str, ...]
    depths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture as PNG, and the words for who can't see it."""

    png: bytes
    alternative: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


Block = Heading | Paragraph | TableBlock | PictureBlock | PageBreak


def content_of(report: Report, picture: Callable[[Published], bytes] | None = None) -> tuple[Block, ...]:
    """The cover with the rule in plain words, then each table with its picture; ``picture`` draws one as PNG."""
    return (*_cover(report), *(block for table in report.tables for block in _page(report, table, picture)))


def table_block(grid: Grid) -> TableBlock:
    """A laid-out table as a block."""
    return TableBlock(
        title=grid.title,
        head=(grid.corner, *(column.label for column in grid.columns), *([grid.tells] if grid.tells else [])),
        labels=tuple(row.label for row in grid.rows),
        depths=tuple(max(0, row.depth - 1) for row in grid.rows),
        rows=tuple(
            (
                *(
                    Cell(HIDDEN if count is None else str(count), count is None, row.is_sum or column.is_sum)
                    for count, column in zip(row.cells, grid.columns, strict=True)
                ),
                *([Cell(told_words(row.told), row.told is None, row.is_sum)] if grid.tells else []),
            )
            for row in grid.rows
        ),
    )


def _cover(report: Report) -> Iterator[Block]:
    about = report.about
    yield Heading(1, about.title)
    yield Paragraph(" · ".join((about.period_words, about.scope, about.recipient_words)))
    for sentence in about.source_words():
        yield Paragraph(sentence)
    yield Heading(2, say("What is hidden, and why"))
    for sentence in report.rule_words():
        yield Paragraph(sentence)


def _page(report: Report, table: Published, picture: Callable[[Published], bytes] | None) -> Iterator[Block]:
    yield PageBreak()
    yield Heading(2, table.title)
    if says := report.says.get(table.measure):
        yield Paragraph(says)
    yield table_block(grid_of(table))
    if picture is not None:
        yield PictureBlock(picture(table), say("The same counts as bars; what is hidden is hatched."))
