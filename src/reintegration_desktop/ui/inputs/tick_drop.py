"""Several answers in the room of one: a box that says what is ticked, and the ticks in a list under it."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QPushButton, QSizePolicy, QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.inputs.choices import Tick
from reintegration_desktop.ui.style.paint import box, focus_ring, icon_in, words_in
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Column

_PAD, _ARROW, _NARROWEST = 10, 16, 120


class TickList(QDialog):
    """The ticks, hanging under their box; Escape and Enter close it, what is ticked stays ticked."""

    def __init__(self, ticks: list[Tick], name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName(name)
        self._ticks = ticks
        self.setLayout(Column(*ticks, gap=0, margins=(8, 6, 16, 6)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A raised ground with an edge."""
        now, painter = look(), QPainter(self)
        box(painter, self.rect(), 0, now.colour("raised"), now.colour("control"), now.hair)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from tick to tick, Enter closes."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        here = next((at for at, tick in enumerate(self._ticks) if tick.hasFocus()), 0)
        if step is not None:
            self._ticks[(here + step) % len(self._ticks)].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.accept()
        else:
            super().keyPressEvent(event)


class TickDrop(QPushButton):
    """Says in one line what is ticked. Enter, Space and Down open the ticks; ``changed`` tells that a person ticked."""

    changed = Signal()

    def __init__(self, choices: Mapping[str, Text]) -> None:
        super().__init__()
        self._choices, self._value = dict(choices), tuple[str, ...]()
        self._name = ""
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open)

    def set_choices(self, choices: Mapping[str, Text]) -> None:
        """Offer other ticks; what was ticked stays ticked."""
        self._choices = dict(choices)
        self.set_value(self._value)

    def value(self) -> tuple[str, ...]:
        """The codes that are ticked, in the order shown; codes that this list does not hold come last, and stay."""
        return self._value

    def set_value(self, codes: tuple[str, ...]) -> None:
        """Tick these; says nothing of it by ``changed``."""
        own = [code for code in self._choices if code in codes]
        self._value = (*own, *(code for code in codes if code not in self._choices))
        self.resay()

    def open(self) -> None:
        """Show the ticks until they are closed."""
        self.make_list().exec()

    def make_list(self) -> TickList:
        """The ticks as they hang under the box."""
        ticks = [Tick(text, code) for code, text in self._choices.items()]
        made = TickList(ticks, self._name, self)
        for tick in ticks:
            tick.setChecked(tick.code in self._value)
            tick.toggled.connect(lambda _: self._take(ticks))
        made.adjustSize()
        left = self.width() - made.sizeHint().width() if look().right_to_left else 0
        made.move(self.mapToGlobal(QPoint(left, self.height())))
        return made

    def setAccessibleName(self, name: str) -> None:
        """The question, and what is ticked."""
        self._name = name
        super().setAccessibleName(say("{question}: {answer}", question=name, answer=self._told()))

    def resay(self) -> None:
        """Say what is ticked again."""
        self.setAccessibleName(self._name)
        self.setToolTip(self._told())
        self.updateGeometry()
        self.update()

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as a few words."""
        return QSize(px(_NARROWEST), look().size("control"))

    def minimumSizeHint(self) -> QSize:
        """What does not fit into the box is told by number."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens, as a list to pick from does."""
        if event.key() == Qt.Key.Key_Down:
            self.open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, words, arrow, ring."""
        now, painter = look(), QPainter(self)
        wrong = bool(self.property("wrong"))
        edge = "danger" if wrong else "control"
        box(painter, self.rect(), now.radius("control"), now.colour("surface"), now.colour(edge), now.hair)
        pad, arrow = now.px(_PAD), now.px(_ARROW)
        spot = QRect(self.width() - pad - arrow, 0, arrow, self.height())
        icon_in(painter, now, now.mirrored(self.rect(), spot), "chevron-down", "muted")
        place = QRect(pad, 0, self.width() - 2 * pad - arrow - now.px(4), self.height())
        told = self._fitting(place.width())
        words_in(painter, now, now.mirrored(self.rect(), place), told, colour="text" if self._value else "muted")
        if self.hasFocus():
            focus_ring(painter, now, self.rect())
        painter.end()

    def _fitting(self, room: int) -> str:
        """The answers where they fit; else the first and how many more, else their number."""
        told = self._told()
        if look().advance(told) <= room or not self._value:
            return told
        first = said(self._choices.get(self._value[0], self._value[0]))
        fewer = say("{first} +{n}", first=first, n=str(len(self._value) - 1))
        if len(self._value) > 1 and look().advance(fewer) <= room:
            return fewer
        return say("{n} ticked", n=str(len(self._value)))

    def _told(self) -> str:
        return say(", ").join(said(self._choices.get(code, code)) for code in self._value) or say("Choose…")

    def _take(self, ticks: list[Tick]) -> None:
        others = tuple(code for code in self._value if code not in self._choices)
        self.set_value((*(tick.code for tick in ticks if tick.isChecked()), *others))
        self.changed.emit()
