"""Cards and other grounds that things stand on; a fold is a card that opens."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QSizePolicy, QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.style.paint import focus_ring, icon_in, words_in
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.arrange import Box, Column, Margins, Row, add

_INSIDE: Margins = (16, 14, 16, 14)


class _Ground(QFrame):
    """A frame that the style sheet knows by name, with a column in it."""

    def __init__(self, name: str, things: tuple[QWidget | QLayout, ...], gap: int, margins: Margins) -> None:
        super().__init__()
        self.setObjectName(name)
        self.inside = Column(*things, gap=gap, margins=margins)
        self.setLayout(self.inside)

    def add(self, *things: QWidget | QLayout) -> None:
        """Add below what is there."""
        add(self.inside, *things)


class Card(_Ground):
    """A surface with a hairline round it."""

    def __init__(self, *things: QWidget | QLayout, gap: int = 8, margins: Margins = _INSIDE) -> None:
        super().__init__("card", things, gap, margins)


class Sunk(_Ground):
    """A quiet box inside a card."""

    def __init__(self, *things: QWidget | QLayout, gap: int = 4, margins: Margins = (14, 10, 14, 10)) -> None:
        super().__init__("sunk", things, gap, margins)


class Foot(QFrame):
    """The foot of a page: what is kept at the leading side, what one does at the trailing side; never scrolls."""

    def __init__(self, leading: list[QWidget], trailing: list[QWidget]) -> None:
        super().__init__()
        self.setObjectName("foot")
        row = Row(*leading, margins=(16, 8, 16, 8))
        row.addStretch(1)
        add(row, *trailing)
        self.setLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


class FoldHead(QPushButton):
    """The head of a fold: a sign that shows which way it opens, and its title."""

    def __init__(self, title: Text, icon: str = "") -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._title, self._icon = title, icon
        self.setCheckable(True)
        self.setChecked(True)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.resay)
        self.resay()

    def resay(self) -> None:
        """Title and state in the language of now."""
        title = said(self._title)
        self.setText(title.replace("&", "&&"))
        self.setAccessibleName(title)
        self.setAccessibleDescription(say("open") if self.isChecked() else say("folded"))
        self.updateGeometry()

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Sign, icon and title."""
        now = look()
        wide = now.advance(said(self._title), "group", bold=True) + now.px(30 + (28 if self._icon else 0))
        return QSize(wide, now.size("control"))

    def minimumSizeHint(self) -> QSize:
        """The title is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Sign, icon, title, ring."""
        now, painter = look(), QPainter(self)
        size, at = now.px(18), 0
        signs = [("chevron-down" if self.isChecked() else "chevron-right"), *([self._icon] if self._icon else [])]
        for sign in signs:
            spot = QRect(at, (self.height() - size) // 2, size, size)
            icon_in(painter, now, now.mirrored(self.rect(), spot), sign, "text" if self.underMouse() else "muted")
            at += size + now.px(8)
        place = QRect(at, 0, self.width() - at, self.height())
        words_in(
            painter, now, now.mirrored(self.rect(), place), said(self._title), colour="text", place="group", bold=True
        )
        if self.hasFocus():
            focus_ring(painter, now, self.rect())
        painter.end()


class Fold(_Ground):
    """A card whose body folds away under its title; ``beside`` stays in sight at the trailing end."""

    folded = Signal(bool)

    def __init__(
        self, title: Text, body: QWidget | QLayout, *, icon: str = "", beside: list[QWidget] | None = None,
        opened: bool = True,
    ) -> None:  # fmt: skip
        self.head = FoldHead(title, icon)
        row = Row(self.head, *(beside or []))
        row.setStretch(0, 1)
        super().__init__("card", (row,), 8, (12, 8, 16, 10))
        self.body = body if isinstance(body, QWidget) else Box(body)
        self.add(self.body)
        self.head.toggled.connect(self._on_toggled)
        self.head.setChecked(opened)
        self.body.setVisible(opened)

    def _on_toggled(self, opened: bool) -> None:
        self.body.setVisible(opened)
        self.folded.emit(not opened)
