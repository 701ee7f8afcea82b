"""Layouts whose gaps and margins grow with the text."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QLayout, QSizePolicy, QWidget

from reintegration_desktop.ui.theme import look, px

Margins = tuple[int, int, int, int]
NO_MARGINS: Margins = (0, 0, 0, 0)
_STEPS = 3


class _Box(QBoxLayout):
    """Takes its gap and margins in px at 100 %."""

    def __init__(self, direction: QBoxLayout.Direction, gap: int, margins: Margins) -> None:
        super().__init__(direction)
        self._gap, self._margins = gap, margins
        self.rescale()

    def rescale(self) -> None:
        """Take gap and margins at the text size of now."""
        self.setSpacing(px(self._gap))
        self.setContentsMargins(*(px(margin) for margin in self._margins))

    def set_margins(self, margins: Margins) -> None:
        """Other margins, in px at 100 %."""
        self._margins = margins
        self.rescale()


class Column(_Box):
    """Things below each other. ``margins`` are left, top, right, bottom at 100 %; Qt mirrors left and right."""

    def __init__(self, *things: QWidget | QLayout, gap: int = 8, margins: Margins = NO_MARGINS) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom, gap, margins)
        add(self, *things)


class Row(_Box):
    """Things beside each other, in reading order."""

    def __init__(self, *things: QWidget | QLayout, gap: int = 8, margins: Margins = NO_MARGINS) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, gap, margins)
        add(self, *things)


class Grid(QGridLayout):
    """Things in rows and columns."""

    def __init__(self, gap: int = 8, margins: Margins = NO_MARGINS, row_gap: int | None = None) -> None:
        super().__init__()
        self._gaps, self._margins = (gap, gap if row_gap is None else row_gap), margins
        self.rescale()

    def rescale(self) -> None:
        """Take gaps and margins at the text size of now."""
        self.setHorizontalSpacing(px(self._gaps[0]))
        self.setVerticalSpacing(px(self._gaps[1]))
        self.setContentsMargins(*(px(margin) for margin in self._margins))


def add(layout: QBoxLayout, *things: QWidget | QLayout) -> None:
    """Add widgets and layouts in order."""
    for thing in things:
        if isinstance(thing, QWidget):
            layout.addWidget(thing)
        else:
            layout.addLayout(thing)


def come_to_rest() -> None:
    """Have layouts take their places before anything is painted.

    A label's height follows its width, its card's height that of the label: each step is a request of its own, and
    what is painted between two of them is squeezed.
    """
    for _ in range(_STEPS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


class Box(QWidget):
    """A widget that is only a layout."""

    def __init__(self, inside: QLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayout(inside)


class Wide(QWidget):
    """Holds one thing at most so many px wide (at 100 %), at the leading edge."""

    def __init__(self, inside: QWidget | QLayout, widest: int, narrowest: int = 0) -> None:
        super().__init__()
        self._widest, self._narrowest = widest, narrowest
        self.setLayout(Column(inside))
        self.rescale()

    def rescale(self) -> None:
        """Take the widths at the text size of now."""
        self.setMaximumWidth(px(self._widest))
        self.setMinimumWidth(px(self._narrowest))


class Rule(QFrame):
    """A hairline that orders things."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("line")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.rescale()

    def rescale(self) -> None:
        """Sunlight eats thin lines."""
        self.setFixedHeight(look().hair)
