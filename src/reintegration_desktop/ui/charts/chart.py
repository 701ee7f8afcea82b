"""What small charts share: painted by hand, and told in words to who cannot see them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import px


class Chart(QWidget):
    """A picture of figures. ``words`` say the same; width and height are px at 100 %."""

    def __init__(self, words: Text, width: int, height: int) -> None:
        super().__init__()
        self._words, self._size = words, (width, height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.resay()

    def resay(self) -> None:
        """The same in words, in the language of now."""
        self.setAccessibleName(said(self._words))
        self.updateGeometry()
        self.update()

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The room it takes."""
        return QSize(px(self._size[0]), px(self._size[1]))

    def minimumSizeHint(self) -> QSize:
        """The room it takes."""
        return self.sizeHint()
