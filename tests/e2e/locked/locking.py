"""The real program, driven from within until it locks: ``python -m tests.e2e.locked.locking VAULT``.

A name and the passphrase come by line. It writes the key of the database once a case is there, and locks when it is
told to by another line.
"""

import ctypes
import shutil
import sys
import tempfile
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from reintegration_desktop.__main__ import Opener, begin_again
from reintegration_desktop.casework.attachments.adding import Told, add_file
from reintegration_desktop.casework.attachments.looking import found
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.ui.attachments.pages import LOOK
from reintegration_desktop.ui.attachments.strange_page import StrangePage
from reintegration_desktop.ui.pages.intake import IntakePage
from reintegration_desktop.ui.pages.unlock import UnlockPage
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.ui.start import Remembered, Start, begin_application
from reintegration_desktop.vault.roles import Room
from tests.unit.casework.attachments.made import pdf


def drive(start: Start, opener: Opener, name: str, passphrase: str) -> None:
    """Unlock, register somebody, begin a second intake that nobody saves, look at a PDF, lock by the key."""
    studio = Studio()
    assert isinstance(start.page, UnlockPage)
    QTest.keyClicks(start.page.passphrase, passphrase)
    start.page.unlock.click()
    studio.settle(start.tasks)
    window = opener._open.window
    for saved in (True, False):
        page = opener._open.open_intake()
        assert isinstance(page, IntakePage)
        studio.settle(start.tasks)
        QTest.keyClicks(page.form(0, "identification").field("name_first").editor.findChild(QLineEdit), name)
        if saved:
            page.save_action.trigger()
            studio.settle(start.tasks)
    _look_at_a_paper(opener, studio, start)
    ctypes.CDLL(None).prctl(
        4, 1, 0, 0, 0
    )  # or an ordinary user's test could not look into this memory to find it there
    sys.stdout.write(opener._open.program.keyring.database_key().hex() + "\n")
    sys.stdout.flush()
    sys.stdin.readline()
    window.lock_asked.emit()


def _look_at_a_paper(opener: Opener, studio: Studio, start: Start) -> None:
    """Somebody's paper, read by a process of its own; it stands open at the lock."""
    desk, given = opener._open.program.desk, Path(tempfile.mkdtemp()) / "a.pdf"
    with desk.read() as cases:
        (case,) = cases.every()
    given.write_bytes(pdf("One", "Two"))
    record = uuid4()
    add_file(desk, case, given, Told("other", Room.PERSON, ""), None, record)
    shutil.rmtree(given.parent)
    line = found(desk, open_case(desk, case), record)
    assert opener._open.workplace is not None
    opener._open.workplace.go(LOOK, (line, ""))
    page = opener._open.window.findChild(StrangePage)
    assert page is not None
    while not page.view.isVisible():
        studio.settle(start.tasks)


def main() -> None:
    """As ``reintegration_desktop.__main__.main`` puts it together, with hands on the keys."""
    name, passphrase = (sys.stdin.readline().strip() for _ in range(2))
    remembered = Remembered.read()
    running = begin_application(sys.argv[:1], remembered)
    opener = Opener(remembered, begin_again, running.quit, begin_again)
    start = Start(opener, remembered, Path(sys.argv[1]), "0")
    QTimer.singleShot(200, lambda: drive(start, opener, name, passphrase))
    running.exec()


if __name__ == "__main__":
    main()
