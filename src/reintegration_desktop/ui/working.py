"""Where long work shows how far it is: nothing at rest, a bar with Stop while it goes on."""

from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.progress import Stoppable
from reintegration_desktop.ui.overpage import emptied
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Column
from reintegration_desktop.ui.widgets.progress import Working


class WorkPlace(QWidget):
    """One work at a time; what it reports to is handed out by ``begin``."""

    def __init__(self) -> None:
        super().__init__()
        self._inside = Column(gap=0)
        self.setLayout(self._inside)
        self.hide()

    def begin(self, sentence: Text, *, can_stop: bool = True) -> Stoppable:
        """Show the bar; the work reports to what is returned, and is stopped by it."""
        self.end()
        progress = Stoppable()
        self._inside.addWidget(Working(sentence, progress, can_stop=can_stop))
        self.show()
        return progress

    def end(self) -> None:
        """Nothing goes on any more."""
        emptied(self._inside)
        self.hide()
