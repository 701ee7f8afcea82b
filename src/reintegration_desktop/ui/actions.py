"""Actions: each thing one can do on a page, with its words and its key."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from reintegration_desktop.ui.text import Text, said


class Act(QAction):
    """Something one can do by a key and by a button, and that is found on the page of keys.

    A key with Ctrl or Alt works in the whole window while its owner is in sight; a bare one (Escape, a digit) only
    while the focus is inside its owner, since what lies over a page has an Escape of its own. ``everywhere``: bare,
    too.
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
        self.setShortcutContext(Qt.ShortcutContext.WindowShortcut if everywhere or "+" in key else inside)
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
