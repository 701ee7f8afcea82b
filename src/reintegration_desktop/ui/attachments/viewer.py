"""A file that one looks at: a picture or a text, in memory as long as the page stands."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from reintegration_desktop.casework.attachments.content import Sort
from reintegration_desktop.casework.attachments.looking import FileLine, content, note_look
from reintegration_desktop.casework.attachments.saving_out import may_leave
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.attachments.picture import PictureView
from reintegration_desktop.ui.attachments.thumbs import decoded
from reintegration_desktop.ui.attachments.words import about, title_of
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Foot
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.words import Words
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.roles import Room

Content = QImage | str


class FilePage(OverPage):
    """``reason`` is what was written down for a file that is kept apart: each look at one is written down, too.

    ``copy_asked``: somebody wants a copy of it.
    """

    copy_asked = Signal()

    def __init__(self, workplace: Workplace, line: FileLine, reason: str = "") -> None:
        super().__init__(workplace.tasks, lambda: title_of(workplace, line), lambda: about(workplace, line))
        self._place, self._line, self._reason = workplace, line, reason
        self.picture, self.text = PictureView(), QPlainTextEdit()
        self.picture.setAccessibleName(title_of(workplace, line))
        self.text.setAccessibleName(title_of(workplace, line))
        self.text.setReadOnly(True)
        self._hidden = EmptyState("eye-off", lambda: say("Names are hidden: F8 shows this file."))
        self._strange = EmptyState("picture", lambda: say("This picture cannot be shown here."))
        self._read_once = False
        self._parts: tuple[QWidget, ...] = (self.picture, self.text, self._hidden, self._strange)
        self._size = Words(place="note", tone="muted")
        self.picture.zoomed.connect(lambda zoom: self._size.set_text(say("{n} %", n=str(round(zoom * 100)))))
        self._foot = Foot([Button.of(self.close_act), self._size], [*self._zooms(), *self._ways_out()])
        head = Column(self._heading, self._second, self.failure, gap=4, margins=(24, 14, 24, 8))
        whole = Column(Box(head), Box(Column(*self._parts, margins=(24, 0, 24, 8))), self._foot, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        for part in (*self._parts, self.zooms):
            part.hide()
        workplace.names_toggled.connect(lambda _: self._show())

    def _zooms(self) -> list[QWidget]:
        """Closer, back, all of it, as it is; each with its key."""
        acts = (
            self.act(lambda: say("Smaller"), "Ctrl+-", self.picture.smaller),
            self.act(lambda: say("Larger"), "Ctrl++", self.picture.larger),
            self.act(lambda: say("Fit"), "Ctrl+0", self.picture.fit),
            self.act(lambda: say("Full size"), "Ctrl+9", self.picture.natural),
        )
        self.zooms = Box(Row(*(Button.of(act, Kind.OTHER) for act in acts)))
        return [self.zooms]

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
        self.run(partial(_content, self._place.desk, self._line, self._reason), self._on_read)

    def _on_read(self, found: Content) -> None:
        if isinstance(found, QImage):
            self.picture.show_image(found)
        else:
            self.text.setPlainText(found)
        self._read_once = True
        self._show()

    def _show(self) -> None:
        """The picture or the text, or nothing of either while names are hidden."""
        self._heading.resay()
        self._second.resay()
        has_picture = not self.picture.image.isNull()
        shown = self._place.names_shown
        self._hidden.setVisible(not shown)
        self.picture.setVisible(shown and has_picture)
        self.zooms.setVisible(shown and has_picture)
        self._size.setVisible(shown and has_picture)
        has_text = bool(self.text.toPlainText())
        self.text.setVisible(shown and has_text)
        self._strange.setVisible(shown and self._read_once and not has_picture and not has_text)
        (self.picture if has_picture else self.text).setFocus()


def _content(desk: Desk, line: FileLine, reason: str) -> Content:
    """What is shown, made ready beside the main thread."""
    raw = content(desk, line, reason)
    if line.type is not None and line.type.sort is Sort.TEXT:
        return raw.decode("utf-8", errors="replace")
    return decoded(raw)
