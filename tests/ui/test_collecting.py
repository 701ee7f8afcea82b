"""Cycles are collected from the outermost event loop: under a dialog Qt may still need what Python holds no more."""

import gc
from weakref import ref

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from reintegration_desktop.ui.collecting import Collector

KEYS = ((QLineEdit, "returnPressed", Qt.Key.Key_Return), (QPlainTextEdit, "textChanged", Qt.Key.Key_A),
        (QSpinBox, "valueChanged", Qt.Key.Key_Up))  # fmt: skip


class Dropped(QWidget):
    """A page that holds itself, as one does whose signals hold its methods, with one field in it."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self.itself, self.field = self, field
        QVBoxLayout(self).addWidget(field)


def in_a_loop(*calls) -> None:
    """Call these one after the other from an event loop, and leave it."""
    loop = QEventLoop()
    for call in (*calls, loop.quit):
        QTimer.singleShot(0, call)
    loop.exec()


def fill_the_thresholds() -> None:
    """So much that every generation is full."""
    gc.set_threshold(1, 0, 0)


@pytest.fixture
def collector():
    before = gc.get_threshold(), gc.isenabled()
    yield Collector()
    gc.set_threshold(*before[0])
    if before[1]:
        gc.enable()


@pytest.mark.parametrize(("kind", "signal", "key"), KEYS, ids=lambda one: getattr(one, "__name__", str(one)))
def test_a_page_that_is_dropped_while_a_dialog_stands_over_it_lives_until_the_dialog_is_closed(
    qapp, collector, kind, signal, key
):
    pages = [Dropped(kind())]
    watched, lived = ref(pages[0]), []

    def asked(*_) -> None:
        pages.clear()
        fill_the_thresholds()
        in_a_loop(collector.collect, lambda: lived.append(watched() is not None))

    getattr(pages[0].field, signal).connect(asked)
    pages[0].show()
    in_a_loop(lambda: QTest.keyClick(pages[0].field, key))
    assert lived == [True]
    in_a_loop(collector.collect, collector.collect, collector.collect)
    assert watched() is None
