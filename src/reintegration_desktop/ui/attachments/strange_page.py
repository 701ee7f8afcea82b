"""A paper, a table or a recording that one looks at or listens to; a process without a key reads it meanwhile."""

from functools import partial

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.attachments.content import Sort
from reintegration_desktop.casework.attachments.looking import FileLine, content
from reintegration_desktop.casework.strangers.errors import NoLoudspeaker, ReaderEnded
from reintegration_desktop.casework.strangers.wire import Message
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.attachments.looked_at import LookedAtPage
from reintegration_desktop.ui.attachments.words import title_of
from reintegration_desktop.ui.strangers.paper import PaperView
from reintegration_desktop.ui.strangers.process import Stranger
from reintegration_desktop.ui.strangers.sound import SoundView
from reintegration_desktop.ui.strangers.tables import TablesView
from reintegration_desktop.ui.strangers.view import StrangeView
from reintegration_desktop.ui.strangers.writing import WritingView
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.words import Words
from reintegration_desktop.ui.workplace import Workplace

_TABLES = (".xlsx", ".ods")


class StrangePage(LookedAtPage):
    """The process stands as long as the page is in sight and names are shown; a recording falls silent with it.

    ``device`` is the loudspeaker; empty for that of the system.
    """

    def __init__(self, workplace: Workplace, line: FileLine, reason: str = "", device: str = "") -> None:
        super().__init__(workplace, line, reason)
        self._device = device
        self.stranger: Stranger | None = None
        self.view = _view_of(line, title_of(workplace, line))
        self._above = Words(place="note", tone="muted", wraps=True)
        self._busy = EmptyState("wait", lambda: say("Reading the file…"))
        self._failed, self._has = False, False
        self.view.asked.connect(self._on_asked)
        self._ways: list[QWidget] = self.view.ways(self)
        self.lay_file_out(self._above, self.view, self._busy, leading=[], trailing=self._ways)
        for way in self._ways:
            way.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight, closed or at the lock, the process ends; a window made small goes on playing."""
        if not event.spontaneous():
            self._end()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Read it again where it comes back into sight."""
        comes_back = not self._stale and self.stranger is None and not event.spontaneous()
        super().showEvent(event)
        if comes_back:
            self._read()

    def _read(self) -> None:
        self._failed = False
        self.failure.hide()
        if self._place.names_shown:
            self.run(partial(content, self._place.desk, self._line, self._reason), self._on_read)
        self._show()

    def _on_read(self, raw: bytes) -> None:
        self._end()
        if self._place.names_shown and self.isVisible():
            self.stranger = Stranger(self, self._line.media, raw, self._device)
            self.stranger.heard.connect(self._on_heard)
            self.stranger.failed.connect(self.fail)

    def _on_heard(self, message: Message) -> None:
        try:
            self.view.take(message)
        except (KeyError, TypeError, ValueError, AttributeError):
            self.fail(ReaderEnded())
            return
        if not self._has:
            self._has = True
            self._show()
            self.view.setFocus()

    def _on_asked(self, asked: dict[str, object]) -> None:
        if self.stranger is not None:
            self.failure.hide()
            self.stranger.ask(**asked)

    def fail(self, error: Exception) -> None:
        """Tell it; but for a loudspeaker that is missing nothing is shown any more."""
        if not isinstance(error, NoLoudspeaker):
            self._end()
            self._failed = True
        super().fail(error)
        self._show()

    def _on_names(self, shown: bool) -> None:
        """Hidden, the process ends and nothing of the file stays here; shown, it is read again."""
        if shown and self.isVisible():
            self._read()
        else:
            self._end()
            self._show()

    def _end(self) -> None:
        """No process, nothing of the file."""
        if self.stranger is not None:
            self.stranger.end()
            self.stranger.deleteLater()
        self.stranger, self._has = None, False
        self.view.forget()

    def _show(self) -> None:
        super()._show()
        shown = self._place.names_shown
        self._above.set_text(self.view.above())
        self._above.setVisible(shown and self._has and bool(self._above.text()))
        self.view.setVisible(shown and self._has)
        self._busy.setVisible(shown and not self._has and not self._failed)
        for way in self._ways:
            way.setVisible(shown and self._has)


def _view_of(line: FileLine, name: str) -> StrangeView:
    assert line.type is not None
    if line.type.sort is Sort.SOUND:
        return SoundView(name)
    if line.type.ending == ".pdf":
        return PaperView(name)
    return TablesView(name) if line.type.ending in _TABLES else WritingView(name)
