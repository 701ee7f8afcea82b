"""One of several things in the same place, as large as the one that is shown: a stack is as large as its largest."""

from PySide6.QtWidgets import QWidget

from reintegration_desktop.ui.widgets.arrange import Column


class OneOf(QWidget):
    """Shows one of its things at a time."""

    def __init__(self, *things: QWidget) -> None:
        super().__init__()
        self._column = Column()
        self._things: list[QWidget] = []
        self._at = 0
        self.setLayout(self._column)
        for thing in things:
            self.add(thing)

    @property
    def shown(self) -> QWidget:
        """The one that is shown; IndexError while there is none."""
        return self._things[self._at]

    def add(self, thing: QWidget) -> None:
        """Add one more; the first is shown."""
        self._things.append(thing)
        self._column.addWidget(thing)
        thing.setVisible(len(self._things) - 1 == self._at)

    def take(self, thing: QWidget) -> None:
        """Take one out for good."""
        self._things.remove(thing)
        self._column.removeWidget(thing)
        thing.hide()
        thing.deleteLater()

    def show_one(self, at: int) -> None:
        """Show another one, counted from nought."""
        self._at = at
        for number, thing in enumerate(self._things):
            thing.setVisible(number == at)
