"""Settings, Backup: when the last one was written, a new one, where one goes at each lock, and what there is."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.ui.backups.listing import BackupsCard
from reintegration_desktop.ui.backups.verbs import BackupLine, BackupVerbs, Standing
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.picking import Pick, pick_folder
from reintegration_desktop.ui.tasks import Lane, Tasks, Work
from reintegration_desktop.ui.widgets.arrange import Column, Row, Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import Words, caption, note
from reintegration_desktop.ui.working import WorkPlace


class BackupSection(QWidget):
    """``written``: a backup was made, or goes elsewhere from now on."""

    written = Signal()

    def __init__(self, tasks: Tasks, verbs: BackupVerbs, pick: Pick = pick_folder) -> None:
        super().__init__()
        self._tasks, self._verbs, self._pick = tasks, verbs, pick
        self._standing = Standing()
        self.told, self._working = Banner("ok", ""), WorkPlace()
        self.told.hide()
        self.write = Button(lambda: say("Back up now…"), Kind.FIRST, icon="backup")
        self.write.clicked.connect(self._on_write)
        self.choose = Button(lambda: say("Choose the folder…"), icon="usb")
        self.choose.clicked.connect(self._on_choose)
        self.stop_using = Button(lambda: say("No backup at the lock"))
        self.stop_using.clicked.connect(lambda: self._choose(None))
        self._when, self._where = caption(self._last_words), Words(self._where_words, bold=True, wraps=True)
        self._here = note(self._here_words)
        self.backups = BackupsCard(tasks, verbs)
        self.sign = Button(lambda: say("Look and sign…"), icon="check")
        cards: list[QWidget] = [self._now_card(), self._lock_card(), self.backups]
        if verbs.sign is not None:
            self.sign.clicked.connect(verbs.sign)
            cards.append(self._sign_card())
        column = Column(*(Wide(card, 760) for card in cards), gap=16)
        column.addStretch(1)
        self.setLayout(column)
        self.ask()

    def ask(self) -> None:
        """Ask how it stands."""
        self._run(lambda: (self._verbs.standing(), self._verbs.lines()), self._show)

    def _now_card(self) -> Card:
        row = Row(self.write)
        row.addStretch(1)
        why = note(
            lambda: say("A backup is sealed like the vault. Keep it on a stick that lies elsewhere, in another room.")
        )
        return Card(self._when, why, self.told, self._working, row, gap=12)

    def _lock_card(self) -> Card:
        row = Row(self.choose, self.stop_using)
        row.addStretch(1)
        how = note(
            lambda: say("The vault is locked first, at once; the backup is made after that, without any key, and only "
                        "when something is new. The last one of each of seven days and four weeks is kept.")
        )  # fmt: skip
        return Card(caption(lambda: say("At each lock")), self._where, self._here, how, row, gap=10)

    def _sign_card(self) -> Card:
        row = Row(self.sign)
        row.addStretch(1)
        why = note(
            lambda: say("A custodian who brings a backup back over their vault needs a second person who agrees.")
        )
        return Card(caption(lambda: say("A colleague asks to bring a backup back")), why, row, gap=10)

    def _show(self, found: tuple[Standing, Sequence[BackupLine]]) -> None:
        self._standing, lines = found
        for words in (self._when, self._where, self._here):
            words.resay()
        self._here.setVisible(self._standing.folder is not None)
        self.stop_using.setVisible(self._standing.folder is not None)
        self.backups.show_lines(lines)

    def _last_words(self) -> str:
        last = self._standing.last
        return say("Last backup: {day}", day=day_in_words(last)) if last else say("No backup yet")

    def _where_words(self) -> str:
        folder = self._standing.folder
        return isolate(str(folder)) if folder else say("No folder is chosen: no backup is made at the lock.")

    def _here_words(self) -> str:
        now = self._standing
        away = say("Not here now, or another lies in its place: backups are kept on this computer meanwhile.")
        here = say("Here now.") if now.is_here else away
        if now.carried is None:
            return here
        return f"{here} {say('Its newest backup is of {day}.', day=day_in_words(now.carried))}"

    def _on_write(self) -> None:
        if folder := self._pick(self, say("Where shall the backup go?")):
            self.told.hide()
            self.write.set_busy(say("Writing…"))
            progress = self._working.begin(lambda: say("Writing the backup, and reading it back…"))
            self._run(partial(self._verbs.back_up, Path(folder), progress), self._on_written)

    def _on_written(self, sentence: str) -> None:
        self._end()
        self.told.tell("ok", sentence)
        self.told.show()
        self.told.announce()
        self.ask()
        self.written.emit()

    def _on_choose(self) -> None:
        if folder := self._pick(self, say("Where shall the backup at each lock go?")):
            self._choose(Path(folder))

    def _choose(self, folder: Path | None) -> None:
        self._run(partial(self._verbs.choose, folder), self._on_chosen)

    def _on_chosen(self, _: object) -> None:
        self.ask()
        self.written.emit()

    def _run(self, work: Work, done: Callable[[Any], None]) -> None:
        self._tasks.run(work, owner=self, done=done, failed=self._on_failed, lane=Lane.WRITER)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.told.tell_failure(in_plain_words(error))
        self.told.show()

    def _end(self) -> None:
        self.write.set_busy()
        self._working.end()
