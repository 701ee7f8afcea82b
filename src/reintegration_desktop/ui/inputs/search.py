"""The search box: what is typed is sought at once; a search that is overtaken is dropped by who searches."""

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.style.paint import icon_in
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look, px

_SHOW_WORK_AFTER = 300


class SearchBox(TextLine):
    """A line with a lens. Escape clears it, Down goes to the list, Enter opens the first hit."""

    sought = Signal(str)
    down = Signal()
    entered = Signal()

    def __init__(self, placeholder: Text, name: Text, parent: QWidget | None = None) -> None:
        self._name, self._working = name, False
        super().__init__(placeholder=placeholder)
        self.setParent(parent)
        self._wait = QTimer(self, singleShot=True, interval=_SHOW_WORK_AFTER)
        self._wait.timeout.connect(self._show_work)
        self.textChanged.connect(self.sought)

    def set_working(self, working: bool) -> None:
        """While a search runs: after 0.3 s a thin bar says so."""
        if working:
            self._wait.start()
        else:
            self._wait.stop()
            self._working = False
            self.update()

    def resay(self) -> None:
        """Placeholder and name in the language of now."""
        super().resay()
        self.setAccessibleName(said(self._name))

    def rescale(self) -> None:
        """Room for the lens at the text size of now."""
        super().rescale()
        room = px(26)
        right = look().right_to_left
        self.setTextMargins(0 if right else room, 0, room if right else 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, Down and Enter; the rest is typed."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lens, and the bar while it works."""
        super().paintEvent(event)
        now, painter = look(), QPainter(self)
        size = now.px(18)
        spot = QRect(now.px(12), (self.height() - size) // 2, size, size)
        icon_in(painter, now, now.mirrored(self.rect(), spot), "search", "muted")
        if self._working:
            bar = QRect(now.px(6), self.height() - now.px(4), self.width() - now.px(12), now.px(2))
            painter.fillRect(bar, now.colour("accent"))
        painter.end()

    def _show_work(self) -> None:
        self._working = True
        self.update()
