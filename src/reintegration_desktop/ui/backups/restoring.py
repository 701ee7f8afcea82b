"""Bringing a backup back over the vault: what it does and can't, who agrees, words typed, progress, the lock."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.backups.agreeing import RESTORE_WORDS
from reintegration_desktop.ui.backups.verbs import BackupLine, RestoreVerbs
from reintegration_desktop.ui.backups.words import moment_in_words
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.second_person import SecondCard
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.picking import Pick, pick_file, pick_new_file
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.arrange import Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note
from reintegration_desktop.ui.working import WorkPlace


class RestorePage(OverPage):
    """Afterwards there is one way: the lock."""

    def __init__(
        self, tasks: Tasks, verbs: RestoreVerbs, line: BackupLine,
        picks: tuple[Pick, Callable[..., str]] = (pick_file, pick_new_file),
    ) -> None:  # fmt: skip
        super().__init__(
            tasks,
            lambda: say("Bring a backup back"),
            lambda: say("Of {moment}", moment=moment_in_words(line.made_at)),
        )
        self._verbs, self._line = verbs, line
        self.words = TextLine(sealed=False)
        self._working = WorkPlace()
        self._again = Button(lambda: say("Lock now"), Kind.FIRST, icon="lock")
        self._again.clicked.connect(verbs.lock)
        self.done = Banner("ok", lambda: say("The backup is back."), buttons=(self._again,))
        self.done.hide()
        warning = Banner("warn", lambda: say("What was saved here since then leaves this vault"), _since)
        asked = Field(lambda: say("Type: {words}", words=_wanted()), self.words,
                      help=lambda: say("So that nobody does it by a slip of the hand."))  # fmt: skip
        self._question = Card(asked, gap=12)
        self._beside = Wide(self._second_person(picks), 620)
        self.lay_out(
            self.done, Wide(warning, 760), Wide(self._what(), 760), self._beside, Wide(self._question, 620),
            self._working, does=(lambda: say("Bring it back"), self._on_restore), kind=Kind.DANGER,
        )  # fmt: skip
        self._beside.setVisible(verbs.needs_second)
        self.words.textChanged.connect(self._enable)
        self.setFocusProxy(self.words)
        self._enable()

    def _second_person(self, picks: tuple[Pick, Callable[..., str]]) -> SecondCard:
        self.second = SecondCard(self._verbs.seconds, picks, RESTORE_WORDS)
        self.second.changed.connect(self._enable)
        self.second.ask_wanted.connect(self._on_ask)
        return self.second

    def _what(self) -> Card:
        return Card(
            caption(lambda: say("What stays as it is")),
            note(lambda: say("People, passphrases and keys stay those of today: whoever was removed stays out.")),
            note(lambda: say("Cases that were destroyed since are destroyed again, before anybody opens the vault.")),
            note(lambda: say("The vault as it is now is kept beside this one. Delete it once nothing is missing.")),
            note(lambda: say("This computer goes on as a new device, so that nothing is numbered twice.")),
            gap=8,
        )

    def _enable(self, _: str = "") -> None:
        typed = self.words.text().strip().casefold() == _wanted().casefold()
        self.deed.setEnabled(typed and (not self._verbs.needs_second or self.second.agreed is not None))

    def _on_ask(self, file: str) -> None:
        if self._verbs.ask is not None:
            self.failure.hide()
            self.run(partial(self._verbs.ask, self._line, Path(file)), self.second.tell_asked, Lane.WRITER)

    def _on_restore(self) -> None:
        progress = self._working.begin(lambda: say("Bringing the backup back…"), can_stop=False)
        self.begin_deed(say("Bringing back…"))
        self.second.passphrase.hide_words()
        agreed = self.second.agreed if self._verbs.needs_second else None
        self.run(partial(self._verbs.restore, self._line, agreed, progress), self._on_restored, Lane.WRITER)

    def fail(self, error: Exception) -> None:
        """Tell it; the vault is as it was."""
        self._working.end()
        super().fail(error)

    def _on_restored(self, sentence: str) -> None:
        self._working.end()
        self.end_deed()
        self.second.passphrase.clear()
        self._question.hide()
        self._beside.hide()
        self.deed.setEnabled(False)
        self.close_act.setEnabled(False)
        self.done.tell("ok", lambda: say("The backup is back."), sentence)
        self.done.show()
        self.done.announce()
        self._again.setFocus()


def _wanted() -> str:
    return say("bring back")


def _since() -> str:
    return say("What headquarters or a colleague has of it comes back with their next bundle; the rest is only in the "
               "vault that is kept aside.")  # fmt: skip
