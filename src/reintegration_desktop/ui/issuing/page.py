"""Rules for all offices: those in force, those that wait for a second signature, what would be issued now."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.issuing.verbs import Rules, RulesLine, RulesVerbs
from reintegration_desktop.ui.overpage import OverPage, emptied
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import Words, caption, note, small

_WIDEST, _MOST = 760, 12


class RulesPage(OverPage):
    """``wrote`` carries what a commit touched, and whether rules came into force by it."""

    wrote = Signal(object, bool)

    def __init__(self, tasks: Tasks, verbs: RulesVerbs, *, issues: bool) -> None:
        super().__init__(
            tasks,
            lambda: say("Rules for all offices"),
            lambda: say("Numbers, lists, places and services that every office goes by. Headquarters issues them, a "
                        "second person signs, and they go down with the next bundles."),
        )  # fmt: skip
        self._verbs = verbs
        self.newer = Banner("info", lambda: say("Newer rules wait for a newer version of the program"),
                            lambda: say("They are kept, and count once this computer has it."))  # fmt: skip
        self.newer.hide()
        self._force, self._waits = Column(gap=6), Column(gap=12)
        self._would = Column(gap=4)
        force = Card(caption(lambda: say("In force")), Box(self._force), gap=6)
        parts = [Wide(part, _WIDEST) for part in (self.newer, force, Box(self._waits))]
        self.buttons: list[Button] = []
        if issues:
            card = Card(caption(lambda: say("What would be issued now")), Box(self._would), note(_how), gap=8)
            self.lay_out(*parts, Wide(card, _WIDEST), does=(lambda: say("Sign and issue"), self._on_issue))
            self.deed.setEnabled(False)
        else:
            self.lay_out(*parts)
        self._issues = issues

    def ask_again(self) -> None:
        """Ask how it stands."""
        self.run(self._verbs.rules, self._show)

    def _show(self, rules: Rules) -> None:
        self.newer.setVisible(rules.newer)
        for column in (self._force, self._waits, self._would):
            emptied(column)
        self.buttons.clear()
        self._tell_force(rules.in_force)
        for line in rules.waiting:
            self._waits.addWidget(self._waiting(line))
        if self._issues:
            _fill(self._would, rules.would or (), lambda: say("Nothing that differs from the rules in force."))
            self.deed.setEnabled(bool(rules.would))

    def _tell_force(self, line: RulesLine | None) -> None:
        if line is None:
            self._force.addWidget(Words(lambda: say("None yet: each office settles its own."), wraps=True))
            return
        self._force.addWidget(Words(partial(_title, line), bold=True, wraps=True))
        self._force.addWidget(small(partial(_signed, line)))

    def _waiting(self, line: RulesLine) -> Card:
        matter = Column(gap=4)
        _fill(matter, line.changes, lambda: say("Nothing that differs from the rules in force."))
        card = Card(
            caption(lambda: say("Waits for a second signature")),
            Words(partial(_title, line), bold=True, wraps=True),
            small(partial(_until, line)), Box(matter), gap=6,
        )  # fmt: skip
        if line.sign is not None:
            sign = Button(lambda: say("Sign as the second person"), Kind.FIRST, small=True)
            sign.setAccessibleDescription(_title(line))
            sign.clicked.connect(partial(self._on_sign, line.sign))
            self.buttons.append(sign)
            row = Row(sign)
            row.addStretch(1)
            card.add(Box(row))
        return card

    def _on_issue(self) -> None:
        self.begin_deed(say("Signing…"))
        self.run(self._verbs.issue, self._on_issued, Lane.WRITER)

    def _on_issued(self, changes: Changes) -> None:
        self.end_deed()
        self.wrote.emit(changes, False)
        self.ask_again()

    def _on_sign(self, digest: bytes, *_: object) -> None:
        self.failure.hide()
        self.run(partial(self._verbs.sign, digest), self._on_signed, Lane.WRITER)

    def _on_signed(self, changes: Changes) -> None:
        self.wrote.emit(changes, True)
        self.ask_again()


def _fill(column: Column, lines: Sequence[str], nothing: Text) -> None:
    for line in lines[:_MOST]:
        column.addWidget(Words(line, place="note", wraps=True))
    if len(lines) > _MOST:
        column.addWidget(small(lambda: say("and {n} more", n=str(len(lines) - _MOST))))
    if not lines:
        column.addWidget(note(nothing))


def _title(line: RulesLine) -> str:
    return say("Rules number {number}, of {day}", number=str(line.number), day=day_in_words(line.made_on))


def _signed(line: RulesLine) -> str:
    return say("Signed by {people}", people=say(", ").join(line.by))


def _until(line: RulesLine) -> str:
    return say("Brought by {people}; can be signed until {day}", people=say(", ").join(line.by),
               day=day_in_words(line.until))  # fmt: skip


def _how() -> str:
    return say(
        "What you settled here under Lists and Policy. It counts once a second person has signed: somebody else of "
        "headquarters, or a supervisor of an office."
    )
