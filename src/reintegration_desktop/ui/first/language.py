"""First step: language, text size, theme; each shows at once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.words import language, say
from reintegration_desktop.ui.inputs.choices import ChoiceRow
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.languages import LANGUAGES
from reintegration_desktop.ui.style.tokens import Theme
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import change_language, look, restyle
from reintegration_desktop.ui.widgets.arrange import Column, Wide
from reintegration_desktop.ui.widgets.cards import Card

FACTORS = ("1.0", "1.25", "1.5", "1.75", "2.0")


class LanguageStep(QWidget):
    """``chosen`` tells of any change, so that it can be kept and said in the column."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        languages: dict[str, Text] = dict(LANGUAGES)
        self.languages = ChoiceRow(languages)
        self.sizes = ChoiceRow({factor: f"{round(float(factor) * 100)} %" for factor in FACTORS})
        self.themes = ChoiceRow(
            {
                Theme.LIGHT: lambda: say("Light"),
                Theme.DARK: lambda: say("Dark"),
                Theme.SUNLIGHT: lambda: say("Sunlight: black on white, for outdoors"),
            }
        )
        card = Card(
            Field(lambda: say("Language"), self.languages),
            Field(
                lambda: say("Text size"), self.sizes, help=lambda: say("Both can be changed at any time in Settings.")
            ),
            Field(lambda: say("Colours"), self.themes),
            gap=18,
            margins=(24, 20, 24, 22),
        )
        column = Column(Wide(card, 760))
        column.addStretch(1)
        self.setLayout(column)
        self.languages.changed.connect(self._on_language)
        self.sizes.changed.connect(self._on_look)
        self.themes.changed.connect(self._on_look)
        self.setFocusProxy(self.languages)
        self.show_now()

    @property
    def in_words(self) -> str:
        """What was chosen, for the column."""
        return f"{LANGUAGES.get(language(), language())}, {round(look().factor * 100)} %"

    def show_now(self) -> None:
        """Mark what is on the screen now."""
        now = look()
        self.languages.set_value(language())
        self.sizes.set_value(min(FACTORS, key=lambda factor: abs(float(factor) - now.factor)))
        self.themes.set_value(now.theme)

    def _on_language(self) -> None:
        change_language(self.languages.value() or "en")
        self.chosen.emit()

    def _on_look(self) -> None:
        restyle(Theme(self.themes.value() or Theme.LIGHT), float(self.sizes.value() or 1))
        self.chosen.emit()
