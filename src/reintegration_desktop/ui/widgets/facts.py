"""Facts in two columns: what, and how it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import px
from reintegration_desktop.ui.widgets.arrange import Grid
from reintegration_desktop.ui.widgets.words import Words


class Facts(QWidget):
    """A list of label and value; values wrap, labels stand at the top."""

    def __init__(self, facts: Sequence[tuple[Text, Text]] = (), *, place: str = "note", label_width: int = 92) -> None:
        super().__init__()
        self._place, self._label_width = place, label_width
        self._grid = Grid(gap=8, row_gap=5)
        self.setLayout(self._grid)
        self.show_facts(facts)

    def show_facts(self, facts: Sequence[tuple[Text, Text]]) -> None:
        """Show other facts."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for row, (label, value) in enumerate(facts):
            shown = Words(value, place=self._place, wraps=True)
            told = Words(label, place=self._place, tone="muted", wraps=True)
            told.setBuddy(shown)
            self._grid.addWidget(told, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(shown, row, 1, Qt.AlignmentFlag.AlignTop)
        self.rescale()

    def rescale(self) -> None:
        """The labels' column at the text size of now."""
        self._grid.setColumnMinimumWidth(0, px(self._label_width))
        self._grid.setColumnStretch(1, 1)
