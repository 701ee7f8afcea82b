"""A report on paper: the rule in words, each table, and a picture of it; Qt shapes every script.

Nothing here is a widget and nothing asks for the look of the screen: paper is white, and a report is written beside
the main thread.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from math import ceil
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPoint, QRect, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument, QTextOption

from reintegration_desktop.kernel.words import isolate, right_to_left, say
from reintegration_desktop.reports.published import HIDDEN, Published
from reintegration_desktop.reports.report import Report
from reintegration_desktop.reports.writers.grid import Grid, Row, grid_of, told_words, upright
from reintegration_desktop.ui.charts.bars import BarRow, Bars
from reintegration_desktop.ui.charts.legend import entry_size, paint_entry
from reintegration_desktop.ui.oversight.published import bar_rows, legend
from reintegration_desktop.ui.style.look import Look
from reintegration_desktop.ui.style.paint import words_in
from reintegration_desktop.ui.style.tokens import read_tokens

FILE = "report.pdf"
_WHOLE_WORDS = QTextOption()
_WHOLE_WORDS.setWrapMode(QTextOption.WrapMode.WordWrap)
_FOOT, _BETWEEN, _GAP = 28, 24, 8
_PITCH, _THICK = 25, 16

_STYLE = """
body { font-family: 'Noto Sans', 'Reintegration Arabic', 'Noto Sans Ethiopic'; font-size: 10pt; color: #1D2420; }
h1 { font-size: 18pt; } h2 { font-size: 13pt; }
td, th { padding: 4px 8px; border-bottom: 1px solid #DEDAD1; } th { background-color: #F0EDE6; }
td.hidden { background-color: #F0EDE6; color: #5A615B; }
p { margin-top: 4px; margin-bottom: 4px; } p.says { color: #5A615B; } p.muted { color: #5A615B; }
"""


@dataclass(frozen=True, slots=True)
class _Words:
    """Words and tables, ``width`` wide on paper: what can't be laid out as narrow as that is drawn smaller."""

    document: QTextDocument
    width: int

    @property
    def height(self) -> int:
        """How high they are on paper."""
        return ceil(self.document.size().height() * self._scale)

    @property
    def _scale(self) -> float:
        return min(1.0, self.width / self.document.size().width())

    def draw(self, painter: QPainter) -> None:
        """Draw them at the painter's origin."""
        painter.save()
        painter.scale(self._scale, self._scale)
        self.document.drawContents(painter)
        painter.restore()


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands together on a page: words and a table, then the picture of it."""

    words: _Words
    picture: "_Picture | None" = None

    @property
    def height(self) -> int:
        """How much of a page it takes."""
        return self._begin + (0 if self.picture is None else self.picture.height) + _BETWEEN

    @property
    def _begin(self) -> int:
        """Where the picture begins."""
        return self.words.height + (0 if self.picture is None else _GAP)

    def draw(self, painter: QPainter) -> None:
        """Draw it at the painter's origin."""
        self.words.draw(painter)
        if self.picture is not None:
            self.picture.draw(painter, self._begin)


@dataclass(frozen=True, slots=True)
class _Picture:
    """Bars of what is published; what is hidden as hatching, as long as the published total tells and no longer.

    ``width``: how wide it is on paper; bars whose names need more are drawn smaller.
    """

    look: Look
    bars: Bars
    legend: tuple[tuple[str, str], ...]
    places: tuple[QRect, ...]
    width: int

    @property
    def height(self) -> int:
        """The legend's lines, then the bars."""
        return self._begin + ceil(self.bars.size(self.look).height() * self._scale)

    @property
    def _scale(self) -> float:
        return min(1.0, self.width / self.bars.size(self.look).width())

    @property
    def _begin(self) -> int:
        return self.places[-1].bottom() + self.look.px(8) if self.places else 0

    def draw(self, painter: QPainter, top: int) -> None:
        """Draw it so far down a page."""
        bounds = QRect(0, top, self.width, self.height)
        for (colour, words), place in zip(self.legend, self.places, strict=True):
            paint_entry(painter, self.look, self.look.mirrored(bounds, place.translated(0, top)), colour, words)
        size = self.bars.size(self.look)
        painter.save()
        painter.translate(0, top + self._begin)
        painter.scale(self._scale, self._scale)
        self.bars.paint(painter, self.look, QRect(0, 0, max(self.width, size.width()), size.height()))
        painter.restore()


def draw_pdf(report: Report, folder: Path) -> None:
    """Draw a report as ``report.pdf``. No true count reaches it: the tables are as published."""
    writer = QPdfWriter(str(folder / FILE))
    writer.setTitle(say("Report"))
    writer.setCreator("Reintegration")
    writer.setResolution(96)
    page = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(16, 16, 16, 16))
    page.setUnits(QPageLayout.Unit.Millimeter)
    writer.setPageLayout(page)
    width, height = writer.width(), writer.height() - _FOOT
    pages = _paged(report, width, height)
    painter = QPainter(writer)
    for number, parts in enumerate(pages, 1):
        if number > 1:
            writer.newPage()
        _draw(painter, parts)
        _draw_foot(painter, report, QRect(0, height, width, _FOOT), number, len(pages))
    painter.end()


def _paged(report: Report, width: int, height: int) -> list[list[_Part]]:
    """The cover's words and each table with its picture, on as many pages as they take.

    No table is torn apart but one that is higher than a page: its head stands on each page again.
    """
    pages: list[list[_Part]] = [[]]
    used = 0
    for part in _parts(report, width, height):
        if pages[-1] and used + part.height - _BETWEEN > height:
            pages.append([])
            used = 0
        pages[-1].append(part)
        used += part.height
    return pages


_tokens = cache(read_tokens)


def _draw(painter: QPainter, parts: list[_Part]) -> None:
    painter.save()
    for part in parts:
        part.draw(painter)
        painter.translate(0, part.height)
    painter.restore()


def _draw_foot(painter: QPainter, report: Report, place: QRect, number: int, pages: int) -> None:
    now, about = _paper(), report.about
    told = " · ".join((about.title, about.scope, about.period_words))
    words_in(painter, now, place, told, colour="muted", place="tiny")
    page = say("Page {number} of {pages}").format(number=number, pages=pages)
    words_in(painter, now, place, page, colour="muted", place="tiny", align=Qt.AlignmentFlag.AlignTrailing)


def _parts(report: Report, width: int, height: int) -> Iterator[_Part]:
    about = report.about
    yield _Part(_words(
        width,
        f"<h1>{escape(about.title)}</h1>"
        f"<p>{escape(' · '.join((about.scope, about.period_words, about.recipient_words)))}</p>"
        + "".join(f"<p>{escape(sentence)}</p>" for sentence in about.source_words())
        + "".join(f"<p class='muted'>{escape(sentence)}</p>" for sentence in report.rule_words()),
    ))  # fmt: skip
    for table in map(upright, report.tables):
        yield from _parts_of(table, report.says.get(table.measure, ""), width, height)


def _parts_of(table: Published, says: str, width: int, height: int) -> Iterator[_Part]:
    """A table with its picture beneath; where both don't fit on a page, in pieces, each under the title."""
    title = f"<h2>{escape(table.title)}</h2>"
    heading = _words(width, title)
    *tables, last = _tables(table, f"{title}<p class='says'>{escape(says)}</p>", width, height)
    pictures = _pictures(table, width, height - heading.height - _GAP)
    yield from (_Part(words) for words in tables)
    together = _Part(last, pictures[0] if pictures else None)
    if together.height - _BETWEEN <= height:
        yield together
        del pictures[:1]
    else:
        yield _Part(last)
    yield from (_Part(heading, picture) for picture in pictures)


def _tables(table: Published, above: str, width: int, height: int) -> Iterator[_Words]:
    """A table under what stands above it, in as many pieces as it has to be, each with its head."""
    grid = grid_of(table)
    left = grid.rows
    while left:
        most = len(left)
        piece = _words(width, above + _table(grid, left))
        while piece.height > height and most > 1:
            most = max(1, min(most - 1, int(most * height / piece.height)))
            piece = _words(width, above + _table(grid, left[:most]))
        yield piece
        left = left[most:]


def _words(width: int, inside: str) -> _Words:
    document = QTextDocument()
    document.setDefaultTextOption(_WHOLE_WORDS)
    document.setDefaultFont(_paper().font())
    document.setDefaultStyleSheet(_STYLE)
    document.setDocumentMargin(0)
    document.setPageSize(QSizeF(width, -1))
    document.setHtml(f"<body dir='{'rtl' if right_to_left() else 'ltr'}'>{inside}</body>")
    if document.size().width() > width:
        document.setPageSize(QSizeF(document.size().width(), -1))
    return _Words(document, width)


def _pictures(table: Published, width: int, height: int) -> list[_Picture]:
    """The picture of a table, in as many pieces as it has to be, all on one scale and each with its legend."""
    rows = bar_rows(table)
    now = _paper()
    hidden = any(part.hidden for row in rows for part in row.parts)
    entries = (*legend(table), *([("", say("hidden"))] if hidden else []))
    longest = max((sum(part.value for part in row.parts) for row in rows), default=0)

    def piece(of: Sequence[BarRow]) -> _Picture:
        bars = Bars(tuple(of), label_width=150, longest=longest, pitch=_PITCH, thick=_THICK)
        return _Picture(now, bars, entries, tuple(_places(now, entries, width)), width)

    if not rows:
        return []
    most = max(1, (height - piece([]).height) // now.px(_PITCH) + 1)
    return [piece(rows[at : at + most]) for at in range(0, len(rows), most)]


def _places(now: Look, entries: Iterable[tuple[str, str]], width: int) -> Iterator[QRect]:
    """Where the entries of a legend stand, in as many lines as they need."""
    at = QPoint(0, 0)
    for _, words in entries:
        size = entry_size(now, words)
        if at.x() and at.x() + size.width() > width:
            at = QPoint(0, at.y() + size.height())
        yield QRect(at, size)
        at += QPoint(size.width() + now.px(16), 0)


def _paper() -> Look:
    """The look of paper: light, at its plain size, in the direction of the language."""
    return Look(_tokens(), right_to_left=right_to_left())


def _table(grid: Grid, of: Sequence[Row]) -> str:
    """Some rows: words at the leading side, counts at the trailing one, hidden cells as the one sign on the one ground.

    Qt doesn't mirror a table: from right to left its cells are written the other way round.
    """
    leading, trailing = ("right", "left") if right_to_left() else ("left", "right")
    heads = [*(column.label for column in grid.columns), *([grid.tells] if grid.tells else [])]
    head = [f"<th align='{trailing}'>{_word(words)}</th>" for words in heads]
    rows = [_line([f"<th align='{leading}'>{_word(grid.corner)}</th>", *head])]
    for row in of:
        counts = [_cell(row, at, trailing) for at in range(len(row.cells))]
        told = [_told(row, trailing)] if grid.tells else []
        rows.append(_line([f"<td align='{leading}'>{_word(row.label)}</td>", *counts, *told]))
    return f"<table width='100%' cellspacing='0' style='margin-top: 6px'>{''.join(rows)}</table>"


def _word(words: str) -> str:
    """A name that keeps its own direction: "5 to 11" begins with a number."""
    return escape(isolate(words))


def _line(cells: Sequence[str]) -> str:
    """A line of a table in the direction of the language."""
    return f"<tr>{''.join(reversed(cells) if right_to_left() else cells)}</tr>"


def _told(row: Row, side: str) -> str:
    """What a row tells beside its counts: a share, a median, a mean."""
    look = " class='hidden'" if row.told is None else ""
    return f"<td{look} align='{side}'>{_word(told_words(row.told))}</td>"


def _cell(row: Row, at: int, side: str) -> str:
    count = row.cells[at]
    if count is None:
        return f"<td class='hidden' align='{side}'>{HIDDEN}</td>"
    return f"<td align='{side}'>{f'<b>{count}</b>' if row.is_sum else count}</td>"
