"""The navigation at the leading edge: places, names, lock, who is signed in; a rail of icons where it is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.frame.nav_item import NavItem
from reintegration_desktop.ui.frame.places import ICONS, Place, title_of
from reintegration_desktop.ui.frame.signed_in import Brand, Person
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Box, Column
from reintegration_desktop.ui.widgets.scroll import Scroll


class Navigation(QFrame):
    """The whole bar; where it is low its places scroll.

    ``went`` tells where to; it chooses nothing by itself: the window says where one is.
    """

    went = Signal(object)

    def __init__(self, places: Sequence[Place], name: str, role: Text) -> None:
        super().__init__()
        self.setObjectName("nav")
        self._brand, self._person = Brand(), Person(name, role)
        self.items = {place: self._item(place, number) for number, place in enumerate(places, 1)}
        self.names = NavItem(lambda: say("Names shown"), "eye", key="F8", place=False)
        self.lock = NavItem(lambda: say("Lock now"), "lock", key="Ctrl+L", place=False)
        inside = Column(*self.items.values(), gap=4)
        inside.addStretch(1)
        self._places = Scroll(Box(inside))
        self._places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = Column(self._brand, self._places, gap=4, margins=(8, 8, 8, 10))
        column.setStretch(1, 1)
        for widget in (self.names, self.lock, self._person):
            column.addWidget(widget)
        self.setLayout(column)
        self.set_rail(False)

    def show_place(self, place: Place) -> None:
        """Mark where one is."""
        self.items[place].setChecked(True)

    def set_count(self, place: Place, count: int) -> None:
        """How many things wait at a place; nothing where the role has no such place."""
        if place in self.items:
            self.items[place].set_count(count)

    def set_names(self, shown: bool) -> None:
        """Say whether names are shown or codes only."""
        if shown:
            self.names.set_words(lambda: say("Names shown"), "eye")
        else:
            self.names.set_words(lambda: say("Codes only"), "eye-off")

    def set_rail(self, rail: bool) -> None:
        """Show icons only, or everything."""
        self._rail = rail
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if rail else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._places.setVerticalScrollBarPolicy(bar)
        for item in self._all():
            item.set_rail(rail)
        self.rescale()

    def rescale(self) -> None:
        """Its width at the text size of now; wider where a language needs it."""
        now = look()
        wide = max((item.sizeHint().width() for item in self._all()), default=0) + 2 * px(8)
        self.setFixedWidth(now.size("nav_rail") if self._rail else max(now.size("nav"), wide))

    def resay(self) -> None:
        """Another language may need another width."""
        for item in self._all():
            item.resay()
        self.rescale()

    def _all(self) -> list[Brand | NavItem | Person]:
        return [self._brand, *self.items.values(), self.names, self.lock, self._person]

    def _item(self, place: Place, number: int) -> NavItem:
        item = NavItem(lambda: title_of(place), ICONS[place], key=f"Ctrl+{number}")
        item.clicked.connect(lambda: self.went.emit(place))
        return item
