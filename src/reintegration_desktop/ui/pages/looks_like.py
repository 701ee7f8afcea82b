"""Already known? Found while one types, with the reasons as ticks and three equal answers."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.duplicates import LooksLike
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.ui.widgets.arrange import Column, Row
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.chips import Chip, State
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words, caption, note, small
from reintegration_desktop.ui.workplace import Workplace


class LooksLikePanel(QWidget):
    """``same`` carries the case that somebody says is this person's; nothing is joined without a person."""

    same = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._place = workplace
        self._set_aside: set[object] = set()
        self._found: tuple[LooksLike, ...] = ()
        self._count = small()
        self._cards = Column(gap=8)
        head = Row(Sign("merge", "warn", 18), caption(lambda: say("Already known?")), self._count)
        head.setStretch(1, 1)
        about = note(lambda: say("Found while you type, among the files of this office. In other offices: by asking."))
        foot = note(lambda: say("Nothing is joined without you."))
        column = Column(head, about, self._cards, foot, gap=8)
        column.addStretch(1)
        self.setLayout(column)
        self.show_found(())

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the files that are shown."""
        return tuple(one.code for one in self._found if one.case not in self._set_aside)

    def show_found(self, found: tuple[LooksLike, ...]) -> None:
        """Show who looks alike, less those that were called different."""
        self._found = found
        while (item := self._cards.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        shown = [one for one in found if one.case not in self._set_aside]
        self._count.set_text(lambda: say_many("{n} found", "{n} found", len(shown)))
        for one in shown:
            self._cards.addWidget(self._card(one))

    def _card(self, one: LooksLike) -> Card:
        sure = State("warn", "merge", lambda: say("Looks alike"))
        perhaps = State("neutral", "merge", lambda: say("Perhaps"))
        name = one.name if self._place.names_shown else one.code
        head = Row(Words(name, bold=True, wraps=True), Chip(sure if one.strong else perhaps))
        head.setStretch(0, 1)
        card = Card(head, small(one.code), gap=5, margins=(12, 10, 12, 10))
        for reason in one.reasons:
            line = Row(Sign("check", "ok", 14), Words(reason, place="note", wraps=True), gap=6)
            line.setStretch(1, 1)
            card.add(line)
        same = Button(lambda: say("Same person"), small=True)
        same.clicked.connect(lambda: self.same.emit(one.case))
        other = Button(lambda: say("Different"), small=True)
        other.clicked.connect(partial(self._put_aside, one))
        unsure = Button(lambda: say("Not sure"), small=True)
        unsure.clicked.connect(partial(self._put_aside, one))
        card.add(Row(same, other, unsure, gap=6))
        return card

    def _put_aside(self, one: LooksLike) -> None:
        self._set_aside.add(one.case)
        self.show_found(self._found)
