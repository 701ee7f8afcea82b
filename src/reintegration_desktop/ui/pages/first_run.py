"""The first run: four steps in under three minutes, in the order in which a person can answer."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.swap import InTheClear
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.actions import Act
from reintegration_desktop.ui.failures import Failure
from reintegration_desktop.ui.first.beginning import BeginningStep, Wish
from reintegration_desktop.ui.first.half import Printing
from reintegration_desktop.ui.first.joining import JoiningStep, Request
from reintegration_desktop.ui.first.language import LanguageStep
from reintegration_desktop.ui.first.passphrase import PassphraseStep
from reintegration_desktop.ui.first.recovery import Asked, RecoveryStep
from reintegration_desktop.ui.first.step_column import StepColumn
from reintegration_desktop.ui.first.ways import Beginning
from reintegration_desktop.ui.recovery_sheet import Sheet
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Foot
from reintegration_desktop.ui.widgets.one_of import OneOf
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.swap import SwapBanner
from reintegration_desktop.ui.widgets.words import Words, note

LANGUAGE, VAULT, PASSPHRASE, LAST = range(4)


@dataclass(frozen=True, slots=True)
class FirstRunMeans:
    """What the page is handed: five words, an own passphrase's bits, a printer, the hour, where a vault may lie.

    ``in_english``: the words are English, since there is no list in the reader's language. ``in_the_clear``: whether
    this computer writes swap onto its disk unencrypted.
    """

    suggest: Callable[[], str]
    judge: Callable[[str], float]
    printing: Printing
    time: Callable[[], str]
    default_folder: Path
    in_english: Callable[[], bool] = lambda: False
    in_the_clear: InTheClear = InTheClear.NO


class FirstRunPage(QWidget):
    """Four steps. The program answers by methods.

    ``begin_asked(wish, passphrase)``: the program begins, then calls ``show_recovery`` (a new vault, one restored),
    ``show_request`` (joining) or goes on; ``refused`` if it could not. ``explore_asked`` needs no passphrase.
    ``recovery_kept``: four words of two sheets were typed back; ``later_asked``: not today.
    ``request_saved(file)``, answered by ``show_saved``, and ``answer_given(file, code)`` are joining's.
    ``look_chosen``: language or look changed.
    """

    begin_asked = Signal(object, str)
    explore_asked = Signal()
    recovery_kept = Signal()
    later_asked = Signal()
    request_saved = Signal(str)
    answer_given = Signal(str, str)
    look_chosen = Signal()

    def __init__(self, means: FirstRunMeans, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._means, self._here = means, LANGUAGE
        self.language, self.beginning = LanguageStep(), BeginningStep(means.default_folder)
        self.passphrase = PassphraseStep(means.suggest, means.judge, means.in_english)
        self.last: RecoveryStep | JoiningStep | None = None
        self.column = StepColumn(
            [
                lambda: say("Language and text size"),
                lambda: say("A vault for your cases"),
                lambda: say("Passphrase"),
                self._last_title,
            ]
        )
        self._title, self._second = Words(place="page", bold=True, wraps=True), note()
        self._number, self._banner = Words(place="note", tone="muted"), Banner("danger", "")
        self.swap = SwapBanner(means.in_the_clear)
        self._lay_out()
        self._connect()
        self.go(LANGUAGE)

    @property
    def wish(self) -> Wish:
        """What was chosen in the second step."""
        return self.beginning.wish

    def go(self, step: int) -> None:
        """Show a step."""
        self._here = step
        self._banner.hide()
        self.swap.show_if_wanted(here=step == PASSPHRASE)
        self.column.go(step)
        self._steps.show_one(step)
        self.resay()
        self._enable()
        self._scroll.verticalScrollBar().setValue(0)
        self._steps.shown.setFocus()

    def show_recovery(self, sheets: tuple[Sheet, Sheet], asked: tuple[Asked, Asked]) -> None:
        """The vault exists: put its recovery key on two sheets."""
        self._set_last(RecoveryStep(sheets, asked, self._means.printing, self._means.time))

    def show_request(self, request: Request) -> None:
        """The keys are made: carry the request to a custodian, and the answer back."""
        step = JoiningStep(request)
        step.save_asked.connect(self.request_saved)
        self._set_last(step)

    def show_saved(self) -> None:
        """The request was written where it was asked for."""
        if isinstance(self.last, JoiningStep):
            self.last.show_saved()

    def set_busy(self, busy: bool) -> None:
        """While keys are derived."""
        self.next.set_busy(say("One moment...") if busy else "")
        if not busy:
            self._enable()

    def refused(self, failure: Failure) -> None:
        """It could not be begun: say why, and let the person change something."""
        self.set_busy(False)
        self._banner.tell_failure(failure)

    def resay(self) -> None:
        """Titles and buttons in the language of now."""
        titles = (say("Welcome"), say("A vault for your cases"), say("Your passphrase"), self._last_heading())
        seconds = (
            say("Choose how you read best. Everything works without a network."),
            say("A vault is a folder. What you write lies in it, sealed, and nowhere else."),
            say("It opens the vault, and nothing else does."),
            self._last_second(),
        )
        self._title.set_text(titles[self._here])
        self._second.set_text(seconds[self._here])
        self._number.set_text(say("Step {n} of {all}", n=self._here + 1, all=len(titles)))
        self.next.set_words(self._next_words())
        self.column.set_detail(LANGUAGE, self.language.in_words if self._here > LANGUAGE else "")
        self.column.set_detail(VAULT, self.beginning.in_words if self._here > VAULT else "")
        self.column.set_detail(PASSPHRASE, self.passphrase.in_words if self._here > PASSPHRASE else "")
        recovers = self._here == LAST and isinstance(self.last, RecoveryStep)
        stop = say("Your vault exists already. If you stop now, the program asks for the two sheets next time.")
        self.column.set_foot(stop if recovers else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the column shows circles only."""
        super().resizeEvent(event)
        self._fit()

    def rescale(self) -> None:
        """Choose again at the text size of now."""
        self._fit()

    def _fit(self) -> None:
        self.column.set_rail(look().below("one_page", self.width()))

    def _set_last(self, step: RecoveryStep | JoiningStep) -> None:
        self.set_busy(False)
        if self.last is not None:
            self._steps.take(self.last)
        self.last = step
        self._steps.add(step)
        step.changed.connect(self._enable)
        self.column.set_title(LAST, self._last_title)
        self.go(LAST)

    def _on_next(self) -> None:
        if self._here == VAULT and self.wish.beginning is Beginning.EXPLORE:
            self.explore_asked.emit()
        elif self._here == PASSPHRASE:
            self.begin_asked.emit(self.wish, self.passphrase.passphrase)
        elif self._here < PASSPHRASE:
            self.go(self._here + 1)
        elif isinstance(self.last, JoiningStep):
            self.answer_given.emit(*self.last.answer)
        else:
            self.recovery_kept.emit()

    def _on_back(self) -> None:
        if LANGUAGE < self._here < LAST:
            self.go(self._here - 1)

    def _enable(self) -> None:
        """The way on is open once a step is whole."""
        whole = {
            LANGUAGE: True,
            VAULT: self.wish.is_whole,
            PASSPHRASE: bool(self.passphrase.passphrase),
            LAST: self.last is not None and self.last.is_done,
        }
        self.next.setEnabled(whole[self._here])
        self.back.setVisible(LANGUAGE < self._here < LAST)
        recovers = self._here == LAST and isinstance(self.last, RecoveryStep)
        self.later.setVisible(recovers)
        self._hint.setVisible(recovers)

    def _next_words(self) -> str:
        if self._here == LAST:
            return say("Join") if isinstance(self.last, JoiningStep) else say("Open my vault")
        if self._here == VAULT and self.wish.beginning is Beginning.EXPLORE:
            return say("Look round")
        return say("Next")

    def _last_title(self) -> str:
        return say("Joining") if self.wish.beginning is Beginning.JOIN else say("Recovery")

    def _last_heading(self) -> str:
        return (
            say("A file there, a file back")
            if isinstance(self.last, JoiningStep)
            else say("Two sheets for two holders")
        )

    def _last_second(self) -> str:
        if isinstance(self.last, JoiningStep):
            return say("A custodian of the office certifies your keys. Both of you type the other's code.")
        return say(
            "If nobody's passphrase opens this vault any more, the two halves together do. One alone opens nothing. "
            "Nobody else can help: not headquarters by itself, and not we who made the program. Choose two holders "
            "outside this office."
        )

    def _lay_out(self) -> None:
        self._steps = OneOf(self.language, self.beginning, self.passphrase)
        head = Row(self._title, self._number)
        head.setStretch(0, 1)
        inside = Column(head, self._second, self._banner, self._steps, self.swap, gap=10, margins=(28, 20, 28, 20))
        inside.setStretch(3, 1)
        self._scroll = Scroll(Box(inside))
        self.next = Button(lambda: say("Next"), Kind.FIRST, key="Ctrl+Return")
        self.back = Button(lambda: say("Back"), key="Alt+Left")
        self.later = Button(lambda: say("Later"), Kind.QUIET)
        self._hint = note(lambda: say("The sheets name no child and no case."))
        foot = Foot([self.back, self._hint], [self.later, self.next])
        right = Column(self._scroll, foot, gap=0)
        row = Row(self.column, Box(right), gap=0)
        row.setStretch(1, 1)
        self.setLayout(row)

    def _connect(self) -> None:
        self.next.clicked.connect(self._on_next)
        self.back.clicked.connect(self._on_back)
        self.later.clicked.connect(self.later_asked)
        self.language.chosen.connect(self.look_chosen)
        self.beginning.changed.connect(self._on_wish)
        self.passphrase.changed.connect(self._enable)
        Act(self, lambda: say("Next"), "Ctrl+Return", self.next.click)
        Act(self, lambda: say("Back"), "Alt+Left", self.back.click)

    def _on_wish(self) -> None:
        self.column.set_title(LAST, self._last_title)
        self.resay()
        self._enable()
