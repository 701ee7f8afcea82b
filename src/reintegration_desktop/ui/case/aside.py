"""Beside a section of a case: what presses, what comes next, who sees it, what was changed here last."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.plans import PLAN
from reintegration_desktop.casework.row_words import row_title
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.forms.casefile import Record
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import OpenCase
from reintegration_desktop.ui.case.hidden_name import HiddenNameCard
from reintegration_desktop.ui.case.sections import SECTIONS, CaseSection
from reintegration_desktop.ui.case.who_sees import WhoSeesCard
from reintegration_desktop.ui.due.next_step import NextStepCard
from reintegration_desktop.ui.due.reasons import ReasonsCard
from reintegration_desktop.ui.planning.aside import PlanAside
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Wide
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import caption, note, small
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.roles import Room

_LAST = 3


class LastChanges(Card):
    """The last changes of a section, each with who made it and when."""

    def __init__(self) -> None:
        head = Row(Sign("history", size=18), caption(lambda: say("Last changes here")))
        head.setStretch(1, 1)
        super().__init__(head, gap=6)
        self._lines = QWidget()
        self.add(self._lines)

    def show_rows(self, rows: list[tuple[str, str]]) -> None:
        """What was changed, and by whom and when, the newest first."""
        column = Column(gap=6)
        for what, how in rows:
            column.addWidget(note(what, "text"))
            column.addWidget(small(how))
        old, self._lines = self._lines, Box(column)
        self.inside.replaceWidget(old, self._lines)
        old.deleteLater()
        self.setVisible(bool(rows))


class CaseAside(Wide):
    """Made once; one card of who sees it for each section. ``form_asked`` names a form, and its record or None."""

    form_asked = Signal(str, object)

    def __init__(self, workplace: Workplace) -> None:
        self._place = workplace
        self._last = LastChanges()
        self._last.hide()
        self._column = Column(self._last, gap=12)
        self._column.addStretch(1)
        super().__init__(self._column, 310, 240)
        self._cards: dict[str, QWidget] = {}
        self._plan = PlanAside(workplace)
        self._reasons = ReasonsCard(workplace)
        self._hidden = HiddenNameCard(workplace)
        self._hidden.hide()
        self._step: NextStepCard | None = None
        self._opened: OpenCase | None = None
        self._column.insertWidget(0, self._reasons)
        self._column.insertWidget(1, self._plan)
        self._column.insertWidget(2, self._hidden)

    def show_case(self, opened: OpenCase, section: str) -> None:
        """What belongs beside a section of a case."""
        one = next(one for one in SECTIONS if one.key == section)
        if section not in self._cards:
            self._cards[section] = self._card(one)
            self._column.insertWidget(self._column.count() - 2, self._cards[section])
        for key, card in self._cards.items():
            card.setVisible(key == section and not opened.row.name_is_hidden)
        self._hidden.show_case(opened)
        self._plan.setVisible(PLAN in one.forms)
        if PLAN in one.forms:
            self._plan.show_case(opened)
        self._reasons.show_case(opened)
        if opened is not self._opened:
            self._show_step(opened)
        self._last.show_rows(self._touched(opened, one)[:_LAST])

    def _show_step(self, opened: OpenCase) -> None:
        """Where the case stands, and what comes next."""
        if self._step is not None:
            self._column.removeWidget(self._step)
            self._step.hide()
            self._step.deleteLater()
        self._opened, self._step = opened, NextStepCard(self._place, opened)
        self._step.form_asked.connect(self.form_asked)
        self._column.insertWidget(2, self._step)

    def _touched(self, opened: OpenCase, section: CaseSection) -> list[tuple[str, str]]:
        """What of a section was changed last, as (what, by whom and when), the newest first."""
        touched = [
            (opened.touched[record.id], record)
            for form in section.forms
            for record in opened.file.rows(form)
            if record.id in opened.touched
        ]
        return [
            (
                self._named(record),
                say("{who}, {when}", who=self._who(touch.by), when=day_in_words(touch.at.astimezone().date())),
            )
            for touch, record in sorted(touched, key=lambda one: one[0].at, reverse=True)
        ]

    def _named(self, record: Record) -> str:
        """A row by what tells it from others; what is there once by its form."""
        form = self._place.desk.dictionary[record.form]
        return (row_title(form, record, self._place.words) if form.repeats else "") or say(form.title)

    def _who(self, person: UUID) -> str:
        return say("You") if person == self._place.desk.me.id else self._place.words.person(str(person))

    def _card(self, section: CaseSection) -> QWidget:
        rooms = {room for form in section.forms for room in self._place.desk.dictionary[form].rooms}
        return WhoSeesCard(room for room in Room if room in rooms) if rooms else QWidget()
