"""Editors that answer a question in one line, for a strip of several."""

from reintegration_desktop.forms.questions import Field
from reintegration_desktop.forms.values import Value
from reintegration_desktop.ui.editors.editor import Editor, Setting
from reintegration_desktop.ui.editors.picks import labels
from reintegration_desktop.ui.inputs.tick_drop import TickDrop


class TicksDropEditor(Editor):
    """Several answers, told in one line and ticked in a list under it."""

    def __init__(self, question: Field, setting: Setting) -> None:
        self._drop = TickDrop(labels(question.choices))
        super().__init__(question, self._drop)
        self._drop.changed.connect(self.changed)

    def value(self) -> tuple[str, ...] | None:
        """The codes that are ticked."""
        return self._drop.value() or None

    def set_value(self, value: Value | None) -> None:
        """Tick these."""
        self._drop.set_value(value if isinstance(value, tuple) else ())
