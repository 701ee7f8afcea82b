"""Reports: table first, picture second; what is hidden and why, in words; export only from here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.figures.chosen import Chosen
from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.kernel.progress import Stoppable
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.reports.explain import Explanation, explain
from reintegration_desktop.reports.ledger import Entry
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.redesign import Merge, Proposal
from reintegration_desktop.reports.release import Shown
from reintegration_desktop.ui.charts.interval import IntervalBar
from reintegration_desktop.ui.oversight.asked import Asked
from reintegration_desktop.ui.oversight.comparison import ComparisonCard
from reintegration_desktop.ui.oversight.export import ExportCard
from reintegration_desktop.ui.oversight.offers import OfferCard
from reintegration_desktop.ui.oversight.published import is_untold, key_at
from reintegration_desktop.ui.oversight.shown import Halves, HiddenCard, PictureCard, TableView
from reintegration_desktop.ui.oversight.standing import Told, age_told, leaving_words, lost_told, near_told
from reintegration_desktop.ui.oversight.verbs import Held, Leaving, Lost, ReportVerbs, Wanted
from reintegration_desktop.ui.picking import Pick, pick_folder
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.arrange import Box, Column
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.beside import Beside
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.popover import Popover
from reintegration_desktop.ui.widgets.progress import Working
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import Words, note, small, title
from reintegration_desktop.ui.workpage import AskingPage

_HEAD = 640
TOO_MUCH = 3
"""Where more than one cell in so many is hidden, rounding is offered."""


@dataclass(frozen=True, slots=True)
class _Lying:
    """What lies here: figures, what was chosen last, what can't be read, what left so far."""

    held: tuple[Held, ...]
    left: Chosen
    lost: tuple[Lost, ...]
    ledger: tuple[Entry, ...]


