"""Today: what is late, what comes this week, what waits for this person."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QDate, QLocale
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from reintegration_desktop.casework import today
from reintegration_desktop.casework.search.week import done_by_day
from reintegration_desktop.casework.today import Due, Today
from reintegration_desktop.casework.travel.standing import Wanting
from reintegration_desktop.history.versions import Kind as Act
from reintegration_desktop.kernel.words import language, say
from reintegration_desktop.rules.words import task_words
from reintegration_desktop.ui.charts.lines import Week
from reintegration_desktop.ui.due.broken_off import BrokenOff
from reintegration_desktop.ui.due.exchange import ExchangeCard
from reintegration_desktop.ui.due.table import DueTable
from reintegration_desktop.ui.due.waiting import WaitingCard
from reintegration_desktop.ui.due.words import short_name, weekday
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Wide
from reintegration_desktop.ui.widgets.beside import Beside
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import caption, note, title
from reintegration_desktop.ui.workpage import WorkPage
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.roles import Room

_NOON, _EVENING = 12, 18
_SIDE, _HEAD = 372, 640
_WORK_DAYS = 5


class TodayPage(WorkPage):
    """The first page of who works with cases. Enter opens the case one is on, Ctrl+N begins one."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, "tasks", "cases", "drafts", "bundles")
        self._shown: Today | None = None
        self._done: Mapping[date, int] = {}
        self.overdue = DueTable(lambda: say("Overdue"), "clock", "warn", lambda: say("Nothing is late."))
        self.week = DueTable(lambda: say("This week"), "calendar", "text", self._nothing_this_week)
        self.waiting = WaitingCard(workplace)
        self.broken_off = BrokenOff(workplace)
        self.exchange = ExchangeCard(workplace)
        self._nothing = EmptyState("check-circle", lambda: say("Nothing is due."), self._next_words)
        self._nothing.hide()
        self._chart = Week(self._week_words, [])
        self._week_card = Card(caption(lambda: say("My week")), self._chart)
        for table in (self.overdue, self.week):
            table.opened.connect(self._open)
        self._lay_out()

    def ask_again(self) -> None:
        """Ask what is due, what was done this week, and at first whether something was broken off."""
        self.broken_off.ask()
        self.read(partial(self._look, names=self.workplace.names_shown), self._show)
        self.read(partial(done_by_day, self.workplace.desk), self._show_done)
        self._ask_wanting()

    def _look(self, *, names: bool) -> Today:
        """What is due, and what waits for this person: first what is asked by others beside the cases."""
        found = today.look(self.workplace.desk, names=names)
        return replace(found, waiting=(*self.workplace.also_waits(), *found.waiting))

    def _ask_wanting(self) -> None:
        self.read(self._wanting, self.exchange.show_wanting)

    def _wanting(self) -> Generator[None, None, Sequence[Wanting]]:
        """What is wanting with other offices, behind all that is asked for besides."""
        yield
        return self.workplace.wanting()

    def resay(self) -> None:
        """Rows, days and what waits in the language of now."""
        if self._shown is not None:
            self._draw(self._shown)
            self._ask_wanting()

    def rescale(self) -> None:
        """One column or two at the text size of now."""
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What waits stands beside the lists where there is room for both."""
        super().resizeEvent(event)
        self._turn()

    def _lay_out(self) -> None:
        told = Column(title(self._greeting), note(lambda: long_day(self.workplace.desk.today)), gap=2)
        ways = Row(*self._buttons())
        ways.addStretch(1)
        head = Column(Beside(Box(told), Box(ways), shares=(1, 0), from_width=_HEAD), margins=(24, 14, 24, 8))
        main = Column(self.failure, self.broken_off, self._nothing, self.overdue, self.week, gap=18)
        main.addStretch(1)
        side = Column(self.waiting, self.exchange, self._week_card, gap=16)
        side.addStretch(1)
        self._side = Wide(side, _SIDE, 300)
        self._body = Row(Box(main), self._side, gap=20, margins=(24, 0, 24, 16))
        self._body.setStretch(0, 1)
        whole = Column(head, Scroll(Box(self._body)), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _buttons(self) -> list[Button]:
        me = self.workplace.desk.me
        if not me.may(Act.SAVE, Room.PERSON, "identification"):
            return []
        visit = self.act(lambda: say("Record a visit"), "Ctrl+Shift+V", lambda: self.workplace.go("cases"))
        new = self.act(lambda: say("New case"), "Ctrl+N", lambda: self.workplace.go("intake", ""))
        return [Button.of(visit, icon="visits"), Button.of(new, Kind.FIRST, icon="plus")]

    def _greeting(self) -> str:
        name = self.workplace.desk.me.name.split(" ")[0]
        hour = self.workplace.desk.clock.now().astimezone().hour
        if hour < _NOON:
            return say("Good morning, {name}", name=name)
        if hour < _EVENING:
            return say("Good afternoon, {name}", name=name)
        return say("Good evening, {name}", name=name)

    def _show(self, shown: Today) -> None:
        self.failure.hide()
        self._shown = shown
        self._draw(shown)

    def _show_done(self, done: Mapping[date, int]) -> None:
        self._done = done
        if self._shown is not None:
            self._show_week(self._shown)

    def _draw(self, shown: Today) -> None:
        due = bool(shown.overdue or shown.week)
        self._nothing.setVisible(not due)
        self.overdue.setVisible(due)
        self.week.setVisible(due)
        self.overdue.show_dues(shown.overdue, shown.day)
        self.week.show_dues(shown.week, shown.day)
        widths = [max(pair) for pair in zip(self.overdue.columns(), self.week.columns(), strict=True)]
        self.overdue.share(widths)
        self.week.share(widths)
        self.waiting.show_waiting(shown.waiting)
        self._show_week(shown)
        for part in (self._nothing, self.week):
            for words in part.findChildren(type(note())):
                words.resay()

    def _show_week(self, shown: Today) -> None:
        days = [
            (name, self._done.get(day, 0), number + self._done.get(day, 0), day == shown.day)
            for day, name, number in _days(shown)
        ]
        week = Week(self._week_words, days)
        self._week_card.inside.replaceWidget(self._chart, week)
        self._chart.deleteLater()
        self._chart = week
        self._week_card.setVisible(bool(shown.overdue or shown.week or self._done))

    def _week_words(self) -> str:
        if self._shown is None:
            return ""
        told = [
            say("{day}: {done} done, {n} to do", day=name, done=self._done.get(day, 0), n=number)
            for day, name, number in _days(self._shown)
        ]
        return say(", ").join(told)

    def _nothing_this_week(self) -> str:
        following = self._next_words()
        return (
            say("Nothing is due this week. {next}", next=following) if following else say("Nothing is due this week.")
        )

    def _next_words(self) -> str:
        following = self._shown.next if self._shown is not None else None
        if following is None:
            return say("No date is set in any case.") if self._shown is not None else ""
        what = task_words(following.kind)
        return say("Next {what}: {day}, {name}.", what=what[:1].lower() + what[1:], day=weekday(following.due_on),
                   name=short_name(following.line))  # fmt: skip

    def _open(self, due: Due) -> None:
        self.workplace.open_case(due.line.row.id)

    def _turn(self) -> None:
        narrow = look().below("rail", self.width() + look().size("nav"))
        ways = QBoxLayout.Direction
        self._body.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._side.setMaximumWidth((1 << 24) - 1 if narrow else look().px(_SIDE))


def long_day(day: date) -> str:
    """A day with its weekday and year: "Thursday 12 March 2026"."""
    return QLocale(language()).toString(QDate(day.year, day.month, day.day), "dddd d MMMM yyyy")


def _days(shown: Today) -> list[tuple[date, str, int]]:
    """The working days of the week one is in, their words, and how much is due on each."""
    monday = shown.day - timedelta(days=shown.day.weekday())
    days = [monday + timedelta(days=number) for number in range(_WORK_DAYS)]
    locale = QLocale(language())
    return [
        (
            day,
            say("Today") if day == shown.day else locale.toString(QDate(day.year, day.month, day.day), "ddd d"),
            sum(due.due_on == day for due in (*shown.overdue, *shown.week)),
        )
        for day in days
    ]
