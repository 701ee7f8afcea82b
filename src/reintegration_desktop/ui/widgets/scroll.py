"""What stands between head and foot: one area that scrolls, and cuts nothing off sideways."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from reintegration_desktop.ui.theme import look, px


class Scroll(QScrollArea):
    """Scrolls its content up and down; asks for its width and the scroll bar's, and for little height."""

    def __init__(self, content: QWidget, *, lowest: int = 90) -> None:
        super().__init__()
        self._lowest = lowest
        self.setViewport(QWidget())  # asking for Qt's own would make every type of widget known first: 16 ms
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setWidget(content)
        content.setAutoFillBackground(False)  # setting the widget switched it on
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.rangeChanged.connect(self._ask_again)

    def _ask_again(self) -> None:
        """The content asks for other room."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The content and a scroll bar."""
        inside = self.widget()
        if inside is None:
            return super().sizeHint()
        return inside.sizeHint() + QSize(look().size("scroll_bar"), 0)

    def minimumSizeHint(self) -> QSize:
        """As wide as the content must be and a scroll bar, and a little height."""
        inside = self.widget()
        wide = 0 if inside is None else inside.minimumSizeHint().expandedTo(inside.minimumSize()).width()
        return QSize(wide + look().size("scroll_bar"), px(self._lowest))