class ReportsPage(AskingPage):
    """Ctrl+E exports. Enter on a hidden cell tells what an outsider could work out of it.

    ``shaping_asked`` wants the templates of the programme's own.
    """

    shaping_asked = Signal()

    def __init__(self, tasks: Tasks, verbs: ReportVerbs, pick: Pick = pick_folder) -> None:
        super().__init__(tasks, "figures", "releases")
        self._verbs = verbs
        self._shown: Shown | None = None
        self._released: tuple[Entry, ...] = ()
        self._begun = False
        self._progress, self._comparing = Stoppable(), Stoppable()
        self.told = Banner("ok", "")
        self.told.hide()
        self.export = self.act(lambda: say("Export…"), "Ctrl+E", self._on_export)
        self.count = self.act(lambda: say("Count anew"), "", self._on_count)
        if verbs.may_shape:
            self.shape = self.act(lambda: say("Templates…"), "Ctrl+T", self.shaping_asked.emit)
        self.leaving = ExportCard(verbs.forms, pick)
        self.leaving.wanted.connect(self._on_leaving)
        self.leaving.hide()
        self._make_parts()
        self._lay_out()

    def _make_parts(self) -> None:
        self.table, self._picture, self._hidden = TableView(), PictureCard(), HiddenCard()
        self.table.asked.connect(self._tell_cell)
        self.comparison = ComparisonCard()
        self.comparison.asked.connect(self._ask_before)
        self.offers = OfferCard()
        self.offers.asked.connect(self._ask_offers)
        self.offers.chosen.connect(self._on_offer)
        self.offers.rounding.connect(self._on_rounding)
        self._merges: tuple[Merge, ...] = ()
        self._rounded = False
        self._age, self._coming, self._lost = Banner("warn", ""), Banner("info", ""), Banner("warn", "")
        self._near = Banner("info", "")
        for banner in (self._age, self._coming, self._lost, self._near):
            banner.hide()
        self.asked = Asked()
        self.template, self.period = self.asked.template, self.asked.period
        self.recipient, self.which = self.asked.recipient, self.asked.which
        self.asked.picked.connect(self._on_picked)
        self.asked.table_picked.connect(self._draw_table)

    def ask_again(self) -> None:
        """Ask which figures lie here, and at first what was chosen when somebody left."""
        left = Chosen if self._begun else self._verbs.chosen
        self.run(partial(self._lying, left), self._show_held)

    def _lying(self, left: Callable[[], Chosen]) -> _Lying:
        verbs = self._verbs
        return _Lying(tuple(verbs.held()), left(), tuple(verbs.lost()), tuple(verbs.ledger()))

    def resay(self) -> None:
        """Tables and sentences in the language of now: a report is made of words."""
        if self._shown is not None:
            self.ask_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is compared beside may wait: other pages ask now."""
        self._comparing.stop()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        buttons = [Button.of(self.export, Kind.FIRST, icon="upload")] if self._verbs.may_export else []
        if self._verbs.count is not None:
            buttons.insert(0, Button.of(self.count, icon="reports"))
        if self._verbs.may_shape:
            buttons.insert(0, Button.of(self.shape, icon="plan"))
        name = Box(Column(title(lambda: say("Reports"))))
        head = Beside(name, Flowing(*buttons), shares=(1, 0), gap=8, from_width=_HEAD)
        left = Column(self.table, self._hidden, self.offers, gap=14)
        left.addStretch(1)
        right = Column(self._picture, self.comparison, gap=14)
        right.addStretch(1)
        self._report = Halves(self.table, Box(left), Box(right))
        self._working: QWidget = QWidget()
        self._nothing = EmptyState("reports", lambda: say("No figures have been counted yet."), self._cure)
        self._nothing.hide()
        parts = (
            self.failure, self.told, self._lost, self.asked, self._age, self._near, self._coming, self.leaving,
            self._working, self._nothing, self._report,
        )  # fmt: skip
        self._column = Column(*parts, gap=12, margins=(24, 0, 24, 16))
        self._column.addStretch(1)
        whole = Column(Box(Column(head, margins=(24, 14, 24, 8))), Scroll(Box(self._column)), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._report.hide()

    def _cure(self) -> str:
        if self._verbs.count is not None:
            return say("Count anew counts the cases of this office.")
        return say("They come with the next bundle of an office.")

    def _show_held(self, lying: _Lying) -> None:
        self._released = lying.ledger
        _tell(self._lost, lost_told(lying.lost, self._verbs.cure))
        self._nothing.setVisible(not lying.held)
        self.asked.setVisible(bool(lying.held))
        self.asked.show_held(lying.held, None if self._begun else lying.left)
        self._begun = True
        self._ask_report()

    def _on_picked(self) -> None:
        """Another report; what was picked comes back the next time, and where it can't be kept it just doesn't."""
        if self._verbs.choose is not None:
            work = partial(self._verbs.choose, self.asked.chosen())
            self.tasks.run(work, owner=self, failed=_not_kept, lane=Lane.WRITER)
        self._ask_anew()

    def _wanted(self) -> Wanted | None:
        return self.asked.wanted(self._merges, rounded=self._rounded)

    def _ask_anew(self) -> None:
        """Another report: nothing is put together in it yet."""
        self._merges, self._rounded = (), False
        self.offers.begin()
        self._ask_report()

    def _ask_offers(self) -> None:
        if (wanted := self._wanted()) is not None and self._verbs.offers is not None:
            progress = Stoppable()
            self._put_working(Working(lambda: say("Trying what could be put together"), progress))
            self._beside(partial(self._verbs.offers, wanted, progress), self._show_offers)

    def _show_offers(self, offers: Sequence[Proposal]) -> None:
        self._put_working(QWidget())
        self.offers.show_offers(offers)

    def _on_offer(self, merge: Merge | None) -> None:
        self._merges, self._rounded = (merge,) if merge is not None else (), False
        self.offers.begin("" if merge is None else say("Two categories are put together in what is shown."))
        self._ask_report()

    def _on_rounding(self) -> None:
        self._merges, self._rounded = (), True
        self.offers.begin(say("Every count is rounded in what is shown."))
        self._ask_report()

    def _ask_report(self) -> None:
        """Protect and prove, with a way to stop."""
        if (wanted := self._wanted()) is None:
            return
        self._progress.stop()
        self._comparing.stop()
        self._progress = Stoppable()
        self._put_working(Working(lambda: say("Hiding small counts and proving that they stay hidden"), self._progress))
        self.run(partial(self._verbs.show, wanted, self._progress), partial(self._came, self._progress))

    def _came(self, progress: Stoppable, shown: Shown) -> None:
        if progress is self._progress:
            self._put_working(QWidget())
            self.failure.hide()
            self.asked.show_tables(shown.report.tables)
            self._show(shown)
            self._compare()

    def _compare(self) -> None:
        """Set the report beside the one of the period before, where that has figures."""
        before = self.asked.before()
        self.comparison.begin(before, held=self.asked.has(before), early=self.asked.is_early())
        if self.asked.has(before):
            self._ask_before()

    def _ask_before(self) -> None:
        """Protect and prove the report of the period before, as any other."""
        if (wanted := self._wanted()) is not None:
            self._comparing = progress = self.comparison.work()
            earlier = replace(wanted, period=self.comparison.period)
            self.tasks.run(
                partial(self._verbs.show, earlier, progress), owner=self, done=partial(self._came_before, progress),
                failed=partial(self._failed_before, progress),
            )  # fmt: skip

    def _came_before(self, progress: Stoppable, shown: Shown) -> None:
        if progress is self._comparing and not progress.is_stopped:
            self.comparison.show_before(shown.report)

    def _failed_before(self, progress: Stoppable, error: Exception) -> None:
        """What is shown stays; of the other period nothing is."""
        if progress is self._comparing:
            tell = self.comparison.stop if isinstance(error, Cancelled) else self.comparison.refuse
            tell()

    def fail(self, error: Exception) -> None:
        """Tell it; nothing is shown that was not proved."""
        self._put_working(QWidget())
        self._report.hide()
        self.export.setEnabled(False)
        super().fail(error)

    def _beside(self, work: Callable[[], Any], done: Callable[[Any], None], lane: Lane = Lane.READER) -> None:
        """Work beside the report that is shown: it stays, whatever comes of the work."""
        self.failure.hide()
        self.tasks.run(work, owner=self, done=done, failed=self._stay, lane=lane)

    def _stay(self, error: Exception) -> None:
        """Tell what did not go; what somebody stopped needs no telling."""
        self._put_working(QWidget())
        self.leaving.go.set_busy()
        if not isinstance(error, Cancelled):
            super().fail(error)

    def _put_working(self, widget: QWidget) -> None:
        self._column.replaceWidget(self._working, widget)
        self._working.hide()
        self._working.deleteLater()
        self._working = widget
        widget.setVisible(isinstance(widget, Working))

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        self._report.show()
        self.export.setEnabled(True)
        _tell(self._age, age_told(self.asked.here(), self._verbs.today(), self._verbs.cure))
        _tell(self._near, near_told(shown.report, self._released), "info")
        _tell(self._coming, Told(self.asked.coming_words()), "info")
        self.offers.setVisible(self._verbs.offers is not None and
                               (shown.report.hidden > 0 or bool(self._merges) or self._rounded))  # fmt: skip
        much = shown.report.hidden * TOO_MUCH > shown.report.cells
        self.offers.offer_rounding(shown.report.about.threshold if much else 0)
        self.leaving.show_rules((*shown.report.rule_words(), *leaving_words(shown.report)))
        self._draw_table()

    def _draw_table(self) -> None:
        if (table := self._chosen()) is not None and self._shown is not None:
            self.table.show_table(table, self._shown.report)
            self._report.share()
            self._picture.show_table(table)
            self._hidden.show_hidden(self._shown, table)
            self.comparison.show_table(table)

    def _chosen(self) -> Published | None:
        tables = self._shown.report.tables if self._shown is not None else ()
        at = int(self.which.value() or 0)
        return tables[at] if at < len(tables) else None

    def _tell_cell(self, row: int, column: int, spot: QRect) -> None:
        """The interval of a hidden cell, at the cell."""
        table = self._chosen()
        if table is None or self._shown is None:
            return
        key = key_at(table, row, column)
        if key is None and is_untold(table, row, column):
            Popover(lambda: say("Why nothing stands here"), Box(Column(note(_untold_words))), self).open_at(spot)
        if key is None or table.cells.get(key, 0) is not None:
            return
        if (told := explain(self._shown, table, key)) is not None:
            Popover(lambda: say("What an outsider could work out"), _explained(told), self).open_at(spot)

    def _on_export(self) -> None:
        self.leaving.setVisible(not self.leaving.isVisible())
        if self.leaving.isVisible():
            self.leaving.purpose.setFocus()

    def _on_leaving(self, leaving: Leaving) -> None:
        if (wanted := self._wanted()) is not None:
            progress = Stoppable()
            self.leaving.go.set_busy(say("Writing and proving…"))
            self._put_working(Working(lambda: say("Writing the files and proving what they show"), progress))
            self._beside(partial(self._verbs.export, wanted, leaving, progress), self._on_left, Lane.WRITER)

    def _on_left(self, files: Sequence[Path]) -> None:
        self._put_working(QWidget())
        self.leaving.go.set_busy()
        self.leaving.hide()
        names = say(", ").join(file.name for file in files)
        self.told.tell("ok", say_many("{n} file was written and proved.", "{n} files were written and proved.",
                                      len(files)), names)  # fmt: skip
        self.told.show()
        self.told.announce()

    def _on_count(self) -> None:
        if self._verbs.count is not None:
            progress = Stoppable()
            self._put_working(Working(lambda: say("Counting the cases of this office"), progress))
            self._beside(partial(self._verbs.count, progress), self._on_counted)

    def _on_counted(self, sentence: str) -> None:
        self._put_working(QWidget())
        self.told.tell("ok", sentence)
        self.told.show()
        self.ask_again()


def _not_kept(_: Exception) -> None:
    """A disk that takes nothing: then the page begins with the first report the next time."""


def _tell(banner: Banner, told: Told, tone: str = "warn") -> None:
    """Say it, and what to do; hidden where there is nothing to be said."""
    banner.tell(tone, told.sentence, told.cure)
    banner.setVisible(bool(told.sentence))


def _untold_words() -> str:
    return say("It is told only where no count of its line is hidden, and the line counts enough: otherwise it would "
               "give a hidden count back.")  # fmt: skip


def _explained(told: Explanation) -> Box:
    """What can be known of a hidden cell, in sentences and as a bar."""
    return Box(
        Column(
            Words(told.cell, place="note", bold=True, wraps=True),
            note(told.knows),
            Words(told.interval, place="group", bold=True, tone="accent"),
            small(told.asked),
            IntervalBar(told.interval, told.low, told.high),
            small(told.insider),
            gap=4,
        )
    )
