"""The office's pairs of keys: how long they have been in use, and the one page that renews them."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.settings.behind import BehindCard
from reintegration_desktop.ui.settings.verbs import AsksBehind
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.arrange import Column, Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note


class PairsCard(QWidget):
    """A banner with the one way from it; a warning once half a year has gone by."""

    def __init__(self, renew: Callable[[], None] | None) -> None:
        super().__init__()
        self.renew = Button(lambda: say("Renew them…"), icon="key")
        self.renew.setVisible(renew is not None)
        if renew is not None:
            self.renew.clicked.connect(renew)
        self._banner = Banner("info", "", buttons=(self.renew,), icon="key")
        self.setLayout(Column(self._banner))

    def show_pairs(self, since: date | None, *, due: bool) -> None:
        """Say since when, and what for."""
        day = day_in_words(since) if since else ""
        what = (
            (lambda: say("The office's pairs of keys are half a year old: renew them now."))
            if due
            else (lambda: say("The office's pairs of keys are in use since {day}.", day=day))
        )
        self._banner.tell("warn" if due else "ok", what, _why, icon="key")


class RenewPairsPage(OverPage):
    """Says what it does; ``renew`` does it at once, and raises refusals. ``behind`` says who has not heard of it."""

    def __init__(self, tasks: Tasks, renew: Callable[[], object], behind: AsksBehind | None = None) -> None:
        super().__init__(
            tasks,
            lambda: say("Renew the office's pairs of keys"),
            lambda: say("Twice a year, so that a stick that was lost long ago opens for nobody any more."),
        )
        self._renew, self._behind, self.behind = renew, behind, BehindCard()
        self.done = Banner("ok", lambda: say("The pairs are renewed."), _until)
        self.done.hide()
        self.what = Card(
            caption(lambda: say("What it does")),
            note(lambda: say("Makes a new pair for bundles and a new one for cases that other offices hand over.")),
            note(lambda: say("Everybody here keeps their passphrase. No case is written anew; it takes a moment.")),
            note(lambda: say("Other offices hear of it with your next bundle, and seal to the new pairs then.")),
            note(lambda: say("The old halves open what is on its way for three months. Then they are destroyed at the "
                             "next opening, and nobody opens an old bundle again: not you, not headquarters.")),
            gap=8,
        )  # fmt: skip
        self.lay_out(
            self.done, Wide(self.what, 760), Wide(self.behind, 760), does=(lambda: say("Renew"), self._on_renew)
        )

    def _on_renew(self) -> None:
        self.begin_deed(say("One moment..."))
        self.run(self._renew, self._on_renewed, Lane.WRITER)

    def _on_renewed(self, _: object) -> None:
        self.end_deed()
        self.deed.setEnabled(False)
        self.what.hide()
        self.done.show()
        self.done.announce()
        self.changed.emit()
        if self._behind is not None:
            self.run(self._behind, lambda found: self.behind.show_behind(*found))


def _why() -> str:
    return say(
        "Others seal bundles and cases to them. A lost stick opens as long as the half is kept that it was sealed to."
    )


def _until() -> str:
    return say("Send a bundle to every office soon, so that they seal to the new ones.")
