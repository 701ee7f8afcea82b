"""What left, as a list: to whom and when, which report, what for; each with its record where that is wanted."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.reports.ledger import Entry
from reintegration_desktop.reports.periods import in_words
from reintegration_desktop.ui.oversight.emptied import empty
from reintegration_desktop.ui.oversight.verbs import RECIPIENT_WORDS
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Rule
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card, Fold
from reintegration_desktop.ui.widgets.words import Words, note, small

AT_FIRST = 6


class ReleaseList(QWidget):
    """Releases, the newest first; the first few, then all. ``records``: each with what was hidden and proved."""

    def __init__(self, *, records: bool = False) -> None:
        super().__init__()
        self._records, self._all = records, False
        self._entries: tuple[Entry, ...] = ()
        self._titles: Mapping[str, str] = {}
        self._none = note(lambda: say("Nothing was released yet."))
        self._inside = Column(gap=10)
        self._card = Card(self._inside)
        self.more = Button(self._more_words, Kind.QUIET, small=True)
        self.more.clicked.connect(self._show_all)
        self.setLayout(Column(self._none, self._card, self.more, gap=8))
        self._draw()

    def show_entries(self, entries: Sequence[Entry], titles: Mapping[str, str]) -> None:
        """Show a ledger, oldest first as it lies there; ``titles`` by template."""
        self._entries, self._titles = tuple(entries), titles
        self._draw()

    def _draw(self) -> None:
        newest = self._entries[::-1]
        shown = newest if self._all else newest[:AT_FIRST]
        empty(self._inside)
        for at, entry in enumerate(shown):
            if at:
                self._inside.addWidget(Rule())
            self._inside.addWidget(Box(Column(*self._told(entry), gap=2)))
        self._none.setVisible(not newest)
        self._card.setVisible(bool(newest))
        self.more.setVisible(len(shown) < len(newest))
        self.more.resay()

    def _told(self, entry: Entry) -> Iterator[QWidget]:
        head = Row(
            Words(say(RECIPIENT_WORDS[entry.recipient]), bold=True), note(day_in_words(entry.released_on)), gap=10
        )
        head.setStretch(1, 1)
        yield Box(head)
        title = self._titles.get(entry.template) or say("A report that is not among today's")
        yield note(say("{title}, {period}, {scope}").format(title=title, period=in_words(entry.period),
                                                            scope=entry.scope), "text")  # fmt: skip
        yield note(say("For: {purpose}", purpose=entry.purpose) if entry.purpose else say("What for was not asked."))
        if self._records:
            yield from (small(line) for line in record_lines(entry))
            prints = Column(*(small(line) for line in file_lines(entry)), gap=2)
            yield Fold(lambda: say_many("{n} file and its fingerprint", "{n} files and their fingerprints",
                                        len(entry.files)), prints, icon="file", opened=False)  # fmt: skip

    def _more_words(self) -> str:
        return say_many("{n} more: show all", "{n} more: show all", max(0, len(self._entries) - AT_FIRST))

    def _show_all(self) -> None:
        self._all = True
        self._draw()


def record_lines(entry: Entry) -> Iterator[str]:
    """The record of a release as a person reads it: its rule, what was hidden and left out, what made it."""
    yield say("Number {n}. Counts under {threshold} hidden; {hidden} of {cells} cells.", n=entry.number,
              threshold=entry.threshold, hidden=entry.hidden, cells=entry.cells)  # fmt: skip
    yield say("Figures as of {day}. {left_out}", day=day_in_words(entry.as_of), left_out=entry.left_out)
    yield say("Program {software}, questions {dictionary}.", software=entry.software, dictionary=entry.dictionary)


def file_lines(entry: Entry) -> Iterator[str]:
    """The files as they left: name and SHA-256, to compare with a file that somebody holds."""
    for name, fingerprint in sorted(entry.files.items()):
        yield say("{file}: {hash}", file=name, hash=fingerprint)
