"""A report on the screen: its table, its picture, and what is hidden and why."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import isolate, say, say_many
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.release import Shown
from reintegration_desktop.reports.report import Report
from reintegration_desktop.ui.charts.bars import StackedBars
from reintegration_desktop.ui.charts.legend import Legend
from reintegration_desktop.ui.due.table import WholeTable
from reintegration_desktop.ui.lists.cells import Side
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.lists.table import TableCard
from reintegration_desktop.ui.oversight.published import bar_rows, cell_rows, column_words, hidden_places, legend
from reintegration_desktop.ui.page import Page
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Rule
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.chips import Chip, State
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words, caption, note, small

_PICTURE, _EDGES, _GAP = 400, 24, 20
"""The least room that a picture needs, and what a card's edges take of a table's."""


def counts_table(table: Published) -> WholeTable:
    """A published table, its total row on top; one walks from cell to cell with the arrows."""
    words = [isolate(one) for one in column_words(table)]
    sides = (Side.LEADING, *[Side.TRAILING] * (len(words) - 1))
    model = CellsModel(list(words), cell_rows(table), sides=sides)
    shown = WholeTable(model, table.title, row_height=36, header=True, cells=True)
    shown.fit_columns(0)
    return shown


class TableView(QWidget):
    """``asked`` names the cell on which somebody pressed Enter, and where it lies in the page.

    ``outsider`` asks the same of the cell that has the focus, else of the first hidden one.
    """

    asked = Signal(int, int, QRect)

    def __init__(self) -> None:
        super().__init__()
        self._about = note()
        self._card = QWidget()
        self._shown: WholeTable | None = None
        self._hidden: list[tuple[int, int]] = []
        self.outsider = Button(lambda: say("What an outsider could work out"), icon="eye", small=True)
        self.outsider.clicked.connect(self._on_outsider)
        under = Row(self.outsider)
        under.addStretch(1)
        self._column = Column(caption(lambda: say("Table")), self._about, self._card, under, gap=6)
        self.setLayout(self._column)

    def show_table(self, table: Published, report: Report) -> None:
        """Show a table, its total row on top."""
        about = report.about
        sign = say("A nought may stand for a few.") if about.rounded_to else say("“..” is hidden; Enter tells more.")
        day = say("Figures as of {day}.", day=day_in_words(about.as_of))
        self._about.set_text(f"{day} {about.left_out_words} {sign}")
        shown = counts_table(table)
        shown.opened.connect(lambda row: self._on_opened(shown, row))
        self._shown, self._hidden = shown, hidden_places(table)
        self.outsider.setVisible(bool(self._hidden))
        card = TableCard(shown)
        self._column.replaceWidget(self._card, card)
        self._card.hide()
        self._card.deleteLater()
        self._card = card

    def needs(self) -> int:
        """The width at which the whole table is seen."""
        return 0 if self._shown is None else self._shown.whole_width() + look().px(_EDGES)

    def _on_outsider(self) -> None:
        """Of the hidden cell that one stands on, else of the first."""
        if (table := self._shown) is None or not self._hidden:
            return
        at = (table.currentIndex().row(), table.currentIndex().column())
        row, column = at if at in self._hidden else self._hidden[0]
        table.setFocus(Qt.FocusReason.OtherFocusReason)
        table.setCurrentIndex(table.model().index(row, column))
        self._on_opened(table, row)

    def _on_opened(self, table: WholeTable, row: int) -> None:
        index = table.currentIndex()
        spot = table.visualRect(index)
        page = _page(self)
        top = table.viewport().mapTo(page, spot.topLeft())
        self.asked.emit(row, index.column(), QRect(top, spot.size()))


class Halves(QWidget):
    """A table beside its picture: it takes what it needs, as long as the picture keeps enough; else it stands above."""

    def __init__(self, table: TableView, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._table, self._right = table, right
        self._row = Row(left, right, gap=_GAP)
        self.setLayout(self._row)

    def share(self) -> None:
        """Give both their room: when another table is shown, and when there is another width."""
        wide, needs = self.width(), self._table.needs()
        narrow = look().below("rail", wide + look().size("nav")) or wide - needs < self._least()
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        left = 0 if narrow else max(needs, wide // 2)
        self._row.setStretch(0, left)
        self._row.setStretch(1, 0 if narrow else wide - left)

    def _least(self) -> int:
        """What the picture needs to be read, and the gap."""
        return max(look().px(_PICTURE), self._right.minimumSizeHint().width()) + _GAP

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self.share()


class PictureCard(Card):
    """Bars, drawn from the published cells only; ``beside`` stands beside the caption."""

    def __init__(self, name: Text = "", beside: Text = "") -> None:
        what = beside or (lambda: say("drawn from the published cells only"))
        head = Row(caption(name or (lambda: say("Picture"))), note(what), gap=10)
        head.setStretch(1, 1)
        super().__init__(head, gap=8)
        self._inside = QWidget()
        self.add(self._inside)
        self.inside.addStretch(1)

    def show_table(self, table: Published) -> None:
        """Draw a table; none where it has no rows of its own."""
        rows = bar_rows(table)
        self.setVisible(bool(rows))
        told = say(", ").join(f"{row.label} {row.after}" for row in rows)
        hatched: Text = (lambda: say("hidden")) if any(part.hidden for row in rows for part in row.parts) else ""
        new = Box(Column(Legend(legend(table), hidden=hatched), StackedBars(told, rows), gap=8)) if rows else QWidget()
        self.inside.replaceWidget(self._inside, new)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = new


class HiddenCard(Card):
    """How many cells are hidden, why, and what was proved."""

    def __init__(self) -> None:
        title = caption(lambda: say("What is hidden, and why"))
        head = Row(Sign("shield-check", "accent", 18), title,
                   Chip(State("ok", "check", lambda: say("Safe to leave"))), gap=8)  # fmt: skip
        head.setStretch(1, 1)
        super().__init__(head, gap=8)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._here, self._few, self._guards = (Words(bold=True, wraps=True) for _ in range(3))
        self._all, self._proved = note(), small()
        self.add(
            self._here,
            self._all,
            Rule(),
            self._few,
            note(lambda: say("In a small place a neighbour could tell who it is.")),
        )
        self._why = note(lambda: say("Without them the small ones could be found by taking the rest from the totals."))
        self.add(self._guards, self._why, Rule(), self._proved)
        for words in (self._here, self._few, self._guards):
            words.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def show_hidden(self, shown: Shown, table: Published) -> None:
        """Show how much is hidden in a table, then in the whole report that it belongs to."""
        report = shown.report
        many = len(table.hidden)
        self._here.set_text(say("Nothing is hidden in this table") if not many else
            say_many("In this table {n} cell of {cells} is hidden", "In this table {n} cells of {cells} are hidden",
                     many, cells=len(table.cells))
        )  # fmt: skip
        self._all.set_text(
            say_many("In the whole report, {n} table:", "In the whole report, {n} tables:", len(report.tables))
        )
        threshold = shown.report.about.threshold
        self._few.set_text(
            say_many("{n} cell counts fewer than {threshold}", "{n} cells count fewer than {threshold}", shown.few,
                     threshold=threshold)
        )  # fmt: skip
        self._guards.set_text(say_many("{n} cell guards those", "{n} cells guard those", shown.guards))
        base = report.about.rounded_to
        for words in (self._guards, self._why):
            words.setVisible(not base)
        if base:
            self._here.set_text(say("Every count is rounded to a multiple of {base}", base=base))
        earlier = say_many("{n} earlier release", "{n} earlier releases", shown.earlier)
        self._proved.set_text(say("Proved in {seconds} s, together with {earlier}",
                                  seconds=f"{max(0.1, shown.seconds):.1f}", earlier=earlier))  # fmt: skip


def _page(widget: QWidget) -> QWidget:
    """The page a part stands on."""
    above = widget.parentWidget()
    return widget if isinstance(widget, Page) or above is None else _page(above)
