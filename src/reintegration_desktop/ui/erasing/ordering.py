"""Ordering that files are erased: which, why, whether the young person asked, what happens then."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from reintegration_desktop.kernel.words import isolate, say, say_many
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.erasing.verbs import ErasureVerbs, KeptFile
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextBox
from reintegration_desktop.ui.inputs.tick_line import TickLine
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.arrange import Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import note


class OrderPage(OverPage):
    """The first of two signatures. ``done`` carries what a commit touched."""

    done = Signal(object)

    def __init__(self, tasks: Tasks, verbs: ErasureVerbs, files: Sequence[KeptFile]) -> None:
        codes = [one.code for one in files]
        alone = len(codes) == 1
        super().__init__(
            tasks,
            lambda: _heading(codes),
            lambda: say("You sign as the first of two.") if alone else say(", ").join(map(isolate, codes)),
        )
        self._verbs, self._files = verbs, tuple(files)
        self.asked = TickLine(lambda: say("The young person asked for it"),
                              lambda: say("Then nothing waits: the file is destroyed as soon as both have signed."),
                              ticked=False)  # fmt: skip
        self.asked.toggled.connect(lambda _: self._tell())
        self.reason = TextBox(lines=3)
        self.reason.textChanged.connect(self._enable)
        why = Field(lambda: say("Why"), self.reason,
                    help=lambda: say("Sealed in the file, and destroyed with it."))  # fmt: skip
        self.warning = Banner("warn", "")
        self.lay_out(
            Wide(Card(self.asked, why, gap=14), 620),
            Wide(self.warning, 760),
            Wide(note(_two), 760),
            does=(lambda: say("Sign the order"), self._on_order),
            kind=Kind.DANGER,
        )
        self.setFocusProxy(self.reason)
        self._tell()
        self._enable()

    def _tell(self) -> None:
        """What comes after the second signature."""
        at_once, days = self.asked.tick.isChecked(), self._verbs.days
        self.warning.tell(
            "warn",
            (lambda: say("After the second signature it can't be taken back"))
            if at_once
            else (lambda: say_many("After the second signature it can be taken back for {n} day",
                                   "After the second signature it can be taken back for {n} days", days)),
            lambda: say("The file then stands in no list. Once it is destroyed, nobody can bring it back: not from a "
                        "backup, not from another office."),
        )  # fmt: skip

    def _enable(self) -> None:
        self.deed.setEnabled(bool(self.reason.toPlainText().strip()))

    def _on_order(self) -> None:
        order, reason = self._verbs.order, self.reason.toPlainText().strip()
        if order is None or not reason:
            return
        self.begin_deed(say("Signing…"))
        work = partial(order, [one.case for one in self._files], reason, self.asked.tick.isChecked())
        self.run(work, self._on_ordered, Lane.WRITER)

    def _on_ordered(self, changes: Changes) -> None:
        self.end_deed()
        self.done.emit(changes)


def _two() -> str:
    return say(
        "The second person finds the order under Waiting for me, or in the settings under Erasing. It can't be "
        "somebody whom you let in, or who let you in. More than five files in thirty days, or more than one in a "
        "hundred, wait for headquarters too."
    )


def _heading(codes: Sequence[str]) -> str:
    if len(codes) == 1:
        return say("Erase the file {code}", code=codes[0])
    return say_many("Erase {n} file", "Erase {n} files", len(codes))
