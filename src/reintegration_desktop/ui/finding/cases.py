"""The cases of this vault: found by name, nickname, code or place, narrowed, sorted, previewed, opened."""

from array import array
from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget

from reintegration_desktop.casework import listing
from reintegration_desktop.casework.listing import CaseLine
from reintegration_desktop.casework.search import finding
from reintegration_desktop.casework.search.finding import Found, Tally
from reintegration_desktop.casework.search.sorting import SOONEST, Order
from reintegration_desktop.history.versions import Kind as Act
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.ui.finding.columns import FEWEST, CaseCells, columns_for, fitting, widths_for
from reintegration_desktop.ui.finding.filters import CaseFilters
from reintegration_desktop.ui.finding.preview import CasePreview
from reintegration_desktop.ui.lists.table import Table, TableCard
from reintegration_desktop.ui.models.cases import CasesModel
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Wide
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import note, small, title
from reintegration_desktop.ui.workpage import WorkPage
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.roles import Room

PREVIEW, BESIDE = 364, 1200
_EDGES = 2 * 24 + 14


class CasesPage(WorkPage):
    """Enter opens, Space previews, Ctrl+N begins a case; coming back keeps search, selection and scroll."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, "cases", "tasks")
        self._generation, self._order, self._typed = 0, SOONEST, ""
        self._tally, self._found = Tally(0, 0, 0), Found(array("q"))
        self._previewing, self._shown_once = True, False
        self._counted: UUID | None = None
        self._counts_due = False
        self._columns = columns_for(workplace.desk.me.readable)
        self._cells = CaseCells(workplace, self._columns[:FEWEST])
        self._model = CasesModel(self._headings(), self._fetch, self._cells)
        self.filters = CaseFilters(workplace)
        self.search = self.filters.search
        self.table = Table(self._model, lambda: say("Cases"))
        self._counts, self._told = note(self._count_words), small(self._sentence)
        self.preview = CasePreview(workplace)
        self._layers = QStackedWidget()
        self._lay_out()
        self._connect()

    def ask_again(self) -> None:
        """Ask for the snapshot again; once its rows are there, for the counts, and for who has cases."""
        self._counts_due = True
        self._seek()

    def _count(self) -> None:
        self._counts_due, self._counted = False, self.filters.worker_wanted
        self.read(partial(finding.tally, self.workplace.desk, self._counted), self._show_tally)
        self.read(partial(finding.workers, self.workplace.desk), self._show_workers)

    def resay(self) -> None:
        """Headings and sentences in the language of now."""
        self._share_width()

    def rescale(self) -> None:
        """As many columns as fit at the text size of now."""
        self._arrange()

    def other_keys(self) -> tuple[tuple[Text, Text], ...]:
        """Keys of the list."""
        return (
            ("Enter", lambda: say("Open the case one is on")),
            ("Space", lambda: say("Show or hide the preview")),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The preview stands beside the list where there is room for both."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Search has the focus at first; whoever comes back finds it where they left it."""
        super().showEvent(event)
        if not self._shown_once:
            self._shown_once = True
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- how it is laid out ---

    def _lay_out(self) -> None:
        new = self.act(lambda: say("New case"), "Ctrl+N", lambda: self.workplace.go("intake", ""))
        me = self.workplace.desk.me
        new.setEnabled(me.may(Act.SAVE, Room.PERSON, "identification"))
        self._new = Button.of(new, Kind.FIRST, icon="plus")
        if not new.isEnabled():
            self._new.hide()
        self._choose = self.act(self._differ_words, "Ctrl+Shift+D", lambda: self.workplace.go("conflict"))
        self._choose.setEnabled(False)
        self._differ = Button.of(self._choose, Kind.OTHER, icon="conflict")
        self._differ.hide()
        head = Row(Column(title(lambda: say("Cases")), self._counts, gap=2), self._differ, self._new)
        head.setStretch(0, 1)
        self._layers.addWidget(TableCard(self.table))
        foot = Row(self._told, small(self._keys))
        foot.setStretch(0, 1)
        left = Column(self._layers, foot, gap=6)
        left.setStretch(0, 1)
        self._list = Box(left)
        self._preview_box = Wide(self.preview, PREVIEW, PREVIEW)
        self._preview_box.hide()  # until the page has its width: a window never grows for what is to go
        body = Row(self._list, self._preview_box, gap=16)
        body.setStretch(0, 1)
        whole = Column(head, self.filters, self.failure, body, gap=10, margins=(24, 14, 24, 12))
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def _keys(self) -> str:
        if self._new.isEnabled():
            return say("Enter opens · Space previews · Ctrl+N begins a case")
        return say("Enter opens · Space previews")

    def _connect(self) -> None:
        self.act(lambda: say("Saved filters"), "Ctrl+Shift+F", self.filters.open_saved)
        self.act(lambda: say("Sort by the next column"), "Ctrl+Shift+O", self._sort_by_next)
        self.filters.changed.connect(self._on_filters)
        self.search.down.connect(self._to_list)
        self.search.entered.connect(lambda: self._open(max(0, self.table.currentIndex().row())))
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._preview_row)
        self.table.previewed.connect(self._toggle_preview)
        self.preview.closed.connect(lambda: self._toggle_preview(self.table.currentIndex().row()))
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort_by)
        self._model.page_came.connect(self._on_page)

    def _beside(self) -> bool:
        """Whether list and preview stand beside each other."""
        return self.width() / look().factor + 208 >= BESIDE

    def _arrange(self) -> None:
        beside = self._beside()
        over = not beside and self.preview.wanted
        self._preview_box.setVisible(over or (beside and self._previewing))
        self._preview_box.setMaximumWidth((1 << 24) - 1 if over else look().px(PREVIEW))
        self._list.setVisible(not over)
        self.filters.fit(self.width() / look().factor - _EDGES)
        self._share_width()

    def _share_width(self) -> None:
        room = self.width() / look().factor - _EDGES
        room -= PREVIEW + 16 if self._beside() and self._previewing else 0
        widths = widths_for(self._columns, self._model.first_lines(), self._cells)
        shown = fitting(self._columns, widths, room)
        columns = tuple(column for column, _ in shown)
        if columns != self._cells.columns:
            row = self.table.currentIndex().row()
            self._cells.columns = columns
            self._model.name_columns(self._headings())
            self.table.selectRow(row)
        self._show_order()
        self.table.share_width(0, [width for _, width in shown])

    def _headings(self) -> list[Callable[[], str]]:
        return [column.words for column in self._cells.columns]

    # --- what is looked for ---

    def _on_filters(self) -> None:
        """Another search, from the top; another caseworker has other counts."""
        self._seek()
        if self.filters.worker_wanted != self._counted:
            self._count()

    def _seek(self) -> None:
        self._generation += 1
        self.search.set_working(True)
        place, typed = self.workplace, self.search.text()
        work = partial(finding.find, place.desk, place.people, self.filters.wanted, typed, self._order)
        self.read(work, partial(self._show, self._generation, typed))

    def _sort_by(self, number: int) -> None:
        """By a column; the one it is sorted by already, backwards."""
        column = self._cells.columns[number].order
        self._order = Order(column, backwards=self._order == Order(column))
        self._show_order()
        self._seek()

    def _sort_by_next(self) -> None:
        orders = [column.order for column in self._cells.columns]
        at = orders.index(self._order.column) if self._order.column in orders else 0
        self._order = Order(orders[(at + 1) % len(orders)])
        self._show_order()
        self._seek()

    def _show_order(self) -> None:
        orders = [column.order for column in self._cells.columns]
        here = orders.index(self._order.column) if self._order.column in orders else len(orders)
        self._model.mark_sorted(here, backwards=self._order.backwards)

    # --- what is shown ---

    def _show(self, generation: int, typed: str, found: Found) -> None:
        """Show a snapshot, unless it was overtaken; the same case stays chosen, and in sight where it was."""
        if generation != self._generation:
            return
        self.search.set_working(False)
        self.failure.hide()
        bar, chosen = self.table.verticalScrollBar(), self._chosen_rowid()
        at = bar.value() if typed == self._typed else 0
        self._found, self._typed = found, typed
        self._model.show(found.ids)
        row = self._model.row_of(chosen) if chosen is not None else None
        self.table.selectRow(row if row is not None else 0)
        bar.setValue(at)
        self._told.resay()
        self._show_nothing()
        if self._counts_due and not found.ids:
            self._count()

    def _show_tally(self, tally: Tally) -> None:
        self._tally = tally
        self._counts.resay()
        self._choose.setEnabled(bool(tally.differing + tally.others))
        self._choose.resay()
        self._differ.setVisible(bool(tally.differing + tally.others))

    def _show_workers(self, workers: tuple[UUID, ...]) -> None:
        words, me = self.workplace.words, self.workplace.desk.me.id
        self.filters.show_workers({str(one): words.person(str(one)) for one in workers if one != me})

    def _differ_words(self) -> str:
        """Where one chooses between them; for who chooses nowhere, the count of all."""
        places = self._tally.differing or self._tally.others
        return say_many("Answers differ in {n} place", "Answers differ in {n} places", places)

    def _count_words(self) -> str:
        tally = self._tally
        told = [say_many("{n} open", "{n} open", tally.open), say_many("{n} high risk", "{n} high risk", tally.high)]
        if tally.waiting:
            told.append(say_many("{n} needs an answer from you", "{n} need an answer from you", tally.waiting))
        return " · ".join(told)

    def _sentence(self) -> str:
        number = say_many("{n} case", "{n} cases", len(self._found.ids))
        if self._typed and not self.workplace.people.complete:
            return say("{number} so far; names are still being read", number=number)
        if self._order != SOONEST:
            return say("{number}, sorted by: {column}", number=number, column=self._column_words())
        order = say("likest first") if self._typed else say("soonest action first")
        return say("{number}, {order}", number=number, order=order)

    def _column_words(self) -> str:
        return next(column.words() for column in self._columns if column.order == self._order.column)

    def _show_nothing(self) -> None:
        while self._layers.count() > 1:
            if (old := self._layers.widget(1)) is not None:
                self._layers.removeWidget(old)
                old.deleteLater()
        if not self._found.ids:
            self._layers.addWidget(Scroll(self._no_hit() if self._typed else self._none_yet()))
        self._layers.setCurrentIndex(self._layers.count() - 1)

    def _no_hit(self) -> EmptyState:
        typed = self._typed
        clear = Button(lambda: say("Clear"))
        clear.clicked.connect(self.search.clear)
        begin = Button(lambda: say("New case named '{name}'", name=typed))
        begin.clicked.connect(lambda: self.workplace.go("intake", typed))
        if not self._new.isEnabled():
            begin.hide()
        return EmptyState(
            "search",
            lambda: say("No case matches '{typed}'.", typed=typed),
            lambda: say("Search looks at name, nickname, code and place."),
            (clear, begin),
        )

    def _none_yet(self) -> EmptyState:
        if self._new.isEnabled():
            return EmptyState("cases", lambda: say("No case here."), lambda: say("Ctrl+N begins the first one."))
        return EmptyState("cases", lambda: say("No case here."))

    def _fetch(self, page: int, ids: list[int], done: Callable[[list[CaseLine]], None]) -> None:
        place = self.workplace

        def work() -> list[CaseLine]:
            with place.desk.read() as cases:
                return listing.lines(place.desk, cases, ids, names=place.names_shown)

        place.read(work, self._model, done)

    def _on_names(self, shown: bool) -> None:
        self._model.repaint()

    # --- the case one is on ---

    def _on_page(self, page: int) -> None:
        if page == 0:
            self._share_width()
        if self._counts_due:
            self._count()
        self._preview_row(self.table.currentIndex().row())

    def _chosen_rowid(self) -> int | None:
        row = self.table.currentIndex().row()
        return self._model.rowid(row) if 0 <= row < self._model.rowCount() else None

    def _line(self, row: int) -> CaseLine | None:
        return self._model.line(row) if 0 <= row < self._model.rowCount() else None

    def _preview_row(self, row: int) -> None:
        self.preview.show_line(self._line(row))

    def _toggle_preview(self, row: int) -> None:
        """Beside the list it comes and goes; where it is narrow it stands in the list's place."""
        if self._beside():
            self._previewing = not self._previewing
        else:
            self.preview.wanted = not self.preview.wanted
        self._preview_row(row)
        self._arrange()
        if self.preview.isVisible() and not self._list.isVisible():
            self.preview.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._to_list()

    def _to_list(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open(self, row: int) -> None:
        line = self._line(row)
        if line is not None:
            self.workplace.open_case(line.row.id)
