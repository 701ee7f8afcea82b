"""Going on with a vault that is older than remembered: what that means, why, the passphrase again; then the lock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.passphrase import PassphraseLine
from reintegration_desktop.ui.inputs.second_person import Agreed, SecondCard, SecondWords
from reintegration_desktop.ui.inputs.texts import TextBox
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.picking import Pick, pick_file, pick_new_file
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.arrange import Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note
from reintegration_desktop.ui.working import WorkPlace
from reintegration_desktop.vault.errors import SecondNeeded


@dataclass(frozen=True, slots=True)
class OlderVerbs:
    """``accept(passphrase, reason, agreed, progress)`` goes on with what lies here and closes the vault, or refuses.

    ``seconds`` are names, by id or label, of who may agree by typing their passphrase here; ``ask(passphrase, file)``
    writes a request for somebody elsewhere, and returns its number.

    ``again`` leads to the page that asks for the passphrase. ``file_too``: what says who may open it is older as well.
    """

    accept: Callable[[str, str, Agreed | None, Progress], object]
    again: Callable[[], None]
    file_too: bool = False
    seconds: Mapping[str, str] = field(default_factory=dict)
    ask: Callable[[str, Path], str] | None = None
    needs_second: bool = False


class OlderPage(OverPage):
    """For a supervisor or a custodian; everybody else is refused once they typed their passphrase."""

    def __init__(
        self, tasks: Tasks, verbs: OlderVerbs, picks: tuple[Pick, Callable[..., str]] = (pick_file, pick_new_file)
    ) -> None:
        super().__init__(
            tasks,
            lambda: say("Go on with an older vault"),
            lambda: say("Only where it was put back on purpose, or where nothing newer is left."),
        )
        self._verbs = verbs
        self.reason, self.passphrase = TextBox(lines=2), PassphraseLine()
        self._working = WorkPlace()
        self._again = Button(lambda: say("Open it anew"), Kind.FIRST, icon="lock")
        self._again.clicked.connect(verbs.again)
        self.done = Banner("ok", lambda: say("The vault goes on from here."), self._then, buttons=(self._again,))
        self.done.hide()
        self.newer = Banner("warn", lambda: say("Is there a newer one anywhere?"), _rather)
        self._question = self._asked()
        self._meaning = self._what()
        self._beside = Wide(self._second_person(picks), 620)
        self.lay_out(
            self.done, Wide(self.newer, 760), Wide(self._meaning, 760), Wide(self._question, 620), self._beside,
            self._working,
            does=(lambda: say("Go on with it"), self._on_accept), kind=Kind.DANGER,
        )  # fmt: skip
        self._beside.setVisible(verbs.needs_second)
        for line in (self.reason, self.passphrase):
            line.textChanged.connect(self._enable)
        self.setFocusProxy(self.reason)
        self._enable()

    def _asked(self) -> Card:
        return Card(
            Field(lambda: say("Why do you go on with it?"), self.reason,
                  help=lambda: say("It stands in the log, with your name.")),
            Field(lambda: say("Your passphrase, once more"), self.passphrase), gap=14,
        )  # fmt: skip

    def _second_person(self, picks: tuple[Pick, Callable[..., str]]) -> SecondCard:
        self.second = SecondCard(self._verbs.seconds, picks, OLDER_WORDS)
        self.second.changed.connect(self._enable)
        self.second.ask_wanted.connect(self._on_ask)
        return self.second

    def _on_ask(self, file: str) -> None:
        if self._verbs.ask is not None:
            self.failure.hide()
            work = partial(self._verbs.ask, self.passphrase.text(), Path(file))
            self.run(work, self.second.tell_asked, Lane.WRITER)

    def _what(self) -> Card:
        told = [
            note(lambda: say("What was saved after this state is given up on this computer. It comes back only with "
                             "bundles of those who received it, or with the newer file itself.")),
            note(lambda: say("This computer goes on as a new device, so that nothing is numbered twice.")),
            note(lambda: say("Every list is drawn anew from the signed log, in case somebody changed one.")),
        ]  # fmt: skip
        if self._verbs.file_too:
            told.insert(0, note(_passphrases, "warn"))
        return Card(caption(lambda: say("What it means")), *told, gap=8)

    def _enable(self, *_: object) -> None:
        lacks = self._beside.isVisibleTo(self) and self.second.agreed is None
        self.second.ask.setEnabled(bool(self.passphrase.text()))
        self.deed.setEnabled(bool(self.reason.toPlainText().strip() and self.passphrase.text()) and not lacks)

    def _on_accept(self) -> None:
        self.passphrase.hide_words()
        progress = self._working.begin(lambda: say("Drawing every list anew from the log…"), can_stop=False)
        self.begin_deed(say("One moment..."))
        words, why = self.passphrase.text(), self.reason.toPlainText()
        agreed = self.second.agreed if self._beside.isVisibleTo(self) else None
        self.second.passphrase.hide_words()
        self.run(partial(self._verbs.accept, words, why, agreed, progress), self._on_accepted, Lane.WRITER)

    def fail(self, error: Exception) -> None:
        """Tell it; what was typed stays, and the passphrase can be typed again."""
        self._working.end()
        super().fail(error)
        if isinstance(error, SecondNeeded):
            self._beside.show()
            self._enable()
            self.second.setFocus()
            return
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def _on_accepted(self, _: object) -> None:
        self._working.end()
        self.end_deed()
        self.passphrase.clear()
        self.second.passphrase.clear()
        for part in (self.newer, self._meaning, self._question, self._beside):
            part.hide()
        self.deed.setEnabled(False)
        self.close_act.setEnabled(False)
        self.done.show()
        self.done.announce()
        self._again.setFocus()

    def _then(self) -> str:
        if self._verbs.file_too:
            return say("Renew the office's keys right after, and remove again whoever was removed since.")
        return say(
            "What you decided stands in the log. Receive from the other offices soon: they may hold what is lost."
        )


def _rather() -> str:
    return say(
        "Another copy of the folder, a stick, a backup: put that in this one's place instead, and nothing is lost. An "
        "older vault that nobody put back on purpose may be somebody's attempt to have a change forgotten."
    )


def _passphrases() -> str:
    return say(
        "Passphrases that were changed since count as they did then, and whoever was removed since can open the vault "
        "again on this computer, until you renew its keys."
    )


def _why_second() -> str:
    return say("Nobody goes on with an older vault alone where somebody else decides as well: what was saved since "
               "would be given up on one person's word. Both names are kept.")  # fmt: skip


def _asked(number: str) -> str:
    return say("The request is written, with the number {number}: tell them so. It counts for seven days, and for this "
               "state of the vault alone.", number=number)  # fmt: skip


OLDER_WORDS = SecondWords(
    why=_why_second,
    elsewhere=lambda: say("Somebody who is not here signs a request on their own computer: Settings, Backup."),
    ask=lambda: say("Write a request…"),
    where=lambda: say("Where shall the request go?"),
    name="go-on.request",
    asked=_asked,
)
"""Of the card for the second person."""
