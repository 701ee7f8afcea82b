"""The questions of a section on a card that folds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from reintegration_desktop.forms.questions import Section
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.editors.answer import AnswerField
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.widgets.arrange import Column, Grid, Row
from reintegration_desktop.ui.widgets.buttons import IconButton, Kind
from reintegration_desktop.ui.widgets.doubts import DoubtLine
from reintegration_desktop.ui.widgets.words import Words, caption, note


class SectionCard(QFrame):
    """The questions of a section under its title, folded away or not. ``opened``: somebody opened it; ``folded``: it
    was opened or folded."""

    opened, folded = Signal(), Signal()

    def __init__(self, section: Section, *, folds: bool) -> None:
        super().__init__()
        self.setObjectName("card")
        self.section = section
        self.is_open = True
        self._title = caption(lambda: say(section.title))
        self._count = Words(place="small", tone="muted")
        self._fold = IconButton(
            lambda: say("Fold {section}", section=say(section.title)), "chevron-down", Kind.QUIET, small=True
        )
        self._fold.setVisible(folds)
        self._fold.clicked.connect(lambda: self.set_open(not self.is_open))
        self.inside = QWidget()
        self._grid = Grid(gap=16, row_gap=12)
        self.inside.setLayout(self._grid)
        self._laid: tuple[AnswerField, ...] = ()
        head = Row(self._fold, self._title, self._count, gap=6)
        head.setStretch(1, 1)
        self._hint = note(lambda: say(section.hint))
        self._hint.setVisible(bool(section.hint))
        self._doubt: DoubtLine | None = None
        self._column = Column(head, self._hint, self.inside, gap=10, margins=(16, 12, 16, 14))
        self.setLayout(self._column)

    def lay(self, fields: tuple[AnswerField, ...]) -> None:
        """Put the questions that are asked in their order; two short ones that follow each other share a line."""
        if fields == self._laid:
            return
        self._laid = fields
        while self._grid.takeAt(0) is not None:
            pass
        row, waiting = 0, False
        for at, field in enumerate(fields):
            pairs = field.is_short and (waiting or (at + 1 < len(fields) and fields[at + 1].is_short))
            self._grid.addWidget(field, row, int(waiting and pairs), 1, 1 if pairs else 2, Qt.AlignmentFlag.AlignTop)
            waiting = pairs and not waiting
            row += not waiting
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)

    def set_open(self, is_open: bool) -> None:
        """Fold it away, or open it."""
        was, self.is_open = self.is_open, is_open
        if is_open:
            self.opened.emit()
        self.inside.setVisible(is_open)
        self._hint.setVisible(is_open and bool(self.section.hint))
        self._fold.set_icon(
            "chevron-down" if is_open else "chevron-right",
            lambda: say("Fold {section}", section=say(self.section.title)),
        )
        if was != is_open:
            self.folded.emit()

    def set_doubt(self, sentences: Text | None, *, aloud: bool = False) -> None:
        """Say at its head what to think about in questions that aren't in sight; None takes it away."""
        now = said(sentences or "")
        if now == (self._doubt.text if self._doubt else ""):
            return
        if self._doubt is None:
            self._doubt = DoubtLine()
            self._column.insertWidget(1, self._doubt)
        self._doubt.tell(sentences or "", aloud=aloud and bool(now))
        self._doubt.setVisible(bool(now))

    def tell(self, filled: int, asked: int) -> None:
        """Say how much of it has an answer."""
        self._count.set_text(lambda: say("{filled} of {asked}", filled=str(filled), asked=str(asked)))
