"""The unlock page: painted before anything heavy is imported; no case, no count."""

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.progress import Stoppable
from reintegration_desktop.kernel.words import isolate, say, say_many
from reintegration_desktop.ui.failures import Failure
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.languages import LanguagePicker
from reintegration_desktop.ui.inputs.passphrase import PassphraseLine
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import px
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.beside import Beside
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card, Sunk
from reintegration_desktop.ui.widgets.ground import HillyGround
from reintegration_desktop.ui.widgets.progress import Working
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words, small

_CARD = 456
_LOOK = 300


@dataclass(frozen=True, slots=True)
class KnownVault:
    """What may be shown of a vault before it is open: its name, when it was last opened here, who can open it."""

    name: str
    last_opened: Text
    labels: tuple[str, ...] = ()
    last_label: str = ""


class UnlockPage(HillyGround):
    """Asks for the passphrase. The program answers ``unlock_asked(label, passphrase)`` by ``refused`` or by going on.

    ``other_asked``, ``lost_asked`` and ``where_asked`` are the ways beside it; ``decide_asked`` the one that goes on
    with an older vault; ``language_chosen`` is to be kept.
    """

    unlock_asked = Signal(str, str)
    other_asked = Signal()
    lost_asked = Signal()
    where_asked = Signal()
    decide_asked = Signal()
    language_chosen = Signal(str)

    def __init__(self, vault: KnownVault, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._left = 0
        self.passphrase, self.who = PassphraseLine(), Dropdown({})
        self.unlock = Button(lambda: say("Unlock"), Kind.FIRST, key="Enter")
        self._caps = self._caps_line()
        self._vault_name, self._vault_last = Words(bold=True, wraps=True), small()
        self._tick = QTimer(self, interval=1000)
        self._progress, self._look = Stoppable(), QTimer(self, interval=_LOOK)
        self._working: Working | None = None
        self._long = Column(gap=0)
        self._news = Column(self._long, gap=0)
        self._lay_out(version)
        self._connect()
        self.show_vault(vault)

    @cached_property
    def banner(self) -> Banner:
        """What was said last; made when there is something to say, which is after the first paint."""
        made = Banner("warn", "", buttons=(self.decide,))
        made.hide()
        self._news.insertWidget(0, made)
        return made

    @cached_property
    def decide(self) -> Button:
        """The way to go on with an older vault, beside what was said of it."""
        made = Button(lambda: say("Decide…"), small=True)
        made.hide()
        made.clicked.connect(self.decide_asked)
        return made

    def show_vault(self, vault: KnownVault) -> None:
        """Ask for this vault's passphrase; who is asked for only where several can open it."""
        self._vault_name.set_text(isolate(vault.name))
        self._vault_last.set_text(vault.last_opened)
        self.who.set_entries({label: label for label in vault.labels})
        self.who.set_value(vault.last_label or (vault.labels[0] if vault.labels else None))
        self._who_field.setVisible(len(vault.labels) > 1)

    def set_busy(self, busy: bool) -> None:
        """While the key is derived: the button says so, and the field is quiet."""
        self.unlock.set_busy(say("Opening...") if busy else "")
        self.passphrase.setReadOnly(busy)
        if not busy:
            self._look.stop()
            self._end_working()
            self._enable()

    def watch(self, progress: Stoppable) -> None:
        """Show how far the opening is, once it turns out to be long: after a removal everything is written anew."""
        self._progress = progress
        self._look.start()

    def refused(self, failure: Failure, *, decides: bool = False) -> None:
        """Something else than a wrong passphrase: say it in its own words.

        ``decides``: with the way for who may go on all the same.
        """
        self.set_busy(False)
        self.decide.setVisible(decides)
        self.banner.tell_failure(failure)
        self._show_banner()

    def tell(self, sentence: str, second: str, tone: str = "info") -> None:
        """Say something that is no trouble: what was asked for, or went well."""
        self.decide.hide()
        self.banner.tell(tone, sentence, second)
        self.banner.show()
        self._show_banner()

    def show_work(self, working: QWidget | None) -> None:
        """Show how far something is that goes on while nobody has unlocked; None when it has ended."""
        while (item := self._work.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        if working is not None:
            self._work.addWidget(working)
        self._beside.setVisible(working is not None)

    def missed(self, misses: int, seconds: int) -> None:
        """The passphrase did not open the vault; the next try in so many seconds, told in words."""
        self.set_busy(False)
        self.decide.hide()
        self._misses, self._left = misses, seconds
        self.passphrase.selectAll()
        self.passphrase.setFocus()
        self._tell_wait()
        self.banner.announce()
        if seconds:
            self._tick.start()

    def showEvent(self, event: QShowEvent) -> None:
        """The passphrase has the focus."""
        super().showEvent(event)
        self.passphrase.setFocus()

    def _ask(self) -> None:
        if self.unlock.isEnabled() and self.passphrase.text():
            self.passphrase.hide_words()
            self.unlock_asked.emit(self.who.value() or "", self.passphrase.text())

    def _on_tick(self) -> None:
        self._left = max(0, self._left - 1)
        self._tell_wait()
        if not self._left:
            self._tick.stop()

    def _tell_wait(self) -> None:
        """The banner counts down; then it says only that the passphrase was not the right one."""
        left, misses = self._left, self._misses
        missed = say_many("{n} try missed.", "{n} tries missed.", misses)
        second = f"{say('That passphrase did not open the vault.')} {missed} {say('Nothing in it was changed.')}"
        if left:
            self.banner.tell(
                "warn", say_many("Next try in {n} second", "Next try in {n} seconds", left), second, icon="wait"
            )
        else:
            self.banner.tell("warn", say("That passphrase did not open the vault."), f"{missed} {say('Try again.')}")
        self.banner.show()
        self._show_banner()
        self._enable()

    def _show_banner(self) -> None:
        """Where the window is low, scroll to what was said, once it has its place."""
        QTimer.singleShot(0, self.banner, lambda: self._scroll.ensureWidgetVisible(self.banner))

    def _enable(self) -> None:
        self.unlock.setEnabled(bool(self.passphrase.text()) and not self._left)

    def _connect(self) -> None:
        self.passphrase.textChanged.connect(self._enable)
        self.passphrase.returnPressed.connect(self._ask)
        self.passphrase.caps_lock.connect(self._caps.setVisible)
        self.unlock.clicked.connect(self._ask)
        self._tick.timeout.connect(self._on_tick)
        self._look.timeout.connect(self._on_look)
        self._languages.chosen.connect(self.language_chosen)
        self._enable()

    def _on_look(self) -> None:
        if self._progress.done:
            self._look.stop()
            self._working = Working(lambda: say("Writing everything anew under the office's new keys…"), self._progress)
            self._long.addWidget(self._working)

    def _end_working(self) -> None:
        if self._working is not None:
            self._working.hide()
            self._working.deleteLater()
            self._working = None

    def _caps_line(self) -> QWidget:
        line = Row(
            Sign("arrow-up", "warn"), Words(lambda: say("Caps Lock is on"), place="note", bold=True, tone="warn")
        )
        line.addStretch(1)
        shown = Box(line)
        shown.hide()
        return shown

    def _lay_out(self, version: str) -> None:
        self._languages = LanguagePicker()
        top = Row(margins=(24, 16, 24, 0))
        top.addStretch(1)
        top.addWidget(self._languages)
        middle = Row()
        middle.addStretch(1)
        middle.addWidget(self._centre())
        middle.addStretch(1)
        inside = Column(top, gap=24)
        inside.addStretch(1)
        inside.addLayout(middle)
        inside.addStretch(2)
        self._scroll = Scroll(Box(inside))
        page = Column(self._scroll, self._foot(version), gap=0)
        page.setStretch(0, 1)
        self.setLayout(page)
        self.rescale()

    def _centre(self) -> QWidget:
        """The brand over the card."""
        brand = Row(gap=12)
        brand.addStretch(1)
        brand.addWidget(Sign("mark", "accent", 28))
        brand.addWidget(Words(lambda: say("Reintegration"), place="section", bold=True, tone="accent"))
        brand.addStretch(1)
        self._work = Column(gap=0)
        self._beside = Card(Box(self._work))
        self._beside.hide()
        self._centred = Box(Column(brand, self._card(), self._beside, gap=16))
        return self._centred

    def _card(self) -> Card:
        other = Button(lambda: say("Other..."), small=True)
        other.clicked.connect(self.other_asked)
        vault = Row(Sign("cases", "accent", 20), Column(self._vault_name, self._vault_last, gap=2), other, gap=14)
        vault.setStretch(1, 1)
        self._who_field = Field(lambda: say("Who are you?"), self.who)
        field = Field(lambda: say("Passphrase"), self.passphrase)
        lost = Button(lambda: say("I lost the passphrase"), Kind.QUIET, small=True)
        lost.clicked.connect(self.lost_asked)
        where = Button(lambda: say("Where is my data?"), Kind.QUIET, small=True)
        where.clicked.connect(self.where_asked)
        leading, trailing = Row(lost), Row(where)
        leading.addStretch(1)
        trailing.insertStretch(0, 1)
        ways = Beside(Box(leading), Box(trailing), gap=0)
        heading = Words(lambda: say("Open the vault"), place="page", bold=True, wraps=True)
        return Card(
            heading, Sunk(vault, margins=(14, 10, 12, 10)), self._who_field, field, self._caps,
            Box(self._news), self.unlock, ways, gap=12, margins=(28, 22, 28, 14),
        )  # fmt: skip

    def _foot(self, version: str) -> QWidget:
        sealed = small(lambda: say("Works without a network. What you write stays on this computer, sealed."))
        number = small(lambda: say("Version {version}", version=version))
        row = Row(Sign("shield-check", "muted", 14), sealed, number, gap=8, margins=(24, 8, 24, 12))
        row.setStretch(1, 1)
        return Box(row)

    def rescale(self) -> None:
        """The card's width at the text size of now."""
        self._centred.setFixedWidth(px(_CARD))
