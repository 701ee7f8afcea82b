"""What is copied is marked as secret, and gone once the vault is locked; what others copied stays theirs."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reintegration_desktop.ui.locking.clipboard import SECRET, ClipboardGuard


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    yield qapp.clipboard()
    qapp.clipboard().clear()


def copied(clipboard: QClipboard, qtbot: QtBot, *, ours: bool) -> ClipboardGuard:
    """Somebody's name, copied out of a line."""
    owner = QWidget()
    qtbot.addWidget(owner)
    guard = ClipboardGuard(clipboard, owner, lambda: ours)
    line = QLineEdit("Zawadi", owner)
    line.selectAll()
    line.copy()
    QApplication.processEvents()
    return guard


def test_what_is_copied_here_is_marked_pasted_whole_and_gone_at_the_lock(clipboard: QClipboard, qtbot: QtBot) -> None:
    guard = copied(clipboard, qtbot, ours=True)
    lies = clipboard.mimeData()
    assert lies is not None
    assert {kind: bytes(lies.data(kind).data()) for kind in SECRET} == SECRET
    assert clipboard.text() == "Zawadi"
    guard.clear()
    assert clipboard.text() == ""


def test_what_another_program_copied_is_left_alone(clipboard: QClipboard, qtbot: QtBot) -> None:
    guard = copied(clipboard, qtbot, ours=False)
    lies = clipboard.mimeData()
    assert lies is not None
    assert not any(map(lies.hasFormat, SECRET))
    guard.clear()
    assert clipboard.text() == "Zawadi"
