"""What every page shares on which one looks at a file: what it is, the look written down, a copy, hidden names."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.attachments.looking import FileLine, note_look
from reintegration_desktop.casework.attachments.saving_out import may_leave
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.attachments.words import about, title_of
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.widgets.arrange import Box, Column
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Foot
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.roles import Room


class LookedAtPage(OverPage):
    """``reason`` is what was written down for a file that is kept apart: each look at one is written down, too.

    ``copy_asked``: somebody wants a copy of it.
    """

    copy_asked = Signal()

    def __init__(self, workplace: Workplace, line: FileLine, reason: str = "") -> None:
        super().__init__(workplace.tasks, lambda: title_of(workplace, line), lambda: about(workplace, line))
        self._place, self._line, self._reason = workplace, line, reason
        self._hidden = EmptyState("eye-off", lambda: say("Names are hidden: F8 shows this file."))
        workplace.names_toggled.connect(self._on_names)

    def lay_file_out(self, *parts: QWidget, leading: list[QWidget], trailing: list[QWidget]) -> None:
        """The parts of which one is in sight, between what the file is and what can be done with it."""
        foot = Foot([Button.of(self.close_act), *leading], [*trailing, *self._ways_out()])
        head = Column(self._heading, self._second, self.failure, gap=4, margins=(24, 14, 24, 8))
        whole = Column(Box(head), Box(Column(*parts, self._hidden, margins=(24, 0, 24, 8))), foot, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        for part in (*parts, self._hidden):
            part.hide()

    def _ways_out(self) -> list[QWidget]:
        """A copy of it, for who may have one."""
        if not may_leave(self._place.desk, self._line):
            return []
        act = self.act(lambda: say("Save a copy…"), "Ctrl+Shift+S", self.copy_asked.emit)
        return [Button.of(act, icon="download")]

    def ask_again(self) -> None:
        """Write the look down where the file is kept apart, then read it."""
        if self._line.room is Room.RESTRICTED:
            look = partial(note_look, self._place.desk, self._line, self._reason)
            self._place.write(look, self, lambda _: self._read(), self.fail)
        else:
            self._read()

    def _read(self) -> None:
        raise NotImplementedError

    def _on_names(self, shown: bool) -> None:
        """Names were shown or hidden."""
        self._show()

    def _show(self) -> None:
        """The file, or nothing of it while names are hidden."""
        self._heading.resay()
        self._second.resay()
        self._hidden.setVisible(not self._place.names_shown)
