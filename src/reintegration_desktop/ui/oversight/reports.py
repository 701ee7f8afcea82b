"""Reports: table first, picture second; what is hidden and why, in words; export only from here."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.kernel.progress import Stoppable
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.reports.explain import Explanation, explain
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.redesign import Merge, Proposal
from reintegration_desktop.reports.release import Shown
from reintegration_desktop.ui.charts.interval import IntervalBar
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.oversight.export import ExportCard
from reintegration_desktop.ui.oversight.offers import OfferCard
from reintegration_desktop.ui.oversight.published import key_at, table_words
from reintegration_desktop.ui.oversight.shown import HiddenCard, PictureCard, TableView
from reintegration_desktop.ui.oversight.verbs import RECIPIENT_WORDS, Held, Leaving, ReportVerbs, Wanted, usual_period
from reintegration_desktop.ui.picking import Pick, pick_folder
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.popover import Popover
from reintegration_desktop.ui.widgets.progress import Working
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import Words, note, small, title
from reintegration_desktop.ui.workpage import AskingPage


class ReportsPage(AskingPage):
    """Ctrl+E exports. Enter on a hidden cell tells what an outsider could work out of it."""

    def __init__(self, tasks: Tasks, verbs: ReportVerbs, pick: Pick = pick_folder) -> None:
        super().__init__(tasks, "figures", "releases")
        self._verbs = verbs
        self._held: tuple[Held, ...] = ()
        self._shown: Shown | None = None
        self._progress = Stoppable()
        self.told = Banner("ok", "")
        self.told.hide()
        self.export = self.act(lambda: say("Export…"), "Ctrl+E", self._on_export)
        self.count = self.act(lambda: say("Count anew"), "", self._on_count)
        self.leaving = ExportCard(verbs.forms, pick)
        self.leaving.wanted.connect(self._on_leaving)
        self.leaving.hide()
        self.table, self._picture, self._hidden = TableView(), PictureCard(), HiddenCard()
        self.table.asked.connect(self._tell_cell)
        self.offers = OfferCard()
        self.offers.asked.connect(self._ask_offers)
        self.offers.chosen.connect(self._on_offer)
        self._merges: tuple[Merge, ...] = ()
        self._unfinished = Banner("warn", "")
        self._unfinished.hide()
        self._choices()
        self._lay_out()

    def ask_again(self) -> None:
        """Ask which figures lie here."""
        self.run(self._verbs.held, self._show_held)

    def resay(self) -> None:
        """Tables and sentences in the language of now: a report is made of words."""
        if self._shown is not None:
            self.ask_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture stands beside the table where there is room for both."""
        super().resizeEvent(event)
        narrow = look().below("rail", self.width() + look().size("nav"))
        ways = QBoxLayout.Direction
        self._body.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _choices(self) -> None:
        self.template, self.period = Dropdown({}), Dropdown({})
        recipients: dict[str, Text] = {one: partial(say, words) for one, words in RECIPIENT_WORDS.items()}
        self.recipient, self.which = Dropdown(recipients), Dropdown({})
        self.recipient.set_value(Recipient.HEADQUARTERS)
        self.template.picked.connect(self._on_template)
        self.period.picked.connect(self._ask_anew)
        self.recipient.picked.connect(self._ask_anew)
        self.which.picked.connect(self._draw_table)

    def _lay_out(self) -> None:
        buttons = [Button.of(self.export, Kind.FIRST, icon="upload")] if self._verbs.may_export else []
        if self._verbs.count is not None:
            buttons.insert(0, Button.of(self.count, icon="reports"))
        head = Row(Box(Column(title(lambda: say("Reports")))), *buttons, margins=(24, 14, 24, 8))
        head.setStretch(0, 1)
        fields: tuple[tuple[Text, Dropdown], ...] = (
            (lambda: say("Report"), self.template), (lambda: say("Period"), self.period),
            (lambda: say("For"), self.recipient), (lambda: say("Table"), self.which),
        )  # fmt: skip
        self._asked = Flowing(*(Field(words, box) for words, box in fields), gap=12)
        left = Column(self.table, self.offers, gap=14)
        left.addStretch(1)
        right = Column(self._picture, self._hidden, gap=14)
        right.addStretch(1)
        self._body = Row(Box(left), Box(right), gap=20)
        self._body.setStretch(0, 1)
        self._body.setStretch(1, 1)
        self._report = Box(self._body)
        self._working: QWidget = QWidget()
        self._nothing = EmptyState("reports", lambda: say("No figures have been counted yet."), self._cure)
        self._nothing.hide()
        self._column = Column(self.failure, self.told, self._asked, self._unfinished, self.leaving, self._working,
                              self._nothing, self._report, gap=12, margins=(24, 0, 24, 16))  # fmt: skip
        self._column.addStretch(1)
        whole = Column(head, Scroll(Box(self._column)), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._report.hide()

    def _cure(self) -> str:
        if self._verbs.count is not None:
            return say("Count anew counts the cases of this office.")
        return say("They come with the next bundle of an office.")

    def _show_held(self, held: Sequence[Held]) -> None:
        self._held = tuple(held)
        self._nothing.setVisible(not held)
        self._asked.setVisible(bool(held))
        self._fill(self.template, {one.template: one.title for one in held})
        self._fill_periods()
        self._ask_report()

    def _on_template(self) -> None:
        self._fill_periods()
        self._ask_anew()

    def _fill_periods(self) -> None:
        """The template's periods; the one that was chosen stays, else the last one that is complete."""
        template, before = self.template.value() or "", self.period.value()
        own = {one.period: one.period_words for one in self._held if one.template == template}
        self._fill(self.period, own)
        self.period.set_value(before if before in own else usual_period(self._held, template))

    def _fill(self, box: Dropdown, entries: dict[str, str]) -> None:
        box.set_entries(dict(entries))

    def _unfinished_words(self) -> str:
        """That the figures were counted before their period ended; nothing where they are whole."""
        wanted = (self.template.value(), self.period.value())
        early = [one.as_of for one in self._held if (one.template, one.period) == wanted and not one.complete]
        return say("Counted on {day}, before the period ended: it is not complete yet.",
                   day=day_in_words(min(early))) if early else ""  # fmt: skip

    def _wanted(self) -> Wanted | None:
        template, period = self.template.value(), self.period.value()
        if template is None or period is None:
            return None
        return Wanted(template, period, Recipient(self.recipient.value() or Recipient.HEADQUARTERS), self._merges)

    def _ask_anew(self) -> None:
        """Another report: nothing is put together in it yet."""
        self._merges = ()
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
        self._merges = (merge,) if merge is not None else ()
        self.offers.begin("" if merge is None else say("Two categories are put together in what is shown."))
        self._ask_report()

    def _ask_report(self) -> None:
        """Protect and prove, with a way to stop."""
        if (wanted := self._wanted()) is None:
            return
        self._progress.stop()
        self._progress = Stoppable()
        self._put_working(Working(lambda: say("Hiding small counts and proving that they stay hidden"), self._progress))
        self.run(partial(self._verbs.show, wanted, self._progress), partial(self._came, self._progress))

    def _came(self, progress: Stoppable, shown: Shown) -> None:
        if progress is self._progress:
            self._put_working(QWidget())
            self.failure.hide()
            self._fill(self.which, {str(at): table_words(table) for at, table in enumerate(shown.report.tables)})
            self._show(shown)

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
        self._unfinished.tell("warn", self._unfinished_words())
        self._unfinished.setVisible(bool(self._unfinished_words()))
        self.offers.setVisible(self._verbs.offers is not None and (shown.report.hidden > 0 or bool(self._merges)))
        self.leaving.show_rules(shown.report.rule_words())
        self._draw_table()

    def _draw_table(self) -> None:
        if (table := self._chosen()) is not None and self._shown is not None:
            self.table.show_table(table, self._shown.report)
            self._picture.show_table(table)
            self._hidden.show_hidden(self._shown, table)

    def _chosen(self) -> Published | None:
        tables = self._shown.report.tables if self._shown is not None else ()
        at = int(self.which.value() or 0)
        return tables[at] if at < len(tables) else None

    def _tell_cell(self, row: int, column: int, spot: QRect) -> None:
        """The interval of a hidden cell, at the cell."""
        table = self._chosen()
        if table is None or self._shown is None or column == 0:
            return
        key = key_at(table, row, column)
        if table.cells.get(key, 0) is not None:
            return
        if (told := explain(self._shown, table, key)) is not None:
            Popover(lambda: say("What an outsider could work out"), _explained(told), self).open_at(spot)

    def _on_export(self) -> None:
        self.leaving.setVisible(not self.leaving.isVisible())
        if self.leaving.isVisible():
            self.leaving.purpose.setFocus()

    def _on_leaving(self, leaving: Leaving) -> None:
        if (wanted := self._wanted()) is not None:
            self.leaving.go.set_busy(say("Writing and proving…"))
            self._beside(partial(self._verbs.export, wanted, leaving, Stoppable()), self._on_left, Lane.WRITER)

    def _on_left(self, files: Sequence[Path]) -> None:
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
