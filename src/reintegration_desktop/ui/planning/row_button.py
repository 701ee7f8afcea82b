"""A row that opens something: a real button that holds words of several lines."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QPushButton, QSizePolicy, QWidget

from reintegration_desktop.ui.style.paint import box, focus_ring
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look


class RowButton(QPushButton):
    """Pressed anywhere on its words, or by Enter or Space. ``name`` says the row to who cannot see it."""

    def __init__(self, name: Text, inside: QLayout) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name = name
        self.setLayout(inside)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoDefault(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.resay()

    def resay(self) -> None:
        """The name in the language of now."""
        self.setAccessibleName(said(self._name))

    def sizeHint(self) -> QSize:
        """The room of its words."""
        inside = self.layout()
        return super().sizeHint() if inside is None else inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The least room of its words."""
        inside = self.layout()
        return super().minimumSizeHint() if inside is None else inside.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet ground under the pointer, and the ring."""
        now, painter = look(), QPainter(self)
        if self.underMouse() or self.isDown():
            box(painter, self.rect(), now.radius("control"), now.colour("sunken"), None)
        if self.hasFocus():
            focus_ring(painter, now, self.rect())
        painter.end()
