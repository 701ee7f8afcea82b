"""The numbers of the policy, to change: each with its unit, its usual value and the way back to it; and why."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.programme.settling import Part
from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.settings.book import Book
from reintegration_desktop.ui.settings.policy_words import NAMES, value_words
from reintegration_desktop.ui.theme import px
from reintegration_desktop.ui.widgets.arrange import Box, Column, Grid, Row, Wide
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import note

_YES, _NO = "yes", "no"
_USUAL = Policy()
LARGEST, _WIDEST = 9999, 220


def value_of(typed: str, usual: object) -> Any:
    """What was typed, of the kind that the usual value has; raises ValueError."""
    if isinstance(usual, bool):
        return typed == _YES
    if isinstance(usual, tuple):
        return tuple(map(_number, typed.replace(",", " ").replace("،", " ").split()))
    return _number(typed)


def _number(typed: str) -> int:
    number = int(typed)
    if not 0 <= number <= LARGEST:
        raise ValueError("not a number of the work")
    return number


def _typed(value: object) -> str:
    if isinstance(value, bool):
        return _YES if value else _NO
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


class NumberRow(QWidget):
    """One number: a line, the unit with the usual value under it, a button back to the usual one."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, self._usual = name, getattr(_USUAL, name)
        self.line: TextLine | Dropdown = self._editor()
        field = Field(lambda: say(NAMES[name]), self.line, help=self._usual_words)
        self.back = Button(lambda: say("Back to the usual"), Kind.QUIET, icon="undo", small=True)
        self.back.clicked.connect(lambda: self._take(self._usual))
        self._field = field
        foot = Row(self.back)
        foot.addStretch(1)
        column = Column(field, foot, gap=2)
        column.addStretch(1)
        self.setLayout(column)
        self.rescale()

    @property
    def value(self) -> Any:
        """The number as it is typed; raises ValueError."""
        return value_of(self._text(), self._usual)

    def show_value(self, value: object) -> None:
        """Show a number that was kept."""
        self._put(_typed(value))
        self._judge()

    def rescale(self) -> None:
        """No wider than a number, or some of them, at the text size of now."""
        self.line.setMaximumWidth(px(_WIDEST))

    def _take(self, value: object) -> None:
        self.show_value(value)
        self.changed.emit()

    def _editor(self) -> "TextLine | Dropdown":
        if isinstance(self._usual, bool):
            picks = Dropdown({_YES: lambda: say("Yes"), _NO: lambda: say("No")})
            picks.picked.connect(self._on_changed)
            return picks
        line = TextLine(sealed=False, left_to_right=True)
        line.textEdited.connect(self._on_changed)
        return line

    def _on_changed(self, _: object = None) -> None:
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        """Say what does not fit, and offer the way back where it isn't the usual value."""
        try:
            self.back.setVisible(self.value != self._usual)
            self._field.set_error("")
        except ValueError:
            self.back.setVisible(True)
            self._field.set_error(say("Write whole numbers from 0 to {most}.", most=LARGEST))

    def _usual_words(self) -> str:
        return say("Usually {value}", value=value_words(self.name, self._usual))

    def _text(self) -> str:
        return self.line.text().strip() if isinstance(self.line, TextLine) else self.line.value() or _NO

    def _put(self, text: str) -> None:
        if isinstance(self.line, TextLine):
            self.line.setText(text)
        else:
            self.line.set_value(text)


class PolicySection(QWidget):
    """Numbers are kept together, with a reason that the log keeps; due days of every open case follow."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        names = [one.name for one in fields(Policy) if one.name in NAMES and one.name != "wellbeing"]
        self.rows = {name: NumberRow(name) for name in names}
        self.reason = TextLine()
        self.save = Button(lambda: say("Keep these numbers"), Kind.FIRST, icon="check")
        self._seconds: Sequence[str] = ()
        self.told = note(self._told_words)
        why = Field(
            lambda: say("Why do they change?"), self.reason, help=lambda: say("The log keeps it with your name.")
        )
        foot = Row(self.save)
        foot.addStretch(1)
        grid = Grid(gap=24, row_gap=14)
        for number, row in enumerate(self.rows.values()):
            grid.addWidget(row, number // 2, number % 2)
        card = Card(Box(grid))
        self.setLayout(Column(Wide(Column(self.told, Card(why, Box(foot), gap=12), card, gap=12), 760)))
        self._connect()
        self._show()

    def _connect(self) -> None:
        for row in self.rows.values():
            row.changed.connect(self._enable)
        self.reason.textChanged.connect(self._enable)
        self.save.clicked.connect(self._on_save)
        self._book.changed.connect(self._show)
        self._book.waiting.connect(self._on_waiting)

    def _show(self) -> None:
        for name, row in self.rows.items():
            row.show_value(getattr(self._book.programme.policy, name))
        self.reason.clear()
        self._enable()

    def _on_waiting(self, _: object, seconds: Sequence[str]) -> None:
        self._seconds = seconds
        self.told.resay()

    def _told_words(self) -> str:
        if not self._seconds:
            return say("Nobody else here could sign them: what you keep counts at once, and the log says that you "
                       "decided alone. From the next supervisor, coordinator or auditor on, two sign.")  # fmt: skip
        names = say(", ").join(isolate(name) for name in self._seconds)
        return say("Numbers count once a second person has signed them here ({names}). Deadlines and warnings follow "
                   "at once.", names=names)  # fmt: skip

    def _policy(self) -> Policy | None:
        """The numbers as they are typed; None while one of them is none."""
        try:
            return replace(self._book.programme.policy, **{name: row.value for name, row in self.rows.items()})
        except ValueError:
            return None

    def _enable(self, _: object = None) -> None:
        policy = self._policy()
        changed = policy is not None and policy != self._book.programme.policy
        self.save.setEnabled(changed and bool(self.reason.text().strip()))

    def _on_save(self) -> None:
        if (policy := self._policy()) is not None:
            self.save.set_busy(say("Keeping…"))
            self._book.settle(Part.POLICY, replace(self._book.programme, policy=policy), self.reason.text())
            self.save.set_busy()
