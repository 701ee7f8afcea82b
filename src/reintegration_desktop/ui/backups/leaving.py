"""After the window was closed: the last backup, without any key; then the program ends."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.backups.after_lock import AfterLock, Finish, Told
from reintegration_desktop.ui.failures import Failure
from reintegration_desktop.ui.overpage import emptied
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.ground import HillyGround
from reintegration_desktop.ui.widgets.progress import Working
from reintegration_desktop.ui.widgets.words import Words, note


class LeavingPage(HillyGround):
    """Says that the vault is locked, and what it waits for. ``leave`` ends the program, at once when all went well."""

    def __init__(self, tasks: Tasks, finish: Finish, leave: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setWindowTitle(say("Reintegration"))
        self._leave = leave
        self.banner = Banner("info", "")
        self.banner.hide()
        self.close_button = Button(lambda: say("Close"), Kind.FIRST)
        self.close_button.clicked.connect(leave)
        self.close_button.hide()
        self._work = Column(gap=0)
        self._wait = note(lambda: say("This window closes by itself. Leave the stick in until it has."))
        foot = Row(self.close_button)
        foot.insertStretch(0, 1)
        card = Card(
            Words(lambda: say("The vault is locked"), place="page", bold=True, wraps=True),
            self._wait, Box(self._work), self.banner, foot, gap=14, margins=(28, 22, 28, 18),
        )  # fmt: skip
        whole = Column(margins=(24, 24, 24, 24))
        whole.addStretch(1)
        whole.addWidget(Wide(card, 520))
        whole.addStretch(1)
        self.setLayout(whole)
        self.after_lock = AfterLock(tasks, finish, self._show, self._told, self._failed, self)
        QTimer.singleShot(0, self, self.after_lock.begin)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever closes it does without this backup."""
        self.after_lock.stop()
        self._leave()

    def _show(self, working: Working | None) -> None:
        emptied(self._work)
        if working is not None:
            self._work.addWidget(working)

    def _told(self, told: Told | None) -> None:
        """What went well needs no reading."""
        if told is None or told.tone == "ok":
            self._leave()
            return
        self.banner.tell(told.tone, told.sentence, told.second)
        self._ask_to_close()

    def _failed(self, failure: Failure) -> None:
        self.banner.tell_failure(failure)
        self._ask_to_close()

    def _ask_to_close(self) -> None:
        self._wait.hide()
        self.banner.show()
        self.banner.announce()
        self.close_button.show()
        self.close_button.setFocus()
