"""What the list of cases is narrowed to: words, status, risk, caseworker; and filters saved under a name."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from reintegration_desktop.casework.search.filters import SavedFilter
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.ui.finding.saved_filters import SavedFilters
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.search import SearchBox
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Row
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.popover import Popover
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.roles import Role, Room

MINE, NOBODY, PERSON = "mine", "nobody", "person:"
_STATUS = {"open": "open", "closed": "closed", "any": None}
_ONE_LINE = 860


class CaseFilters(QWidget):
    """``changed`` tells that something else is looked for; ``saved`` is the popover of saved filters."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._place = workplace
        self.search = SearchBox(self._hint, lambda: say("Find a young person"))
        self.status = Dropdown(
            {"open": lambda: say("Open"), "closed": lambda: say("Closed"), "any": lambda: say("Open and closed")}
        )
        self.risk = Dropdown(
            {"high": lambda: say("High risk"), "medium": lambda: say("Medium risk"), "low": lambda: say("Low risk")},
            empty=lambda: say("Any risk"),
        )
        self.worker = Dropdown(_workers({}), empty=lambda: say("Everybody's"))
        if workplace.desk.me.role is Role.CASEWORKER:
            self.worker.set_value(MINE)
        self.button = Button(lambda: say("Saved filters"), icon="filter")
        self.saved = SavedFilters(workplace)
        self._lay_out()
        self._connect()
        self.resay()

    def _hint(self) -> str:
        """What can be sought: who can't read names finds by code."""
        named = Room.PERSON in self._place.desk.me.readable
        return say("Find by name, nickname, code or place") if named else say("Find by code")

    @property
    def wanted(self) -> CaseFilter:
        """The workflow facts that are wanted."""
        status, chosen = _STATUS[self.status.value() or "open"], self.worker.value()
        return CaseFilter(status, self.risk.value(), self.worker_wanted, nobody=chosen == NOBODY)

    @property
    def worker_wanted(self) -> UUID | None:
        """The caseworker whose cases are wanted; None for everybody's, or those of nobody."""
        chosen = self.worker.value() or ""
        if chosen == MINE:
            return self._place.desk.me.id
        return UUID(chosen.removeprefix(PERSON)) if chosen.startswith(PERSON) else None

    def show_workers(self, people: Mapping[str, str]) -> None:
        """Offer these people, names by id, besides one's own cases and those that nobody has."""
        self.worker.set_entries(_workers(people))

    def clear(self) -> None:
        """Look for everything that this person looks at first."""
        self.search.clear()

    def now(self, name: str) -> SavedFilter:
        """What is looked for now, under a name."""
        return SavedFilter(
            name, self.search.text(), self.status.value() or "", self.risk.value() or "", self.worker.value() or ""
        )

    def use(self, kept: SavedFilter) -> None:
        """Look for what was saved."""
        self.status.set_value(kept.status or "open")
        self.risk.set_value(kept.risk or None)
        self.worker.set_value(kept.worker or None)
        self.search.blockSignals(True)
        self.search.setText(kept.typed)
        self.search.blockSignals(False)
        self._popover.leave()
        self.changed.emit()

    def open_saved(self) -> None:
        """Show the saved filters, with a line to save this one."""
        self.saved.ask()
        corner = self.button.mapTo(self.window(), self.button.rect().topLeft())
        self._popover.setParent(self.window())
        self._popover.open_at(QRect(corner, self.button.size()))
        self.saved.setFocus()

    def resay(self) -> None:
        """Accessible names in the language of now."""
        for part, name in (
            (self.status, say("Open or closed")), (self.risk, say("Risk")), (self.worker, say("Caseworker"))
        ):  # fmt: skip
            part.setAccessibleName(name)

    def fit(self, width: float) -> None:
        """One line where there is room for it, in px at 100 %; else the search above the rest."""
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if width >= _ONE_LINE else ways.TopToBottom)

    def _lay_out(self) -> None:
        narrow = Row(self.status, self.risk, self.worker, self.button)
        narrow.addStretch(0)
        self._row = Row(self.search, Box(narrow))
        self._row.setStretch(0, 1)
        self.fit(0)
        self.setLayout(self._row)
        self._popover = Popover(lambda: say("Saved filters"), self.saved, self)

    def _connect(self) -> None:
        for part in (self.status, self.risk, self.worker):
            part.picked.connect(self.changed)
        self.search.sought.connect(self.changed)
        self.button.clicked.connect(self.open_saved)
        self.saved.drawn.connect(self._popover.rescale)
        self.saved.used.connect(self.use)
        self.saved.kept.connect(lambda name: self.saved.keep(self.now(name)))


def _workers(people: Mapping[str, str]) -> dict[str, Text]:
    named: dict[str, Text] = {
        f"{PERSON}{person}": name for person, name in sorted(people.items(), key=lambda one: one[1].casefold())
    }
    return {MINE: lambda: say("My cases"), **named, NOBODY: lambda: say("Nobody's")}
