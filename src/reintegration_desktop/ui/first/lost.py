"""The passphrase is lost: two halves typed, who one is, a new passphrase; and the vault opens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.first.passphrase import PassphraseStep
from reintegration_desktop.ui.first.root import RootBrought, RootCard
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.fields import Field, side_by_side
from reintegration_desktop.ui.inputs.texts import TextBox
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.picking import Pick, pick_file
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.arrange import Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption


@dataclass(frozen=True, slots=True)
class LostVerbs:
    """``recover(label, halves, passphrase, root)`` opens the vault and returns what is open; raises refusals.

    ``labels`` are who has a slot; ``suggest`` makes five words, ``judge`` tells an own passphrase's bits;
    ``in_english`` whether the words are English for want of a list; ``root_is_away``: two people keep the
    programme's root, and bring it.
    """

    recover: Callable[[str, tuple[str, str], str, RootBrought | None], Any]
    labels: Sequence[str]
    suggest: Callable[[], str]
    judge: Callable[[str], float]
    in_english: Callable[[], bool] = lambda: False
    root_is_away: bool = False


class LostPage(OverPage):
    """``recovered`` brings the open vault; ``closed`` leads back to the unlock page."""

    recovered = Signal(object)

    def __init__(self, tasks: Tasks, verbs: LostVerbs, pick: Pick = pick_file) -> None:
        super().__init__(
            tasks,
            lambda: say("I lost the passphrase"),
            lambda: say("The two recovery sheets together give you a new one. One alone opens nothing."),
        )
        self._verbs = verbs
        self.who = Dropdown({label: label for label in verbs.labels})
        self.who.set_value(verbs.labels[0] if verbs.labels else None)
        self.halves = (TextBox(lines=3), TextBox(lines=3))
        self.passphrase = PassphraseStep(verbs.suggest, verbs.judge, verbs.in_english)
        self.root = RootCard(pick, _why_root)
        self._root = Wide(self.root, 860)
        custodian = Banner(
            "info",
            lambda: say("Without the sheets, a custodian can let you in anew."),
            lambda: say("Nobody can look your passphrase up: not headquarters, and not we who made the program."),
        )
        self.lay_out(
            Wide(custodian, 860), Wide(self._halves_card(), 860), self._root, self.passphrase,
            does=(lambda: say("Open the vault"), self._on_open),
        )  # fmt: skip
        for half in self.halves:
            half.textChanged.connect(self._enable)
        self._root.setVisible(verbs.root_is_away)
        self.root.changed.connect(self._enable)
        self.passphrase.changed.connect(self._enable)
        self.setFocusProxy(self.halves[0])
        self._enable()

    def _halves_card(self) -> Card:
        first = Field(lambda: say("The words of half 1"), self.halves[0], help=_half_help)
        second = Field(lambda: say("The words of half 2"), self.halves[1], help=_half_help)
        who = Field(lambda: say("Who are you?"), self.who)
        who.setVisible(len(self._verbs.labels) > 1)
        return Card(caption(lambda: say("From the two sheets")), who, side_by_side(first, second), gap=12)

    def _enable(self) -> None:
        typed = all(half.toPlainText().strip() for half in self.halves)
        lacks_root = self._verbs.root_is_away and self.root.brought is None
        self.deed.setEnabled(typed and bool(self.passphrase.passphrase) and not lacks_root)

    def _on_open(self) -> None:
        first, second = (half.toPlainText().strip() for half in self.halves)
        self.begin_deed(say("Opening..."))
        label, chosen = self.who.value() or "", self.passphrase.passphrase
        root = self.root.brought if self._verbs.root_is_away else None
        self.root.hide_words()
        self.run(partial(self._verbs.recover, label, (first, second), chosen, root), self.recovered.emit, Lane.WRITER)


def _why_root() -> str:
    return say("The two people who keep the programme's root come, too: it certifies your new keys. They bring their "
               "files and type their passphrases here; nothing of it is kept.")  # fmt: skip


def _half_help() -> str:
    return say("Twenty words and the one that checks them, with blanks between.")
