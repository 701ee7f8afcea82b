"""A report beside the one of the period before, in words and as a small picture."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from reintegration_desktop.kernel.progress import Stoppable
from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.comparing import Compared, compare
from reintegration_desktop.reports.periods import in_words
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.report import Report
from reintegration_desktop.ui.charts.legend import Legend
from reintegration_desktop.ui.charts.pairs import BEFORE, NOW, Pair, PairBars
from reintegration_desktop.ui.oversight.emptied import empty
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Column, Row
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.progress import Working
from reintegration_desktop.ui.widgets.words import Words, caption, note


class ComparisonCard(Card):
    """``asked`` wants the report of ``period``, the one before, proved too."""

    asked = Signal()

    def __init__(self) -> None:
        self.period, self._early = "", False
        self._title = caption(self._title_words)
        super().__init__(self._title, gap=8)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._before: Report | None = None
        self._table: Published | None = None
        self._inside = Column(gap=8)
        self.again = Button(lambda: say("Compare"), Kind.QUIET, icon="history", small=True)
        self.again.clicked.connect(self.asked.emit)
        row = Row(self.again)
        row.addStretch(1)
        self.add(self._inside, row)
        self.again.hide()

    def begin(self, period: str, *, held: bool, early: bool = False) -> None:
        """Another report: nothing is compared yet. ``held``: figures of the period before lie here, '' has none.

        ``early``: the period that is shown was not over when it was counted.
        """
        self.period, self._before, self._early = period, None, early
        self.setVisible(bool(period))
        self._title.resay()
        self.again.setVisible(held)
        self._fill()
        if not held:
            self._fill(note(lambda: say("No figures of {period} lie here.", period=in_words(self.period))))

    def work(self) -> Stoppable:
        """Show that the report of before is being proved; the work reports to what is returned."""
        progress = Stoppable()
        self.again.hide()
        self._fill(Working(lambda: say("Proving the report of {period}", period=in_words(self.period)), progress))
        return progress

    def stop(self) -> None:
        """It was stopped: it can be asked for again."""
        self._fill()
        self.again.show()

    def refuse(self) -> None:
        """The report of before could not be proved."""
        self._fill(note(lambda: say("The report of {period} could not be protected, so that nothing of it is shown.",
                                    period=in_words(self.period))))  # fmt: skip

    def show_before(self, before: Report) -> None:
        """The report of the period before came; it stays beside whichever table is looked at."""
        self._before = before
        if self._table is not None:
            self.show_table(self._table)

    def show_table(self, table: Published) -> None:
        """Compare this table with the same one of the report of before, once that is here."""
        self._table = table
        if self._before is not None:
            lines = compare(table, self._before.tables)
            early = [note(lambda: say("The newer one isn't complete: it counts fewer so far."))] if self._early else []
            self._fill(*early, *_told(lines, in_words(self.period)))

    def _fill(self, *widgets: QWidget) -> None:
        empty(self._inside)
        for widget in widgets:
            self._inside.addWidget(widget)

    def _title_words(self) -> str:
        return say("Compared with {period}", period=in_words(self.period)) if self.period else say("Compared")


def _told(lines: Sequence[Compared], period: str) -> list[QWidget]:
    if not lines:
        return [note(lambda: say("This table did not stand in the report of {period}.", period=period))]
    told = say(". ").join(line.sentence for line in lines)
    legend = Legend([(NOW, say("now")), (BEFORE, say("before"))])
    words: Text = _lead(lines)
    return [
        Words(words, place="note", bold=True, wraps=True), legend, PairBars(told, [_pair(line) for line in lines]),
        note(lambda: say("From published counts only: what is hidden in one of the two is not compared.")),
    ]  # fmt: skip


def _lead(lines: Sequence[Compared]) -> str:
    """In a sentence how all of it has changed, and of how many lines anything can be told."""
    total = next((line for line in lines if line.is_total), lines[0])
    parts = [line for line in lines if not line.is_total]
    told = sum(line.difference is not None for line in parts)
    some = say("{told} of {all} lines can be compared.", told=told, all=len(parts))
    return f"{total.sentence}. {some}"


def _pair(line: Compared) -> Pair:
    before = line.value_words(line.before) if line.known_before else "–"
    return Pair(line.label, line.now, line.before, line.value_words(line.now), before, line.change, line.is_total)
