"""The second person of an act that nobody does alone: here, with their passphrase, or by a file that they signed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Signal

from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.passphrase import PassphraseLine
from reintegration_desktop.ui.picking import Pick
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.words import caption, note


@dataclass(frozen=True, slots=True)
class Agreed:
    """How a second person agrees: by their id and passphrase here, or by a file that they signed elsewhere."""

    person: str = ""
    passphrase: str = field(default="", repr=False)
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class SecondWords:
    """What the card says of one act; ``asked(said)`` once the file is written that goes to the second person."""

    why: Callable[[], str]
    elsewhere: Callable[[], str]
    ask: Callable[[], str]
    where: Callable[[], str]
    name: str
    asked: Callable[[str], str]


class SecondCard(Card):
    """Who agrees, and their passphrase; or a file that they signed. ``changed`` when something was typed or chosen.

    ``ask_wanted`` brings the file that the request goes to; ``people`` are names by id, none where everybody works
    elsewhere.
    """

    changed = Signal()
    ask_wanted = Signal(str)

    def __init__(self, people: Mapping[str, str], picks: tuple[Pick, Callable[..., str]], words: SecondWords) -> None:
        self._words = words
        self._pick, self._pick_new = picks
        self.file: Path | None = None
        self.who = Dropdown({person: isolate(name) for person, name in people.items()})
        self.who.set_value(next(iter(people), None))
        self.passphrase = PassphraseLine()
        self.ask = Button(words.ask, small=True)
        self.take = Button(lambda: say("Take their signature in…"), small=True)
        self.told = note(self._file_words)
        self._who_field = Field(lambda: say("Who agrees?"), self.who)
        self._words_field = Field(lambda: say("Their passphrase, typed by themselves"), self.passphrase)
        super().__init__(
            caption(lambda: say("A second person agrees")),
            note(words.why), self._who_field, self._words_field,
            note(words.elsewhere),
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

    def tell_asked(self, said: str) -> None:
        """The file is written; ``said`` is what of it is told to them by voice."""
        self.told.set_text(lambda: self._words.asked(said))
        self.told.show()

    def _on_ask(self) -> None:
        if chosen := self._pick_new(self, self._words.where(), self._words.name):
            self.ask_wanted.emit(chosen)

    def _on_take(self) -> None:
        if chosen := self._pick(self, say("Which file did they sign?")):
            self.file = Path(chosen)
            self.told.set_text(self._file_words)
            self.told.show()
            self.changed.emit()

    def _file_words(self) -> str:
        return say("Their signature: {file}", file=isolate(self.file.name)) if self.file is not None else ""
