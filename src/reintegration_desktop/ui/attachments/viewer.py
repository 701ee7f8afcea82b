"""A picture or a text that one looks at, in memory as long as the page stands."""

from functools import partial

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from reintegration_desktop.casework.attachments.content import Sort
from reintegration_desktop.casework.attachments.looking import FileLine, content
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.attachments.looked_at import LookedAtPage
from reintegration_desktop.ui.attachments.picture import PictureView
from reintegration_desktop.ui.attachments.thumbs import decoded
from reintegration_desktop.ui.attachments.words import title_of
from reintegration_desktop.ui.widgets.arrange import Box, Row
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.words import Words
from reintegration_desktop.ui.workplace import Workplace

Content = QImage | str


class FilePage(LookedAtPage):
    """A file that the program itself made, or plain text."""

    def __init__(self, workplace: Workplace, line: FileLine, reason: str = "") -> None:
        super().__init__(workplace, line, reason)
        self.picture, self.text = PictureView(), QPlainTextEdit()
        self.picture.setAccessibleName(title_of(workplace, line))
        self.text.setAccessibleName(title_of(workplace, line))
        self.text.setReadOnly(True)
        self._strange = EmptyState("picture", lambda: say("This picture cannot be shown here."))
        self._read_once = False
        self._size = Words(place="note", tone="muted")
        self.picture.zoomed.connect(lambda zoom: self._size.set_text(say("{n} %", n=str(round(zoom * 100)))))
        self.lay_file_out(self.picture, self.text, self._strange, leading=[self._size], trailing=self._zooms())
        self.zooms.hide()

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
        super()._show()
        has_picture = not self.picture.image.isNull()
        shown = self._place.names_shown
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
