"""Giving a computer up that never comes back: what that means, and why."""

from functools import partial

from PySide6.QtCore import Signal

from reintegration_desktop.casework.erasing import words
from reintegration_desktop.casework.erasing.copies import Copy
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.erasing.verbs import ErasureVerbs
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextBox
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.arrange import Wide
from reintegration_desktop.ui.widgets.buttons import Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note


class GiveUpPage(OverPage):
    """``done`` carries what a commit touched."""

    done = Signal(object)

    def __init__(self, tasks: Tasks, verbs: ErasureVerbs, copy: Copy) -> None:
        super().__init__(
            tasks,
            lambda: say("Give a computer up"),
            lambda: "".join(words.unheard_words([copy], verbs.names)),
        )
        self._verbs, self._copy = verbs, copy
        self.reason = TextBox(lines=3)
        self.reason.textChanged.connect(self._enable)
        what = Card(
            caption(lambda: say("What it means")),
            note(lambda: say("Nobody waits for its receipt any more: not for this order, nor for any other one.")),
            note(lambda: say("What lies on it stays sealed there. It opens to whoever has it and a passphrase of its "
                             "time: think of that before you say that a file is gone.")),
            note(lambda: say("If anything comes from it after all, it stands among those not yet heard from again.")),
            gap=8,
        )  # fmt: skip
        why = Field(lambda: say("Why does it never come back?"), self.reason,
                    help=lambda: say("Broken, burnt, stolen, sold: it stands in the log, with your name."))  # fmt: skip
        self.lay_out(
            Wide(what, 760), Wide(Card(why, gap=12), 620),
            does=(lambda: say("Give it up"), self._on_give_up), kind=Kind.DANGER,
        )  # fmt: skip
        self.setFocusProxy(self.reason)
        self._enable()

    def _enable(self) -> None:
        self.deed.setEnabled(bool(self.reason.toPlainText().strip()))

    def _on_give_up(self) -> None:
        give_up, device = self._verbs.give_up, self._copy.device
        if give_up is None or device is None:
            return
        self.begin_deed(say("One moment..."))
        self.run(partial(give_up, device, self.reason.toPlainText().strip()), self._on_given_up, Lane.WRITER)

    def _on_given_up(self, changes: Changes) -> None:
        self.end_deed()
        self.done.emit(changes)
