"""Things beside each other where there is room, below each other where there is none."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Row


class Beside(QWidget):
    """Columns from ``from_width`` effective px on (and never narrower than they must be); else one under the other.

    ``shares`` are the columns' shares of the width.
    """

    def __init__(
        self, *things: QWidget, gap: int = 16, shares: Sequence[int] = (), from_width: int = 0, equal: bool = False
    ) -> None:
        super().__init__()
        self._things, self._gap, self._from = things, gap, from_width
        self._row = Row(*things, gap=gap)
        for at, share in enumerate(shares or ([1] * len(things) if equal else [])):
            self._row.setStretch(at, share)
        self.setLayout(self._row)

    @property
    def is_beside(self) -> bool:
        """Whether they stand beside each other now."""
        return self._row.direction() is QBoxLayout.Direction.LeftToRight

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest of them: below each other is always possible."""
        sizes = [thing.minimumSizeHint().expandedTo(thing.minimumSize()) for thing in self._seen()]
        wide = max((size.width() for size in sizes), default=0)
        return QSize(wide, super().minimumSizeHint().height())

    def rescale(self) -> None:
        """Choose again at the text size of now."""
        self._turn(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose again at this width."""
        super().resizeEvent(event)
        self._turn(event.size().width())

    def _turn(self, width: int) -> None:
        needed = sum(thing.minimumSizeHint().expandedTo(thing.minimumSize()).width() for thing in self._seen())
        needed += px(self._gap) * max(0, len(self._seen()) - 1)
        beside = width >= max(needed, round(self._from * look().factor))
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not wanted:
            self._row.setDirection(wanted)

    def _seen(self) -> list[QWidget]:
        return [thing for thing in self._things if not thing.isHidden()]
