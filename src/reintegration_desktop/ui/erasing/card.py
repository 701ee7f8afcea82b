"""One order to erase on its page: what, how it stands, who signed, which copies are left, what one can do."""

from functools import partial

from PySide6.QtCore import Signal

from reintegration_desktop.casework.erasing import words
from reintegration_desktop.casework.erasing.copies import ErasureLine, Standing
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.erasing.copies import CopiesList
from reintegration_desktop.ui.erasing.states import STATES
from reintegration_desktop.ui.erasing.verbs import ErasureVerbs
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.chips import Chip
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.words import Words, caption, note, small

_COPIES_SHOWN = frozenset(
    {
        Standing.SIGNING_AGAIN,
        Standing.WAITING,
        Standing.DATE_IN_DOUBT,
        Standing.HELD,
        Standing.DESTROYED,
        Standing.BUT_GIVEN_UP,
        Standing.EVERYWHERE,
    }
)


class ErasureCard(Card):
    """``sign_asked``, ``back_asked``, ``date_asked``: somebody presses the button; they are there only for who may."""

    sign_asked = Signal()
    back_asked = Signal()
    date_asked = Signal()

    def __init__(self, line: ErasureLine, verbs: ErasureVerbs) -> None:
        self.line, self._verbs = line, verbs
        head = Flowing(caption(partial(words.files_words, line)), Chip(STATES[line.standing]), gap=12)
        super().__init__(head, gap=8)
        if words.codes_words(line):
            self.add(small(partial(words.codes_words, line)))
        signed, following = partial(words.signed_words, line, verbs.names), partial(words.next_words, line, verbs.names)
        self.add(note(signed), Words(following, wraps=True))
        self.copies = CopiesList(line.copies, verbs) if line.standing in _COPIES_SHOWN else None
        if self.copies is not None:
            self.add(self.copies)
        buttons = self._buttons()
        if buttons:
            self.add(Flowing(*buttons))

    def _buttons(self) -> list[Button]:
        found = []
        if self.line.mine_to_sign:
            sign = Button(lambda: say("Look and sign…"), Kind.FIRST, icon="check")
            sign.clicked.connect(self.sign_asked)
            found.append(sign)
        if self.line.standing is Standing.DATE_IN_DOUBT and self._verbs.confirm_date is not None:
            right = Button(lambda: say("The date is right"), icon="clock")
            right.setObjectName("date_is_right")
            right.clicked.connect(self.date_asked)
            found.append(right)
        if self.line.mine_to_take_back:
            back = Button(lambda: say("Take back"), icon="undo")
            back.clicked.connect(self.back_asked)
            found.append(back)
        for button in found:
            button.setAccessibleDescription(words.files_words(self.line))
        return found
