"""Signing an order that somebody else began: what it is about, and what the signature does."""

from functools import partial

from PySide6.QtCore import Signal

from reintegration_desktop.casework.erasing import words
from reintegration_desktop.casework.erasing.copies import ErasureLine
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.erasing.verbs import ErasureVerbs
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.arrange import Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import Words, caption, note


class SignPage(OverPage):
    """The second signature, or headquarters'. ``done`` carries what a commit touched."""

    done = Signal(object)

    def __init__(self, tasks: Tasks, verbs: ErasureVerbs, line: ErasureLine) -> None:
        super().__init__(
            tasks,
            lambda: say("Sign an order to erase"),
            lambda: say("Ask who began it, by voice, before you sign."),
        )
        self._verbs, self._line = verbs, line
        card = Card(
            caption(partial(words.files_words, line)),
            *([note(partial(words.codes_words, line))] if words.codes_words(line) else []),
            Words(partial(words.signed_words, line, verbs.names), wraps=True),
            gap=8,
        )
        self.warning = Banner("warn", self._happens, lambda: say("Once a file is destroyed, nobody can bring it back."))
        self.lay_out(
            Wide(card, 760), Wide(self.warning, 760), does=(lambda: say("Sign"), self._on_sign), kind=Kind.DANGER
        )

    def _happens(self) -> str:
        erasure = self._line.erasure
        if erasure.lacks_headquarters and len(erasure.signatures) == 1:
            return say("Headquarters signs besides: before that, nothing is hidden.")
        if erasure.order.asked_by_child:
            return say("With your signature it is destroyed at once, here and wherever it travelled.")
        return say("With your signature it is hidden at once, and destroyed {n} days later unless it is taken back.",
                   n=str(erasure.order.days))  # fmt: skip

    def _on_sign(self) -> None:
        self.begin_deed(say("Signing…"))
        self.run(partial(self._verbs.sign, self._line.erasure.number), self._on_signed, Lane.WRITER)

    def _on_signed(self, changes: Changes) -> None:
        self.end_deed()
        self.done.emit(changes)
