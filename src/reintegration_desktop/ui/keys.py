"""The page of keys (F1, ?): what one can do here, and by which key; written from the actions themselves."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.page import Page
from reintegration_desktop.ui.style.paint import box, shadow
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Box, Column, Grid, Row
from reintegration_desktop.ui.widgets.buttons import IconButton, Kind
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import Words, caption, heading, small

_EDGE = 12
_WIDE, _HIGH = 640, 560
Told = tuple[str, str]


def keys_of(*owners: QWidget) -> list[Told]:
    """Key and words of every action of these widgets and what is inside them that can be used now."""
    found: dict[str, str] = {}
    for owner in owners:
        for widget in (owner, *owner.findChildren(QWidget)):
            for action in widget.actions():
                _tell(action, found)
    return list(found.items())


def _tell(action: QAction, found: dict[str, str]) -> None:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")
    if keys and action.isEnabled() and action.isVisible():
        found.setdefault(keys, action.text())


def everywhere() -> list[tuple[Text, Text]]:
    """What every page keeps."""
    return [
        ("Tab", lambda: say("Go to the next thing, in reading order")),
        ("Shift+Tab", lambda: say("Go back")),
        ("Esc", lambda: say("Close what is open")),
        ("Ctrl+Z", lambda: say("Take back what was just done")),
    ]


class KeysSheet(QWidget):
    """Lies over the window; Escape, F1 or a press beside it closes it and gives the focus back.

    The window is its parent, and isn't held besides: Python's collector would take the two of them half.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._back = QApplication.focusWidget()
        self._close = IconButton(lambda: say("Close"), "close", Kind.QUIET)
        self._close.clicked.connect(self.leave)
        head = Row(heading(lambda: say("Keys and help")), self._close)
        head.setStretch(0, 1)
        self._inside = Column(gap=14)
        body = Box(self._inside)
        margins = (_EDGE + 20, _EDGE + 12, _EDGE + 12, _EDGE + 16)
        self._card = _Raised(Column(head, Scroll(body), gap=10, margins=margins), self)
        self.setAccessibleName(say("Keys and help"))
        window.installEventFilter(self)

    @property
    def _below(self) -> QWidget:
        window = self.parentWidget()
        assert window is not None
        return window

    def tell(self, title: Text, keys: Iterable[tuple[Text, Text]]) -> None:
        """One group of keys; nothing where there are none."""
        told = [(said(key), said(words)) for key, words in keys]
        if not told:
            return
        grid = Grid(gap=16, row_gap=6)
        for row, (key, words) in enumerate(told):
            grid.addWidget(Words(key, place="note", bold=True), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Words(words, place="note", wraps=True), row, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnMinimumWidth(0, px(120))
        grid.setColumnStretch(1, 1)
        self._inside.addWidget(Box(Column(caption(title), grid, gap=6)))

    def open(self) -> None:
        """Show it over the window."""
        self._inside.addWidget(small(lambda: say("Everything here works without a network and without a mouse.")))
        self._inside.addStretch(1)
        self._cover()
        self.show()
        self.raise_()
        self._close.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Close, and give the focus back."""
        self._below.removeEventFilter(self)
        self.hide()
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window when it changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._cover()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and F1 close."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F1}:
            self.leave()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the card closes."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The window behind is dimmed."""
        painter = QPainter(self)
        dim = look().colour("nav")
        dim.setAlpha(110)
        painter.fillRect(self.rect(), dim)
        painter.end()

    def _cover(self) -> None:
        self.setGeometry(self._below.rect())
        wide = min(px(_WIDE), self.width() - px(24))
        high = min(px(_HIGH), self.height() - px(24))
        self._card.setGeometry((self.width() - wide) // 2, (self.height() - high) // 2, wide, high)


class _Raised(QWidget):
    """The card in the middle."""

    def __init__(self, inside: Column, parent: QWidget) -> None:
        super().__init__(parent)
        self.setLayout(inside)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shadow and card."""
        now, painter = look(), QPainter(self)
        card = self.rect().adjusted(now.px(_EDGE), now.px(_EDGE), -now.px(_EDGE), -now.px(_EDGE))
        shadow(painter, now, card, now.radius("card"))
        box(painter, card, now.radius("card"), now.colour("raised"), now.colour("control"), now.hair)
        painter.end()


def open_keys(window: QWidget, page: QWidget, frame: Iterable[QAction]) -> KeysSheet:
    """The page of keys for a page: its own, those of its parts, those of the window."""
    sheet = KeysSheet(window)
    others = page.other_keys() if isinstance(page, Page) else ()
    sheet.tell(lambda: say("On this page"), [*keys_of(page), *others])
    found: dict[str, str] = {}
    for action in frame:
        _tell(action, found)
    sheet.tell(lambda: say("Everywhere"), [*found.items(), *everywhere()])
    sheet.open()
    return sheet
