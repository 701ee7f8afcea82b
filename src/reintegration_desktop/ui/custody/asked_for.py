"""What the page of handing over says where the other office asks for the case; and not giving it."""

from functools import partial

from PySide6.QtCore import Signal

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.ui.custody.verbs import AskedFor
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.widgets.arrange import Box, Row
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import Words, note


class AskedForCard(Card):
    """``declined`` carries the code of the reason."""

    declined = Signal(str)

    def __init__(self, asked: AskedFor) -> None:
        super().__init__(gap=10)
        self.add(Words(partial(_since, asked), bold=True, wraps=True))
        self.add(note(_why))
        self.reason = Dropdown(dict(asked.refusals), empty=lambda: say("Choose a reason"))
        self.reason.picked.connect(self._enable)
        self.add(Field(lambda: say("If you don’t give it: why not?"), self.reason,
                       help=lambda: say("The other office reads this.")))  # fmt: skip
        self.no = Button(lambda: say("Don’t give it"), Kind.OTHER)
        self.no.clicked.connect(self._on_decline)
        answer = Row(self.no)
        answer.addStretch(1)
        self.add(Box(answer))
        self._enable()

    def _enable(self, _: object = None) -> None:
        self.no.setEnabled(self.reason.value() is not None)

    def _on_decline(self) -> None:
        if (reason := self.reason.value()) is not None:
            self.declined.emit(reason)


def _since(asked: AskedFor) -> str:
    return say("{office} asks for the file {code}, since {day}.", office=asked.name, code=isolate(asked.code),
               day=day_in_words(asked.on))  # fmt: skip


def _why() -> str:
    return say("You told them that it may be the same young person. Call them before you decide.")
