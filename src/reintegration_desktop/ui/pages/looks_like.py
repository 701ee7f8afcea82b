"""Already known? Found while one types, with the reasons as ticks and three equal answers."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.duplicates import LooksLike
from reintegration_desktop.casework.steps.compared import Compared, Same, of_intake
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.ui.widgets.arrange import Column, Row
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.chips import Chip, State
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words, caption, note, small
from reintegration_desktop.ui.workplace import Workplace


class LooksLikePanel(QWidget):
    """``same`` carries the case that somebody says is this person's; ``answered`` tells of every answer.

    Nothing is joined without a person. Of whom somebody was said to be different, or not surely the same, nobody is
    asked again.
    """

    same = Signal(object)
    answered = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._place = workplace
        self.said: dict[str, Same] = {}
        self._found: tuple[LooksLike, ...] = ()
        self._count = small()
        self._cards = Column(gap=8)
        head = Row(Sign("merge", "warn", 18), caption(lambda: say("Already known?")), self._count)
        head.setStretch(1, 1)
        about = note(
            lambda: say(
                "Found while you type, among the files of this office. Other offices are asked from the "
                "menu of the case."
            )
        )
        foot = note(lambda: say("Nothing is joined without you."))
        column = Column(head, about, self._cards, foot, gap=8)
        column.addStretch(1)
        self.setLayout(column)
        workplace.names_toggled.connect(lambda _: self.show_found(self._found))
        self.show_found(())

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the files that are shown."""
        return tuple(one.code for one in self._open)

    @property
    def compared(self) -> tuple[Compared, ...]:
        """What is kept with the case: every answer, and who looks much alike and has none yet."""
        return of_intake(self._found, self.said)

    @property
    def _open(self) -> list[LooksLike]:
        return [one for one in self._found if one.code not in self.said]

    def show_found(self, found: tuple[LooksLike, ...]) -> None:
        """Show who looks alike, less those of whom somebody has answered."""
        self._found = found
        while (item := self._cards.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        shown = self._open
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
        other.clicked.connect(partial(self._answer, one, Same.DIFFERENT))
        unsure = Button(lambda: say("Not sure"), small=True)
        unsure.clicked.connect(partial(self._answer, one, Same.NOT_SURE))
        card.add(Flowing(same, other, unsure, gap=6))
        return card

    def _answer(self, one: LooksLike, same: Same) -> None:
        self.said[one.code] = same
        self.show_found(self._found)
        sentence = say("Remembered: somebody else.") if same is Same.DIFFERENT else say("Left to the supervisor.")
        self._place.toast(sentence, partial(self._take_back, one.code))
        self.answered.emit()

    def _take_back(self, code: str) -> None:
        self.said.pop(code, None)
        self.show_found(self._found)
        self.answered.emit()
