"""Icons that stand beside words."""

from PySide6.QtWidgets import QLabel, QSizePolicy

from reintegration_desktop.ui.style.icons import pixmap
from reintegration_desktop.ui.theme import look


class Sign(QLabel):
    """A small icon beside words; the words carry the meaning, so it has no name of its own."""

    def __init__(self, icon: str, colour: str = "muted", size: int = 16) -> None:
        super().__init__()
        self._icon, self._colour, self._size = icon, colour, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.rescale()

    def set_icon(self, icon: str, colour: str) -> None:
        """Show another icon."""
        self._icon, self._colour = icon, colour
        self.rescale()

    def rescale(self) -> None:
        """Draw it in the look of now."""
        now = look()
        self.setPixmap(pixmap(now, self._icon, now.px(self._size), self._colour))
