"""The section Files of a case: what there is, adding by button or by dropping, and the ways to each file."""

from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework import saving
from reintegration_desktop.casework.attachments.adding import Chosen, Told, add_file, look_into
from reintegration_desktop.casework.attachments.looking import FileLine, State, files_of
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.consent import photograph_needs_consent
from reintegration_desktop.rules.facts import Changes, OpenCase
from reintegration_desktop.ui.actions import Act
from reintegration_desktop.ui.attachments.choosing import ChosenCard, rooms_to_add
from reintegration_desktop.ui.attachments.rows import FileRow
from reintegration_desktop.ui.attachments.thumbs import Thumbs
from reintegration_desktop.ui.attachments.words import is_picture
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.picking import Pick, pick_file
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Rule
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.chips import Chip, restricted_state
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.words import caption, note
from reintegration_desktop.ui.working import WorkPlace
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.roles import Room


class FilesView(QWidget):
    """Made once and shown for case after case.

    ``looked`` and ``copied`` carry a file and the reason for what is kept apart; ``row_opened`` a record whose words
    are to be changed; ``look_asked``: somebody wants to see what is kept apart.
    """

    looked = Signal(object, str)
    copied = Signal(object)
    row_opened = Signal(object)
    look_asked = Signal()

    def __init__(self, workplace: Workplace, pick: Pick = pick_file) -> None:
        super().__init__()
        self._place, self._pick = workplace, pick
        self._case, self._reason = UUID(int=0), ""
        self._agreed = False
        self._waiting: deque[Path] = deque()
        self._path = Path()
        self._rows: dict[UUID, FileRow] = {}
        self._rooms = rooms_to_add(workplace)
        self.failure, self.working = Banner("danger", ""), WorkPlace()
        self.failure.hide()
        self.chosen = ChosenCard(workplace, self._rooms)
        self.chosen.hide()
        self.chosen.wanted.connect(self._on_wanted)
        self.chosen.left.connect(self._go_on)
        self._thumbs = Thumbs(workplace, self._show_thumb, self)
        self._list = QWidget()
        self._card = Card(self._list)
        self._apart, self._apart_words = self._apart_card()
        column = Column(self._head(), self.failure, self.chosen, self.working, self._card, self._apart, gap=12)
        column.addStretch(1)
        self.setLayout(column)
        self.setAcceptDrops(bool(self._rooms))

    def _head(self) -> Card:
        self.add_act = Act(self, lambda: say("Add a file…"), "Ctrl+Shift+A", self._choose)
        self.add_act.setEnabled(bool(self._rooms))
        add = Button.of(self.add_act, icon="plus")
        if not self._rooms:
            add.hide()
        head = Row(caption(lambda: say("Files")), add)
        head.setStretch(0, 1)
        self._told = note(
            lambda: say(
                "Photographs, papers, recordings: choose one or drop it here. It is sealed at once, and shown from "
                "memory alone. The file you chose stays where it is: delete it there."
            )
        )
        return Card(head, self._told)

    def _apart_card(self) -> tuple[Card, Callable[[int], None]]:
        """How many files are kept apart, and the way to them."""
        words = note()
        button = Button(lambda: say("Open with a reason…"), icon="key")
        if Room.RESTRICTED not in self._place.desk.me.readable:
            button.hide()
        button.clicked.connect(self.look_asked)
        head = Row(caption(lambda: say("About the armed actor")), Chip(restricted_state()), button)
        head.setStretch(0, 1)

        def tell(number: int) -> None:
            words.set_text(
                partial(
                    say_many,
                    "{n} file is kept apart. A reason is asked, and each look is written down.",
                    "{n} files are kept apart. A reason is asked, and each look is written down.",
                    number,
                )
            )

        return Card(head, words), tell

    def show_case(self, opened: OpenCase, reason: str = "") -> None:
        """Show the files of a case; what is kept apart once a reason was written down."""
        if opened.row.id != self._case:
            self._begin(opened.row.id)
        self._reason, self._agreed = reason, photograph_needs_consent(opened.file)
        lines = files_of(self._place.desk, opened)
        closed = sum(line.state is State.CLOSED for line in lines)
        self._apart.setVisible(bool(closed))
        self._apart_words(closed)
        self._show_lines([line for line in lines if line.state is not State.CLOSED])

    def _begin(self, case: UUID) -> None:
        """Another case: nothing of the one before stays."""
        self._case = case
        self._waiting.clear()
        self._thumbs.forget()
        self._ask(False)
        self.failure.hide()

    def _show_lines(self, lines: list[FileLine]) -> None:
        column = Column(gap=10)
        self._rows = {}
        for number, line in enumerate(lines):
            if number:
                column.addWidget(Rule())
            column.addWidget(self._row(line))
        if not lines:
            column.addWidget(EmptyState("clip", lambda: say("No file yet."), self._empty_words))
        old, self._list = self._list, Box(column)
        self._card.inside.replaceWidget(old, self._list)
        old.hide()
        old.deleteLater()
        wanted = [line for line in lines if is_picture(line)] if self._place.names_shown else []
        self._thumbs.want(wanted, self._reason)

    def _empty_words(self) -> str:
        if not self._rooms:
            return say("Your role adds none.")
        return say("Add only what helps the young person, and nothing that could harm them if it were found.")

    def _row(self, line: FileLine) -> FileRow:
        row = self._rows[line.record] = FileRow(self._place, line)
        row.looked.connect(lambda shown: self.looked.emit(shown, self._reason if shown.room is Room.RESTRICTED else ""))
        row.copied.connect(self.copied)
        row.opened.connect(self.row_opened)
        return row

    def _show_thumb(self, line: FileLine, image: QImage | None) -> None:
        row = self._rows.get(line.record)
        if row is not None:
            row.show_thumb(image)

    def _choose(self) -> None:
        if path := self._pick(self, say("Which file belongs to this case?")):
            self.add_files([Path(path)])

    def add_files(self, paths: list[Path]) -> None:
        """Ask about files one after the other."""
        self._waiting.extend(paths)
        if self.chosen.isHidden():
            self._go_on()

    def _go_on(self) -> None:
        """Look into the next file; a refusal is told, and the one after it asked about."""
        self._ask(False)
        if self._waiting:
            self.failure.hide()
            self._path = self._waiting.popleft()
            looked = partial(self._on_looked, self._case)
            self._place.read(partial(look_into, self._path), self, looked, self._on_refused)

    def _on_looked(self, case: UUID, chosen: Chosen) -> None:
        """Ask about it, unless another case was opened meanwhile: it was chosen for this one."""
        if case == self._case:
            self._ask(True)
            self.chosen.begin(chosen, agreed=self._agreed)

    def _ask(self, asks: bool) -> None:
        """Ask about a file, with as much room as there is, or about none."""
        self._told.setVisible(not asks)
        self.chosen.setVisible(asks)

    def _on_refused(self, error: Exception) -> None:
        """A file that cannot be taken; others that were dropped with it are asked about all the same."""
        waiting = bool(self._waiting)
        if waiting:
            self._go_on()
        self.failure.tell_failure(in_plain_words(error))

    def _on_wanted(self, told: Told) -> None:
        self.failure.hide()
        self.chosen.set_busy(say("Sealing…"))
        progress, record = self.working.begin(lambda: say("Sealing the file…")), self._place.desk.new_id()
        work = partial(add_file, self._place.desk, self._case, self._path, told, progress, record)
        self._place.write(work, self, partial(self._on_added, self._case, record), self._on_not_added)

    def _on_added(self, case: UUID, record: UUID, changes: Changes) -> None:
        self._rest()
        take_out = partial(saving.delete, self._place.desk, case, record, changes.written)
        self._place.toast(
            say("Sealed and added. Delete the file where it came from."),
            lambda: self._place.write(take_out, self._place),
        )
        self._go_on()

    def _on_not_added(self, error: Exception) -> None:
        """What was said of it stays, to try again."""
        self._rest()
        self.failure.tell_failure(in_plain_words(error))

    def _rest(self) -> None:
        self.working.end()
        self.chosen.set_busy()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files from this computer may be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask about what was dropped, one after the other."""
        event.acceptProposedAction()
        self.add_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
