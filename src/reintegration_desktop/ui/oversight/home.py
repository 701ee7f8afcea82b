"""A manager's first page: figures with their date, from what was proved safe; no case, no code, no name."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import Stoppable
from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.ledger import Entry
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.release import Shown
from reintegration_desktop.ui.charts.tiles import StatTile
from reintegration_desktop.ui.due.table import WholeTable
from reintegration_desktop.ui.due.words import short_day
from reintegration_desktop.ui.lists.cells import Cell
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.lists.table import TableCard
from reintegration_desktop.ui.oversight.shown import PictureCard
from reintegration_desktop.ui.oversight.verbs import RECIPIENT_WORDS, Held, ReportVerbs, Wanted
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import heading, note, title
from reintegration_desktop.ui.workpage import AskingPage

_TILES, _PICTURES, _RELEASES = 5, 2, 6
_Answer = tuple[Sequence[Held], Sequence[Entry], Sequence[Shown]]


class HomePage(AskingPage):
    """Everything here passed the same threshold and audit as what leaves; ``reports_asked`` opens the reports."""

    reports_asked = Signal()

    def __init__(self, tasks: Tasks, verbs: ReportVerbs) -> None:
        super().__init__(tasks, "figures", "releases")
        self._verbs = verbs
        self._answer: _Answer = ((), (), ())
        self._as_of = note(self._as_of_words)
        reports = self.act(lambda: say("Reports"), "", self.reports_asked.emit)
        head = Row(Box(Column(title(lambda: say("Home")), self._as_of, gap=2)),
                   Button.of(reports, Kind.FIRST, icon="reports"), margins=(24, 14, 24, 8))  # fmt: skip
        head.setStretch(0, 1)
        self._tiles = Row(gap=12)
        self._pictures = Row(gap=12)
        self._releases = CellsModel([lambda: say("For"), lambda: say("Report"), lambda: say("Released")], [])
        self.table = WholeTable(self._releases, lambda: say("Releases"), row_height=44, header=True)
        self._none = note(lambda: say("Nothing was released yet."))
        self._card = TableCard(self.table)
        self._nothing = EmptyState("reports", lambda: say("No figures have come yet."),
                                   lambda: say("They come with the next bundle of an office."))  # fmt: skip
        self._nothing.hide()
        held = Banner("info", _held_words, icon="eye-off")
        column = Column(self.failure, held, self._nothing, self._tiles, self._pictures,
                        heading(lambda: say("Releases")), self._none, self._card, gap=12,
                        margins=(24, 0, 24, 16))  # fmt: skip
        column.addStretch(1)
        whole = Column(head, Scroll(Box(column)), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def ask_again(self) -> None:
        """Ask for figures and releases; each report is protected and proved before anything is shown."""
        self.run(partial(_asked, self._verbs), self._show)

    def resay(self) -> None:
        """Figures and releases in the language of now."""
        self._draw()

    def rescale(self) -> None:
        """Columns at the text size of now."""
        self.table.fit_columns(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tiles and pictures stand below each other where it is narrow."""
        super().resizeEvent(event)
        width = self.width() + look().size("nav")
        ways = QBoxLayout.Direction
        self._tiles.setDirection(ways.TopToBottom if look().below("one_page", width) else ways.LeftToRight)
        self._pictures.setDirection(ways.TopToBottom if look().below("rail", width) else ways.LeftToRight)

    def _show(self, answer: _Answer) -> None:
        self.failure.hide()
        self._answer = answer
        self._draw()

    def _draw(self) -> None:
        held, ledger, shown = self._answer
        self._nothing.setVisible(not held)
        self._as_of.resay()
        _empty(self._tiles)
        _empty(self._pictures)
        tables = [table for one in shown for table in one.report.tables]
        for table in _first_of_each(tables):
            total = table.grand_total
            hidden = (lambda: say("too few to tell")) if total is None else ""
            self._tiles.addWidget(
                StatTile(table.title, str(total or 0), behind=lambda: say("in all"), hidden=hidden), 1
            )
        for table in [table for table in tables if len(table.dimensions) > 1][:_PICTURES]:
            picture = PictureCard(table.title)
            picture.show_table(table)
            picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._pictures.addWidget(picture, 1)
        self._none.setVisible(not ledger)
        self._card.setVisible(bool(ledger))
        self._releases.show_rows([_release_cells(entry, held) for entry in [*ledger][: -_RELEASES - 1 : -1]])
        self.rescale()

    def _as_of_words(self) -> str:
        held = self._answer[0]
        if not held:
            return ""
        latest: dict[str, Held] = {}
        for one in held:
            if one.office not in latest or one.as_of > latest[one.office].as_of:
                latest[one.office] = one
        days = [say("{office}: {day}", office=one.office, day=day_in_words(one.as_of)) for one in latest.values()]
        return say("Figures as of {days}", days=say(" · ").join(days))


def _asked(verbs: ReportVerbs) -> _Answer:
    """Newest figures of each template, proved; one that cannot be protected is left out rather than shown."""
    held = verbs.held()
    newest = {one.template: one for one in sorted(held, key=lambda one: one.as_of)}
    shown = []
    for one in newest.values():
        try:
            shown.append(verbs.show(Wanted(one.template, one.period, Recipient.HEADQUARTERS), Stoppable()))
        except Refusal:
            continue
    return held, verbs.ledger(), shown


def _held_words() -> str:
    return say(
        "You hold figures: counts without rows. No young person, name or code lies in this vault. "
        "Small counts show as “..”"
    )


def _first_of_each(tables: Sequence[Published]) -> list[Published]:
    """The first table of each measure: its total is the figure of a tile."""
    found: dict[str, Published] = {}
    for table in tables:
        found.setdefault(table.measure, table)
    return list(found.values())[:_TILES]


def _release_cells(entry: Entry, held: Sequence[Held]) -> list[Cell]:
    titles = {one.template: one.title for one in held}
    return [
        Cell(say(RECIPIENT_WORDS[entry.recipient]), bold=True),
        Cell(titles.get(entry.template, entry.template), second=entry.period),
        Cell(short_day(entry.released_on)),
    ]


def _empty(row: Row) -> None:
    while (item := row.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
