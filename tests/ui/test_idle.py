"""A laptop that nobody touches locks itself."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from reintegration_desktop.ui.locking.idle import MINUTE, IdleLock


def test_it_locks_when_nobody_touches_it(qapp, qtbot):
    owner, locked = QWidget(), []
    qtbot.addWidget(owner)
    IdleLock(qapp, lambda: locked.append(True), 50 / MINUTE, owner)
    qtbot.waitUntil(lambda: bool(locked), timeout=5000)
    assert locked == [True]


def test_a_key_begins_the_wait_anew(qapp, qtbot):
    owner, locked = QWidget(), []
    qtbot.addWidget(owner)
    owner.show()
    IdleLock(qapp, lambda: locked.append(True), 1500 / MINUTE, owner)
    for _ in range(4):
        QTest.qWait(500)
        QTest.keyClick(owner.windowHandle(), Qt.Key.Key_A)
    assert locked == []


def test_a_window_that_opens_later_counts_too(qapp, qtbot):
    owner, later, locked = QWidget(), QWidget(), []
    qtbot.addWidget(owner)
    qtbot.addWidget(later)
    IdleLock(qapp, lambda: locked.append(True), 1500 / MINUTE, owner)
    later.show()
    later.activateWindow()
    qtbot.waitActive(later)
    for _ in range(4):
        QTest.qWait(500)
        QTest.keyClick(later.windowHandle(), Qt.Key.Key_A)
    assert locked == []
