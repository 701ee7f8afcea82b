"""Fewer hidden with one change: what could be put together, with its effect, and the way back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.redesign import Merge, Proposal
from reintegration_desktop.ui.oversight.emptied import empty
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note


class OfferCard(Card):
    """``asked``: somebody wants to know; ``chosen``: the change to show, None for the report as it was."""

    asked = Signal()
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(caption(lambda: say("Fewer hidden with one change")), gap=8)
        self._says = Column(gap=8)
        self.add(self._says)
        self.look = Button(lambda: say("Look for one"), icon="eye")
        self.look.clicked.connect(self.asked.emit)
        self.as_it_was = Button(lambda: say("As it was"), icon="undo")
        self.as_it_was.clicked.connect(lambda: self.chosen.emit(None))
        row = Row(self.look, self.as_it_was)
        row.addStretch(1)
        self.add(row)
        self.begin()

    def begin(self, now: str = "") -> None:
        """Nothing was looked for yet; ``now`` tells what is put together in what is shown."""
        empty(self._says)
        self._says.addWidget(
            note(now or (lambda: say("Neighbouring bands or small areas put together, counted over the whole report.")))
        )
        self.look.setVisible(not now)
        self.as_it_was.setVisible(bool(now))

    def show_offers(self, offers: Sequence[Proposal]) -> None:
        """What was found, each with a way to see it."""
        empty(self._says)
        self.look.hide()
        if not offers:
            self._says.addWidget(
                note(lambda: say("No single change would hide fewer cells, or the report left before."))
            )
        for offer in offers:
            show = Button(lambda: say("Show me"), small=True)
            show.setAccessibleDescription(offer.words)
            show.clicked.connect(self._chooser(offer.merge))
            row = Row(note(offer.words, "text"), show, gap=12)
            row.setStretch(0, 1)
            self._says.addWidget(Box(row))

    def _chooser(self, merge: Merge) -> Callable[[], None]:
        return lambda: self.chosen.emit(merge)
