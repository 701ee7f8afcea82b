"""Toasts at the foot of a page: at most two, ten seconds each, Ctrl+Z takes the last one back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from reintegration_desktop.ui.aloud import say_aloud
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.cards import Foot
from reintegration_desktop.ui.widgets.toast import Toast

_MOST = 2
_PAGES_CHANGE = (QEvent.Type.ChildAdded, QEvent.Type.ChildRemoved, QEvent.Type.LayoutRequest)


class Toaster(QObject):
    """Shows toasts at the leading bottom of a page, at most two, the newest below."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._toasts: list[Toast] = []
        self._above = 0
        self._shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), host)
        self._shortcut.activated.connect(self.undo_last)
        host.installEventFilter(self)

    @property
    def _host(self) -> QWidget:
        """The page, asked for and never held: Python's collector would take the two apart half by half."""
        host = self.parent()
        assert isinstance(host, QWidget)
        return host

    @property
    def toasts(self) -> tuple[Toast, ...]:
        """Those that are shown, oldest first."""
        return tuple(self._toasts)

    def show(self, sentence: Text, undo: Callable[[], None] | None = None) -> Toast:
        """Say what was done; ``undo`` takes it back within ten seconds. A screen reader is told."""
        while len(self._toasts) >= _MOST:
            self._toasts[0].close_soon()
        toast = Toast(sentence, undo, self._host)
        self._toasts.append(toast)
        toast.closed.connect(self._forget)
        toast.outgrown.connect(self._place, Qt.ConnectionType.QueuedConnection)
        toast.show()
        toast.raise_()
        self._place()
        say_aloud(toast, said(sentence))
        return toast

    def undo_last(self) -> None:
        """Take back what was done last."""
        shown = [toast for toast in self._toasts if toast.undo.isVisible()]
        if shown:
            shown[-1].take_back()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner, over whichever page comes, when one comes or goes or changes its size.

        Nothing of this object is asked for here: a host that is being destroyed says that its children go, too.
        """
        if event.type() == QEvent.Type.Resize:
            self._place()
        elif event.type() in _PAGES_CHANGE:
            QTimer.singleShot(0, self, self._stay_over)
        return False

    def _forget(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            self._place()

    def _stay_over(self) -> None:
        for toast in self._toasts:
            toast.raise_()
        if self._toasts and self._foot() != self._above:
            self._place()

    def _place(self) -> None:
        self._above = self._foot()
        now, bottom = look(), self._host.height() - self._above - px(16)
        for toast in reversed(self._toasts):
            toast.fit(self._host.width() - 2 * now.space("edge"))
            bottom -= toast.height()
            spot = QRect(now.space("edge"), bottom, toast.width(), toast.height())
            toast.setGeometry(now.mirrored(self._host.rect(), spot))
            bottom -= px(8)

    def _foot(self) -> int:
        """How high the foot of the page one is on stands: nobody wants what is said to lie on what is to be done."""
        standing = [foot.height() for foot in self._host.findChildren(Foot) if foot.isVisible()]
        return max(standing, default=0)
