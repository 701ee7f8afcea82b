"""Answers that differ, side by side: a person chooses one by one, the others stay in the history."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework import reading
from reintegration_desktop.casework.differing import deciding, inbox
from reintegration_desktop.casework.differing.inbox import Inbox, Spot
from reintegration_desktop.casework.differing.questions import Question
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.due.answers import AnswerCards, how_this_comes_about
from reintegration_desktop.ui.due.differing import Asked, DifferingTable, asked_in, next_open
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.lists.table import TableCard
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.beside import Beside
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import heading, note, title
from reintegration_desktop.ui.workpage import WorkPage
from reintegration_desktop.ui.workplace import Workplace

_MOST, _HEAD = 9, 900


class ConflictPage(WorkPage):
    """Arrows go to a question, digits keep an answer, Ctrl+Z takes a decision back, Esc decides later.

    Everything that waits for this person, beginning ``about`` one spot; ``closed`` asks for the page that led here.
    The questions of a record's room are decided before anything of it is written.
    """

    closed = Signal()

    def __init__(self, workplace: Workplace, about: Spot | None = None) -> None:
        super().__init__(workplace, "cases")
        self._about, self._inbox = about, Inbox()
        self._asked: tuple[Asked, ...] = ()
        self._chosen: dict[Spot, dict[str, VersionId]] = {}
        self._among: dict[Spot, dict[str, frozenset[VersionId]]] = {}
        self._looked: set[Spot] = set()
        self._decided: list[Spot] = []
        self._writing: set[Spot] = set()
        later = self.act(lambda: say("Decide later"), "Esc", self.closed.emit)
        self.back = self.act(lambda: say("Take back my last decision"), "Ctrl+Shift+Z", self._take_last_back)
        self.back.setEnabled(False)
        self._ways = Flowing(Button.of(self.back, Kind.OTHER, icon="undo"), Button.of(later, Kind.QUIET))
        self._keeps = [
            self.act(lambda: say("Keep this one"), str(number), partial(self._keep, number - 1))
            for number in range(1, _MOST + 1)
        ]
        self.table = DifferingTable()
        self.table.chosen.connect(self._on_row)
        self._count, self._others, self._more = (
            note(self._count_words),
            note(self._others_words),
            note(self._more_words),
        )
        self._middle = QWidget()
        self._lay_out()

    def ask_again(self) -> None:
        """Ask what waits."""
        looked, names = frozenset(self._looked), self.workplace.names_shown
        self.read(partial(inbox.waiting, self.workplace.desk, names=names, looked=looked), self._show)

    def resay(self) -> None:
        """Answers and rows in the language of now."""
        self.ask_again()

    def _lay_out(self) -> None:
        told = Column(title(lambda: say("Answers that differ")), self._count, gap=2)
        head = Column(Beside(Box(told), self._ways, shares=(1, 0), from_width=_HEAD), margins=(24, 14, 24, 8))
        self._card = TableCard(self.table)
        self._column = Column(self.failure, self._card, self._middle, self._more, self._others, how_this_comes_about(),
                              gap=12, margins=(24, 4, 24, 16))  # fmt: skip
        self._column.addStretch(1)
        whole = Column(Box(head), Scroll(Box(self._column)), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    # --- what is shown ---

    def _show(self, found: Inbox) -> None:
        at = self._row()
        was = self._asked[at].key if 0 <= at < len(self._asked) else (self._about, None)
        self._inbox, self._asked = found, asked_in(found)
        self._chosen = {
            spot: keys for spot, keys in self._chosen.items() if any(one.at.spot == spot for one in self._asked)
        }
        self.table.show_asked(self._asked, self._chosen)
        self._card.setVisible(bool(self._asked))
        for words, there in ((self._count, True), (self._others, found.others > 0), (self._more, found.more > 0)):
            words.resay()
            words.setVisible(there)
        self._go_to(self._row_of(was, at))

    def _row_of(self, was: tuple[Spot | None, str | None], at: int) -> int:
        """The row one was on, one of the same spot, or what stands in its place now."""
        keys = [one.key for one in self._asked]
        same = [row for row, key in enumerate(keys) if key == was] or [
            row for row, key in enumerate(keys) if key[0] == was[0]
        ]
        return same[0] if same else max(0, min(at, len(keys) - 1))

    def _row(self) -> int:
        return self.table.currentIndex().row()

    def _go_to(self, row: int) -> None:
        """Mark a row, and show what stands in it."""
        if not 0 <= row < len(self._asked):
            self._draw(-1)
        elif self._row() == row:
            self.table.selectRow(row)
            self._draw(row)
        else:
            self.table.selectRow(row)

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self._asked):
            self._draw(row)

    def _draw(self, row: int) -> None:
        if not 0 <= row < len(self._asked):
            done = partial(say, "Nothing waits for your decision."), partial(say, "Every decision stands in History.")
            self._put(EmptyState("check-circle", *done))
            return
        one = self._asked[row]
        if one.question is None:
            self._put(self._reason_card(one.at.spot))
        else:
            self._put(self._question(one, one.question))

    def _question(self, one: Asked, question: Question) -> QWidget:
        same = [other for other in self._asked if other.at.spot == one.at.spot]
        step = partial(self._step, same.index(one) + 1, len(same))
        named = heading(question.label)
        head = Beside(named, Box(Column(note(_whose(one)), note(step), gap=0)), shares=(1, 0), from_width=_HEAD)
        cards = AnswerCards(question, self.workplace.desk.me.id, self._keeps)
        foot = note(lambda: say("The one not chosen stays in History."))
        return Box(Column(head, cards, foot, gap=10))

    def _step(self, number: int, total: int) -> str:
        if total == 1:
            return ""
        return say("{n} of {total}, written together", n=str(number), total=str(total))

    def _put(self, widget: QWidget) -> None:
        old, self._middle = self._middle, widget
        self._column.replaceWidget(old, widget)
        widget.show()  # at once: a layout shows it only when it comes to it
        old.hide()
        old.deleteLater()

    # --- restricted answers ---

    def _reason_card(self, spot: Spot) -> Card:
        line = TextLine()
        field = Field(lambda: say("Why do you need to look?"), line, help=lambda: say("This is written down."))
        opens = Button(lambda: say("Open the restricted answers"), Kind.FIRST, icon="key")
        opens.clicked.connect(lambda: self._look(spot, line.text()))
        line.returnPressed.connect(opens.click)
        row = Row(opens)
        row.addStretch(1)
        return Card(field, row)

    def _look(self, spot: Spot, reason: str) -> None:
        work = partial(reading.look_at_restricted, self.workplace.desk, spot[0], reason)
        self.write(work, partial(self._on_looked, spot))

    def _on_looked(self, spot: Spot, _: Changes) -> None:
        self._looked.add(spot)
        self.ask_again()

    # --- deciding ---

    def _keep(self, number: int) -> None:
        """Remember a choice; once nothing of its spot is left, write it."""
        row = self._row()
        one = self._asked[row] if 0 <= row < len(self._asked) else None
        if one is None or one.question is None or number >= len(one.question.answers):
            return
        spot = one.at.spot
        if spot in self._writing:
            return
        versions = [answer.version for answer in one.question.answers]
        self._chosen.setdefault(spot, {})[one.question.key] = versions[number]
        self._among.setdefault(spot, {})[one.question.key] = frozenset(versions)
        self.table.mark(row, one, self._chosen)
        if (left := next_open(self._asked, self._chosen, row, (spot,))) >= 0:
            self._go_to(left)
            return
        self._writing.add(spot)
        work = partial(deciding.resolve, self.workplace.desk, *spot, dict(self._chosen[spot]), dict(self._among[spot]))
        self.write(work, partial(self._on_decided, spot))

    def _on_decided(self, spot: Spot, _: Changes) -> None:
        self._writing.discard(spot)
        self._chosen.pop(spot, None)
        self._decided.append(spot)
        self.back.setEnabled(True)
        self.workplace.toast(say("Decided. The other answer stays in History."), self._undo(spot))
        if self._about is not None and all(one.at.spot == spot for one in self._asked):
            self.closed.emit()
            return
        self.ask_again()

    def fail(self, error: Exception) -> None:
        """Tell it; what was chosen is asked for again."""
        self._writing.clear()
        self._chosen.clear()
        super().fail(error)

    def _undo(self, spot: Spot) -> Callable[[], None]:
        """How a decision is taken back, also once this page is left."""
        place = self.workplace
        return partial(place.write, partial(deciding.take_back, place.desk, *spot), place)

    def _take_last_back(self) -> None:
        if not self._decided:
            return
        spot = self._decided.pop()
        self.back.setEnabled(bool(self._decided))
        self.write(partial(deciding.take_back, self.workplace.desk, *spot), partial(self._on_taken_back, spot))

    def _on_taken_back(self, spot: Spot, _: Changes) -> None:
        self._about = spot
        self.table.setCurrentIndex(self.table.model().index(-1, -1))
        self.workplace.toast(say("Taken back: the answers wait again."))
        self.ask_again()

    # --- what is counted ---

    def _count_words(self) -> str:
        if not self._asked:
            return say("Nothing waits.")
        return say(
            "{questions} in {cases}. Until you choose, everybody sees the more careful answer where there is one, "
            "else the newer one.",
            questions=say_many("{n} question waits", "{n} questions wait", self._inbox.questions),
            cases=say_many("{n} case", "{n} cases", self._inbox.cases),
        )

    def _others_words(self) -> str:
        return say_many(
            "{n} more is for somebody else to decide: it lies in a room or belongs to a role that is not yours. It is "
            "only counted here.",
            "{n} more are for others to decide: they lie in rooms or belong to roles that are not yours. They are only "
            "counted here.",
            self._inbox.others,
        )

    def _more_words(self) -> str:
        return say_many("{n} more follows once these are decided.", "{n} more follow once these are decided.",
                        self._inbox.more)  # fmt: skip


def _whose(one: Asked) -> Callable[[], str]:
    """About whom, and in which form."""
    line = one.at.line
    name = line.name if line.name == line.row.code else f"{line.name} · {line.row.code}"
    return lambda: f"{name} · {one.at.form}"
