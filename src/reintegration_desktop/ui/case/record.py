"""One row of a case being filled in: its approval, its sheet, the rows that belong to it."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.forms.questions import Form
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import Draft, OpenCase
from reintegration_desktop.ui.case.rows import RowsCard
from reintegration_desktop.ui.case.section import (
    FORM_WIDTH,
    RestrictedCard,
    deletable,
    has_restricted,
    panel_for,
    sheet_of,
    writable,
)
from reintegration_desktop.ui.due.approval import ApprovalCard
from reintegration_desktop.ui.pages.sheet import SheetPanel
from reintegration_desktop.ui.widgets.arrange import Column, Row, Wide
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.workplace import Workplace

NEEDS_APPROVAL = frozenset({"assessment", "case_plan", "closure"})


class RecordView(QWidget):
    """A row, new or saved. ``left`` asks for all rows of its form, ``bin_asked`` to take this one out; the other
    signals are those of a section."""

    left = Signal()
    bin_asked = Signal()
    row_opened = Signal(object)
    row_added = Signal(str, object)
    look_asked = Signal()
    changed = Signal()
    saved = Signal()

    def __init__(
        self, workplace: Workplace, opened: OpenCase, form: str, row: UUID, parent: UUID | None = None,
        draft: Draft | None = None, *, restricted: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self.form, self.row, self.parent_row = form, row, parent
        self._place, self._opened = workplace, opened
        asked = workplace.desk.dictionary[form]
        self._column = Column(self._back_to(asked), gap=12)
        self.setLayout(self._column)
        record = opened.file.record(row)
        if record is not None and form in NEEDS_APPROVAL:
            self._column.addWidget(Wide(ApprovalCard(workplace, opened.row.id, record), FORM_WIDTH))
        sheet = sheet_of(workplace, opened, form, draft, row, parent)
        self.panel: SheetPanel = panel_for(workplace, sheet, restricted=restricted)
        self.panel.changed.connect(self.changed)
        self.panel.kept.connect(lambda _: self.changed.emit())
        self.panel.saved.connect(self.saved)
        self._column.addWidget(Wide(self.panel, FORM_WIDTH))
        if not restricted and has_restricted(asked):
            card = RestrictedCard(workplace, asked)
            card.asked.connect(self.look_asked)
            self._column.addWidget(Wide(card, FORM_WIDTH))
        for below in workplace.desk.dictionary.below(form) if record else ():
            self._column.addWidget(self._rows(below, row))
        if record is not None and deletable(workplace, asked):
            self._column.addLayout(self._way_out())
        self._column.addStretch(1)

    def _way_out(self) -> Row:
        button = Button(lambda: say("Move to the bin"), Kind.QUIET, icon="bin")
        button.clicked.connect(self.bin_asked)
        line = Row(button)
        line.addStretch(1)
        return line

    def _back_to(self, form: Form) -> Row:
        back = Button(lambda: say("All of {form}", form=say(form.title)), Kind.QUIET, icon="chevron-left")
        back.clicked.connect(self.left)
        line = Row(back)
        line.addStretch(1)
        return line

    def _rows(self, form: Form, row: UUID) -> RowsCard:
        card = RowsCard(form, self._place.words, writable=writable(self._place, form))
        card.show_rows(self._opened.file.children(row, form.name))
        card.opened.connect(self.row_opened)
        card.added.connect(partial(self.row_added.emit, form.name, row))
        return card
