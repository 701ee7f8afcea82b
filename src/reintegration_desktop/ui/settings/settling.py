"""The sections in which a programme is settled: to change for who may, to read for everybody else."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.programme.settling import Part
from reintegration_desktop.ui.settings.book import Book
from reintegration_desktop.ui.settings.entries import EntriesSection
from reintegration_desktop.ui.settings.issued import RulesLine
from reintegration_desktop.ui.settings.numbers import WaitingNumbers
from reintegration_desktop.ui.settings.places import PlacesSection
from reintegration_desktop.ui.settings.policy import PolicySection
from reintegration_desktop.ui.settings.told import lists_section, policy_section
from reintegration_desktop.ui.settings.verbs import SettingsVerbs
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.widgets.arrange import Box, Column


def settling_sections(tasks: Tasks, verbs: SettingsVerbs, told: Callable[[], Any]) -> dict[str, QWidget]:
    """Lists with places, and policy."""
    settles, programme = verbs.settles, verbs.programme
    rules = RulesLine(verbs.rules)
    parts = settles.parts if settles is not None else frozenset[Part]()
    found: dict[str, QWidget] = {"lists": lists_section(programme), "policy": policy_section(lambda: programme)}
    if settles is not None and Part.LISTS in parts:
        lists = Book(tasks, programme, settles, told)
        found["lists"] = _together(lists, EntriesSection(lists), PlacesSection(lists))
    if settles is not None:
        policy = Book(tasks, programme, settles, told)
        numbers = PolicySection(policy) if Part.POLICY in parts else _told(policy)
        found["policy"] = _together(policy, _waiting(policy), numbers)
        policy.ask_waiting()
    return {**found, "policy": Box(Column(rules, found["policy"], gap=12))}


def _told(book: Book) -> QWidget:
    """The numbers in force, for who only reads them, said anew once they are others."""
    section = policy_section(lambda: book.programme)
    book.changed.connect(section.resay)
    return section


def _waiting(book: Book) -> WaitingNumbers:
    """Numbers that wait for a second person, asked again whenever something was settled."""
    waiting = WaitingNumbers()
    waiting.sign_wanted.connect(book.sign)
    book.waiting.connect(lambda lines, _: waiting.show_lines(lines))
    book.changed.connect(book.ask_waiting)
    return waiting


def _together(book: Book, *sections: QWidget) -> QWidget:
    made = Box(Column(book.banner, *sections, gap=16))
    book.setParent(made)
    return made
