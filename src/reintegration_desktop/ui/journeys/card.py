"""Settings, Security: before a journey, and on one."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.journeys.verbs import JourneyVerbs
from reintegration_desktop.ui.picking import Pick, pick_file, pick_new_file
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note


class JourneyCard(QWidget):
    """One way before a journey, two steps after it."""

    def __init__(
        self, tasks: Tasks, verbs: JourneyVerbs, picks: tuple[Pick, Pick] = (pick_new_file, pick_file)
    ) -> None:
        super().__init__()
        self._tasks, self._verbs, self._picks = tasks, verbs, picks
        self._since: date | None = None
        self.give_back = Button(lambda: say("Give my keys back…"), icon="key")
        self.give_back.clicked.connect(verbs.give_back)
        self.save = Button(lambda: say("Save the request…"), icon="upload")
        self.save.clicked.connect(self._on_save)
        self.take = Button(lambda: say("Take the answer in…"), Kind.FIRST, icon="download")
        self.take.clicked.connect(self._on_take)
        self.lock = Button(lambda: say("Lock now"), Kind.FIRST, icon="lock")
        self.lock.clicked.connect(verbs.lock)
        self.told, self.done = Banner("ok", ""), Banner("ok", "", buttons=(self.lock,))
        self._head = caption(self._title)
        self._before, self._away = self._before_part(), self._away_part()
        card = Card(self._head, self._before, self._away, self.told, self.done, gap=12)
        self.setLayout(Column(card))
        for part in (self._away, self.told, self.done):
            part.hide()
        self.ask()

    def ask(self) -> None:
        """Ask whether who is signed in travels."""
        self._tasks.run(self._verbs.since, owner=self, done=self._show)

    def _before_part(self) -> QWidget:
        row = Row(self.give_back)
        row.addStretch(1)
        why = note(
            lambda: say("Before a checkpoint or a border: your passphrase then opens no case here, whoever makes you "
                        "type it. A custodian gives your keys again once you have arrived.")
        )  # fmt: skip
        return Box(Column(why, row, gap=12))

    def _away_part(self) -> QWidget:
        row = Row(self.save, self.take)
        row.addStretch(1)
        self._when = note(self._since_words)
        first = note(lambda: say("1. Save the request and have it carried to a custodian. Speak to them: they decide."))
        second = note(lambda: say("2. Take the answer in that comes back. Then lock, and unlock as ever."))
        return Box(Column(self._when, first, second, row, gap=10))

    def _title(self) -> str:
        return say("Before a journey") if self._since is None else say("On a journey")

    def _since_words(self) -> str:
        if self._since is None:
            return ""
        return say("You gave your keys back on {day}. The cases here are closed.", day=day_in_words(self._since))

    def _show(self, since: date | None) -> None:
        self._since = since
        for words in (self._head, self._when):
            words.resay()
        self._before.setVisible(since is None)
        self._away.setVisible(since is not None)

    def _on_save(self) -> None:
        if chosen := self._picks[0](self, say("Where shall the request go?")):
            self._run(partial(self._verbs.save_request, Path(chosen)), self._on_saved)

    def _on_saved(self, _: object) -> None:
        self.told.tell("ok", lambda: say("The request is saved."), lambda: say("It holds no key that opens here."))
        self.told.show()
        self.told.announce()

    def _on_take(self) -> None:
        if chosen := self._picks[1](self, say("The custodian's answer")):
            self._run(partial(self._verbs.take_again, Path(chosen)), self._on_taken)

    def _on_taken(self, _: object) -> None:
        self.told.hide()
        self._away.hide()
        self.done.tell("ok", lambda: say("Your keys are back."), lambda: say("Lock, and unlock as ever."))
        self.done.show()
        self.done.announce()
        self.lock.setFocus()

    def _run(self, work: partial[None], done: Callable[[Any], None]) -> None:
        self._tasks.run(work, owner=self, done=done, failed=self._on_failed, lane=Lane.WRITER)

    def _on_failed(self, error: Exception) -> None:
        self.told.tell_failure(in_plain_words(error))
        self.told.show()
