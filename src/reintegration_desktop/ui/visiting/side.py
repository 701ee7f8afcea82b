"""Beside the scores: what fell and why, the plan's steps to tick, what comes next."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.plans import PlannedStep
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.forms.values import Score
from reintegration_desktop.kernel.words import marked, say, say_many
from reintegration_desktop.ui.editors.answer import AnswerField
from reintegration_desktop.ui.editors.scores import ScoresEditor
from reintegration_desktop.ui.inputs.fields import Field, side_by_side
from reintegration_desktop.ui.inputs.texts import TextBox
from reintegration_desktop.ui.inputs.tick_line import TickLine
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.words import Words, caption, note

AT_LEAST = 4
_AT_RISK = {
    "high": marked("High risk: within {n} days, by {day}."),
    "medium": marked("Medium risk: within {n} days, by {day}."),
    "low": marked("Low risk: within {n} days, by {day}."),
    "none_identified": marked("No risk seen: within {n} days, by {day}."),
}
_NOT_RATED = marked("Risk not rated: within {n} days, by {day}.")


class Reason(Field):
    """Asks for two words about one area."""

    def __init__(self, area: str) -> None:
        self.box = TextBox(lines=2)
        self._area, self._alone = area, True
        super().__init__(self._asked, self.box)

    def stand_alone(self, alone: bool) -> None:
        """Name the area where several are asked about, and take less room."""
        if alone != self._alone:
            self._alone = alone
            self.box.set_lines(2 if alone else 1)
            self.resay()

    def _asked(self) -> str:
        return say("What happened?") if self._alone else say("What happened? {area}", area=say(self._area))


class FallCard(Card):
    """A fall asks for two words in the same glance; hidden while nothing fell and nobody asked for a reason."""

    def __init__(
        self, scores: ScoresEditor, last: Mapping[str, Score], areas: Mapping[str, str], fast_from: int
    ) -> None:
        self._banner = Banner("danger", "")
        super().__init__(self._banner, gap=8, margins=(14, 12, 14, 12))
        self._scores, self._last, self._areas, self._fast_from = scores, last, areas, fast_from
        self.reasons: dict[str, Reason] = {}
        self._asked: set[str] = set()
        scores.reason_asked.connect(self.ask)
        self.draw()

    def ask(self, code: str) -> None:
        """Go to the reason of an area, whether it fell or not."""
        self._asked.add(code)
        self.draw()
        self.reasons[code].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def draw(self, *, scored: bool = True) -> None:
        """Ask about every area that fell, has a reason, or was asked for; ``scored``: whether one scores at all."""
        fell = self._scores.fell
        wanted = [code for code in self._areas if code in fell or code in self._asked or self._scores.reason(code)]
        for code in wanted:
            self._make(code)
        for code, field in self.reasons.items():
            field.stand_alone(wanted == [code] and code in fell)
            field.setVisible(code in wanted)
        self._banner.setVisible(bool(fell))
        if fell:
            self._banner.tell("danger", partial(self._told, fell), partial(self._second, fell))
        self.setVisible(bool(wanted) and scored)

    def _make(self, code: str) -> None:
        if code in self.reasons:
            return
        field = Reason(self._areas[code])
        field.box.setPlainText(self._scores.reason(code))
        field.box.textChanged.connect(lambda: self._scores.give_reason(code, field.box.toPlainText().strip()))
        self.reasons[code] = field
        self.add(field)

    def _told(self, fell: Sequence[str]) -> str:
        if len(fell) > 1:
            areas = say(", ").join(say(self._areas[code]) for code in fell)
            return say_many("{n} area fell: {areas}", "{n} areas fell: {areas}", len(fell), areas=areas)
        row, area = self._scores.row(fell[0]), say(self._areas[fell[0]])
        return say("{area} fell from {last} to {now}", area=area, last=self._last[fell[0]].score, now=row.value())

    def _second(self, fell: Sequence[str]) -> str:
        far = any(self._scores.row(code).fell >= self._fast_from for code in fell)
        why = say("Two words why, please.")
        return f"{why} {say('A fall like this brings the work back to full speed.')}" if far else why


class StepsCard(Card):
    """The steps of the plan. ``ticked`` carries a step's number and whether it is done."""

    ticked = Signal(int, bool)

    def __init__(self, steps: Sequence[PlannedStep], *, writable: bool) -> None:
        self._steps = list(steps)
        self._count = Words(place="small", tone="muted")
        head = Row(caption(lambda: say("Plan actions")), self._count)
        head.setStretch(0, 1)
        super().__init__(head, gap=2, margins=(14, 10, 14, 8))
        open_ones = sum(not step.was_done for step in steps)
        self.lines: dict[int, TickLine] = {}
        for number, step in enumerate(steps[: max(AT_LEAST, open_ones)]):
            line = TickLine(step.words, partial(_due, step), ticked=step.is_done, enabled=writable)
            line.toggled.connect(partial(self.ticked.emit, number))
            self.lines[number] = line
            self.add(line)
        self.setVisible(bool(steps))
        self.tell(steps)

    def tell(self, steps: Sequence[PlannedStep]) -> None:
        """Say how much is done."""
        done = str(sum(step.is_done for step in steps))
        self._count.set_text(lambda: say("{n} of {total} done", n=done, total=str(len(steps))))


def _due(step: PlannedStep) -> str:
    return "" if step.due is None else say("due {day}", day=day_in_words(step.due))


class NextCard(Card):
    """Next step, next visit, risk now, and what the risk asks for. ``agreed``: the last day that it allows, please."""

    agreed = Signal()

    def __init__(self, fields: Mapping[str, AnswerField]) -> None:
        self._by: date | None = None
        self._rhythm = note()
        self._agree = Button(self._offer, Kind.QUIET, icon="calendar", small=True)
        parts: list[QWidget] = [fields["next_step"]] if "next_step" in fields else []
        super().__init__(*parts, gap=8, margins=(14, 10, 14, 10))
        pair = [fields[key] for key in ("next_visit_on", "risk_level") if key in fields]
        line = side_by_side(*pair, gap=8)
        for at, share in enumerate((3, 2)[: len(pair)]):
            line.setStretch(at, share)
        self.inside.addLayout(line)
        self.add(self._rhythm, Flowing(self._agree))
        self._agree.clicked.connect(self.agreed)

    def tell(self, risk: str | None, days: int | None, by: date, agreed: date | None) -> None:
        """Say how often this risk asks for a visit, and whether the day that was agreed is soon enough.

        ``days`` is None where the time since the release asks for it sooner than the risk.
        """
        self._by = by
        late = agreed is not None and agreed > by
        self._rhythm.set_tone("warn" if late else "muted")
        self._rhythm.set_text(partial(_rhythm, risk, days, by, agreed))
        self._agree.setVisible(agreed is None)
        self._agree.resay()

    def _offer(self) -> str:
        return "" if self._by is None else say("Agree on {day}", day=day_in_words(self._by))


def _rhythm(risk: str | None, days: int | None, by: date, agreed: date | None) -> str:
    if days is None:
        told = say("The calendar since the release asks for a visit by {day}.", day=day_in_words(by))
    else:
        told = say(_AT_RISK.get(risk or "", _NOT_RATED), n=str(days), day=day_in_words(by))
    if agreed is None:
        return told
    day: Text = day_in_words(agreed)
    return f"{told} {say('{day} is later.', day=day) if agreed > by else say('{day} is fine.', day=day)}"
