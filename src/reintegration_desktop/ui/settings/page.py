"""Settings: sections at the leading side, what one settles beside them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from reintegration_desktop.casework.travel.behind import Behind
from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.ui.backups.section import BackupSection
from reintegration_desktop.ui.frame.sections import Section, SectionNav
from reintegration_desktop.ui.picking import Pick, pick_folder
from reintegration_desktop.ui.settings.erasing import ErasingSection
from reintegration_desktop.ui.settings.look import LanguageSection, LookSection
from reintegration_desktop.ui.settings.people import PeopleSection
from reintegration_desktop.ui.settings.security import SecuritySection
from reintegration_desktop.ui.settings.settling import settling_sections
from reintegration_desktop.ui.settings.told import AboutSection, DataSection
from reintegration_desktop.ui.settings.verbs import PersonLine, Recovery, SettingsVerbs
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import title
from reintegration_desktop.ui.workpage import AskingPage

SECTIONS: Mapping[str, tuple[str, str]] = {
    "look": (marked("Look and text size"), "eye"),
    "language": (marked("Language"), "language"),
    "security": (marked("Security"), "lock"),
    "backup": (marked("Backup"), "backup"),
    "people": (marked("People and keys"), "key"),
    "lists": (marked("Lists and places"), "place"),
    "policy": (marked("Policy"), "shield"),
    "erasing": (marked("Erasing"), "bin"),
    "data": (marked("Where the data lies"), "usb"),
    "about": (marked("About and licences"), "info"),
}


T = TypeVar("T")
_People = tuple[
    Sequence[PersonLine], tuple[Recovery, date | None] | None, tuple[date | None, bool] | None,
    tuple[Sequence[Behind], date] | None, bool | None,
]  # fmt: skip


class SettingsPage(AskingPage):
    """Every change applies at once; ``backed_up``: a backup was written; ``settled``: lists, places or numbers."""

    backed_up = Signal()
    settled = Signal()

    def __init__(self, tasks: Tasks, verbs: SettingsVerbs, section: str = "look", pick: Pick = pick_folder) -> None:
        super().__init__(tasks, "people", "backups", "erasures")
        self._verbs, self._pick = verbs, pick
        self._section = section
        self.navigation = SectionNav(
            {code: Section(partial(say, text), icon) for code, (text, icon) in SECTIONS.items()}
        )
        self.navigation.wanted.connect(self.show_section)
        self.parts = self._make()
        self._stack = QStackedWidget()
        for part in self.parts.values():
            self._stack.addWidget(Scroll(Box(Column(part, margins=(2, 0, 8, 12)))))
        self._title = title(lambda: say(SECTIONS[self._section][0]))
        right = Column(self.failure, self._stack, gap=10)
        self._body = Row(self.navigation, Box(right), gap=20, margins=(24, 0, 16, 0))
        self._body.setStretch(1, 1)
        whole = Column(Box(Column(self._title, margins=(24, 14, 24, 8))), self._body, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._turn(narrow=True)
        self.resay()
        self.show_section(section)

    def show_section(self, code: str) -> None:
        """Go to a section."""
        self._section = code
        self.navigation.show_section(code)
        self._stack.setCurrentIndex(list(SECTIONS).index(code))
        self._title.resay()

    def ask_again(self) -> None:
        """Ask who belongs to the office."""
        people, ways = self._verbs.people, self._verbs.ways
        self.run(
            lambda: (
                people(), _asked(ways.recovery), _asked(ways.pairs), _asked(ways.behind), _asked(ways.keeps_root)
            ),
            self._show_people,
        )  # fmt: skip
        if self._verbs.erasing is not None:
            self.run(self._verbs.erasing.waiting, self._show_waiting)

    def resay(self) -> None:
        """Names in the language of now."""
        self.navigation.setAccessibleName(say("Sections of the settings"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the sections are a list to pick from."""
        super().resizeEvent(event)
        self._turn(narrow=self._is_narrow())

    def rescale(self) -> None:
        """A list beside the section or above it, at the text size of now."""
        self._turn(narrow=self._is_narrow())

    def _is_narrow(self) -> bool:
        return look().below("one_page", self.width() + look().size("nav"))

    def _turn(self, *, narrow: bool) -> None:
        ways = QBoxLayout.Direction
        self._body.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self.navigation.set_narrow(narrow)

    def _make(self) -> dict[str, QWidget]:
        verbs = self._verbs
        backup = BackupSection(self.tasks, verbs.backup, self._pick)
        backup.written.connect(self.backed_up)
        return {
            "look": LookSection(verbs.keep_look),
            "language": LanguageSection(verbs.keep_language),
            "security": SecuritySection(
                self.tasks,
                verbs.change_passphrase,
                verbs.keep_lock,
                verbs.lock_minutes,
                when_minimised=verbs.lock_minimised,
                in_the_clear=verbs.swap_in_the_clear,
                journey=verbs.journey,
            ),
            "backup": backup,
            "people": PeopleSection(verbs.ways),
            **settling_sections(self.tasks, verbs, self.settled.emit),
            "erasing": ErasingSection(verbs.erasing),
            "data": DataSection(verbs.place),
            "about": AboutSection(verbs.version, verbs.licences),
        }

    def _show_waiting(self, number: int) -> None:
        section = self.parts["erasing"]
        if isinstance(section, ErasingSection):
            section.show_waiting(number)
        self.navigation.set_trailing("erasing", str(number or ""))

    def _show_people(self, found: _People) -> None:
        people, recovery, pairs, behind, keeps_root = found
        section = self.parts["people"]
        if isinstance(section, PeopleSection):
            section.show_people(people)
            if recovery is not None:
                section.show_recovery(*recovery)
            if pairs is not None:
                section.show_pairs(pairs[0], due=pairs[1])
            if behind is not None:
                section.behind.show_behind(*behind)
            section.show_root(kept=bool(keeps_root))
        self.navigation.set_trailing("people", str(len(people)))


def _asked(way: Callable[[], T] | None) -> T | None:
    """What a way says, where this role has it."""
    return None if way is None else way()
