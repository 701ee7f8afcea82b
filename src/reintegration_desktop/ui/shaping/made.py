"""The templates of the programme's own, as a list: what today's figures hold of each, and what can be done with it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.ui.oversight.emptied import empty
from reintegration_desktop.ui.shaping.verbs import Made
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Rule
from reintegration_desktop.ui.widgets.buttons import Button, IconButton, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import Words, caption, note


class MadeList(Card):
    """``changing``, ``copying``, ``removing`` bring the template that somebody wants that done with."""

    changing = Signal(object)
    copying = Signal(object)
    removing = Signal(object)

    def __init__(self) -> None:
        super().__init__(caption(lambda: say("Made so far")), gap=10)
        self._inside = Column(gap=10)
        self.add(self._inside)
        self.rows: dict[str, dict[str, Button]] = {}

    def show_made(self, made: Sequence[Made]) -> None:
        """Show them, the oldest first."""
        empty(self._inside)
        self.rows = {}
        if not made:
            self._inside.addWidget(note(lambda: say("There is none yet: describe one below.")))
        for at, one in enumerate(made):
            if at:
                self._inside.addWidget(Rule())
            self._inside.addWidget(self._row(one))

    def _row(self, made: Made) -> QWidget:
        label = made.wish.label
        words = Column(Words(isolate(label), bold=True, wraps=True), note(lambda: state_words(made)), gap=2)
        copy = Button(lambda: say("Copy"), small=True)
        copy.clicked.connect(self._teller(self.copying, made))
        buttons: dict[str, Button] = {"copy": copy}
        if not made.released:
            change = Button(lambda: say("Change"), small=True)
            change.clicked.connect(self._teller(self.changing, made))
            remove = IconButton(lambda: say("Remove “{name}”", name=label), "bin", Kind.QUIET)
            remove.clicked.connect(self._teller(self.removing, made))
            buttons = {"change": change, "copy": copy, "remove": remove}
        for button in buttons.values():
            button.setAccessibleDescription(label)
        self.rows[made.wish.name] = buttons
        row = Row(Box(words), *buttons.values(), gap=8)
        row.setStretch(0, 1)
        return Box(row)

    def _teller(self, signal: SignalInstance, made: Made) -> Callable[[], None]:
        return lambda: signal.emit(made.wish)


def state_words(made: Made) -> str:
    """How a template stands: whether it counts at all, what figures hold of it, whether it can still be changed."""
    if not made.fits:
        return say("It doesn't keep to the rules of this version any more, so nothing is counted by it.")
    held = (
        say("With the next figures: {what}.", what=say(", ").join(made.coming)) if made.coming
        else say("Today's figures hold all of it.")
    )  # fmt: skip
    if made.released:
        held = f"{held} {say('A report left by it, so it stays as it is.')}"
    return held
