"""The pages of a paper as they lie below each other: only those in sight are asked for, drawn and kept."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.style.paint import box, words_in
from reintegration_desktop.ui.theme import look, px

STEP, LARGEST, SMALLEST = 1.25, 6.0, 0.1
KEPT = 128 * 1024 * 1024
"""Bytes of drawn pages that are kept."""

_GAP, _INCH, _WIDEST = 12, 96 / 72, 5000


class Sheets(QAbstractScrollArea):
    """``wanted`` asks for a page, so many px wide; ``turned`` tells the page in sight, ``zoomed`` the size of now."""

    wanted = Signal(int, int)
    turned = Signal(int)
    zoomed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._sizes: list[tuple[float, float]] = []
        self._tops: list[int] = []
        self._kept: OrderedDict[int, tuple[int, QImage]] = OrderedDict()
        self._waiting, self._zoom, self._fits, self._page = False, 1.0, True, 0
        self._pulled: QPoint | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.verticalScrollBar().valueChanged.connect(self._on_moved)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page in sight, from 0."""
        return self._page

    @property
    def zoom(self) -> float:
        """How large it is shown; 1.0 is its size on paper."""
        return self._zoom

    @property
    def drawn(self) -> frozenset[int]:
        """The pages that are kept drawn."""
        return frozenset(number for number, (_, image) in self._kept.items() if not image.isNull())

    def show_sizes(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Lay out pages of these sizes, in points; none takes everything away."""
        self._sizes, self._tops, self._waiting, self._page = [], [], False, 0
        self._kept.clear()
        self.verticalScrollBar().setValue(0)
        self._sizes = list(sizes)
        self.fit()

    def take(self, number: int, width: int, image: QImage) -> None:
        """A page that was asked for, as wide as was asked; an empty image for one that cannot be drawn."""
        self._waiting = False
        self._kept[number] = (width, image)
        self._kept.move_to_end(number)
        while sum(image.sizeInBytes() for _, image in self._kept.values()) > KEPT and len(self._kept) > 1:
            self._kept.popitem(last=False)
        self.viewport().update()
        self._ask()

    def fit(self) -> None:
        """As wide as the view is."""
        self._fits = True
        room = self.maximumViewportSize().width() - 2 * px(_GAP) - self.verticalScrollBar().sizeHint().width()
        widest = max((wide for wide, _ in self._sizes), default=1.0)
        self._take(max(room, 1) / (widest * _INCH))

    def whole(self) -> None:
        """All of one page in sight."""
        room, (wide, high) = self.maximumViewportSize(), self._sizes[self._page] if self._sizes else (1.0, 1.0)
        self._to(min((room.width() - 2 * px(_GAP)) / wide, (room.height() - 2 * px(_GAP)) / high) / _INCH)
        self.go(self._page)

    def larger(self) -> None:
        """A step closer."""
        self._to(self._zoom * STEP)

    def smaller(self) -> None:
        """A step back."""
        self._to(self._zoom / STEP)

    def go(self, number: int) -> None:
        """Bring a page to the top."""
        if self._sizes:
            number = min(max(number, 0), self.count - 1)
            self.verticalScrollBar().setValue(self._tops[number] - px(_GAP))
            self._turn(number)

    def _to(self, zoom: float) -> None:
        self._fits = False
        self._take(min(max(zoom, SMALLEST), LARGEST))

    def _take(self, zoom: float) -> None:
        """As large as this; the place in the page that was at the top stays there."""
        bar = self.verticalScrollBar()
        before = (bar.value() - self._tops[self._page]) / self._size(self._page).height() if self._tops else 0.0
        self._zoom = zoom
        self._lay()
        if self._tops:
            bar.setValue(round(self._tops[self._page] + before * self._size(self._page).height()))
        self.zoomed.emit(zoom)
        self.viewport().update()
        self._ask()

    def _lay(self) -> None:
        gap, top = px(_GAP), px(_GAP)
        self._tops = []
        for number in range(self.count):
            self._tops.append(top)
            top += self._size(number).height() + gap
        room = self.viewport().size()
        widest = max((self._size(number).width() for number in range(self.count)), default=0) + 2 * gap
        for bar, length, seen in (
            (self.verticalScrollBar(), top, room.height()), (self.horizontalScrollBar(), widest, room.width()),
        ):  # fmt: skip
            bar.setPageStep(seen)
            bar.setSingleStep(px(48))
            bar.setRange(0, max(0, length - seen))

    def _size(self, number: int) -> QSize:
        wide, high = self._sizes[number]
        return QSize(max(1, round(wide * _INCH * self._zoom)), max(1, round(high * _INCH * self._zoom)))

    def _spot(self, number: int) -> QRect:
        """Where a page lies in the view."""
        size, bar = self._size(number), self.horizontalScrollBar()
        left = px(_GAP) - bar.value() if bar.maximum() else (self.viewport().width() - size.width()) // 2
        return QRect(QPoint(left, self._tops[number] - self.verticalScrollBar().value()), size)

    def seen(self) -> range:
        """The pages in sight."""
        if not self._tops:
            return range(0)
        top = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, top) - 1)
        if self._spot(first).bottom() < 0 and first + 1 < self.count:
            first += 1
        return range(first, max(first + 1, bisect_right(self._tops, top + self.viewport().height())))

    def _ask(self) -> None:
        """Ask for the first page in sight that is not drawn as large as it is shown; one at a time."""
        if self._waiting:
            return
        for number in self.seen():
            wanted = min(round(self._size(number).width() * self.devicePixelRatioF()), _WIDEST)
            if self._kept.get(number, (0, None))[0] != wanted:
                self._waiting = True
                self.wanted.emit(number, wanted)
                return

    def _on_moved(self, _: int) -> None:
        if self._tops:
            middle = self.verticalScrollBar().value() + self.viewport().height() // 3
            at_end = self.verticalScrollBar().value() == self.verticalScrollBar().maximum() > 0
            self._turn(self.seen()[-1] if at_end else max(0, bisect_right(self._tops, middle) - 1))
        self._ask()

    def _turn(self, number: int) -> None:
        if number != self._page:
            self._page = number
            self.turned.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pages in sight, on a sunken ground: drawn, or white until they are."""
        now, painter = look(), QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), now.colour("sunken"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number in self.seen():
            spot = self._spot(number)
            painter.fillRect(spot, Qt.GlobalColor.white)
            width, image = self._kept.get(number, (0, QImage()))
            if not image.isNull():
                painter.drawImage(spot, image)
            elif width:
                words_in(painter, now, spot, say("This page cannot be drawn."), colour="series_5",
                         align=Qt.AlignmentFlag.AlignHCenter)  # fmt: skip
            box(painter, spot.adjusted(-1, -1, 1, 1), 0, None, now.colour("line"), now.hair)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was fitted stays so."""
        super().resizeEvent(event)
        if self._fits:
            self.fit()
        else:
            self._take(self._zoom)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl closer or back."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._to(self._zoom * STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Through the paper, closer and back."""
        keys: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Plus: self.larger, Qt.Key.Key_Minus: self.smaller, Qt.Key.Key_0: self.fit,
            Qt.Key.Key_PageDown: self.on, Qt.Key.Key_Space: self.on, Qt.Key.Key_PageUp: self.back,
            Qt.Key.Key_Home: lambda: self.go(0), Qt.Key.Key_End: lambda: self.go(self.count - 1),
        }  # fmt: skip
        act = keys.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def on(self) -> None:
        """The rest of a page that is higher than the view, then the next one."""
        if self._sizes and self._spot(self._page).bottom() > self.viewport().height():
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + self._stride())
        else:
            self.go(self._page + 1)

    def back(self) -> None:
        """The part of the page before this one, then the page before."""
        if self._sizes and self._spot(self._page).top() < 0:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - self._stride())
        else:
            self.go(self._page - 1)

    def _stride(self) -> int:
        return self.viewport().height() * 9 // 10

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pull it."""
        self._pulled = event.position().toPoint()
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull it."""
        if self._pulled is not None:
            moved = self._pulled - event.position().toPoint()
            self._pulled = event.position().toPoint()
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + moved.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._pulled = None
        self.viewport().unsetCursor()

    def minimumSizeHint(self) -> QSize:
        """Room for something to be seen."""
        return QSize(look().px(160), look().px(120))
