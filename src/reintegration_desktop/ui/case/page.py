"""A case: its sections, the forms in each, who sees them, and what changed."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from reintegration_desktop.casework import reading, saving
from reintegration_desktop.casework.steps.next_step import look as look_ahead
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.erasing.bin import IN_THE_BIN
from reintegration_desktop.rules.facts import Changes, Draft, OpenCase
from reintegration_desktop.ui.attachments.pages import COPY, LOOK
from reintegration_desktop.ui.attachments.section import FilesView
from reintegration_desktop.ui.case.aside import CaseAside
from reintegration_desktop.ui.case.head import CaseHead
from reintegration_desktop.ui.case.history import HistoryView
from reintegration_desktop.ui.case.menu import CaseMenu
from reintegration_desktop.ui.case.navigation import CaseNavigation
from reintegration_desktop.ui.case.printing import CasePrinting
from reintegration_desktop.ui.case.record import RecordView
from reintegration_desktop.ui.case.section import SectionView
from reintegration_desktop.ui.case.sections import FILES, SECTION_OF, SECTIONS
from reintegration_desktop.ui.custody.words import ended_with_consent
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.page import Page
from reintegration_desktop.ui.pages.sheet import SheetPanel
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, come_to_rest
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.beside import Beside
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Foot
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import Words
from reintegration_desktop.ui.workplace import Workplace

_BESIDE = 760


class CasePage(Page):
    """Made once, and shown for case after case: what stands is filled in anew, which is quicker than to draw it.

    ``open`` reads a case, ``ready`` tells that it is on the page; ``closed`` asks for the list again.
    """

    ready = Signal()
    closed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.stays = True
        self._place = workplace
        self._case, self._section = UUID(int=0), SECTIONS[0].key
        self._opened: OpenCase | None = None
        self._draft: Draft | None = None
        self._reason = ""
        self._views: dict[str, SectionView] = {}
        self._files: FilesView | None = None
        self._printing = CasePrinting(workplace, self)
        self._menu = CaseMenu(workplace, self, self._on_failed)
        self._inside: QWidget = QWidget()
        self.save_action = self.act(lambda: say("Save"), "Ctrl+S", self._save)
        self.close_action = self.act(lambda: say("Close"), "Esc", self._close)
        self._frame()
        workplace.names_toggled.connect(lambda _: self._show_names())

    def _frame(self) -> None:
        """Head, sections, what stands in the one that is shown, what stands beside it, foot."""
        self._failure = Banner("danger", "")
        self._failure.setVisible(False)
        self._kept = Words(place="note", tone="muted", wraps=True)
        self._head = CaseHead(self._place)
        self._head.back.connect(self._close)
        self._head.visit_asked.connect(lambda: self._place.go("visit", self._case))
        self._head.print_asked.connect(self._offer_papers)
        self._head.more_asked.connect(self._offer_more)
        self._navigation = CaseNavigation(self._place.desk.dictionary)
        self._navigation.wanted.connect(self._go)
        self._aside = CaseAside(self._place)
        self._aside.form_asked.connect(self._fill_in)
        self._middle = Column(self._inside, gap=0)
        self._scroll = Scroll(Beside(Box(self._middle), self._aside, shares=(1, 0), from_width=_BESIDE), lowest=60)
        self._body = Row(self._navigation, self._scroll, gap=16)
        self._body.setStretch(1, 1)
        top = Column(self._failure, self._head, self._body, gap=10, margins=(24, 12, 24, 0))
        top.setStretch(2, 1)
        foot = Foot([self._kept], [Button.of(self.close_action), Button.of(self.save_action, Kind.FIRST)])
        whole = Column(Box(top), foot, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self._turn(narrow=True)

    @property
    def case(self) -> UUID:
        """Whose page it is."""
        return self._case

    @property
    def panels(self) -> tuple[SheetPanel, ...]:
        """The records that can be filled in here, once the case was read."""
        inside = self._inside
        if isinstance(inside, RecordView):
            return (inside.panel,)
        return inside.panels if isinstance(inside, SectionView) else ()

    @property
    def panel(self) -> SheetPanel | None:
        """The record somebody works on: the first that changed, else the first."""
        return next((panel for panel in self.panels if panel.dirty), next(iter(self.panels), None))

    def open(self, case: UUID, section: str = "person", draft: Draft | None = None) -> None:
        """Read a case and show one of its sections, or go on with a draft: in its own form and no other."""
        self._keep_typing()
        self._case, self._opened, self._reason, self._draft = case, None, "", draft
        self._section = section if draft is None else SECTION_OF.get(draft.form, section)
        self.topics = frozenset({f"case:{case}"})
        self._failure.setVisible(False)
        self._stale = False
        self._read()

    def ask_again(self) -> None:
        """Read the case again; what is being typed stays."""
        if self._opened is not None and not any(panel.dirty for panel in self.panels):
            self._read()

    def _read(self) -> None:
        desk, case = self._place.desk, self._case
        opened = partial(reading.restricted_too, desk, case, self._reason)
        work = opened if self._reason else partial(reading.open_case, desk, case)
        self._place.read(work, self, self._show, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self._failure.tell_failure(in_plain_words(error))
        self.ready.emit()

    def _show(self, opened: OpenCase) -> None:
        if opened.row.id != self._case:
            return
        was, self._opened = self._opened, opened
        first = was is None
        if was is not None and ended_with_consent(was, opened):
            self._place.toast(say("The handover was taken back too: it gave more than they agree to now."))
        self._show_head()
        self._navigation.show_case(opened)
        if first and self._draft is not None and self._place.desk.dictionary[self._draft.form].repeats:
            self._show_row(self._draft.form, self._draft.record or self._place.desk.new_id(), None)
        elif not first and isinstance(self._inside, RecordView):
            self._show_row(self._inside.form, self._inside.row, self._inside.parent_row)
        else:
            self._show_section()
        self.ready.emit()

    def _show_head(self) -> None:
        if self._opened is not None:
            self._head.show_case(self._opened)

    def _show_names(self) -> None:
        """Say again what may hold a name; what is being typed stays."""
        if self._opened is None:
            return
        self._show_head()
        self._aside.show_case(self._opened, self._section)
        if isinstance(self._inside, SectionView):
            self._inside.show_rows(self._opened)
        elif isinstance(self._inside, FilesView):
            self._inside.show_case(self._opened, self._reason)
        elif isinstance(self._inside, HistoryView):
            self._put(HistoryView(self._place, self._case))

    def _show_section(self) -> None:
        assert self._opened is not None
        self._navigation.show_section(self._section)
        self._aside.show_case(self._opened, self._section)
        if self._section == "history":
            self._put(HistoryView(self._place, self._case))
        elif self._section == FILES:
            files = self._files_view()
            files.show_case(self._opened, self._reason)
            self._put(files)
        else:
            view = self._view(self._section)
            view.show_case(self._opened, self._draft, restricted=bool(self._reason))
            self._put(view)

    def _show_row(self, form: str, row: UUID, parent: UUID | None) -> None:
        assert self._opened is not None
        self._aside.show_case(self._opened, self._section)
        self._navigation.show_section(self._section)
        view = RecordView(
            self._place, self._opened, form, row, parent, self._draft, restricted=bool(self._reason)
        )  # fmt: skip
        view.left.connect(lambda: self._go(self._section))
        view.bin_asked.connect(partial(self._take_out, row))
        view.row_opened.connect(self.open_row)
        view.row_added.connect(self._begin_row)
        self._connect(view)
        self._put(view)

    def _take_out(self, row: UUID) -> None:
        """Move a row to the bin, to be taken back within ten seconds or from the bin."""
        desk = self._place.desk

        def put_back() -> None:
            self._place.write(partial(saving.undelete, desk, self._case, row), self._place)

        def taken_out(_: Changes) -> None:
            self._go(self._section)
            self._place.toast(say("Moved to the bin of this case"), put_back)
            self._read()

        self._draft = None
        seen = None if self._opened is None else self._opened.seen(row)
        take_out = partial(saving.delete, desk, self._case, row, seen)
        self._place.write(take_out, self, taken_out, self._on_failed)

    def _bring_back(self, row: UUID) -> None:
        """Take a row out of the bin."""
        work = partial(saving.undelete, self._place.desk, self._case, row)
        self._place.write(work, self, lambda _: self._place.toast(say("Brought back")), self._on_failed)

    def _empty_bin(self) -> None:
        """Destroy what has lain in the bin long enough, once the code of the case was typed."""
        empty = self._place.empty_bin
        if empty is None:
            return
        question = say("What has lain in the bin for {n} days is destroyed for good, here and wherever it travelled. "
                       "Type the code of the case:", n=str(IN_THE_BIN.days))  # fmt: skip
        typed, agreed = QInputDialog.getText(self, say("Empty the bin"), question, QLineEdit.EchoMode.Normal)
        if agreed:
            work = partial(empty, self._case, typed)
            self._place.write(work, self, lambda _: self._place.toast(say("Destroyed for good")), self._on_failed)

    def _view(self, key: str) -> SectionView:
        if key not in self._views:
            view = SectionView(self._place, next(one for one in SECTIONS if one.key == key))
            view.row_opened.connect(self.open_row)
            view.row_added.connect(self._begin_row)
            view.back_asked.connect(self._bring_back)
            view.empty_asked.connect(self._empty_bin)
            self._connect(view)
            self._views[key] = view
        return self._views[key]

    def _files_view(self) -> FilesView:
        """Made when somebody first comes there, and shown for case after case."""
        if self._files is not None:
            return self._files
        view = self._files = FilesView(self._place)
        view.looked.connect(lambda line, reason: self._place.go(LOOK, (line, reason)))
        view.copied.connect(lambda line: self._place.go(COPY, (line, "")))
        view.row_opened.connect(self.open_row)
        view.look_asked.connect(self._open_restricted)
        return view

    def _connect(self, view: SectionView | RecordView) -> None:
        view.look_asked.connect(self._open_restricted)
        view.changed.connect(self._tell_state)
        view.saved.connect(self._on_saved)

    def _put(self, view: QWidget) -> None:
        """Show a section or a row in the middle; what was made for one case alone is dropped."""
        old = self._inside
        if old is not view:
            self._middle.removeWidget(old)
            old.hide()
            if old not in self._views.values() and old is not self._files:
                old.deleteLater()
            self._middle.insertWidget(0, view)
            view.show()
            self._inside = view
        self._tell_state()
        come_to_rest()
        self._scroll.verticalScrollBar().setValue(0)
        view.setEnabled(isinstance(view, HistoryView) or not self._is_elsewhere)

    @property
    def _is_elsewhere(self) -> bool:
        """Whether another office works on the case: nothing is filled in here."""
        held = None if self._opened is None else self._opened.row.custody
        return held is not None and held.elsewhere

    def _tell_state(self) -> None:
        changed = [panel for panel in self.panels if panel.dirty]
        self.save_action.setEnabled(bool(changed))
        if not changed:
            self._kept.set_text(lambda: say("Nothing to save here."))
            return
        number = sum(len(panel.sheet.filling.edited) for panel in changed)
        told = partial(say_many, "{n} answer changed", "{n} answers changed", number)
        kept = any(panel.kept_at is not None for panel in changed)
        self._kept.set_text(lambda: told() + (say(" · Draft kept") if kept else ""))

    def _go(self, section: str) -> None:
        self._leave_what_is_shown()
        self._section = section
        self._show_section()

    def open_row(self, row: UUID) -> None:
        """Fill in a row that is there."""
        assert self._opened is not None
        record = self._opened.file.record(row)
        if record is not None:
            self._leave_what_is_shown()
            self._show_row(record.form, row, record.parent)

    def _begin_row(self, form: str, parent: UUID | None) -> None:
        self._leave_what_is_shown()
        self._section = SECTION_OF.get(form, self._section)
        self._show_row(form, self._place.desk.new_id(), parent)

    def _leave_what_is_shown(self) -> None:
        self._keep_typing()
        self._draft = None

    def _open_restricted(self) -> None:
        reason, agreed = QInputDialog.getText(
            self,
            say("Restricted answers"),
            say("Why do you need to look? This is written down."),
            QLineEdit.EchoMode.Normal,
        )
        if agreed:
            self._keep_typing()
            look_at = partial(reading.look_at_restricted, self._place.desk, self._case, reason)
            self._place.write(look_at, self, partial(self._on_reason, reason.strip()), self._on_failed)

    def _on_reason(self, reason: str, _: Changes) -> None:
        self._reason = reason
        self._read()

    def _fill_in(self, form: str, record: UUID | None) -> None:
        """Go on with a record of a form, or begin one."""
        if record is None:
            self._begin_row(form, None)
        else:
            self._section = SECTION_OF.get(form, self._section)
            self.open_row(record)

    def _offer_more(self, at: QWidget) -> None:
        if self._opened is not None:
            closure = look_ahead(self._place.desk, self._opened).closure
            self._menu.menu(self._opened, partial(self._fill_in, "closure", closure)).exec(
                at.mapToGlobal(at.rect().bottomLeft())
            )

    def _offer_papers(self, at: QWidget) -> None:
        if self._opened is not None:
            menu = self._printing.menu(self._opened, self._section)
            menu.exec(at.mapToGlobal(at.rect().bottomLeft()))
            menu.deleteLater()

    def keep(self) -> None:
        """Seal what was typed and not saved, at once."""
        for panel in self.panels:
            if panel.dirty:
                panel.keep()

    def _keep_typing(self) -> None:
        """What is unsaved is kept as a draft, and offered again."""
        if any(panel.dirty for panel in self.panels):
            self.keep()
            self._place.toast(say("Kept as a draft. It waits under Today."))

    def _save(self) -> None:
        for panel in self.panels:
            if panel.dirty:
                panel.save()

    def _on_saved(self) -> None:
        self._draft = None
        if not any(panel.dirty for panel in self.panels if not panel.saving):
            self._read()

    def _close(self) -> None:
        self._leave_what_is_shown()
        self._opened = None
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the sections are one list to pick from, above the form."""
        super().resizeEvent(event)
        self._turn(narrow=self._is_narrow())

    def _is_narrow(self) -> bool:
        return look().below("one_page", self.width() + look().size("nav"))

    def _turn(self, *, narrow: bool) -> None:
        self._navigation.set_narrow(narrow)
        self._body.setDirection(Row.Direction.TopToBottom if narrow else Row.Direction.LeftToRight)

    def rescale(self) -> None:
        """One column or two, and the least width, at the text size of now."""
        self._turn(narrow=self._is_narrow())
        self.setMinimumWidth(px(600))
