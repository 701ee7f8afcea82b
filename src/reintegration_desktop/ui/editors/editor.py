"""What every editor of an answer can do."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.forms.questions import Field
from reintegration_desktop.forms.values import Value
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.ui.widgets.arrange import Column


@dataclass(frozen=True, slots=True)
class Setting:
    """What editors look up: the programme's places, people, providers; the day."""

    programme: Programme
    today: date


class Editor(QWidget):
    """Holds one answer. ``changed`` tells that a person changed it; ``set_value`` says nothing."""

    changed = Signal()

    def __init__(self, question: Field, inside: QWidget) -> None:
        super().__init__()
        self.question = question
        self.inside = inside
        self.setLayout(Column(inside))
        self.setFocusProxy(inside)

    def value(self) -> Value | None:
        """The answer as it stands, None while there is none."""
        raise NotImplementedError

    def set_value(self, value: Value | None) -> None:
        """Show an answer."""
        raise NotImplementedError

    def setAccessibleName(self, name: str) -> None:
        """The question's name belongs to what takes the focus."""
        super().setAccessibleName(name)
        self.inside.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        """Help or error belong to what takes the focus."""
        super().setAccessibleDescription(description)
        self.inside.setAccessibleDescription(description)
