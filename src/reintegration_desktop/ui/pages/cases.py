"""The cases of this vault: found by name, nickname, code or place, narrowed, previewed, opened."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget

from reintegration_desktop.casework import finding, listing
from reintegration_desktop.casework.finding import Found
from reintegration_desktop.casework.listing import CaseLine
from reintegration_desktop.history.versions import Kind as Act
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.rules.permissions import may
from reintegration_desktop.ui.due.words import next_cell
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.search import SearchBox
from reintegration_desktop.ui.lists.cells import Cell
from reintegration_desktop.ui.lists.table import Table, TableCard
from reintegration_desktop.ui.models.cases import CasesModel
from reintegration_desktop.ui.page import Page
from reintegration_desktop.ui.pages.case_preview import CasePreview
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Wide
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.chips import risk_state
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.words import Words, note, small, title
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.roles import Room

WIDE, PREVIEW = 1300, 1200
_CHOSEN_FILTER = {"open": "open", "closed": "closed", "any": None}


class CasesPage(Page):
    """Enter opens, Space previews, Ctrl+N begins a case; coming back keeps search, selection and scroll."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._place = workplace
        self._generation = 0
        self._model = CasesModel(self._columns(wide=False), self._fetch, self._cell)
        self._columns_shown = 4
        self.search = SearchBox(
            lambda: say("Find by name, nickname, code or place"), lambda: say("Find a young person")
        )
        self.table = Table(self._model, lambda: say("Cases"))
        self._title = title(lambda: say("Cases"))
        self._counts = note()
        self._told = small()
        self._preview = CasePreview(workplace)
        self._preview_box = Wide(self._preview, 364, 364)
        self._nothing = QStackedWidget()
        self._filters()
        self._lay_out()
        self._connect()
        self.topics = frozenset({"cases"})

    def ask_again(self) -> None:
        """Ask for the snapshot again, and for the counts."""
        self._generation += 1
        self.search.set_working(True)
        wanted = self._wanted()
        typed = self.search.text()
        work = partial(finding.find, self._place.desk, self._place.people, wanted, typed)
        self._place.read(work, self, partial(self._show, self._generation))

    def _filters(self) -> None:
        self._status = Dropdown(
            {"open": lambda: say("Open"), "closed": lambda: say("Closed"), "any": lambda: say("Open and closed")}
        )
        self._risk = Dropdown(
            {"high": lambda: say("High risk"), "medium": lambda: say("Medium risk"), "low": lambda: say("Low risk")},
            empty=lambda: say("Any risk"),
        )
        self._worker = Dropdown({"mine": lambda: say("My cases")}, empty=lambda: say("Everybody's"))
        for box, name in (
            (self._status, say("Open or closed")), (self._risk, say("Risk")), (self._worker, say("Caseworker"))
        ):  # fmt: skip
            box.setAccessibleName(name)
            box.picked.connect(self.ask_again)

    def _lay_out(self) -> None:
        new = self.act(lambda: say("New case"), "Ctrl+N", lambda: self._place.go("intake", ""))
        me = self._place.desk.me
        new.setEnabled(may(me.role, me.duties, Act.SAVE, Room.PERSON, "identification"))
        self._new = Button.of(new, Kind.FIRST, icon="plus")
        self._new.setVisible(new.isEnabled())
        head = Row(Column(self._title, self._counts, gap=2), self._new)
        head.setStretch(0, 1)
        narrow = Row(self.search, self._status, self._risk, self._worker)
        narrow.setStretch(0, 1)
        self._nothing.addWidget(TableCard(self.table))
        foot = Row(self._told, Words(lambda: say("Enter opens · Space previews · Ctrl+N begins a case"),
                                     place="small", tone="muted"))  # fmt: skip
        foot.setStretch(0, 1)
        left = Column(self._nothing, foot, gap=6)
        left.setStretch(0, 1)
        body = Row(Box(left), self._preview_box, gap=16)
        body.setStretch(0, 1)
        whole = Column(head, narrow, body, gap=10, margins=(24, 14, 24, 12))
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.search.sought.connect(self.ask_again)
        self.search.down.connect(self._to_list)
        self.search.entered.connect(lambda: self._open(max(0, self.table.currentIndex().row())))
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._preview_row)
        self.table.previewed.connect(self._preview_row)
        self._model.page_came.connect(lambda _: self._preview_row(self.table.currentIndex().row()))
        self._place.names_toggled.connect(lambda _: self._model.repaint())

    def _wanted(self) -> CaseFilter:
        mine = self._place.desk.me.id if self._worker.value() == "mine" else None
        return CaseFilter(_CHOSEN_FILTER[self._status.value() or "open"], self._risk.value(), mine)

    def _show(self, generation: int, found: Found) -> None:
        """Show a snapshot, unless it was overtaken."""
        if generation != self._generation:
            return
        self.search.set_working(False)
        self._counts.set_text(
            lambda: say("{open} · {high}", open=say_many("{n} open", "{n} open", found.open),
                        high=say_many("{n} high risk", "{n} high risk", found.high))
        )  # fmt: skip
        self._told.set_text(lambda: self._sentence(found))
        chosen = self._chosen_rowid()
        self._model.show(found.ids)
        row = self._model.row_of(chosen) if chosen is not None else None
        self.table.selectRow(row if row is not None else 0)
        self._show_nothing(found)

    def _sentence(self, found: Found) -> str:
        number = say_many("{n} case", "{n} cases", len(found.ids))
        if self.search.text() and not self._place.people.complete:
            return say("{number} so far; names are still being read", number=number)
        order = say("likest first") if self.search.text() else say("soonest action first")
        return say("{number}, {order}", number=number, order=order)

    def _show_nothing(self, found: Found) -> None:
        while self._nothing.count() > 1:
            old = self._nothing.widget(1)
            if old is not None:
                self._nothing.removeWidget(old)
                old.deleteLater()
        if not found.ids:
            self._nothing.addWidget(self._no_hit() if self.search.text() else self._none_yet())
        self._nothing.setCurrentIndex(self._nothing.count() - 1)

    def _no_hit(self) -> EmptyState:
        typed = self.search.text()
        clear = Button(lambda: say("Clear"))
        clear.clicked.connect(self.search.clear)
        begin = Button(lambda: say("New case named “{name}”", name=typed))
        begin.clicked.connect(lambda: self._place.go("intake", typed))
        begin.setVisible(self._new.isEnabled())
        return EmptyState(
            "search",
            lambda: say("No case matches “{typed}”.", typed=typed),
            lambda: say("Search looks at name, nickname, code and place."),
            (clear, begin),
        )

    def _none_yet(self) -> EmptyState:
        return EmptyState("cases", lambda: say("No case here."), lambda: say("Ctrl+N begins the first one."))

    def _fetch(self, page: int, ids: list[int], done: Callable[[list[CaseLine]], None]) -> None:
        def work() -> list[CaseLine]:
            with self._place.desk.read() as cases:
                return listing.lines(self._place.desk, cases, ids, names=self._place.names_shown)

        self._place.read(work, self._model, done)

    def _cell(self, line: CaseLine, column: int) -> Cell:
        row, today = line.row, self._place.desk.today
        age = "–" if line.ages is None else "–".join(dict.fromkeys(map(str, line.ages)))
        cells: tuple[Callable[[], Cell], ...] = (
            lambda: Cell(line.name, beside=f"« {line.nickname} »" if line.nickname else "", bold=True),
            lambda: Cell(row.code, tone="muted"),
            lambda: Cell(chips=(risk_state(row.risk),)),
            lambda: next_cell(row.next_kind, row.next_due, today),
            lambda: Cell(line.place or "–", tone="muted"),
            lambda: Cell(self._place.words.person(str(row.worker)) if row.worker else "–", tone="muted"),
            lambda: Cell(age, tone="muted"),
        )
        return cells[column]()

    def _columns(self, *, wide: bool) -> list[Callable[[], str]]:
        first: list[Callable[[], str]] = [
            lambda: say("Name"), lambda: say("Code"), lambda: say("Risk"), lambda: say("Next action"),
        ]  # fmt: skip
        rest: list[Callable[[], str]] = [lambda: say("Place"), lambda: say("Worker"), lambda: say("Age")]
        return [*first, *rest] if wide else first

    def _chosen_rowid(self) -> int | None:
        row = self.table.currentIndex().row()
        return self._model.rowid(row) if 0 <= row < self._model.rowCount() else None

    def _preview_row(self, row: int) -> None:
        line = self._model.line(row) if 0 <= row < self._model.rowCount() else None
        self._preview.show_line(line)

    def _to_list(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open(self, row: int) -> None:
        line = self._model.line(row) if 0 <= row < self._model.rowCount() else None
        if line is not None:
            self._place.open_case(line.row.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The preview stands beside the list where there is room for both."""
        super().resizeEvent(event)
        self._preview_box.setVisible(self.width() / look().factor >= PREVIEW - 208)
        self._share_width()

    def showEvent(self, event: QShowEvent) -> None:
        """Search has the focus."""
        super().showEvent(event)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _share_width(self) -> None:
        wide = not self._preview_box.isVisibleTo(self) and self.width() / look().factor >= WIDE - 208
        columns = self._columns(wide=wide)
        if len(columns) != self._columns_shown:
            self._columns_shown = len(columns)
            self._model.name_columns(columns)
        self.table.share_width(0, [220, 108, 132, 210, 140, 140, 70][: len(columns)])
