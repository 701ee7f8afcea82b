"""A young person is taken in, found again and visited without a mouse: every key goes to whatever has the focus."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reintegration_desktop.app.program import Program
from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.rules.facts import CaseFilter
from tests.ui.test_start import PASSPHRASE, Started, vault

__all__ = ["vault"]

CTRL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
MANY = 120
_ISOLATES = dict.fromkeys(map(ord, "\u2068\u2069"))


class Keyboard:
    """A person who has lost the mouse."""

    def __init__(self, vault: Path) -> None:
        self.started = Started(vault)
        self.rest()

    @property
    def here(self) -> QWidget:
        """What has the focus."""
        return self.window.focusWidget() or self.window

    @property
    def window(self) -> QWidget:
        return self.started.start.window or self.started.start.page

    @property
    def program(self) -> Program:
        return self.started.opener._open.program

    def rest(self) -> None:
        """Let it happen; a window that opens becomes the active one, as a desktop sees to."""
        self.started.studio.settle(self.started.start.tasks, 0.3)
        self.window.activateWindow()
        self.started.studio.settle(self.started.start.tasks)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(self.here, key, held)
        self.rest()

    def write(self, words: str) -> None:
        QTest.keyClicks(self.here, words)
        self.rest()

    def tab_to(self, name: str) -> None:
        """On and on, until the focus is on something of that name."""
        passed = []
        for _ in range(MANY):
            passed.append(self.here.accessibleName().translate(_ISOLATES))
            if passed[-1].startswith(name):
                return
            QTest.keyClick(self.here, Qt.Key.Key_Tab)
            QApplication.processEvents()
        pytest.fail(f"{name} can't be reached: {passed}")


def the_only(program: Program) -> CaseFile:
    """The file of the one case there is."""
    with program.desk.read() as cases:
        (row,) = cases.rows(list(cases.ids(CaseFilter(status=None))))
        return cases.open(row.id).file


def test_from_the_passphrase_to_a_recorded_visit_by_the_keyboard_alone(qapp: object, vault: Path) -> None:
    keys = Keyboard(vault)
    keys.write(PASSPHRASE)
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_N, CTRL)
    keys.tab_to("First name")
    keys.write("Zawadi")
    keys.tab_to("Girl or woman")
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_S, CTRL)
    who = the_only(keys.program).one("identification")
    assert (who.text("name_first"), who.choice("sex")) == ("Zawadi", "female")
    keys.press(Qt.Key.Key_2, CTRL)
    keys.tab_to("Find a young person")
    keys.write("zawady")
    keys.press(Qt.Key.Key_Return)
    keys.tab_to("Record visit")
    keys.press(Qt.Key.Key_Space)
    keys.tab_to("Safety: 1 of 5")
    keys.write("4")
    keys.press(Qt.Key.Key_Return, CTRL)
    (visit,) = the_only(keys.program).rows("follow_up")
    assert visit.answers.choice("child_seen") == "yes"
    keys.press(Qt.Key.Key_L, CTRL)
    assert keys.started.again == [vault.resolve()]
