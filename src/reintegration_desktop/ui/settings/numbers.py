"""Numbers of the policy that wait for a second person: who brought them, what they change, the signature."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.settings.verbs import NumbersLine
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Column, Row, Wide
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note


class WaitingNumbers(QWidget):
    """A card each; ``sign_wanted`` brings the digest of those that are to be signed."""

    sign_wanted = Signal(bytes)

    def __init__(self) -> None:
        super().__init__()
        self._column = Column(gap=12)
        self.setLayout(self._column)
        self.signs: list[Button] = []
        self.hide()

    def show_lines(self, lines: Sequence[NumbersLine]) -> None:
        """Show these in place of what was shown."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.signs = []
        for line in lines:
            self._column.addWidget(Wide(self._card(line), 760))
        self.setVisible(bool(lines))

    def _card(self, line: NumbersLine) -> Card:
        sign = Button(lambda: say("I agree: sign them"), Kind.FIRST, icon="check")
        sign.setVisible(line.signs)
        sign.clicked.connect(partial(self._on_sign, line.digest))
        if line.signs:
            self.signs.append(sign)
        foot = Row(sign)
        foot.addStretch(1)
        inside = [note(_as_it_is(change)) for change in line.changes]
        return Card(
            caption(lambda: say("Numbers that wait for a second person")),
            note(lambda: say("{name} brought them on {day}. Until they are signed, those below are in force.",
                             name=line.who, day=line.day)),
            *inside, foot, gap=8,
        )  # fmt: skip

    def _on_sign(self, digest: bytes, *_: object) -> None:
        self.sign_wanted.emit(digest)


def _as_it_is(words: str) -> Text:
    return words
