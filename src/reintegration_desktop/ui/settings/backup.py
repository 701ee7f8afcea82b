"""Backup: when the last one was written, and a new one."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.picking import Pick, pick_folder
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.arrange import Column, Row, Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note


class BackupSection(QWidget):
    """``back_up`` writes into a folder and says what was written; then ``written`` is told."""

    written = Signal()

    def __init__(
        self, tasks: Tasks, back_up: Callable[[Path], str], last: Callable[[], date | None], pick: Pick = pick_folder
    ) -> None:
        super().__init__()
        self._tasks, self._back_up, self._last, self._pick = tasks, back_up, last, pick
        self.told = Banner("ok", "")
        self.told.hide()
        self.write = Button(lambda: say("Back up now…"), Kind.FIRST, icon="backup")
        self.write.clicked.connect(self._on_write)
        row = Row(self.write)
        row.addStretch(1)
        why = note(
            lambda: say("A backup is sealed like the vault. Keep it on a stick that lies elsewhere, in another room.")
        )
        self._when = caption(self._last_words)
        card = Card(self._when, why, self.told, row, gap=12)
        column = Column(Wide(card, 620))
        column.addStretch(1)
        self.setLayout(column)

    def _last_words(self) -> str:
        last = self._last()
        return say("Last backup: {day}", day=day_in_words(last)) if last else say("No backup yet")

    def _on_write(self) -> None:
        if folder := self._pick(self, say("Where shall the backup go?")):
            self.told.hide()
            self.write.set_busy(say("Writing…"))
            work = partial(self._back_up, Path(folder))
            self._tasks.run(work, owner=self, done=self._on_written, failed=self._on_failed, lane=Lane.WRITER)

    def _on_written(self, sentence: str) -> None:
        self.write.set_busy()
        self.told.tell("ok", sentence)
        self.told.show()
        self.told.announce()
        self._when.resay()
        self.written.emit()

    def _on_failed(self, error: Exception) -> None:
        self.write.set_busy()
        self.told.tell_failure(in_plain_words(error))
