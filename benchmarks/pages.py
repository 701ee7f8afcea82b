"""Real pages off-screen, with an eye on when they have been painted."""

import os
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from reintegration_desktop.app.program import Program
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.theme import dress_first
from reintegration_desktop.ui.workplace import Workplace

SIZE = (1366, 690)


class Painted(QObject):
    """Remembers when a widget was painted last."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.at = 0.0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - the signature is Qt's
        """See a paint event go by."""
        if event.type() is QEvent.Type.Paint:
            self.at = time.perf_counter()
        return False


class Pages:
    """The place where pages stand: the lanes, the workplace, the application."""

    def __init__(self, program: Program) -> None:
        self._application = QApplication.instance() or QApplication([])
        dress_first()
        self.tasks = Tasks()
        self.place = Workplace(program.desk, self.tasks)

    def show(self, page: QWidget) -> None:
        page.resize(*SIZE)
        page.show()
        self.settle()

    def settle(self) -> None:
        """Let everything that was asked for come, and be painted."""
        while True:
            QApplication.processEvents()
            if not self.tasks.busy:
                QApplication.processEvents()
                if not self.tasks.busy:
                    return
            time.sleep(0.0002)

    def seconds_until_painted(self, painted: Painted, act: Callable[[], object]) -> float:
        """From an act to the last paint that follows from it."""
        began = time.perf_counter()
        act()
        self.settle()
        return max(painted.at - began, 0.0)

    def close(self) -> None:
        self.tasks.join(5)


def type_key(widget: QWidget, letter: str) -> None:
    """One key, as a keyboard of any script sends it."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
