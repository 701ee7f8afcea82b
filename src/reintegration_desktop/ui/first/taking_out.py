"""Taking the programme's root out of a vault: where its two files go, and a passphrase of each holder."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.ui.first.beginning import PathLine
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.passphrase import PassphraseLine
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.picking import Pick, pick_folder
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.arrange import Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.beside import Beside
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note


@dataclass(frozen=True, slots=True)
class TakingOut:
    """Where the two files are written, and the passphrase of each holder."""

    folder: Path
    passphrases: tuple[str, str] = field(repr=False)


class HolderCard(Card):
    """One holder types their passphrase, and once more. ``changed`` tells of any key."""

    changed = Signal()

    def __init__(self, title: Callable[[], str]) -> None:
        self.passphrase, self.again = PassphraseLine(), PassphraseLine()
        self._again = Field(lambda: say("The same once more"), self.again)
        super().__init__(
            caption(title),
            Field(lambda: say("Their passphrase, typed by themselves"), self.passphrase,
                  help=lambda: say("Long enough that nobody guesses it: five words, for instance.")),
            self._again, gap=10,
        )  # fmt: skip
        for line in (self.passphrase, self.again):
            line.textChanged.connect(self.changed)
            line.textChanged.connect(lambda _: self._again.set_error(""))

    @property
    def is_filled(self) -> bool:
        """Whether both lines have something."""
        return bool(self.passphrase.text() and self.again.text())

    def is_fit(self) -> bool:
        """Whether both lines say the same; says so otherwise."""
        same = self.passphrase.text() == self.again.text()
        self._again.set_error("" if same else say("The two differ."))
        return same

    def hide_words(self) -> None:
        """Cover what was typed."""
        self.passphrase.hide_words()
        self.again.hide_words()

    def forget(self) -> None:
        """Take it away once it was used."""
        self.passphrase.clear()
        self.again.clear()


class TakeRootOutPage(OverPage):
    """``take(wish)`` writes both files and forgets the root in the vault; raises refusals."""

    def __init__(self, tasks: Tasks, take: Callable[[TakingOut], object], pick: Pick = pick_folder) -> None:
        super().__init__(
            tasks,
            lambda: say("Take the root out of this vault"),
            lambda: say("Two people keep it from then on, half and half: nobody makes a custodian alone."),
        )
        self._take = take
        self.folder = PathLine(lambda: say("Where the two files go"), pick)
        self.holders = (
            HolderCard(lambda: say("The first holder")), HolderCard(lambda: say("The second holder"))
        )  # fmt: skip
        self.done = Banner("ok", lambda: say("The root is out of this vault."), self._next)
        self.done.hide()
        where = Card(
            Field(lambda: say("Where the two files go"), self.folder,
                  help=lambda: say("A stick, not this computer: each holder takes one of the two files.")),
            gap=12,
        )  # fmt: skip
        self._question = Wide(Beside(*self.holders, equal=True), 860)
        self.lay_out(
            self.done, Wide(self._what(), 860), Wide(where, 860), self._question,
            does=(lambda: say("Take it out"), self._on_take),
        )  # fmt: skip
        self.folder.changed.connect(self._enable)
        for holder in self.holders:
            holder.changed.connect(self._enable)
        self.setFocusProxy(self.folder)
        self._enable()

    def _what(self) -> Card:
        return Card(
            caption(lambda: say("What it means")),
            note(lambda: say("Both files and both passphrases are needed to let in or remove a custodian, and to use "
                             "the recovery sheets.")),
            note(lambda: say("Without them everything else goes on: cases, other people, backups.")),
            note(lambda: say("If one file or passphrase is lost, nobody can make custodians any more.")),
            gap=8,
        )  # fmt: skip

    def _enable(self, _: object = None) -> None:
        self.deed.setEnabled(bool(self.folder.line.text().strip()) and all(one.is_filled for one in self.holders))

    def _on_take(self) -> None:
        for holder in self.holders:
            holder.hide_words()
        if not all([holder.is_fit() for holder in self.holders]):
            return
        first, second = (holder.passphrase.text() for holder in self.holders)
        wish = TakingOut(Path(self.folder.line.text().strip()), (first, second))
        self.begin_deed(say("Writing…"))
        self.run(partial(self._take, wish), self._on_taken, Lane.WRITER)

    def _on_taken(self, _: object) -> None:
        self.end_deed()
        for holder in self.holders:
            holder.forget()
        self._question.hide()
        self.deed.setEnabled(False)
        self.done.show()
        self.done.announce()
        self.changed.emit()

    def _next(self) -> str:
        return say("root-1.json and root-2.json lie in {folder}. Each holder takes one, keeps it apart from the other, "
                   "and deletes it there.", folder=isolate(self.folder.line.text().strip()))  # fmt: skip
