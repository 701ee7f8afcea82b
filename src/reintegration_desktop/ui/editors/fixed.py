"""Answers that are shown and never typed here: worked out, stamped, or made by the program."""

from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.questions import Field
from reintegration_desktop.forms.values import Value
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.editors.editor import Editor
from reintegration_desktop.ui.widgets.words import Words

NOTHING = "–"


class Shown(Editor):
    """An answer in words."""

    def __init__(self, question: Field, words: ValueWords) -> None:
        self._label = Words(NOTHING, wraps=True)
        super().__init__(question, self._label)
        self._words = words
        self._value: Value | None = None

    def value(self) -> Value | None:
        """The answer as it was shown."""
        return self._value

    def set_value(self, value: Value | None) -> None:
        """Show an answer in words."""
        self._value = value
        self.resay()

    def resay(self) -> None:
        """Say it in the language of now."""
        self._label.set_text(self._words.of(self.question, self._value) or NOTHING)


class UnderFiles(Shown):
    """A photograph or a signed paper: it says where in the case it is kept."""

    def resay(self) -> None:
        """Say it in the language of now."""
        self._label.set_text(_kept_there if self._value is None else _kept_with_it)
        self._label.set_tone("muted")


def _kept_there() -> str:
    return say("Photographs and signed papers are added and looked at under Files, in this case.")


def _kept_with_it() -> str:
    return say("A sealed file is kept with this answer.")
