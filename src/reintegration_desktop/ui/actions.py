"""Actions: each thing one can do on a page, with its words and its key."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from reintegration_desktop.ui.text import Text, said


class Act(QAction):
    """Something one can do, by a key while the focus is inside its owner, by a button, and found on the page of keys.

    ``everywhere``: the key works in the owner's whole window.
    """

    def __init__(
        self, owner: QWidget, text: Text, key: str = "", call: Callable[[], object] | None = None, *,
        everywhere: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(owner)
        self._text, self._call = text, call
        if key:
            self.setShortcut(QKeySequence(key))
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        self.setShortcutContext(Qt.ShortcutContext.WindowShortcut if everywhere else inside)
        self.triggered.connect(self._on_triggered)
        owner.addAction(self)
        self.resay()

    def resay(self) -> None:
        """Say its words again."""
        self.setText(said(self._text))

    def set_words(self, text: Text) -> None:
        """Say something else from now on."""
        self._text = text
        self.resay()

    def _on_triggered(self, checked: bool) -> None:
        if self._call is not None:
            self._call()
