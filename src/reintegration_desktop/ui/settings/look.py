"""Look and text size, and the language: each applies at once."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.inputs.choices import ChoiceRow
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.languages import LanguagePicker
from reintegration_desktop.ui.style.tokens import Theme
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look, restyle
from reintegration_desktop.ui.widgets.arrange import Column, Wide
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import note

SIZES = (100, 125, 150, 175, 200)


class LookSection(QWidget):
    """Theme and text size; ``keep`` is called with both after each change."""

    def __init__(self, keep: Callable[[str, float], None]) -> None:
        super().__init__()
        self._keep = keep
        themes: dict[str, Text] = {
            Theme.LIGHT: lambda: say("Light"),
            Theme.DARK: lambda: say("Dark"),
            Theme.SUNLIGHT: lambda: say("Sunlight"),
        }
        self.theme = ChoiceRow(themes)
        self.text_size = ChoiceRow({str(size): _percent(size) for size in SIZES})
        self.theme.set_value(look().theme)
        self.text_size.set_value(str(round(look().factor * 100)))
        self.theme.changed.connect(self._apply)
        self.text_size.changed.connect(self._apply)
        theme = Field(
            lambda: say("Colours"),
            self.theme,
            help=lambda: say("Sunlight: black on white with thick lines, for outside."),
        )
        size = Field(lambda: say("Text size"), self.text_size, help=lambda: say("Everything grows with the text."))
        column = Column(Wide(Card(theme, size, gap=16), 620))
        column.addStretch(1)
        self.setLayout(column)

    def _apply(self) -> None:
        theme, size = self.theme.value(), self.text_size.value()
        if theme is None or size is None:
            return
        restyle(Theme(theme), int(size) / 100)
        self._keep(theme, int(size) / 100)


class LanguageSection(QWidget):
    """Each language in its own name; ``keep`` is called with the one that was chosen."""

    def __init__(self, keep: Callable[[str], None]) -> None:
        super().__init__()
        self.picker = LanguagePicker()
        self.picker.chosen.connect(keep)
        told = note(lambda: say("The whole program speaks it at once. What you wrote stays as you wrote it."))
        column = Column(Wide(Card(self.picker, told, gap=12), 620))
        column.addStretch(1)
        self.setLayout(column)


def _percent(size: int) -> Callable[[], str]:
    return lambda: say("{size} %", size=size)
