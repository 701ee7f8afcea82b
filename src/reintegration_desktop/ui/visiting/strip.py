"""Short fields in one line where there is room, in two by two or below each other where there is none."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.editors.days import DayEditor
from reintegration_desktop.ui.inputs.choices import ChoiceRow
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Grid

_GAP, _PADS = 14, 64


class Strip(QWidget):
    """Shares the room that is left among the fields that can use it."""

    def __init__(self, *fields: Field) -> None:
        super().__init__()
        self._fields, self._columns = fields, 0
        self._grid = Grid(gap=_GAP, row_gap=6)
        self.setLayout(self._grid)
        self._arrange(len(fields))

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest of them: below each other is always possible."""
        wide = max((self._least(field) for field in self._fields), default=0)
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose again at this width."""
        super().resizeEvent(event)
        self._choose()

    def event(self, event: QEvent) -> bool:
        """Choose again when an answer asks for more room."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._choose()
        return super().event(event)

    def rescale(self) -> None:
        """Choose again at the text size of now."""
        self._choose()

    def _choose(self) -> None:
        every = len(self._fields)
        self._arrange(next((number for number in (every, 2) if self._needed(number) <= self.width()), 1))

    def _needed(self, columns: int) -> int:
        widths = [max(map(self._least, self._fields[at::columns]), default=0) for at in range(columns)]
        return sum(widths) + px(_GAP) * (columns - 1)

    def _least(self, field: Field) -> int:
        """The room in which a field is whole: choices in one line, a day with its longest month."""
        least = field.minimumSizeHint().width()
        if isinstance(field.editor, DayEditor):
            return max(least, look().advance(say("{day} {month} {year}", day="28", month=say("September"), year="2026"))
                       + look().size("control") + px(_PADS) // 2)  # fmt: skip
        row = getattr(field.editor, "inside", None)
        return max(least, row.sizeHint().width()) if isinstance(row, ChoiceRow) else least

    def _arrange(self, columns: int) -> None:
        for at, field in enumerate(self._fields):
            self._grid.setColumnMinimumWidth(at, 0)
            self._grid.setColumnStretch(at, 0)
            if columns != self._columns:
                self._grid.addWidget(field, at // columns, at % columns, Qt.AlignmentFlag.AlignTop)
        self._columns = columns
        for column in range(columns):
            own = self._fields[column::columns]
            self._grid.setColumnMinimumWidth(column, max(map(self._least, own), default=0))
            fixed = all(isinstance(getattr(field.editor, "inside", None), ChoiceRow) for field in own)
            self._grid.setColumnStretch(column, 0 if fixed else 1)
