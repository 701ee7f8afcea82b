"""A popover hangs at the thing that has the focus, and gives the focus back."""

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.style.paint import box, shadow
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Column, Row
from reintegration_desktop.ui.widgets.buttons import IconButton, Kind
from reintegration_desktop.ui.widgets.words import caption

_POINTER, _SHADOW = 9, 10


class Popover(QWidget):
    """A raised card with a pointer. Escape closes it; it is never the only place of a fact."""

    def __init__(self, title: Text, inside: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._title, self._aim, self._above = caption(title), 0, False
        self._spot, self._width = QRect(), 0
        self._back: QWidget | None = None
        self._close = IconButton(lambda: say("Close"), "close", Kind.QUIET, small=True)
        self._close.clicked.connect(self.leave)
        head = Row(self._title, self._close)
        head.setStretch(0, 1)
        edge = _SHADOW + _POINTER
        self.setLayout(Column(head, inside, gap=6, margins=(_SHADOW + 16, edge + 8, _SHADOW + 16, edge + 12)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def open_at(self, spot: QRect, width: int = 360) -> None:
        """Hang at a rectangle of the window, below it where there is room, else above it."""
        self._back = QApplication.focusWidget()
        self._spot, self._width = spot, width
        self.setAccessibleName(self._title.text())
        self._place()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def rescale(self) -> None:
        """Hang there at the text size of now."""
        if not self.isHidden():
            QTimer.singleShot(0, self, self._place)

    def _place(self) -> None:
        window, spot, width = self._window, self._spot, self._width
        wide = min(px(width) + 2 * px(_SHADOW), window.width())
        high = self.heightForWidth(wide) if self.hasHeightForWidth() else self.sizeHint().height()
        below = spot.bottom() - px(_SHADOW) + 2
        self._above = below + high > window.height() and spot.top() - high > 0
        top = spot.top() - high + px(_SHADOW) - 2 if self._above else below
        middle = spot.center().x()
        left = max(0, min(middle - wide // 2, window.width() - wide))
        self._aim = middle - left
        self.setGeometry(left, max(0, min(top, window.height() - high)), wide, high)

    def leave(self) -> None:
        """Close, and give the focus back."""
        self.hide()
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shadow, card, pointer."""
        now, painter = look(), QPainter(self)
        edge, point = now.px(_SHADOW), now.px(_POINTER)
        card = self.rect().adjusted(edge, edge + point, -edge, -edge - point)
        shadow(painter, now, card, now.radius("card"))
        line = now.colour("focus" if self.hasFocus() else "control")
        box(painter, card, now.radius("card"), now.colour("raised"), line, now.ring if self.hasFocus() else now.hair)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tip = QPoint(self._aim, card.bottom() + point if self._above else card.top() - point)
        foot = card.bottom() - 1 if self._above else card.top() + 2
        painter.setPen(QPen(line, now.hair))
        painter.setBrush(now.colour("raised"))
        ends = [QPointF(tip.x() - point, foot), QPointF(tip), QPointF(tip.x() + point, foot)]
        painter.drawPolygon(QPolygonF(ends))
        painter.fillRect(tip.x() - point + 1, foot - 1, 2 * point - 2, 3, now.colour("raised"))
        painter.end()
