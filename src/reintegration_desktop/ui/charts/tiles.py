"""A tile with one figure: its caption, the number, the last months, what is behind it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.charts.bars import HIDDEN
from reintegration_desktop.ui.charts.lines import Sparkline
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.widgets.arrange import Column, Row
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words, small


class StatTile(Card):
    """A figure. ``hidden`` shows two dots and says why; no number at all says that there is none yet."""

    def __init__(
        self, caption: Text, number: str = "", *, unit: Text = "", behind: Text = "", tone: str = "muted",
        icon: str = "", line: Sparkline | None = None, hidden: Text = "",
    ) -> None:  # fmt: skip
        self._caption, self._number = caption, HIDDEN if hidden else number
        shown = Words(self._number, place="number", bold=True)
        figure = Row(shown, Words(unit, place="small", tone="muted"), gap=6)
        figure.setAlignment(shown, Qt.AlignmentFlag.AlignBottom)
        figure.addStretch(1)
        if line is not None:
            figure.addWidget(line)
        foot = Row(*([Sign(icon, tone, 14)] if icon else []), gap=6)
        self._behind = small(hidden or behind or (lambda: say("no figures yet")), tone)
        foot.addWidget(self._behind, 1)
        super().__init__(small(caption), Column(figure, foot, gap=2), gap=2, margins=(16, 12, 16, 12))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.resay()

    def resay(self) -> None:
        """Caption and number are the accessible name."""
        self.setAccessibleName(f"{said(self._caption)}: {self._number}. {self._behind.text()}")
