"""A layout that goes on in the next line when there is no room, in reading order."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from reintegration_desktop.ui.theme import look, px


class Flow(QLayout):
    """Things beside each other that wrap; from the right where one reads from the right.

    In the middle of their line's height, ``on_top`` at its top: fields whose labels stand at one height.
    """

    def __init__(self, *things: QWidget, gap: int = 8, row_gap: int | None = None, on_top: bool = False) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._on_top = on_top
        self._gap, self._row_gap = gap, gap if row_gap is None else row_gap
        self.setContentsMargins(0, 0, 0, 0)
        for thing in things:
            self.addWidget(thing)

    def rescale(self) -> None:
        """Lay out again at the text size of now."""
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's way to add."""
        self._items.append(item)

    def count(self) -> int:
        """How many things."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out, or None."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It asks for no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Its height follows its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def minimumSize(self) -> QSize:
        """The widest thing, in one line."""
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0)
        )

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(size.width() for size in sizes) + px(self._gap) * max(0, len(sizes) - 1)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place; keeps its owner as high as its lines."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def _lay(self, rect: QRect, *, move: bool) -> int:
        """Lay out line by line; the height that was needed."""
        y = rect.top()
        for line in self._lines(rect.width()):
            high = max(size.height() for _, size in line)
            if move:
                self._place(rect, y, high, line)
            y += high + px(self._row_gap)
        return max(0, y - px(self._row_gap) - rect.top())

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        room = -1
        for item in (item for item in self._items if not item.isEmpty()):
            size = item.sizeHint().boundedTo(QSize(max(width, item.minimumSize().width()), 1 << 16))
            if not lines or size.width() > room:
                lines.append([])
                room = width
            lines[-1].append((item, size))
            room -= size.width() + px(self._gap)
        return lines

    def _place(self, rect: QRect, y: int, high: int, line: list[tuple[QLayoutItem, QSize]]) -> None:
        """One line, from the right where one reads from the right."""
        now, x = look(), rect.left()
        for item, size in line:
            down = 0 if self._on_top else (high - size.height()) // 2
            spot = QRect(QPoint(x, y + down), size)
            item.setGeometry(now.mirrored(rect, spot))
            x += size.width() + px(self._gap)


class Flowing(QWidget):
    """A widget that wraps its things and is always as high as they need."""

    def __init__(self, *things: QWidget, gap: int = 8, row_gap: int | None = None, on_top: bool = False) -> None:
        super().__init__()
        self.flow = Flow(*things, gap=gap, row_gap=row_gap, on_top=on_top)
        self.setLayout(self.flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, thing: QWidget) -> None:
        """Add one more at the end."""
        self.flow.addWidget(thing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that this width needs."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.flow.heightForWidth(self.width()))
