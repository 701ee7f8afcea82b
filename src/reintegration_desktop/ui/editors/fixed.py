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


class NotTakenIn(Shown):
    """A photograph or a signed paper, which this version does not take in: it says so, and where it is to be kept."""

    def resay(self) -> None:
        """Say it in the language of now."""
        self._label.set_text(_kept_elsewhere if self._value is None else _kept_here)
        self._label.set_tone("muted")


def _kept_elsewhere() -> str:
    return say(
        "No file can be added here in this version. Lock the paper or the picture away in the office, "
        "under the code of the case, and keep none on a telephone."
    )


def _kept_here() -> str:
    return say("A file belongs to this answer. This version cannot show or change it; nothing of it is lost.")
