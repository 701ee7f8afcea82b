"""The line above the scores: what stands in each column."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.inputs.scores import GAP, SIGN, boxes_width, difference_width, last_width
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Box, Row
from reintegration_desktop.ui.widgets.words import Words


class ScoresHead(QWidget):
    """Area, last time, today, and since when; ``leading`` takes what belongs to all areas at once."""

    def __init__(self) -> None:
        super().__init__()
        self._area = _word(lambda: say("Area of life"))
        self._last = _word(lambda: say("Last"))
        self._today = _word(lambda: say("1 hard … 5 well"))
        self._since = _word("")
        self.leading = Row(self._area, gap=6)
        self.leading.addStretch(1)
        row = Row(Box(self.leading), self._last, self._today, self._since, gap=GAP, margins=(16, 0, 8, 0))
        row.setStretch(0, 1)
        self.setLayout(row)
        self.rescale()

    def tell_since(self, since: Text) -> None:
        """Say since when the difference counts."""
        self._since.set_text(since)

    def rescale(self) -> None:
        """The columns at the text size of now."""
        self.setMinimumHeight(px(28))
        self._area.setMinimumWidth(px(SIGN))
        self._last.setFixedWidth(last_width())
        self._today.setFixedWidth(boxes_width())
        self._since.setFixedWidth(difference_width())

    def resay(self) -> None:
        """Columns are as wide as their words in the language of now."""
        self.rescale()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet ground and a hairline below."""
        now, painter = look(), QPainter(self)
        painter.fillRect(self.rect(), now.colour("sunken"))
        painter.fillRect(0, self.height() - now.hair, self.width(), now.hair, now.colour("line"))
        painter.end()


def _word(text: Text) -> Words:
    return Words(text, place="small", bold=True, tone="muted", wraps=True)
