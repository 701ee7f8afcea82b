"""Choices: real radio and check buttons in boxes of their own paint."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QRadioButton, QSizePolicy, QWidget

from reintegration_desktop.ui.inputs.marks import choice_colours, choice_size, paint_tick, paint_words_of_choice
from reintegration_desktop.ui.style.paint import box, focus_ring
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.flow import Flowing


class Choice(QRadioButton):
    """One answer of several, in a box; its whole box is pressed."""

    cleared = Signal()

    def __init__(self, text: Text, code: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._text, self.code = text, code
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.resay()

    def resay(self) -> None:
        """Say the answer again."""
        self.setText(said(self._text).replace("&", "&&"))
        self.setAccessibleName(said(self._text))
        self.updateGeometry()

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def hitButton(self, pos: object) -> bool:
        """The box is the target."""
        return True

    def sizeHint(self) -> QSize:
        """Mark and words in a box."""
        return choice_size(said(self._text))

    def minimumSizeHint(self) -> QSize:
        """The words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, mark, words, ring."""
        now, painter = look(), QPainter(self)
        fill, edge = choice_colours(self)
        box(painter, self.rect(), now.radius("control"), now.colour(fill), now.colour(edge), now.hair)
        spot = paint_words_of_choice(painter, now, self, said(self._text), boxed=True)
        if self.isChecked():
            box(painter, spot, spot.width() / 2, now.colour("accent"), None)
            third = spot.width() // 3
            dot = spot.adjusted(third, third, -third, -third)
            box(painter, dot, dot.width() / 2, now.colour("on_accent"), None)
        else:
            box(painter, spot, spot.width() / 2, now.colour("surface"), now.colour("control"), 1.5)
        if self.hasFocus():
            focus_ring(painter, now, self.rect())
        painter.end()


class Tick(QCheckBox):
    """Something that is done or meant, or not; a question that may be unanswered is a ChoiceRow instead."""

    def __init__(self, text: Text, code: str = "", *, boxed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self.code, self._boxed = text, code, boxed
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.resay()

    def resay(self) -> None:
        """Say the words again."""
        self.setText(said(self._text).replace("&", "&&"))
        self.setAccessibleName(said(self._text))
        self.updateGeometry()

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def hitButton(self, pos: object) -> bool:
        """Mark and words are the target."""
        return True

    def sizeHint(self) -> QSize:
        """Mark and words."""
        return choice_size(said(self._text))

    def minimumSizeHint(self) -> QSize:
        """The words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box if wished, tick, words, ring."""
        now, painter = look(), QPainter(self)
        if self._boxed:
            fill, edge = choice_colours(self)
            box(painter, self.rect(), now.radius("control"), now.colour(fill), now.colour(edge), now.hair)
        spot = paint_words_of_choice(painter, now, self, said(self._text), boxed=self._boxed)
        paint_tick(painter, now, spot, ticked=self.isChecked(), enabled=self.isEnabled())
        if self.hasFocus():
            focus_ring(painter, now, self.rect())
        painter.end()


class ChoiceRow(Flowing):
    """One answer of a few. Arrows move, digits choose, Delete takes the answer back; it wraps where it must."""

    changed = Signal()

    def __init__(self, choices: Mapping[str, Text]) -> None:
        self._buttons = {code: Choice(text, code) for code, text in choices.items()}
        super().__init__(*self._buttons.values())
        self._group = QButtonGroup(self)
        for button in self._buttons.values():
            self._group.addButton(button)
        self._group.buttonToggled.connect(self._on_toggled)
        first = next(iter(self._buttons.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    @property
    def buttons(self) -> Mapping[str, Choice]:
        """The buttons by code."""
        return self._buttons

    def value(self) -> str | None:
        """The code that is chosen, or None."""
        chosen = self._group.checkedButton()
        return chosen.code if isinstance(chosen, Choice) else None

    def set_value(self, code: str | None) -> None:
        """Choose a code, or none; says nothing of it by ``changed``."""
        self._group.blockSignals(True)
        self._group.setExclusive(False)
        for name, button in self._buttons.items():
            button.setChecked(name == code)
        self._group.setExclusive(True)
        self._group.blockSignals(False)
        self._aim_focus()

    def setAccessibleName(self, name: str) -> None:
        """The question: the row's own name, and each button's description."""
        super().setAccessibleName(name)
        for button in self._buttons.values():
            button.setAccessibleDescription(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, Delete and Backspace clear."""
        buttons = list(self._buttons.values())
        digit = event.text()
        if digit.isdecimal() and 0 < int(digit) <= len(buttons):
            buttons[int(digit) - 1].setFocus()
            buttons[int(digit) - 1].setChecked(True)
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self.value() is not None:
            self.set_value(None)
            self.changed.emit()
        else:
            super().keyPressEvent(event)

    def _on_toggled(self, button: QAbstractButton, checked: bool) -> None:
        if checked:
            self._aim_focus()
            self.changed.emit()

    def _aim_focus(self) -> None:
        """Tab comes to the chosen answer, else to the first."""
        chosen = self._buttons.get(self.value() or "")
        target = chosen or next(iter(self._buttons.values()), None)
        if target is not None:
            self.setFocusProxy(target)


class TickGroup(Flowing):
    """Several answers of a few, each a boxed tick."""

    changed = Signal()

    def __init__(self, choices: Mapping[str, Text]) -> None:
        self._ticks = {code: Tick(text, code, boxed=True) for code, text in choices.items()}
        super().__init__(*self._ticks.values())
        for tick in self._ticks.values():
            tick.toggled.connect(self._on_toggled)
        first = next(iter(self._ticks.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    @property
    def ticks(self) -> Mapping[str, Tick]:
        """The ticks by code."""
        return self._ticks

    def value(self) -> tuple[str, ...]:
        """The codes that are ticked, in the order shown."""
        return tuple(code for code, tick in self._ticks.items() if tick.isChecked())

    def set_value(self, codes: tuple[str, ...]) -> None:
        """Tick these; says nothing of it by ``changed``."""
        for code, tick in self._ticks.items():
            tick.blockSignals(True)
            tick.setChecked(code in codes)
            tick.blockSignals(False)

    def setAccessibleName(self, name: str) -> None:
        """The question: the group's own name, and each tick's description."""
        super().setAccessibleName(name)
        for tick in self._ticks.values():
            tick.setAccessibleDescription(name)

    def _on_toggled(self, ticked: bool) -> None:
        self.changed.emit()
