"""The history of a case in sentences, newest first, by day."""

from functools import partial
from itertools import groupby
from uuid import UUID

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.history_words import HistoryLine, history
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.words import isolate, say, say_many
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.buttons import Kind as ButtonKind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words, caption, note, small
from reintegration_desktop.ui.workplace import Workplace

AT_ONCE, AT_FIRST = 40, 4
_SIGNS = {Kind.VIEW: ("eye", "warn"), Kind.EXPORT: ("upload", "warn"), Kind.RESOLVE: ("merge", "info")}


class HistoryView(QWidget):
    """Reads the history and shows it; what one has no key for is told without its content."""

    def __init__(self, workplace: Workplace, case: UUID) -> None:
        super().__init__()
        self._column = Column(note(lambda: say("Reading the history…")), gap=12)
        self.setLayout(self._column)
        self._lines: tuple[HistoryLine, ...] = ()
        self._shown = AT_ONCE
        workplace.read(partial(history, workplace.desk, case), self, self._show)

    def _show(self, lines: tuple[HistoryLine, ...]) -> None:
        self._lines = lines
        self._draw()

    def _draw(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        if not self._lines:
            self._column.addWidget(note(lambda: say("Nothing has happened in this case yet.")))
        shown = self._lines[: self._shown]
        for day, lines in groupby(shown, key=lambda line: line.at.astimezone().date()):
            card = Card(caption(day_in_words(day)), gap=10)
            for line in lines:
                card.add(_entry(line))
            self._column.addWidget(card)
        if len(self._lines) > self._shown:
            more = Button(lambda: say("Show earlier"), ButtonKind.QUIET)
            more.clicked.connect(self._show_more)
            self._column.addWidget(more)

    def _show_more(self) -> None:
        self._shown += AT_ONCE
        self._draw()


def _entry(line: HistoryLine) -> QWidget:
    """One change: its sentence, from what to what, why."""
    icon, tone = _SIGNS.get(line.kind, ("history", "muted"))
    head = Row(Sign(icon, tone), Words(line.sentence, bold=True, wraps=True), small(f"{line.at.astimezone():%H:%M}"))
    head.setStretch(1, 1)
    column = Column(head, gap=2)
    for change in line.changes[:AT_FIRST]:
        before = say("{before} → ", before=change.before) if change.before else ""
        told = f"{isolate(change.label)}: {before}{isolate(change.after or '–')}"
        column.addWidget(Words(told, place="note", tone="muted", wraps=True))
    rest = len(line.changes) - AT_FIRST
    if rest > 0:
        column.addWidget(small(lambda: say_many("and {n} more answer", "and {n} more answers", rest)))
    if line.reason:
        column.addWidget(note(partial(say, "Reason: {reason}", reason=line.reason), "warn"))
    if line.sealed:
        column.addWidget(note(lambda: say("Your role has no key for what was written here.")))
    return Box(column)
