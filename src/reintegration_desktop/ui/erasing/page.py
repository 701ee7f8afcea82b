"""Every order to erase and how it stands, and the files whose time is over."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal

from reintegration_desktop.casework.erasing import words
from reintegration_desktop.casework.erasing.again import LostLine
from reintegration_desktop.casework.erasing.copies import Copy, ErasureLine, Kept
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.erasing.card import ErasureCard
from reintegration_desktop.ui.erasing.kept import KeptCard
from reintegration_desktop.ui.erasing.lost import LostCard
from reintegration_desktop.ui.erasing.verbs import ErasureVerbs, KeptFile
from reintegration_desktop.ui.overpage import OverPage, emptied
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.arrange import Box, Column, Wide
from reintegration_desktop.ui.widgets.empty import EmptyState

WIDTH = 760


class ErasuresPage(OverPage):
    """``sign_asked`` carries an order's line, ``order_asked`` the files that are to be ordered together,
    ``give_up_asked`` the copy on a computer that does not answer.

    ``toasted`` says what was done, with a way to undo; ``wrote`` what a commit touched.
    """

    sign_asked = Signal(object)
    order_asked = Signal(object)
    give_up_asked = Signal(object)
    toasted = Signal(object, object)
    wrote = Signal(object)

    def __init__(self, tasks: Tasks, verbs: ErasureVerbs) -> None:
        super().__init__(
            tasks,
            lambda: say("Erasing"),
            lambda: say("Two people sign. Files are hidden at once, and destroyed later: at once where the young "
                        "person asked."),
        )  # fmt: skip
        self.topics = frozenset({"erasures", "cases"})
        self._verbs = verbs
        self.cards: tuple[ErasureCard, ...] = ()
        self.lost = LostCard(may_sign=verbs.order_again is not None)
        self.lost.again_asked.connect(self._order_again)
        self.lost.hide()
        self.kept = KeptCard()
        self.kept.order_asked.connect(self.order_asked)
        self.kept.hide()
        self._column = Column(gap=12)
        self._none = EmptyState("bin", lambda: say("No file was ordered to be erased."))
        self._none.hide()
        self.lay_out(Wide(self.lost, WIDTH), Wide(self.kept, WIDTH), Wide(Box(self._column), WIDTH), self._none)

    def ask_again(self) -> None:
        """Ask how every order stands, whose time is over, and what was lost."""
        verbs = self._verbs
        self.run(lambda: (verbs.lines(), verbs.kept(), verbs.lost()), self._show)

    def _show(self, found: tuple[Sequence[ErasureLine], Sequence[KeptFile], Sequence[LostLine]]) -> None:
        lines, kept, lost = found
        self.failure.hide()
        self.lost.show_lines(lost)
        self.lost.setVisible(bool(lost))
        self.kept.show_files(kept)
        self.kept.setVisible(bool(kept) and self._verbs.order is not None)
        emptied(self._column)
        self.cards = tuple(ErasureCard(line, self._verbs) for line in lines)
        for card in self.cards:
            card.sign_asked.connect(partial(self.sign_asked.emit, card.line))
            card.back_asked.connect(partial(self._take_back, card.line))
            card.date_asked.connect(self._confirm_date)
            if card.copies is not None:
                card.copies.give_up_asked.connect(self.give_up_asked)
                card.copies.wait_asked.connect(self._wait_again)
                card.copies.deleted_asked.connect(self._on_deleted)
            self._column.addWidget(card)
        self._none.setVisible(not lines and not lost and not self.kept.isVisibleTo(self))

    def _confirm_date(self) -> None:
        if self._verbs.confirm_date is not None:
            self.failure.hide()
            self.run(self._verbs.confirm_date, self._on_confirmed, Lane.WRITER)

    def _on_confirmed(self, changes: Changes) -> None:
        self.wrote.emit(changes)
        self.toasted.emit(lambda: say("What is due by this date is destroyed; it stands in the log who said so."), None)
        self.ask_again()

    def _order_again(self, number: bytes) -> None:
        if self._verbs.order_again is not None:
            self.failure.hide()
            self.run(partial(self._verbs.order_again, number), self._on_signed_again, Lane.WRITER)

    def _on_signed_again(self, changes: Changes) -> None:
        self.wrote.emit(changes)
        self.toasted.emit(lambda: say("Signed. It waits for a second person; until then it goes nowhere else."), None)
        self.ask_again()

    def _wait_again(self, copy: Copy) -> None:
        if self._verbs.wait_again is not None and copy.device is not None:
            self.failure.hide()
            self.run(partial(self._verbs.wait_again, copy.device), self._on_waited, Lane.WRITER)

    def _on_waited(self, changes: Changes) -> None:
        self.wrote.emit(changes)
        self.toasted.emit(lambda: say("It is waited for again."), None)
        self.ask_again()

    def _on_deleted(self, kept: Kept) -> None:
        deleted = self._verbs.deleted
        if deleted is not None:
            self.failure.hide()
            self.run(partial(deleted, kept), lambda _: self._tell_deleted(kept), Lane.WRITER)

    def _tell_deleted(self, kept: Kept) -> None:
        self.toasted.emit(lambda: say("Taken off the list; it stands in the log."), partial(self._not_deleted, kept))
        self.ask_again()

    def _not_deleted(self, kept: Kept) -> None:
        undo = self._verbs.not_deleted
        if undo is not None:
            self.run(partial(undo, kept), lambda _: self.ask_again(), Lane.WRITER)

    def _take_back(self, line: ErasureLine) -> None:
        self.failure.hide()
        self.run(partial(self._verbs.take_back, line.erasure.number), partial(self._on_taken_back, line), Lane.WRITER)

    def _on_taken_back(self, line: ErasureLine, changes: Changes) -> None:
        self.wrote.emit(changes)
        again = self._way_again(line)
        self.toasted.emit(lambda: say("Taken back: {files}", files=words.files_words(line)), again)
        self.ask_again()

    def _way_again(self, line: ErasureLine) -> Callable[[], None] | None:
        """To undo it is to order anew: the second person signs again."""
        order, cases = self._verbs.order, line.erasure.order.cases
        if order is None:
            return None
        reason, asked = say("Taken back by mistake"), line.erasure.order.asked_by_child
        return lambda: self.run(partial(order, cases, reason, asked), self._on_ordered_again, Lane.WRITER)

    def _on_ordered_again(self, changes: Changes) -> None:
        self.wrote.emit(changes)
        self.ask_again()
