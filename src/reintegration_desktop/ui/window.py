"""The window: navigation, the page one is on, the status bar. Its title is the product's name, never a case's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.actions import Act
from reintegration_desktop.ui.failures import Failure
from reintegration_desktop.ui.frame.navigation import Navigation
from reintegration_desktop.ui.frame.places import Place, title_of
from reintegration_desktop.ui.frame.status import StatusBar
from reintegration_desktop.ui.keys import open_keys
from reintegration_desktop.ui.page import Page
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, come_to_rest
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.toasts import Toaster

_FRAME = 4


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in, as the frame shows it."""

    name: str
    role: Text


class Window(QWidget):
    """The frame round every page. Pages are made when they are first visited.

    ``lock_asked`` and ``close_asked`` are answered by the program; ``names_shown`` switches discreet mode.
    """

    lock_asked = Signal()
    close_asked = Signal()
    names_shown = Signal(bool)
    went = Signal(object)

    def __init__(self, pages: Mapping[Place, Callable[[], QWidget]], signed_in: SignedIn) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._make, self._made = dict(pages), dict[Place, QWidget]()
        self._decide_way: Callable[[], None] | None = None
        self._training, self._names, self._over = False, True, list[QWidget]()
        self.navigation = Navigation(list(pages), signed_in.name, signed_in.role)
        self.status = StatusBar()
        self._stack = QStackedWidget()
        self.toaster = Toaster(self._stack)
        self.failure = self._failure_banner()
        right = Column(self._failure, self._stack, self.status, gap=0)
        right.setStretch(1, 1)
        row = Row(self.navigation, Box(right), gap=0)
        row.setStretch(1, 1)
        self._outer = row
        self.setLayout(row)
        self._connect()
        self.resay()
        self.rescale()

    @property
    def page(self) -> QWidget | None:
        """The page one is on."""
        return self._stack.currentWidget()

    def go(self, place: Place) -> None:
        """Go to a place, unless the page one is on asks first."""
        if not self._may_leave():
            self._mark_place()
            return
        while self._over:
            self._drop(self._over.pop())
        if place not in self._made:
            self._made[place] = self._make[place]()
            self._stack.addWidget(self._made[place])
        self._place = place
        self.navigation.show_place(place)
        self._show(self._made[place])
        self.went.emit(place)

    def open_over(self, page: QWidget, place: Place | None = None) -> None:
        """Show a page that has no line in the navigation, a case or a form, over the one that led to it."""
        if page in self._over:
            self._over.remove(page)
        self._over.append(page)
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._show(page)
        if place is not None:
            self.navigation.show_place(place)

    def back(self) -> None:
        """Leave a page that lies over another one; the one below is as it was left."""
        if self._over and self._may_leave():
            self._drop(self._over.pop())
            self._show(self._over[-1] if self._over else self._made[self._place])
            self._mark_place()

    def keep(self) -> None:
        """Have every page seal what was typed and not saved."""
        for page in (*self._made.values(), *self._over):
            if isinstance(page, Page):
                page.keep()

    def tell(self, changes: Changes) -> None:
        """A commit touched topics: pages that show them ask again."""
        for page in (*self._made.values(), *self._over):
            if isinstance(page, Page):
                page.touched(changes.topics)

    def fail(self, failure: Failure, way: Callable[[], None] | None = None) -> None:
        """Say over every page what nobody expected; it stays until somebody has read it.

        ``way`` leads to where somebody who may decides about it.
        """
        self._decide_way = way
        self.decide.setVisible(way is not None)
        self.failure.tell_failure(failure)
        self._failure.show()

    def tell_again(self) -> None:
        """What was told last still holds: nobody has decided about it."""
        self._failure.show()

    def show_training(self, training: bool) -> None:
        """A frame and a word, as long as invented cases are open."""
        self._training = training
        self.status.set_training(training)
        self.rescale()

    def without_names(self) -> None:
        """For a role that reads no name there is nothing to switch."""
        self.navigation.names.hide()
        self.removeAction(self._names_act)

    def show_names(self, shown: bool) -> None:
        """Say whether names are shown or codes only."""
        self._names = shown
        self.navigation.set_names(shown)

    def resay(self) -> None:
        """The product's name in the language of now."""
        self.setWindowTitle(say("Reintegration"))

    def rescale(self) -> None:
        """Frame and rail at the text size of now."""
        edge = _FRAME if self._training else 0
        self._outer.set_margins((edge, edge, edge, edge))
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Under 1200 effective px the navigation is a rail."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever put the program together decides when it ends."""
        event.ignore()
        self.close_asked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The training frame."""
        super().paintEvent(event)
        if self._training:
            edge, painter = px(_FRAME), QPainter(self)
            inside = self.rect().adjusted(edge, edge, -edge, -edge)
            painter.setClipRegion(QRegion(self.rect()).subtracted(QRegion(inside)))
            painter.fillRect(self.rect(), look().colour("training"))
            painter.end()

    def _failure_banner(self) -> Banner:
        read = Button(lambda: say("Read"), small=True)
        self.decide = Button(lambda: say("Decide…"), small=True)
        banner = Banner("danger", "", buttons=(self.decide, read))
        self._failure = Box(Column(banner, margins=(24, 12, 24, 0)))
        self._failure.hide()
        self.decide.hide()
        self.decide.clicked.connect(self._on_decide)
        read.clicked.connect(self._failure.hide)
        return banner

    def _on_decide(self) -> None:
        self._failure.hide()
        if self._decide_way is not None:
            self._decide_way()

    def _connect(self) -> None:
        self.navigation.went.connect(self.go)
        self.navigation.lock.clicked.connect(self.lock_asked)
        self.navigation.names.clicked.connect(self._switch_names)
        self.status.help_asked.connect(self.show_keys)
        for number, place in enumerate(self._make, 1):
            Act(self, partial(title_of, place), f"Ctrl+{number}", partial(self.go, place), everywhere=True)
        Act(self, lambda: say("Lock now"), "Ctrl+L", self.lock_asked.emit, everywhere=True)
        self._names_act = Act(self, lambda: say("Show names, or codes only"), "F8", self._switch_names, everywhere=True)
        Act(self, lambda: say("Keys and help"), "F1", self.show_keys, everywhere=True)
        Act(self, lambda: say("Keys and help"), "?", self.show_keys, everywhere=True)

    def show_keys(self) -> None:
        """What one can do here, and by which key."""
        page = self._stack.currentWidget()
        if page is not None:
            open_keys(self, page, self.actions())

    def _switch_names(self) -> None:
        self.show_names(not self._names)
        self.names_shown.emit(self._names)

    def _may_leave(self) -> bool:
        page = self._stack.currentWidget()
        return page.may_leave() if isinstance(page, Page) else True

    def _mark_place(self) -> None:
        self.navigation.show_place(self._place)

    def _show(self, page: QWidget) -> None:
        """A page has the focus where it had it last."""
        self._stack.setCurrentWidget(page)
        come_to_rest()
        (page.focusWidget() or page).setFocus()

    def _drop(self, page: QWidget) -> None:
        """A page that goes keeps what was typed since its last draft."""
        if isinstance(page, Page):
            if page.stays:
                return
            page.keep()
        self._stack.removeWidget(page)
        page.deleteLater()

    def _fit(self, width: int) -> None:
        rail = look().below("rail", width)
        self.navigation.set_rail(rail)
        self.status.set_narrow(look().below("one_page", width))
