"""Third step: five generated words, or an own passphrase that is strong enough; typed once more."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.words import language, say
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.passphrase import PassphraseLine
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card, Sunk
from reintegration_desktop.ui.widgets.progress import Bar
from reintegration_desktop.ui.widgets.words import Words, note, small

NEEDED_BITS = 64


class PassphraseStep(QWidget):
    """``suggest`` makes five words, ``judge`` tells an own passphrase's bits;
    ``in_english`` whether the words are English for want of a list. ``changed``: look at ``passphrase``."""

    changed = Signal()

    def __init__(
        self, suggest: Callable[[], str], judge: Callable[[str], float], in_english: Callable[[], bool] = lambda: False
    ) -> None:
        super().__init__()
        self._in_english, self._spoken = in_english, language()
        self._suggest, self._judge = suggest, judge
        self._words, self._own_wanted = suggest(), False
        self.again, self.own = PassphraseLine(), PassphraseLine()
        self._shown = Words(self._words, place="page", bold=True, wraps=True)
        self._strength, self._bits = Bar(), small()
        self._strength.setRange(0, NEEDED_BITS)
        self._again_field = Field(self._again_words, self.again)
        self._lay_out()
        self.again.textChanged.connect(self._on_typed)
        self.own.textChanged.connect(self._on_typed)
        self.setFocusProxy(self.again)
        self._show_way()

    @property
    def passphrase(self) -> str:
        """The passphrase, once it was typed twice alike and is strong enough; else nothing."""
        wanted = self._wanted()
        strong = not self._own_wanted or self._judge(wanted) >= NEEDED_BITS
        return wanted if wanted and strong and _tidy(self.again.text()) == _tidy(wanted) else ""

    @property
    def in_words(self) -> str:
        """What was chosen, for the column; never the words."""
        return say("Your own, chosen") if self._own_wanted else say("Five words, chosen")

    def other_words(self) -> None:
        """Suggest five others."""
        self._words = self._suggest()
        self._shown.set_text(self._words)
        self.again.clear()
        self.changed.emit()

    def choose_own(self, own: bool) -> None:
        """Take an own passphrase, or the suggested words."""
        self._own_wanted = own
        self.again.clear()
        self._show_way()
        self.changed.emit()

    def resay(self) -> None:
        """Words and strength in the language of now; words that somebody began to type stay."""
        if self._spoken != language() and not self.again.text():
            self._spoken = language()
            self.other_words()
        self._borrowed.setVisible(self._in_english())
        self._tell_strength()

    def _wanted(self) -> str:
        return self.own.text() if self._own_wanted else self._words

    def _lay_out(self) -> None:
        other = Button(lambda: say("Other words"), icon="undo", small=True)
        other.clicked.connect(self.other_words)
        own = Button(lambda: say("I want my own"), Kind.QUIET, small=True)
        own.clicked.connect(lambda: self.choose_own(True))
        ways = Row(other, own)
        ways.addStretch(1)
        told = note(lambda: say("Nobody can guess them, and the five make a picture one remembers."))
        self._borrowed = note(lambda: say("There is no list of words in your language yet: these five are English. "
                                          "Copy them letter by letter, or take your own."))  # fmt: skip
        sunk = Sunk(self._shown, margins=(20, 18, 20, 18))
        self._generated = Box(Column(sunk, self._borrowed, told, ways, gap=10))
        back = Button(lambda: say("Take five words instead"), Kind.QUIET, small=True)
        back.clicked.connect(lambda: self.choose_own(False))
        leave = Row(back)
        leave.addStretch(1)
        own_field = Field(lambda: say("Your own passphrase"), self.own, help=_own_help)
        self._own_part = Box(Column(own_field, self._strength, self._bits, leave, gap=8))
        warning = Banner(
            "warn",
            lambda: say("Nobody can look it up for you"),
            lambda: say("Write it on paper until you know it by heart, and keep that paper away from this computer."),
        )
        card = Card(self._generated, self._own_part, self._again_field, warning, gap=16, margins=(24, 20, 24, 22))
        column = Column(Wide(card, 640))
        column.addStretch(1)
        self.setLayout(column)

    def _show_way(self) -> None:
        self._generated.setVisible(not self._own_wanted)
        self._borrowed.setVisible(self._in_english())
        self._own_part.setVisible(self._own_wanted)
        self.setFocusProxy(self.own if self._own_wanted else self.again)
        self._again_field.resay()
        self._tell_strength()

    def _again_words(self) -> str:
        return say("Type it once more") if self._own_wanted else say("Type the five words once")

    def _on_typed(self, _: str) -> None:
        self._tell_strength()
        typed, wanted = _tidy(self.again.text()), _tidy(self._wanted())
        wrong = bool(typed) and not wanted.startswith(typed)
        self._again_field.set_error(say("This differs from what stands above.") if wrong else "")
        self.changed.emit()

    def _tell_strength(self) -> None:
        self._strength.setAccessibleName(say("Strength"))
        if not self._own_wanted:
            return
        bits = int(self._judge(self.own.text())) if self.own.text() else 0
        self._strength.setValue(min(bits, NEEDED_BITS))
        enough = bits >= NEEDED_BITS
        self._bits.set_tone("ok" if enough else "warn")
        told = (
            say("Strong enough.")
            if enough
            else say("{bits} of {needed} bits: add more words.", bits=bits, needed=NEEDED_BITS)
        )
        self._bits.set_text(told)


def _tidy(passphrase: str) -> str:
    return " ".join(passphrase.split())


def _own_help() -> str:
    return say("A sentence of your own that nobody has ever written is better than signs and numbers.")
