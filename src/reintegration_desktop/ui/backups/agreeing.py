"""The second person who agrees that a backup comes back: beside who asks, or on a computer of their own."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Signal

from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.ui.answering import PICKS, AnswerPage, AnswerVerbs, AnswerWords, Picks
from reintegration_desktop.ui.backups.verbs import Agreed
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.passphrase import PassphraseLine
from reintegration_desktop.ui.picking import Pick
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.words import caption, note

REQUEST, ANSWER = "bring-back.request", "bring-back.signed"


class SecondCard(Card):
    """Who agrees, and their passphrase; or a file that they signed. ``changed`` when something was typed or chosen.

    ``ask(file)`` writes the request; ``people`` are names by id, none where everybody works elsewhere.
    """

    changed = Signal()
    ask_wanted = Signal(str)

    def __init__(self, people: Mapping[str, str], picks: tuple[Pick, Callable[..., str]]) -> None:
        self._pick, self._pick_new = picks
        self.file: Path | None = None
        self.who = Dropdown({person: isolate(name) for person, name in people.items()})
        self.who.set_value(next(iter(people), None))
        self.passphrase = PassphraseLine()
        self.ask = Button(lambda: say("Write a request…"), small=True)
        self.take = Button(lambda: say("Take their signature in…"), small=True)
        self.told = note(self._file_words)
        self._who_field = Field(lambda: say("Who agrees?"), self.who)
        self._words_field = Field(lambda: say("Their passphrase, typed by themselves"), self.passphrase)
        super().__init__(
            caption(lambda: say("A second person agrees")),
            note(_why), self._who_field, self._words_field,
            note(lambda: say("Somebody who is not here signs a request on their own computer: Settings, Backup.")),
            Flowing(self.ask, self.take), self.told, gap=10,
        )  # fmt: skip
        self._who_field.setVisible(bool(people))
        self._words_field.setVisible(bool(people))
        self.told.hide()
        self.passphrase.textChanged.connect(self.changed)
        self.ask.clicked.connect(self._on_ask)
        self.take.clicked.connect(self._on_take)

    @property
    def agreed(self) -> Agreed | None:
        """What was typed or chosen; None as long as nothing was."""
        if self.file is not None:
            return Agreed(file=self.file)
        person, words = self.who.value() or "", self.passphrase.text()
        return Agreed(person, words) if person and words else None

    def tell_asked(self, number: str) -> None:
        """The request is written; the number is told to them by voice."""
        self.told.set_text(
            lambda: say("The request is written, for the backup with the number {number}: tell them so. It counts for "
                        "seven days, and for this backup alone.", number=number)
        )  # fmt: skip
        self.told.show()

    def _on_ask(self) -> None:
        if chosen := self._pick_new(self, say("Where shall the request go?"), REQUEST):
            self.ask_wanted.emit(chosen)

    def _on_take(self) -> None:
        if chosen := self._pick(self, say("Which file did they sign?")):
            self.file = Path(chosen)
            self.told.set_text(self._file_words)
            self.told.show()
            self.changed.emit()

    def _file_words(self) -> str:
        return say("Their signature: {file}", file=isolate(self.file.name)) if self.file is not None else ""


class SignRestorePage(AnswerPage):
    """A colleague asks to bring a backup back: who, and one's own signature, in a file that is carried to them."""

    def __init__(self, tasks: Tasks, verbs: AnswerVerbs, picks: Picks = PICKS) -> None:
        words = AnswerWords(
            title=lambda: say("Agree that a backup comes back"),
            told=lambda: say("A custodian of your office asks for it, with a file."),
            first=_speak,
            means=lambda: say("What was saved since that backup leaves their vault, and is kept beside it."),
            deed=lambda: say("Sign…"),
            busy=lambda: say("Signing…"),
            where=lambda: say("Where shall the signed file go?"),
            done=lambda: say("Signed."),
            carry=lambda: say("Carry the file back to them."),
        )
        super().__init__(tasks, words, verbs, picks, ANSWER)


def _why() -> str:
    return say(
        "Nobody brings a backup back alone where somebody else decides as well: what was saved since would leave the "
        "vault on one person's word. Both names stand in the log."
    )


def _speak() -> str:
    return say("By telephone or face to face: do both see the same number, why this backup, what was saved since?")
