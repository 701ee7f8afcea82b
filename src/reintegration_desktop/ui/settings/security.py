"""Security: another passphrase, after how many minutes the vault locks itself, and what this computer lacks."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.swap import InTheClear
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.inputs.choices import ChoiceRow
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.passphrase import PassphraseLine
from reintegration_desktop.ui.journeys.card import JourneyCard
from reintegration_desktop.ui.journeys.verbs import JourneyVerbs
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Column, Row, Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.swap import SwapBanner
from reintegration_desktop.ui.widgets.words import caption, note

MINUTES = (1, 2, 5, 10, 15)
_STAYS, _LOCKS = "stays", "locks"


class SecuritySection(QWidget):
    """``change`` takes the old and the new passphrase and raises what stands against it.

    ``in_the_clear``: whether this computer writes swap onto its disk unencrypted.
    """

    def __init__(
        self, tasks: Tasks, change: Callable[[str, str], None], keep_lock: Callable[[int, bool], None], minutes: int,
        *, when_minimised: bool, in_the_clear: InTheClear, journey: JourneyVerbs | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self._tasks, self._change, self._keep_lock = tasks, change, keep_lock
        self.old, self.new, self.again = PassphraseLine(), PassphraseLine(), PassphraseLine()
        self._again_field = Field(lambda: say("The new one again"), self.again)
        self.told = Banner("ok", "")
        self.told.hide()
        self.change = Button(lambda: say("Change the passphrase"), Kind.FIRST, icon="key")
        self.change.clicked.connect(self._on_change)
        self.lock = ChoiceRow({str(number): _minutes(number) for number in MINUTES})
        self.lock.set_value(str(minutes))
        self.lock.changed.connect(self._on_lock)
        self.minimised = ChoiceRow({_STAYS: lambda: say("It stays open"), _LOCKS: lambda: say("It locks")})
        self.minimised.set_value(_LOCKS if when_minimised else _STAYS)
        self.minimised.changed.connect(self._on_lock)
        self.swap = SwapBanner(in_the_clear)
        self.swap.show_if_wanted()
        cards: list[QWidget] = [self.swap, self._passphrase_card(), self._lock_card()]
        if journey is not None:
            cards.append(JourneyCard(tasks, journey))
        column = Column(*(Wide(card, 620) for card in cards), gap=16)
        column.addStretch(1)
        self.setLayout(column)

    def _passphrase_card(self) -> Card:
        row = Row(self.change)
        row.addStretch(1)
        return Card(
            caption(lambda: say("Passphrase")),
            Field(lambda: say("The passphrase as it is"), self.old),
            Field(lambda: say("The new one"), self.new, help=lambda: say("Five words that do not belong together.")),
            self._again_field,
            self.told,
            row,
            gap=12,
        )

    def _lock_card(self) -> Card:
        told = note(lambda: say("Ctrl+L locks at once. What you typed is kept as a draft."))
        return Card(
            Field(lambda: say("Lock when nobody types, after"), self.lock),
            Field(lambda: say("When the window is minimised"), self.minimised),
            told,
            gap=12,
        )

    def _on_change(self) -> None:
        if self.new.text() != self.again.text():
            self._again_field.set_error(say("The two are not the same."))
            return
        self._again_field.set_error("")
        self.told.hide()
        self.change.set_busy(say("Changing…"))
        work = partial(self._change, self.old.text(), self.new.text())
        self._tasks.run(work, owner=self, done=self._on_changed, failed=self._on_failed, lane=Lane.WRITER)

    def _on_changed(self, _: object) -> None:
        self.change.set_busy()
        for line in (self.old, self.new, self.again):
            line.clear()
            line.hide_words()
        self.told.tell("ok", lambda: say("The passphrase is changed."), lambda: say("The old one opens nothing here."))
        self.told.show()
        self.told.announce()

    def _on_failed(self, error: Exception) -> None:
        self.change.set_busy()
        self.told.tell_failure(in_plain_words(error))

    def _on_lock(self) -> None:
        if (minutes := self.lock.value()) is not None:
            self._keep_lock(int(minutes), self.minimised.value() == _LOCKS)


def _minutes(number: int) -> Text:
    return lambda: say_many("{n} minute", "{n} minutes", number)
