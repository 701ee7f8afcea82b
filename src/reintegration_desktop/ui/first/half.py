"""One half of the recovery key: holder, sheet, how it came onto paper, two of its words typed back."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.inputs.fields import Field, side_by_side
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.recovery_sheet import Sheet, same_word
from reintegration_desktop.ui.style.paint import icon_in
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.paper import PaperSheet
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words, heading

Printing = Callable[[Sheet, QWidget], bool]


class OnPaper(StrEnum):
    """How far a half is on its way onto paper."""

    NOT_YET = "not_yet"
    WRITING = "writing"
    WRITTEN = "written"
    PRINTED = "printed"


class WordLine(TextLine):
    """A word typed back; a tick once it is right."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word
        self.textChanged.connect(lambda _: self.update())

    @property
    def is_right(self) -> bool:
        """Whether it is the word of the paper."""
        return same_word(self.text(), self._word)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, and the tick at its trailing end."""
        super().paintEvent(event)
        if self.is_right:
            now, painter = look(), QPainter(self)
            size = now.px(16)
            spot = QRect(self.width() - size - now.px(10), (self.height() - size) // 2, size, size)
            icon_in(painter, now, now.mirrored(self.rect(), spot), "check-circle", "ok")
            painter.end()


class HalfColumn(QWidget):
    """``asked`` are the two words that are typed back, counted from 1; ``changed`` tells of any step."""

    changed = Signal()

    def __init__(self, sheet: Sheet, asked: tuple[int, int], printing: Printing, time: Callable[[], str]) -> None:
        super().__init__()
        self._sheet, self._asked, self._printing, self._time = sheet, asked, printing, time
        self.state, self._when = OnPaper.NOT_YET, ""
        self.paper = PaperSheet(sheet)
        self.holder = TextLine(placeholder=lambda: say("Who keeps it, and where?"))
        self.print = Button(lambda: say("Print it"), icon="print")
        self.write = Button(lambda: say("Write it by hand"), icon="draft")
        self.lines = tuple(WordLine(sheet.words[number - 1]) for number in asked)
        self._how, self._how_sign = Words(place="note", tone="ok"), Sign("check-circle", "ok")
        self._lay_out()
        self._connect()
        self.resay()

    @property
    def is_done(self) -> bool:
        """On paper, and both words typed back."""
        on_paper = self.state in {OnPaper.WRITTEN, OnPaper.PRINTED}
        return on_paper and all(line.is_right for line in self.lines)

    def resay(self) -> None:
        """The buttons in the language of now."""
        self.holder.setAccessibleName(say("Holder of half {half}", half=self._sheet.half))
        self._show()

    def _lay_out(self) -> None:
        half = self._sheet.half
        head = Row(heading(lambda: say("Half {half}", half=half)), self.holder, gap=16)
        head.setStretch(1, 1)
        ways = Row(self.write, self.print)
        ways.addStretch(1)
        ways.addWidget(self._how_sign)
        ways.addWidget(self._how)
        fields = [Field(self._question(number), line) for number, line in zip(self._asked, self.lines, strict=True)]
        self._fields = Box(side_by_side(*fields))
        column = Column(head, self.paper, ways, self._fields, gap=8)
        self.setLayout(column)

    def _question(self, number: int) -> Callable[[], str]:
        return lambda: say("Word {n} of half {half}", n=number, half=self._sheet.half)

    def _connect(self) -> None:
        self.print.clicked.connect(self._on_print)
        self.write.clicked.connect(self._on_write)
        self.holder.textChanged.connect(self._on_holder)
        for line in self.lines:
            line.textChanged.connect(lambda _: self.changed.emit())

    def _on_holder(self, holder: str) -> None:
        self._sheet = replace(self._sheet, holder=holder.strip())
        self._show()

    def _on_print(self) -> None:
        if self._printing(self._sheet, self):
            self._set(OnPaper.PRINTED)

    def _on_write(self) -> None:
        self._set(OnPaper.WRITTEN if self.state is OnPaper.WRITING else OnPaper.WRITING)

    def _set(self, state: OnPaper) -> None:
        self.state, self._when = state, self._time()
        self._show()
        if state in {OnPaper.WRITTEN, OnPaper.PRINTED}:
            self.lines[0].setFocus()
        self.changed.emit()

    def _show(self) -> None:
        """Covered at rest; whole while one writes; then only the two asked words are covered: look at the paper."""
        every = frozenset(range(1, len(self._sheet.words) + 1))
        writing, resting = self.state is OnPaper.WRITING, self.state is OnPaper.NOT_YET
        covered = every if resting else frozenset() if writing else frozenset(self._asked)
        self.paper.show_sheet(self._sheet, covered)
        self._fields.setEnabled(self.state in {OnPaper.WRITTEN, OnPaper.PRINTED})
        self.print.set_words(say("Print again") if self.state is OnPaper.PRINTED else say("Print it"))
        self.write.set_words(say("Written") if writing else say("Write it by hand"))
        self.write.set_chosen(writing or self.state is OnPaper.WRITTEN)
        told = {
            OnPaper.PRINTED: say("Printed, {time}", time=self._when),
            OnPaper.WRITTEN: say("Written, {time}", time=self._when),
        }.get(self.state, "")
        self._how.set_text(told)
        self._how_sign.setVisible(bool(told))
