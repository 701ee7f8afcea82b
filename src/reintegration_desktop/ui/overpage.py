"""What pages share that lie over another one: a title, the matter, a foot with two ways."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, come_to_rest
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Foot
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import note, title
from reintegration_desktop.ui.workpage import AskingPage


class OverPage(AskingPage):
    """Esc closes it. ``closed`` asks for the page that led here; ``changed``: something was done that others show."""

    closed = Signal()
    changed = Signal()

    def __init__(self, tasks: Tasks, heading: Text, second: Text) -> None:
        super().__init__(tasks)
        self.close_act = self.act(lambda: say("Close"), "Esc", self._on_close)
        self._heading, self._second, self._has_deed = title(heading), note(second), False

    def run(self, work: Callable[[], Any], done: Callable[[Any], None], lane: Lane = Lane.READER) -> None:
        """Do work in a lane; what comes of it has taken its place before anything is painted."""

        def told(result: object) -> None:
            done(result)
            come_to_rest()

        super().run(work, told, lane)

    def _on_close(self) -> None:
        self.go_back()

    def go_back(self) -> None:
        """Ask for the page that led here; a page that has something to lose asks a person first."""
        self.closed.emit()

    def lay_out(self, *things: QWidget, does: tuple[Text, Callable[[], object]] | None = None,
                kind: Kind = Kind.FIRST) -> None:  # fmt: skip
        """Put the matter between title and foot; ``does`` is the one deed of the page, by Ctrl+Return, too."""
        inside = Column(self.failure, *things, gap=14, margins=(24, 4, 24, 16))
        inside.addStretch(1)
        trailing: list[QWidget] = []
        if does is not None:
            self._has_deed = True
            self.deed = self.act(does[0], "Ctrl+Return", does[1])
            self.do = Button.of(self.deed, kind)
            trailing.append(self.do)
        head = Box(Column(self._heading, self._second, gap=4, margins=(24, 14, 24, 8)))
        foot = Foot([Button.of(self.close_act)], trailing)
        whole = Column(head, Scroll(Box(inside)), foot, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def begin_deed(self, words: str) -> None:
        """The deed is under way: it can't be begun again, nor the page be left."""
        self.failure.hide()
        self.deed.setEnabled(False)
        self.close_act.setEnabled(False)
        self.do.set_busy(words)

    def end_deed(self) -> None:
        """It went, or it did not."""
        self.do.set_busy()
        self.deed.setEnabled(True)
        self.close_act.setEnabled(True)

    def fail(self, error: Exception) -> None:
        """Tell it, and let the person try again."""
        if self._has_deed:
            self.end_deed()
        super().fail(error)


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
