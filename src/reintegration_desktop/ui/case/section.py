"""What stands in one section of a case: forms that are there once to fill in, the others as rows."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework import reading, records
from reintegration_desktop.casework.erasing.emptying import ready
from reintegration_desktop.casework.plans import PLAN
from reintegration_desktop.forms.questions import Form
from reintegration_desktop.history.versions import Kind as Act
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.facts import Draft, OpenCase
from reintegration_desktop.rules.limits.files import ROOM_OF_FORM, TECHNICAL
from reintegration_desktop.ui.case.bin import BinCard
from reintegration_desktop.ui.case.rows import RowsCard
from reintegration_desktop.ui.case.sections import CaseSection
from reintegration_desktop.ui.pages.sheet import SheetPanel
from reintegration_desktop.ui.planning.view import PlanView
from reintegration_desktop.ui.widgets.arrange import Column, Row, Wide
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.chips import Chip, restricted_state
from reintegration_desktop.ui.widgets.words import caption, note
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.roles import Role, Room

FORM_WIDTH = 620
BIN_IN = "file"


def writable(workplace: Workplace, form: Form) -> bool:
    """Whether who is signed in may save any room of a form."""
    me = workplace.desk.me
    return any(me.may(Act.SAVE, room, form.name) for room in form.rooms)


def deletable(workplace: Workplace, form: Form) -> bool:
    """Whether who is signed in may take a row of a form out of sight."""
    me = workplace.desk.me
    return all(me.may(Act.DELETE, room, form.name) for room in form.rooms)


def has_restricted(form: Form) -> bool:
    """Whether a form asks anything that is kept apart."""
    return any(field.room is Room.RESTRICTED and field.in_use for field in form.fields.values())


def panel_for(workplace: Workplace, sheet: records.Sheet, *, restricted: bool) -> SheetPanel:
    """A record to fill in, with the questions that the role is shown."""
    form = sheet.filling.form
    shown = {field.key for field in reading.shown_fields(workplace.desk, form)}
    shown -= TECHNICAL if form.name in ROOM_OF_FORM else frozenset()
    hidden = frozenset(key for key in form.fields if key not in shown)
    panel = SheetPanel(workplace, sheet, hidden=hidden, with_restricted=restricted)
    panel.setEnabled(writable(workplace, form))
    return panel


def sheet_of(
    workplace: Workplace, opened: OpenCase, form: str, draft: Draft | None,
    record: UUID | None = None, parent: UUID | None = None,
) -> records.Sheet:  # fmt: skip
    """A record as it was saved, or with what a draft of it holds put over it."""
    sheet = records.sheet(workplace.desk, opened, form, record, parent)
    return records.resumed(sheet, draft) if draft is not None and draft.record == sheet.record else sheet


class RestrictedCard(Card):
    """Tells what is kept apart, never a value, a length or a blurred text. ``asked``: somebody wants to look."""

    asked = Signal()

    def __init__(self, workplace: Workplace, form: Form) -> None:
        button = Button(lambda: say("Open with a reason…"), icon="key")
        button.setVisible(Room.RESTRICTED in workplace.desk.me.readable)
        head = Row(caption(lambda: say("About the armed actor")), Chip(restricted_state()), button)
        head.setStretch(0, 1)
        number = sum(field.room is Room.RESTRICTED and field.in_use for field in form.fields.values())
        told = partial(
            say_many,
            "{n} question is kept apart. A reason is asked, and each look is written down.",
            "{n} questions are kept apart. A reason is asked, and each look is written down.",
            number,
        )
        super().__init__(head, note(told))
        button.clicked.connect(self.asked)


class SectionView(QWidget):
    """One section, made once and shown for case after case.

    ``row_opened`` carries a row's id, ``row_added`` the form and what it belongs to, ``back_asked`` a row of the bin;
    ``empty_asked``: somebody wants the bin to be emptied; ``look_asked``: to see what is kept apart; ``changed`` and
    ``saved`` are those of its sheets.
    """

    row_opened = Signal(object)
    row_added = Signal(str, object)
    back_asked = Signal(object)
    empty_asked = Signal()
    look_asked = Signal()
    changed = Signal()
    saved = Signal()

    def __init__(self, workplace: Workplace, section: CaseSection) -> None:
        super().__init__()
        self._place = workplace
        dictionary = workplace.desk.dictionary
        self._forms = [
            dictionary[name] for name in section.forms if reading.shown_fields(workplace.desk, dictionary[name])
        ]
        self._plan = PlanView(workplace) if dictionary[PLAN] in self._forms else None
        self._sheets: dict[str, SheetPanel] = {}
        self._rows: dict[str, RowsCard] = {}
        self._bin = BinCard(dictionary, workplace.words) if section.key == BIN_IN else None
        self._restricted = False
        self._column = Column(gap=12)
        self.setLayout(Column(*([self._plan] if self._plan else []), self._column, gap=12))
        if self._plan is not None:
            self._plan.row_opened.connect(self.row_opened)
            self._plan.row_added.connect(self.row_added)
        if self._bin is not None:
            self._bin.back_asked.connect(self.back_asked)
            self._bin.empty_asked.connect(self.empty_asked)

    @property
    def panels(self) -> tuple[SheetPanel, ...]:
        """The sheets that can be filled in here."""
        return tuple(self._sheets.values())

    def show_case(self, opened: OpenCase, draft: Draft | None = None, *, restricted: bool = False) -> None:
        """Show this section of a case; ``restricted`` once a reason was written down."""
        if self._plan is not None:
            self._plan.show_case(opened)
        if not self._sheets and not self._rows:
            self._make(opened, restricted=restricted)
        elif restricted != self._restricted:
            self._clear()
            self._make(opened, restricted=restricted)
        for name, panel in self._sheets.items():
            panel.show_sheet(sheet_of(self._place, opened, name, draft))
        self.show_rows(opened)

    def show_rows(self, opened: OpenCase) -> None:
        """The rows of a case, less the forms that are nothing for who is signed in."""
        kept = reading.kept_forms(self._place.desk, opened.file)
        for name, card in self._rows.items():
            card.show_rows(opened.file.rows(name))
            card.setVisible(name not in kept)
        if self._bin is not None:
            empties = self._place.empty_bin is not None and self._place.desk.me.role is Role.SUPERVISOR
            self._bin.show_rows(opened.bin, len(ready(opened, self._place.desk.clock.now())) if empties else None)

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None and old is not self._bin:
                old.deleteLater()
        self._sheets, self._rows = {}, {}

    def _make(self, opened: OpenCase, *, restricted: bool) -> None:
        self._restricted = restricted
        for form in self._forms:
            if form.name == PLAN:
                continue
            if form.repeats:
                self._column.addWidget(self._rows_of(form))
            else:
                self._add_sheet(form, opened)
        if self._bin is not None:
            self._column.addWidget(self._bin)
        self._column.addStretch(1)

    def _rows_of(self, form: Form) -> RowsCard:
        card = RowsCard(form, self._place.words, writable=writable(self._place, form))
        card.opened.connect(self.row_opened)
        card.added.connect(partial(self.row_added.emit, form.name, None))
        self._rows[form.name] = card
        return card

    def _add_sheet(self, form: Form, opened: OpenCase) -> None:
        sheet = sheet_of(self._place, opened, form.name, None)
        panel = panel_for(self._place, sheet, restricted=self._restricted)
        panel.changed.connect(self.changed)
        panel.kept.connect(lambda _: self.changed.emit())
        panel.saved.connect(self.saved)
        self._sheets[form.name] = panel
        self._column.addWidget(Wide(panel, FORM_WIDTH))
        if not self._restricted and has_restricted(form):
            card = RestrictedCard(self._place, form)
            card.asked.connect(self.look_asked)
            self._column.addWidget(Wide(card, FORM_WIDTH))
