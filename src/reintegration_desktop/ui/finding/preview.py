"""What one asks before going out: due, where, whom to call, last scores, what changed."""

from functools import partial

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework import reading, visits
from reintegration_desktop.casework.listing import CaseLine
from reintegration_desktop.casework.value_words import ages_in_words
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import OpenCase
from reintegration_desktop.ui.charts.lines import ScoreColumns
from reintegration_desktop.ui.due.words import next_cell
from reintegration_desktop.ui.editors.scores import AREAS
from reintegration_desktop.ui.pages.case_head import consent_chip
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Rule
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.chips import Chip, risk_state
from reintegration_desktop.ui.widgets.facts import Facts
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import Words, heading, note
from reintegration_desktop.ui.workplace import Workplace


class CasePreview(Card):
    """Beside the list: the case one is on."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(margins=(0, 0, 0, 0))
        self._place = workplace
        self._line: CaseLine | None = None
        self._inside: QWidget = QWidget()
        self.add(self._inside)

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
        column = Column(gap=10, margins=(16, 14, 16, 8))
        column.addWidget(heading(line.name))
        column.addWidget(note(self._second_line(line)))
        column.addWidget(Flowing(Chip(risk_state(line.row.risk)), Chip(consent_chip(line.row)), gap=6))
        due = next_cell(line.row.next_kind, line.row.next_due, self._place.desk.today)
        if due.tone == "warn":
            column.addWidget(Banner("warn", due.text, icon="clock"))
        column.addWidget(Facts(self._facts(line, opened)))
        self._add_scores(column, opened)
        column.addStretch(1)
        self._put(column)

    def _second_line(self, line: CaseLine) -> Text:
        if not line.nickname:
            return line.row.code
        return lambda: say("{code} · called “{nickname}”", code=line.row.code, nickname=line.nickname)

    def _facts(self, line: CaseLine, opened: OpenCase) -> list[tuple[Text, Text]]:
        words, who = self._place.words, opened.file.one("identification")
        stage = words.choice("case_stage", line.row.stage)
        facts: list[tuple[Text, Text]] = []
        if line.ages is not None:
            facts.append((lambda: say("Age"), ages_in_words(*line.ages)))
        if line.place:
            facts.append((lambda: say("Place"), line.place))
        facts.append((lambda: say("Stage"), stage))
        if contact := who.text("safe_contact"):
            facts.append((lambda: say("Safe contact"), contact))
        return facts

    def _add_scores(self, column: Column, opened: OpenCase) -> None:
        scores = visits.last_scores(opened.file)
        if not scores:
            return
        areas = self._place.desk.dictionary.choices("domain")
        known = {code: scores[code].score for code in areas if code in scores}
        told = say(", ").join(f"{say(areas[code])} {score}" for code, score in known.items())
        column.addWidget(Rule())
        column.addWidget(Words(lambda: say("Last scores"), bold=True))
        column.addWidget(ScoreColumns(told, [(AREAS[code][1], known.get(code)) for code in areas]))

    def _put(self, column: Column) -> None:
        """Show another content, with the two ways on below."""
        self._inside.deleteLater()
        whole = Column(Scroll(Box(column)), gap=0)
        whole.setStretch(0, 1)
        if self._line is not None:
            whole.addWidget(self._foot(self._line))
        self._inside = Box(whole)
        self.add(self._inside)

    def _foot(self, line: CaseLine) -> QWidget:
        opens = Button(lambda: say("Open case"), Kind.FIRST, key="Enter")
        opens.clicked.connect(lambda: self._place.open_case(line.row.id))
        visit = Button(lambda: say("Record visit"), icon="visits")
        visit.clicked.connect(lambda: self._place.go("visit", line.row.id))
        row = Row(opens, visit, margins=(16, 8, 16, 14))
        row.setStretch(0, 1)
        return Box(row)
