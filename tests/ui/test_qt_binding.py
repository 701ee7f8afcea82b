"""The binding to Qt keeps what it borrows: a version that doesn't aborts after a few thousand calls."""

import sys

from PySide6.QtWidgets import QLabel


def test_a_call_that_returns_nothing_gives_nothing_away(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(1_000):
        label.setText("Amina")
    assert abs(sys.getrefcount(None) - before) < 500
