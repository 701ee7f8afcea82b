"""A manager's first page: figures with their date, from what was proved safe; no case, no code, no name."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.reports.periods import in_words
from reintegration_desktop.reports.published import Published
from reintegration_desktop.ui.lists.table import TableCard
from reintegration_desktop.ui.oversight.emptied import empty
from reintegration_desktop.ui.oversight.overview import Asking, Overview
from reintegration_desktop.ui.oversight.releases import ReleaseList
from reintegration_desktop.ui.oversight.shown import PictureCard, counts_table
from reintegration_desktop.ui.oversight.standing import OLD_DAYS
from reintegration_desktop.ui.oversight.tiles import Tiles, tiles_of
from reintegration_desktop.ui.oversight.verbs import ReportVerbs
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import heading, note, title
from reintegration_desktop.ui.workpage import AskingPage


class HomePage(AskingPage):
    """Everything here passed the same threshold and audit as what leaves; ``reports_asked`` opens the reports."""

    reports_asked = Signal()

    def __init__(self, tasks: Tasks, verbs: ReportVerbs) -> None:
        super().__init__(tasks, "figures", "releases")
        self._asking, self._overview = Asking(verbs), Overview()
        self._title, self._as_of = title(self._title_words), note(self._as_of_words)
        reports = self.act(lambda: say("Reports"), "", self.reports_asked.emit)
        head = Row(Box(Column(self._title, self._as_of, gap=2)), Button.of(reports, Kind.FIRST, icon="reports"),
                   margins=(24, 14, 24, 8))  # fmt: skip
        head.setStretch(0, 1)
        self._banner = Banner("info", self._held_words, icon="eye-off")
        self._lost = Banner("warn", "")
        self._lost.hide()
        self._tiles = Tiles()
        self._pictures, self._where = Row(gap=12), Column(gap=8)
        self._nothing = EmptyState("reports", lambda: say("No figures have come yet."),
                                   lambda: say("They come with the next bundle of an office."))  # fmt: skip
        self._nothing.hide()
        self.releases = ReleaseList()
        released = Column(heading(lambda: say("Releases")), self.releases, gap=8)
        released.addStretch(1)
        self._lists = Row(Box(self._where), Box(released), gap=20)
        self._lists.setStretch(0, 1)
        self._lists.setStretch(1, 1)
        column = Column(self.failure, self._banner, self._lost, self._nothing, self._tiles, self._pictures,
                        self._lists, gap=10, margins=(24, 0, 24, 16))  # fmt: skip
        column.addStretch(1)
        whole = Column(head, Scroll(Box(column)), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask each time: a report may have left meanwhile; what was proved before is kept."""
        self.touched(self.topics)
        super().showEvent(event)

    def ask_again(self) -> None:
        """Ask for figures and releases; each report is protected and proved before anything is shown."""
        self.run(self._asking.first, self._on_first)

    def resay(self) -> None:
        """Figures and releases in the language of now: what was proved is made of words."""
        if self._overview.held:
            self._asking.forget()
            self.ask_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures and lists stand below each other where it is narrow."""
        super().resizeEvent(event)
        narrow = look().below("rail", self.width() + look().size("nav"))
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._pictures.setDirection(way)
        self._lists.setDirection(way)

    def _on_first(self, overview: Overview) -> None:
        self._show(overview)
        if overview.held:
            self.run(self._asking.whole, self._show)

    def _show(self, overview: Overview) -> None:
        self.failure.hide()
        self._overview = overview
        self._title.resay()
        self._as_of.resay()
        self._as_of.set_tone("warn" if self._old() else "muted")
        self._banner.tell("info", self._held_words, icon="eye-off")
        self._lost.tell("warn", overview.lost.sentence, overview.lost.cure)
        self._lost.setVisible(bool(overview.lost.sentence))
        self._nothing.setVisible(not overview.held)
        self._tiles.setVisible(bool(overview.held))
        self._tiles.show_tiles(tiles_of(overview) if overview.held else [])
        self._draw_pictures()
        self._draw_where()
        self.releases.show_entries(overview.ledger, overview.titles)

    def _draw_pictures(self) -> None:
        empty(self._pictures)
        late, outcome = self._overview.present("overdue"), self._overview.present("outcome")
        if late is not None:
            self._add_picture(late, lambda: say("Late, by what is due and risk"), _tasks_words(late.grand_total))
        if outcome is not None:
            self._add_picture(outcome, lambda: say("Where they stand, by time since they left"), " ")

    def _add_picture(self, table: Published, name: Text, beside: Text) -> None:
        picture = PictureCard(name, beside)
        picture.show_table(table)
        picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._pictures.addWidget(picture, 1)

    def _draw_where(self) -> None:
        empty(self._where)
        table = self._overview.present("open_cases")
        parts: list[QWidget] = [] if table is None else [heading(table.title), TableCard(counts_table(table))]
        for part in parts:
            self._where.addWidget(part)
        self._where.addStretch(1)

    def _title_words(self) -> str:
        offices = self._overview.offices
        if not offices:
            return say("Home")
        return offices[0] if len(offices) == 1 else say("Programme, all offices")

    def _old(self) -> list[str]:
        """The offices whose figures are old."""
        overview = self._overview
        return [one for one in overview.offices if (overview.today - overview.as_of(one)).days > OLD_DAYS]

    def _as_of_words(self) -> str:
        overview = self._overview
        days = [(office, day_in_words(overview.as_of(office))) for office in overview.offices]
        if not days:
            return ""
        told = [days[0][1]] if len(days) == 1 else [say("{office}: {day}", office=one, day=day) for one, day in days]
        words = [say("Figures as of {days}", days=say(" · ").join(told))]
        if old := self._old():
            words.append(say("Old: {offices}", offices=say(", ").join(old)))
        if overview.quarters:
            quarter = in_words(list(overview.quarters)[-1])
            words.append(say("What happened is of {quarter}, beside the quarters before", quarter=quarter))
        return say(". ").join(words)

    def _held_words(self) -> str:
        shown = self._overview.now or next(iter(self._overview.quarters.values()), None)
        held = say("You hold figures: counts without rows. No young person, name or code lies in this vault.")
        if shown is None:
            return held
        return held + " " + say("Counts under {n} show as “..”", n=shown.report.about.threshold)


def _tasks_words(total: int | None) -> Text:
    if total is None:
        return " "
    return lambda: say_many("{n} task", "{n} tasks", total)
