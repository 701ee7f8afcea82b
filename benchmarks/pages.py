"""Real pages off-screen, with an eye on when they have been painted."""

import os
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from reintegration_desktop.app.program import Program
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.ui.finding.cases import CasesPage
from reintegration_desktop.ui.frame.places import Place
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.theme import dress_first

SIZE = (1366, 690)


class Painted(QObject):
    """Remembers when a widget, or anything of the application, was painted last."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.at = 0.0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - the signature is Qt's
        """See a paint event go by."""
        if event.type() is QEvent.Type.Paint:
            self.at = time.perf_counter()
        return False


class Screen:
    """The program's own window over an open vault, off-screen."""

    def __init__(self, program: Program) -> None:
        self.tasks = Tasks()
        self.open = OpenWindow(program, self.tasks, lambda: None)
        self.open.window.resize(*SIZE)
        self.open.window.show()

    @property
    def cases(self) -> CasesPage:
        """The list of cases, which it opens with or is sent to."""
        if not isinstance(self.open.window.page, CasesPage):
            self.open.window.go(Place.CASES)
        page = self.open.window.page
        assert isinstance(page, CasesPage)
        return page

    def wait(self, until: Callable[[], bool]) -> None:
        """Let what was asked for come, until something holds; after a moment look seldom, as who waits does.

        A loop that never rests takes the interpreter away from the work that it waits for.
        """
        began = time.perf_counter()
        while not until():
            QApplication.processEvents()
            time.sleep(0.0002 if time.perf_counter() - began < 0.1 else 0.01)

    def settle(self) -> None:
        """Until nothing is asked for any more, and everything is painted."""
        while True:
            self.wait(lambda: not self.tasks.busy)
            QApplication.processEvents()
            if not self.tasks.busy:
                return

    def seconds_until_painted(self, painted: Painted, act: Callable[[], object]) -> float:
        """From an act to the last paint that follows from it."""
        began = time.perf_counter()
        act()
        self.settle()
        return max(painted.at - began, 0.0)

    def seconds_until_still(self, act: Callable[[], object]) -> float:
        """From an act until all that it asked for has come and is painted: no less than to the last paint."""
        began = time.perf_counter()
        act()
        self.settle()
        return time.perf_counter() - began

    def close(self) -> None:
        self.tasks.join(5)
        self.open.window.hide()


def application() -> QApplication:
    """The application, dressed; to be kept as long as windows stand."""
    found = QApplication.instance() or QApplication([])
    assert isinstance(found, QApplication)
    dress_first()
    return found


def type_key(widget: QWidget, letter: str) -> None:
    """One key, as a keyboard of any script sends it."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
