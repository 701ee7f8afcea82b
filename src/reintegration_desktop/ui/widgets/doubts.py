"""A doubt on a screen: a sign, what to think about and what to do, in the tone of a warning; nothing is stopped."""

from PySide6.QtCore import Qt

from reintegration_desktop.ui.aloud import say_aloud
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Row
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words


class DoubtLine(Box):
    """Sentences beside the sign of a warning."""

    def __init__(self) -> None:
        self._sign, self._words = Sign("warning", "warn"), Words(place="small", tone="warn", wraps=True)
        row = Row(self._sign, self._words, gap=6)
        row.setStretch(1, 1)
        row.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        super().__init__(row)

    @property
    def text(self) -> str:
        """What it says now."""
        return self._words.text()

    def tell(self, sentences: Text, *, aloud: bool) -> None:
        """Say it; ``aloud`` has a screen reader say it too."""
        self._words.set_text(sentences)
        if aloud:
            say_aloud(self, self.text)
