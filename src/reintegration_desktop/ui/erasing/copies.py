"""The list of copies under an order: who confirmed, who is waited for, what was given up, which backups are left."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.erasing import words
from reintegration_desktop.casework.erasing.copies import Copies, Copy, Kept
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.erasing.verbs import ErasureVerbs
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.words import Words, small

_Line = tuple[Text, Button | None]


class CopiesList(QWidget):
    """``give_up_asked`` and ``wait_asked`` carry a computer's copy, ``deleted_asked`` a backup's that was carried."""

    give_up_asked = Signal(object)
    wait_asked = Signal(object)
    deleted_asked = Signal(object)

    def __init__(self, copies: Copies, verbs: ErasureVerbs) -> None:
        super().__init__()
        self._verbs, self.buttons = verbs, list[Button]()
        names = verbs.names
        confirmed: list[_Line] = [(partial(_only, words.confirmed_words, one, names), None) for one in copies.confirmed]
        unheard: list[_Line] = [
            (partial(_only, words.unheard_words, one, names), self._give_up(one)) for one in copies.unheard
        ]
        gone: list[_Line] = [(partial(words.given_up_words, one, names), self._wait(one)) for one in copies.given_up]
        backups: list[_Line] = [(partial(words.kept_words, one), self._deleted(one)) for one in copies.backups]
        lists: list[tuple[Text, list[_Line], bool]] = [
            (lambda: say("Confirmed by a receipt"), confirmed, False),
            (lambda: say("Not yet heard from"), unheard, True),
            (lambda: say("Given up"), gone, False),
            (lambda: say("Older copies that may still hold them"), backups, True),
        ]
        shown = [_listed(title, lines, open_=open_) for title, lines, open_ in lists if lines]
        shown.append(small(_papers))
        self.setLayout(Column(*shown, gap=8))

    def _give_up(self, copy: Copy) -> Button | None:
        if self._verbs.give_up is None or not copy.mine:
            return None
        about = partial(_only, words.unheard_words, copy, self._verbs.names)
        return self._button(lambda: say("Give up…"), about, partial(self.give_up_asked.emit, copy))

    def _wait(self, copy: Copy) -> Button | None:
        if self._verbs.wait_again is None or not copy.mine:
            return None
        about = partial(words.given_up_words, copy, self._verbs.names)
        return self._button(lambda: say("Wait for it again"), about, partial(self.wait_asked.emit, copy))

    def _deleted(self, kept: Kept) -> Button | None:
        if self._verbs.deleted is None or kept.within_reach:
            return None
        about = partial(words.kept_words, kept)
        return self._button(lambda: say("It is deleted"), about, partial(self.deleted_asked.emit, kept))

    def _button(self, text: Text, about: Callable[[], str], call: Callable[[], object]) -> Button:
        button = Button(text, small=True)
        button.setAccessibleDescription(about())
        button.clicked.connect(lambda _=False: call())
        self.buttons.append(button)
        return button


def _only(said: Callable[..., list[str]], copy: Copy, names: words.Names) -> str:
    """The sentence about one copy."""
    return "".join(said([copy], names))


def _listed(title: Text, lines: list[_Line], *, open_: bool) -> QWidget:
    """A short list under its heading; in amber what is still open."""
    tone = "warn" if open_ else "muted"
    rows = [_row(text, button) for text, button in lines]
    return Box(Column(Words(title, place="small", bold=True, tone=tone, wraps=True), *rows, gap=4))


def _row(text: Text, button: Button | None) -> QWidget:
    told = Words(text, place="note", wraps=True)
    if button is None:
        return told
    row = Row(told, button, gap=10)
    row.setStretch(0, 1)
    row.setAlignment(button, Qt.AlignmentFlag.AlignVCenter)
    return Box(row)


def _papers() -> str:
    return say(
        "What was printed, photographed or saved out of a file stands in no list: ask who worked with it. Bundles on "
        "sticks open for nobody once the office's pairs of keys were renewed and three months have passed."
    )
