"""What one asks before going out: due and why, where, whom to call, last scores, what changed, the plan."""

from datetime import date
from functools import partial

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework import reading
from reintegration_desktop.casework.listing import CaseLine
from reintegration_desktop.casework.search.glance import Glance, Moved, at_a_glance
from reintegration_desktop.casework.value_words import ages_in_words
from reintegration_desktop.casework.visits import may_visit
from reintegration_desktop.kernel.words import language, say, say_many
from reintegration_desktop.rules.facts import OpenCase
from reintegration_desktop.ui.actions import Act
from reintegration_desktop.ui.case.head import consent_chip
from reintegration_desktop.ui.charts.lines import ScoreColumns
from reintegration_desktop.ui.due.why import due_sentence, why_due
from reintegration_desktop.ui.editors.scores import AREAS
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Rule
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, IconButton, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.chips import Chip, risk_state
from reintegration_desktop.ui.widgets.facts import Facts
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words, heading, note, small
from reintegration_desktop.ui.workplace import Workplace


class CasePreview(Card):
    """Beside the list: the case one is on. ``closed`` asks to put it away; ``wanted``: in the list's place."""

    closed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(margins=(0, 0, 0, 0))
        self._place = workplace
        self._line: CaseLine | None = None
        self.wanted = False
        self._inside: QWidget = QWidget()
        self.add(self._inside)
        Act(self, lambda: say("Close the preview"), "Escape", self.closed.emit)

    def show_line(self, line: CaseLine | None) -> None:
        """Show a case; its file is read beside the window."""
        if line is not None and self._line is not None and line == self._line:
            return
        self._line = line
        if line is None:
            self._put(Column(note(lambda: say("Choose a case to see it here.")), margins=(16, 16, 16, 16)))
            return
        work = partial(reading.open_case, self._place.desk, line.row.id)
        self._place.read(work, self, partial(self._show, line))

    def _show(self, line: CaseLine, opened: OpenCase) -> None:
        if line is not self._line:
            return
        glance = at_a_glance(opened.file, line.row.stage, self._place.words)
        column = Column(gap=8, margins=(16, 4, 16, 8))
        column.addWidget(Flowing(Chip(risk_state(line.row.risk)), Chip(consent_chip(line.row)), gap=6))
        self._add_due(column, line)
        column.addWidget(Facts(self._facts(line, opened, glance)))
        self._add_scores(column, glance)
        self._add_plan(column, glance)
        column.addStretch(1)
        self._put(column)

    def _head(self, line: CaseLine) -> QWidget:
        close = IconButton(lambda: say("Close the preview"), "close", Kind.QUIET, small=True)
        close.clicked.connect(self.closed)
        row = Row(Column(heading(line.name), note(self._second_line(line)), gap=2), close, margins=(16, 12, 10, 4))
        row.setStretch(0, 1)
        row.setAlignment(close, Qt.AlignmentFlag.AlignTop)
        return Box(row)

    def _second_line(self, line: CaseLine) -> Text:
        if not line.nickname:
            return line.row.code
        return lambda: say("{code} · called “{nickname}”", code=line.row.code, nickname=line.nickname)

    def _add_due(self, column: Column, line: CaseLine) -> None:
        row, desk = line.row, self._place.desk
        if row.next_kind is None or row.next_due is None:
            return
        told = partial(due_sentence, row.next_kind, row.next_due, desk.today)
        why = partial(why_due, row.next_kind, row.next_due, desk.today, row.risk, desk.policy)
        late = row.next_due <= desk.today
        column.addWidget(Banner("warn" if late else "info", told, why, icon="clock" if late else "calendar"))

    def _facts(self, line: CaseLine, opened: OpenCase, glance: Glance) -> list[tuple[Text, Text]]:
        facts: list[tuple[Text, Text]] = []
        if line.ages is not None:
            facts.append((lambda: say("Age"), ages_in_words(*line.ages)))
        if line.place or glance.stays:
            facts.append((lambda: say("Place"), partial(self._stays, line, glance)))
        facts.append((lambda: say("Stage"), partial(self._stage, line, glance)))
        if contact := opened.file.one("identification").text("safe_contact"):
            facts.append((lambda: say("Safe contact"), contact))
        return facts

    def _stays(self, line: CaseLine, glance: Glance) -> str:
        """Where, with whom, since when."""
        code, since = glance.stays or ("", None)
        told = [line.place, self._place.words.choice("care_arrangement", code) if code else ""]
        where = say(", ").join(part for part in told if part)
        return say("{what} since {day}", what=where, day=_day(since)) if since else where

    def _stage(self, line: CaseLine, glance: Glance) -> str:
        stage, since = self._place.words.choice("case_stage", line.row.stage), glance.stage_since
        return say("{what} since {day}", what=stage, day=_day(since)) if since else stage

    def _add_scores(self, column: Column, glance: Glance) -> None:
        if not glance.scores:
            return
        areas = self._place.desk.dictionary.choices("domain")
        known = {code: glance.scores[code] for code in areas if code in glance.scores}
        told = say(", ").join(f"{say(areas[code])} {score}" for code, score in known.items())
        column.addWidget(Rule())
        head = Row(Words(partial(_visit_words, glance.visited_on), bold=True), small(lambda: _domains(len(areas))))
        head.setStretch(0, 1)
        column.addLayout(head)
        column.addWidget(ScoreColumns(told, [(AREAS[code][1], known.get(code)) for code in areas]))
        if glance.moved:
            column.addLayout(Column(*(self._moved(one, areas[one.area]) for one in glance.moved), gap=2))

    def _moved(self, moved: Moved, area: str) -> QWidget:
        """A fall or a rise: sign, word, both scores."""
        fell = moved.now < moved.before
        tone = "danger" if fell else "ok"

        def words() -> str:
            facts = {"area": say(area), "before": moved.before, "now": moved.now}
            return (
                say("{area} fell, {before} to {now}", **facts)
                if fell
                else say("{area} rose, {before} to {now}", **facts)
            )

        row = Row(Sign("arrow-down" if fell else "arrow-up", tone, 14), small(words, tone), gap=4)
        row.setStretch(1, 1)
        return Box(row)

    def _add_plan(self, column: Column, glance: Glance) -> None:
        if not glance.steps:
            return
        done = Words(lambda: say("{done} of {all} steps of the plan done", done=glance.steps_done, all=glance.steps),
                     place="note", wraps=True)  # fmt: skip
        column.addWidget(Rule())
        row = Row(Sign("plan", "text", 16), done)
        row.setStretch(1, 1)
        column.addLayout(row)
        if glance.next_step:
            column.addWidget(small(partial(_next_words, glance)))

    def _put(self, column: Column) -> None:
        """Show another content, who above it and the two ways on below."""
        self._inside.deleteLater()
        whole = Column(gap=0)
        if self._line is not None:
            whole.addWidget(self._head(self._line))
        scroll = Scroll(Box(column))
        whole.addWidget(scroll)
        whole.setStretchFactor(scroll, 1)
        if self._line is not None:
            whole.addWidget(self._foot(self._line))
        self._inside = Box(whole)
        self.add(self._inside)

    def _foot(self, line: CaseLine) -> QWidget:
        opens = Button(lambda: say("Open case"), Kind.FIRST, key="Enter")
        opens.clicked.connect(lambda: self._place.open_case(line.row.id))
        visit = Button(lambda: say("Record visit"), icon="visits")
        visit.clicked.connect(lambda: self._place.go("visit", line.row.id))
        if not may_visit(self._place.desk.me):
            visit.hide()
        self.setFocusProxy(opens)
        return Box(Column(Flowing(opens, visit), margins=(16, 8, 16, 14)))


def _day(day: date | None) -> str:
    """A day of these months: "2 Feb", with its year where it isn't this one's."""
    return "" if day is None else QLocale(language()).toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def _visit_words(day: date | None) -> str:
    return say("Last visit, {day}", day=_day(day)) if day else say("Last scores")


def _domains(number: int) -> str:
    return say_many("{n} area, 1 to 5", "{n} areas, 1 to 5", number)


def _next_words(glance: Glance) -> str:
    if glance.next_step_on is None:
        return say("next: {step}", step=glance.next_step)
    return say("next: {step}, {day}", step=glance.next_step, day=_day(glance.next_step_on))
