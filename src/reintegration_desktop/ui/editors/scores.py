"""The editor of the nine areas' scores, with last time's beside them and a reason where somebody gives one."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.forms.questions import Field
from reintegration_desktop.forms.values import Score, Value
from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.ui.editors.editor import Editor, Setting
from reintegration_desktop.ui.inputs.scores import Domain, ScoreRow
from reintegration_desktop.ui.inputs.scores_head import ScoresHead
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row

AREAS: Mapping[str, tuple[str, str]] = {
    "safety": (marked("no threat, no approach"), "shield"),
    "care_family": (marked("a home that holds"), "family"),
    "community_acceptance": (marked("greeted, included"), "community"),
    "psychosocial": (marked("rest, worry, hope"), "heart"),
    "health": (marked("body, care reached"), "health"),
    "education": (marked("goes, and learns"), "book"),
    "economic": (marked("safe, enough"), "work"),
    "legal_documentation": (marked("identity, no charges"), "papers"),
    "participation": (marked("heard, chooses"), "voice"),
}
ASKS_WHY = 2
_TAB = Qt.FocusReason.TabFocusReason


def area(code: str, label: str) -> Domain:
    """An area of life as a row shows it."""
    hint, icon = AREAS.get(code, ("", "mark"))
    return Domain(code, partial(say, label), partial(say, hint), icon)


class AreaRow(QWidget):
    """One area's score and, once it fell by two or somebody presses R, the reason under it."""

    changed = Signal()
    next_asked = Signal()
    reason_asked = Signal()

    def __init__(self, domain: Domain) -> None:
        super().__init__()
        self._reason_is_elsewhere = False
        self.score = ScoreRow(domain)
        self.reason = TextLine(placeholder=lambda: say("Two words why"))
        self.reason.setAccessibleName(say("Why"))
        self._why = Box(Row(self.reason, margins=(50, 0, 16, 6)))
        self._why.setVisible(False)
        self.setLayout(Column(self.score, self._why, gap=0))
        self.setFocusProxy(self.score)
        self.score.changed.connect(self._on_changed)
        self.score.next_asked.connect(self.next_asked)
        self.score.reason_asked.connect(self._ask_why)
        self.reason.textEdited.connect(self.changed)

    def value(self) -> Score | None:
        """Score and reason, None while it isn't scored."""
        score = self.score.value()
        return None if score is None else Score(score, self.reason.text().strip())

    def set_value(self, value: Score | None) -> None:
        """Show a score."""
        self.score.set_value(None if value is None else value.score)
        if value is None or value.reason != self.reason.text().strip():
            self.reason.setText("" if value is None else value.reason)
        self._show_reason()

    def put_reason_elsewhere(self) -> None:
        """Ask for no reason here: ``reason_asked`` tells who does."""
        self._reason_is_elsewhere = True
        self._why.setVisible(False)

    def _ask_why(self) -> None:
        if self._reason_is_elsewhere:
            self.reason_asked.emit()
            return
        self._why.setVisible(True)
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_changed(self) -> None:
        self._show_reason()
        self.changed.emit()

    def _show_reason(self) -> None:
        if self._reason_is_elsewhere:
            return
        self._why.setVisible(self.score.fell >= ASKS_WHY or bool(self.reason.text()) or self.reason.hasFocus())


class ScoresEditor(Editor):
    """Digits score, Enter goes to the next area.

    ``reason_asked`` carries the area whose reason is asked for, where reasons stand elsewhere; ``done``: Enter in the
    last area.
    """

    reason_asked = Signal(str)
    done = Signal()

    def __init__(self, question: Field, setting: Setting) -> None:
        self._rows = {code: AreaRow(area(code, label)) for code, label in question.choices.items()}
        self.head = ScoresHead()
        inside = QWidget()
        inside.setLayout(Column(self.head, *self._rows.values(), gap=0))
        super().__init__(question, inside)
        order = list(self._rows.values())
        for (code, row), after in zip(self._rows.items(), [*order[1:], None], strict=True):
            row.changed.connect(self.changed)
            row.reason_asked.connect(partial(self.reason_asked.emit, code))
            row.next_asked.connect(self.done if after is None else partial(after.setFocus, _TAB))
        self.setFocusProxy(order[0])

    def value(self) -> dict[str, Score] | None:
        """The areas that are scored."""
        return {code: score for code, row in self._rows.items() if (score := row.value()) is not None} or None

    def set_value(self, value: Value | None) -> None:
        """Show scores."""
        scores = value if isinstance(value, Mapping) else {}
        for code, row in self._rows.items():
            row.set_value(scores.get(code))

    def set_last(self, last: Mapping[str, Score]) -> None:
        """Show last time's scores beside the boxes."""
        for code, row in self._rows.items():
            row.score.set_last(last[code].score if code in last else None)

    def put_reasons_elsewhere(self) -> None:
        """Ask for no reason under a row: whoever shows this asks for it, and hands it over."""
        for row in self._rows.values():
            row.put_reason_elsewhere()

    def reason(self, code: str) -> str:
        """Why an area stands where it does."""
        return self._rows[code].reason.text()

    def give_reason(self, code: str, reason: str) -> None:
        """Take a reason that was typed elsewhere."""
        self._rows[code].reason.setText(reason)
        self.changed.emit()

    def row(self, code: str) -> ScoreRow:
        """The row of an area."""
        return self._rows[code].score

    def same_as_last(self, last: Mapping[str, Score]) -> None:
        """Fill the areas that aren't scored with last time's; each stays changeable."""
        for code, row in self._rows.items():
            if row.value() is None and code in last:
                row.set_value(Score(last[code].score))
        self.changed.emit()

    @property
    def fell(self) -> tuple[str, ...]:
        """The areas that are lower than last time."""
        return tuple(code for code, row in self._rows.items() if row.score.fell)
