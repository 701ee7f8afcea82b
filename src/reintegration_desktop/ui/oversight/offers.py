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
    """``asked``: somebody wants to know; ``chosen``: the change to show, None for the report as it was.

    ``rounding``: every count is to be rounded instead of hidden.
    """

    asked = Signal()
    rounding = Signal()
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(caption(lambda: say("Fewer hidden with one change")), gap=8)
        self._says = Column(gap=8)
        self.add(self._says)
        self.look = Button(lambda: say("Look for one"), icon="eye")
        self.look.clicked.connect(self.asked.emit)
        self.as_it_was = Button(lambda: say("As it was"), icon="undo")
        self.as_it_was.clicked.connect(lambda: self.chosen.emit(None))
        self._much = note("", "text")
        self.round = Button(lambda: say("Round instead"), icon="reports")
        self.round.clicked.connect(self.rounding.emit)
        row = Row(self.look, self.round, self.as_it_was)
        row.addStretch(1)
        self.add(self._much)
        self.add(row)
        self.offer_rounding(0)
        self.begin()

    def begin(self, now: str = "") -> None:
        """Nothing was looked for yet; ``now`` tells what is put together in what is shown."""
        empty(self._says)
        self._says.addWidget(
            note(now or (lambda: say("Neighbouring bands or small areas put together, counted over the whole report.")))
        )
        self.look.setVisible(not now)
        self.as_it_was.setVisible(bool(now))

    def offer_rounding(self, base: int) -> None:
        """Where hiding takes too much; 0: it doesn't, or every count is rounded already."""
        self._much.set_text(
            say("More than a third of the cells is hidden. Rounded to multiples of {base} instead, every cell shows a "
                "number, and rows and columns still add up.", base=base) if base else ""
        )  # fmt: skip
        self._much.setVisible(bool(base))
        self.round.setVisible(bool(base))

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
