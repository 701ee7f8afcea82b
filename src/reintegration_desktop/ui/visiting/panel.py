"""A visit being typed: strip, scores, side and sections, its draft every two seconds, what stands against saving."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from reintegration_desktop.casework import reading, visits
from reintegration_desktop.casework.doubts import Doubts, doubts_of
from reintegration_desktop.casework.errors import FormHasProblems
from reintegration_desktop.casework.plans import STEP, PlannedStep
from reintegration_desktop.casework.records import Sheet
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.casework.visits import Visit
from reintegration_desktop.forms.filling import Filling
from reintegration_desktop.history.versions import Kind as Act
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.tasks import Lane
from reintegration_desktop.ui.visiting.fields import STRIP, ScoresField, apart
from reintegration_desktop.ui.visiting.form import SCORES, WHY_NOT, VisitForm
from reintegration_desktop.ui.visiting.side import FallCard, NextCard, StepsCard
from reintegration_desktop.ui.visiting.strip import Strip
from reintegration_desktop.ui.widgets.arrange import Box, Column, Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.beside import Beside
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.roles import Room

DRAFT_EVERY = 2000
SIDE, SIDE_FROM = 364, 1030


class VisitPanel(QWidget):
    """``changed`` tells that something was typed or ticked, ``saved`` that it lies in the vault."""

    changed = Signal()
    saved = Signal()
    kept = Signal(object)

    def __init__(self, workplace: Workplace, visit: Visit, *, resumed: bool) -> None:
        super().__init__()
        self._place, self._visit = workplace, visit
        self.sheet: Sheet = visit.sheet
        self.steps: list[PlannedStep] = list(visit.steps)
        self._ticked = {number for number, step in enumerate(visit.steps) if step.sheet.filling.changed}
        self.kept_at: datetime | None = None
        self._begun, self._resumed, self._unkept = visit.sheet.filling, resumed, False
        form = visit.sheet.filling.form
        shown = {field.key for field in reading.shown_fields(workplace.desk, form)}
        hidden = frozenset(key for key in form.fields if key not in shown)
        self.fields = apart(form, workplace.setting, hidden)
        self.form = VisitForm(
            visit.sheet.filling, workplace.setting, workplace.words, self.fields, hidden, self._doubts
        )
        self._failure = Banner("danger", "")
        self._failure.setVisible(False)
        self._lay_out()
        self._connect()
        self._tell()
        self._timer = QTimer(self, interval=DRAFT_EVERY)
        self._timer.timeout.connect(self.keep)
        self._timer.start()

    @property
    def scores(self) -> ScoresField:
        """The field of the nine areas."""
        field = self.fields[SCORES]
        assert isinstance(field, ScoresField)
        return field

    @property
    def dirty(self) -> bool:
        """Whether anything was typed or ticked; what the program filled in beforehand is nothing yet."""
        ticked = any(step.sheet.filling.changed for step in self.steps)
        return self._resumed or ticked or self.sheet.filling.given != self._begun.given

    def same_as_last(self) -> None:
        """Fill the areas that aren't scored, and what else seldom changes, with last time's answers."""
        filling = visits.as_last_time(self._visit, self.sheet.filling)
        self.form.show_filling(filling)
        self.sheet = self.sheet.filled(filling)
        self.scores.scores.same_as_last(self._visit.last_scores)

    def keep(self) -> None:
        """Seal what was typed since the last draft."""
        if not self._unkept:
            return
        self._unkept = False
        now = self._place.desk.clock.now()
        work = partial(visits.keep, self._place.desk, self.sheet, self._ticks(), now)
        self._place.tasks.run(work, owner=self, done=lambda _: self._on_kept(now), failed=self._on_not_kept,
                              lane=Lane.WRITER)  # fmt: skip

    def save(self) -> None:
        """Save, or go to what stands against it."""
        wrong = self.form.show_problems()
        if wrong is not None:
            self._bring_into_sight(wrong)
            return
        work = partial(visits.save_visit, self._place.desk, self.sheet, self._ticks())
        self._place.write(work, self, self._on_saved, self._on_refused)

    def _ticks(self) -> tuple[PlannedStep, ...]:
        """The steps that somebody ticked here, those whose tick was taken back included."""
        return tuple(self.steps[number] for number in sorted(self._ticked))

    def _lay_out(self) -> None:
        """Strip and scores, the side beside or below them, then the sections."""
        visit, areas = self._visit, self.scores.question.choices
        strip = [self.fields[key] for key in STRIP if key in self.fields]
        first = Card(Strip(*strip), gap=8, margins=(16, 4, 16, 10))
        if WHY_NOT in self.fields:
            first.add(self.fields[WHY_NOT])
        self._scored = Card(self.scores, gap=0, margins=(1, 1, 1, 1))
        main = Column(first, self._scored, gap=8)
        main.addStretch(1)
        self.fall = FallCard(self.scores.scores, visit.last_scores, areas, self._place.desk.policy.score_fall)
        self.steps_card = StepsCard(visit.steps, writable=self._may_tick())
        self.next = NextCard(self.fields)
        side = Column(self.fall, self.steps_card, self.next, gap=8)
        side.addStretch(1)
        body = Beside(Box(main), Wide(Box(side), SIDE, 280), shares=(1, 0), from_width=SIDE_FROM)
        whole = Column(self._failure, body, self.form, gap=8, margins=(0, 0, 0, 12))
        whole.addStretch(1)
        self.setLayout(whole)

    def _connect(self) -> None:
        editor = self.scores.scores
        editor.put_reasons_elsewhere()
        editor.set_last(self._visit.last_scores)
        if (since := self._visit.last_on) is not None:
            editor.head.tell_since(lambda: say("since {day}", day=day_in_words(since)))
        editor.done.connect(self._after_scores)
        self.form.answered.connect(self._on_answered)
        self.steps_card.ticked.connect(self._on_ticked)
        self.next.agreed.connect(self._agree)

    def _doubts(self, filling: Filling) -> Doubts:
        """What to think about, less the fall that the card beside the scores tells."""
        found = doubts_of(self._place.desk, self.sheet, filling)
        return {key: codes for key, codes in found.items() if key != SCORES}

    def _may_tick(self) -> bool:
        me = self._place.desk.me
        return me.may(Act.SAVE, Room.ACCOUNT, STEP)

    def _after_scores(self) -> None:
        """Enter in the last area: why something fell, else the first tick, else the next step."""
        after: Sequence[QWidget] = (
            *(field for field in self.fall.reasons.values() if not field.isHidden()),
            *self.steps_card.lines.values(),
            *(self.fields[key] for key in ("next_step",) if key in self.fields),
        )
        if after:
            after[0].setFocus()

    def _agree(self) -> None:
        """Agree on the last day that the risk allows."""
        day = visits.next_by(self._place.desk, self.sheet)
        field = self.fields["next_visit_on"]
        field.set_value(day)
        field.answered.emit("next_visit_on")
        field.setFocus()

    def _on_answered(self, filling: Filling) -> None:
        self.sheet = self.sheet.filled(filling)
        self._touched()

    def _on_ticked(self, number: int, done: bool) -> None:
        self._ticked.add(number)
        self.steps[number] = self.steps[number].ticked(done)
        self._touched()

    def _touched(self) -> None:
        self._unkept = True
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        """What follows from the answers as they stand: falls, ticks, the rhythm of the risk."""
        given, desk = self.sheet.filling.given, self._place.desk
        risk = given.choice("risk_level")
        self._scored.setVisible(not self.scores.isHidden())
        self.fall.draw(scored=not self.scores.isHidden())
        self.steps_card.tell(self.steps)
        by = visits.next_by(desk, self.sheet)
        days = None if by < visits.by_risk(desk, self.sheet) else desk.policy.visit_days(risk)
        self.next.tell(risk, days, by, given.day("next_visit_on"))

    def _bring_into_sight(self, field: QWidget) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            QTimer.singleShot(0, field, lambda: area.ensureWidgetVisible(field))

    def _on_kept(self, at: datetime) -> None:
        self.kept_at = at
        self.kept.emit(at)

    def _on_not_kept(self, error: Exception) -> None:
        """Try again with the next draft; the typing itself is still here."""
        self._unkept = True
        self._failure.tell_failure(in_plain_words(error))

    def _on_saved(self, changes: Changes) -> None:
        self._timer.stop()
        self._unkept = False
        back = partial(visits.take_back, self._place.desk, self.sheet, self._ticks(), changes)
        self._place.toast(say("Visit saved"), partial(self._place.write, back, self._place))
        self.saved.emit()

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, FormHasProblems):
            self.form.show_problems()
        self._failure.tell_failure(in_plain_words(error))
        self._bring_into_sight(self._failure)
