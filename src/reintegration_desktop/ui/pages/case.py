"""A case: its sections, the forms in each, who sees them, and what changed."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from reintegration_desktop.casework import reading, records
from reintegration_desktop.forms.questions import Form
from reintegration_desktop.history.versions import Kind as Act
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.facts import Changes, Draft, OpenCase
from reintegration_desktop.rules.permissions import may
from reintegration_desktop.ui.due.approval import ApprovalCard
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.frame.sections import Section, SectionNav
from reintegration_desktop.ui.page import Page
from reintegration_desktop.ui.pages.case_head import CaseHead
from reintegration_desktop.ui.pages.case_history import HistoryView
from reintegration_desktop.ui.pages.case_rows import RowsCard
from reintegration_desktop.ui.pages.case_sections import SECTION_OF, SECTIONS, CaseSection
from reintegration_desktop.ui.pages.sheet import SheetPanel
from reintegration_desktop.ui.pages.who_sees import WhoSeesCard
from reintegration_desktop.ui.theme import px
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card, Foot
from reintegration_desktop.ui.widgets.chips import Chip, restricted_state
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import Words, caption, note
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.roles import Room

NEEDS_APPROVAL = frozenset({"assessment", "case_plan", "closure"})


class CasePage(Page):
    """One case. ``closed`` asks for the list again."""

    closed = Signal()

    def __init__(self, workplace: Workplace, case: UUID, section: str = "person") -> None:
        super().__init__()
        self._place, self._case, self._section = workplace, case, section
        self._opened: OpenCase | None = None
        self._row: UUID | None = None
        self._begun: tuple[str, UUID | None] = ("identification", None)
        self._draft: Draft | None = None
        self._reason = ""
        self._panel: SheetPanel | None = None
        self._failure = Banner("danger", "")
        self._failure.setVisible(False)
        self._kept = Words(place="note", tone="muted")
        self._column = Column(gap=0)
        self.setLayout(self._column)
        self.topics = frozenset({f"case:{case}"})
        self.save_action = self.act(lambda: say("Save"), "Ctrl+S", self._save)
        self.close_action = self.act(lambda: say("Close"), "Esc", self._close)

    @property
    def case(self) -> UUID:
        """Whose page it is."""
        return self._case

    @property
    def panel(self) -> SheetPanel | None:
        """The record that is filled in here, once the case was read."""
        return self._panel

    def ask_again(self) -> None:
        """Read the case again; what is being typed stays."""
        if self._panel is not None and self._panel.dirty:
            return
        look = reading.restricted_too if self._reason else reading.open_case
        self._place.read(partial(look, self._place.desk, self._case), self, self._show, self._on_failed)

    def go_on(self, draft: Draft) -> None:
        """Go on with a draft, once the case was read: in its own form and no other."""
        self._draft = draft
        self._section = SECTION_OF.get(draft.form, self._section)
        if self._place.desk.dictionary[draft.form].repeats:
            self._row, self._begun = draft.record, (draft.form, None)

    def _on_failed(self, error: Exception) -> None:
        self._column.insertWidget(0, self._failure)
        self._failure.tell_failure(in_plain_words(error))

    def _show(self, opened: OpenCase) -> None:
        self._opened = opened
        self._draw()

    def _draw(self) -> None:
        """Draw head, sections, the section one is in, what stands beside it, and the foot."""
        opened = self._opened
        assert opened is not None
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None and old is not self._failure:
                old.deleteLater()
        head = CaseHead(self._place, opened)
        head.back.connect(self._close)
        head.visit_asked.connect(lambda: self._place.go("visit", self._case))
        self._panel = None
        middle = Scroll(Box(self._middle(opened)))
        body = Row(Wide(self._navigation(opened), 216, 216), middle, self._aside(), gap=16)
        body.setStretch(1, 1)
        top = Column(head, body, gap=10, margins=(24, 12, 24, 0))
        top.setStretch(1, 1)
        self._column.addWidget(Box(top), 1)
        self._column.addWidget(self._foot())
        self._tell_state()

    def _navigation(self, opened: OpenCase) -> SectionNav:
        navigation = SectionNav({one.key: Section(partial(say, one.title), one.icon) for one in SECTIONS})
        navigation.setAccessibleName(say("Sections of the case"))
        for section in SECTIONS:
            rows = sum(
                len(opened.file.rows(form)) for form in section.forms if self._place.desk.dictionary[form].repeats
            )
            if rows:
                navigation.set_trailing(section.key, str(rows))
        navigation.show_section(self._section)
        navigation.wanted.connect(self._go)
        return navigation

    def _middle(self, opened: OpenCase) -> Column:
        column = Column(gap=12)
        section = next(one for one in SECTIONS if one.key == self._section)
        if section.key == "history":
            column.addWidget(HistoryView(self._place, self._case))
        elif self._row is not None:
            self._draw_row(column, opened, self._row)
        else:
            self._draw_section(column, opened, section)
        column.addStretch(1)
        return column

    def _draw_section(self, column: Column, opened: OpenCase, section: CaseSection) -> None:
        for name in section.forms:
            form = self._place.desk.dictionary[name]
            if not reading.shown_fields(self._place.desk, form):
                continue
            if form.repeats:
                column.addWidget(self._rows(form, opened, None))
            else:
                self._add_sheet(column, opened, form, None, None)

    def _draw_row(self, column: Column, opened: OpenCase, row: UUID) -> None:
        record = opened.file.record(row)
        form_name, parent = (record.form, record.parent) if record else self._begun
        form = self._place.desk.dictionary[form_name]
        back = Button(lambda: say("All of {form}", form=say(form.title)), Kind.QUIET, icon="chevron-left")
        back.clicked.connect(partial(self._open_row, None))
        line = Row(back)
        line.addStretch(1)
        column.addLayout(line)
        if record is not None and form.name in NEEDS_APPROVAL:
            column.addWidget(Wide(ApprovalCard(self._place, self._case, record), 620))
        self._add_sheet(column, opened, form, row, parent)
        for below in self._place.desk.dictionary.below(form.name) if record else ():
            if form.name != "case":
                column.addWidget(self._rows(below, opened, row))

    def _rows(self, form: Form, opened: OpenCase, parent: UUID | None) -> RowsCard:
        rows = opened.file.rows(form.name) if parent is None else opened.file.children(parent, form.name)
        card = RowsCard(form, rows, self._place.words, writable=self._writable(form))
        card.opened.connect(self._open_row)
        card.added.connect(partial(self._begin_row, form.name, parent))
        return card

    def _add_sheet(
        self, column: Column, opened: OpenCase, form: Form, record: UUID | None, parent: UUID | None
    ) -> None:
        sheet = records.sheet(self._place.desk, opened, form.name, record, parent)
        if self._draft is not None and self._draft.record == sheet.record:
            sheet = records.resumed(sheet, self._draft)
        shown = {field.key for field in reading.shown_fields(self._place.desk, form)}
        hidden = frozenset(key for key in form.fields if key not in shown)
        panel = SheetPanel(self._place, sheet, hidden=hidden, with_restricted=bool(self._reason))
        panel.setEnabled(self._writable(form))
        panel.changed.connect(self._tell_state)
        panel.kept.connect(lambda _: self._tell_state())
        panel.saved.connect(self._on_saved)
        self._panel = panel
        column.addWidget(Wide(panel, 620))
        if not self._reason and any(field.room is Room.RESTRICTED and field.in_use for field in form.fields.values()):
            column.addWidget(Wide(self._restricted(form), 620))

    def _restricted(self, form: Form) -> Card:
        """Tells what is kept apart, never a value, a length or a blurred text."""
        button = Button(lambda: say("Open with a reason…"), icon="key")
        button.clicked.connect(self._open_restricted)
        button.setVisible(Room.RESTRICTED in self._place.desk.me.readable)
        head = Row(caption(lambda: say("About the armed actor")), Chip(restricted_state()), button)
        head.setStretch(0, 1)
        number = sum(field.room is Room.RESTRICTED and field.in_use for field in form.fields.values())
        return Card(
            head,
            note(
                lambda: say_many(
                    "{n} question is kept apart. A reason is asked, and each look is written down.",
                    "{n} questions are kept apart. A reason is asked, and each look is written down.",
                    number,
                )
            ),
        )

    def _aside(self) -> QWidget:
        """Beside the form: who sees it."""
        section = next(one for one in SECTIONS if one.key == self._section)
        rooms = {room for form in section.forms for room in self._place.desk.dictionary[form].rooms}
        column = Column(*([WhoSeesCard(room for room in Room if room in rooms)] if rooms else []), gap=12)
        column.addStretch(1)
        return Wide(Box(column), 310, 240)

    def _foot(self) -> Foot:
        close = Button.of(self.close_action)
        save = Button.of(self.save_action, Kind.FIRST)
        return Foot([self._kept_again()], [close, save])

    def _kept_again(self) -> Words:
        self._kept = Words(place="note", tone="muted", wraps=True)
        return self._kept

    def _tell_state(self) -> None:
        panel = self._panel
        dirty = panel is not None and panel.dirty
        self.save_action.setEnabled(dirty)
        if panel is None or not dirty:
            self._kept.set_text(lambda: say("Nothing to save here."))
            return
        number = len(panel.sheet.filling.edited)
        kept = panel.kept_at is not None
        self._kept.set_text(
            lambda: (
                say_many("{n} answer changed", "{n} answers changed", number) + (say(" · Draft kept") if kept else "")
            )
        )

    def _writable(self, form: Form) -> bool:
        me = self._place.desk.me
        return any(may(me.role, me.duties, Act.SAVE, room, form.name) for room in form.rooms)

    def _go(self, section: str) -> None:
        if self._keeps_typing():
            return
        self._section, self._row = section, None
        self._draw()

    def _open_row(self, row: UUID | None) -> None:
        if self._keeps_typing():
            return
        self._row = row
        self._draw()

    def _begin_row(self, form: str, parent: UUID | None) -> None:
        self._begun = (form, parent)
        self._section = SECTION_OF.get(form, self._section)
        self._row = self._place.desk.new_id()
        self._draw()

    def _open_restricted(self) -> None:
        reason, agreed = QInputDialog.getText(
            self,
            say("Restricted answers"),
            say("Why do you need to look? This is written down."),
            QLineEdit.EchoMode.Normal,
        )
        if agreed:
            look = partial(reading.look_at_restricted, self._place.desk, self._case, reason)
            self._place.write(look, self, partial(self._on_reason, reason.strip()), self._on_failed)

    def _on_reason(self, reason: str, _: Changes) -> None:
        self._reason = reason
        self.ask_again()

    def _keeps_typing(self) -> bool:
        """Whether something unsaved holds one here: its draft is kept, and it is offered again."""
        if self._panel is not None and self._panel.dirty:
            self._panel.keep()
            self._place.toast(say("Kept as a draft. It waits under Today."))
        return False

    def _save(self) -> None:
        if self._panel is not None and self._panel.dirty:
            self._panel.save()

    def _on_saved(self) -> None:
        self._panel = None
        self.ask_again()

    def _close(self) -> None:
        self._keeps_typing()
        self.closed.emit()

    def rescale(self) -> None:
        """Draw again at the text size of now."""
        self.setMinimumWidth(px(600))
