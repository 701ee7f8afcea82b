"""Two answers to one question, side by side: a person chooses, the other one stays in the history."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework import deciding, reading
from reintegration_desktop.casework.deciding import Question, ToDecide, Waiting
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.due.answers import AnswerCards, how_this_comes_about
from reintegration_desktop.ui.due.table import WholeTable, named_cell
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.lists.table import TableCard
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Wide
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import caption, heading, note, title
from reintegration_desktop.ui.workpage import WorkPage
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.roles import Room

_MOST = 9
About = tuple[UUID, UUID, Room]


class ConflictPage(WorkPage):
    """Digits keep an answer, Esc decides later. ``closed`` asks for the page that led here.

    Every question of a record's room is decided before anything is written; then comes the next record that waits.
    """

    closed = Signal()

    def __init__(self, workplace: Workplace, about: About) -> None:
        super().__init__(workplace, "cases")
        self._about = about
        self._waiting = Waiting((), 0)
        self._questions: tuple[Question, ...] = ()
        self._chosen: dict[str, VersionId] = {}
        self._reasons: set[About] = set()
        later = self.act(lambda: say("Decide later"), "Esc", self.closed.emit)
        self._later = Button.of(later, Kind.QUIET)
        self._keeps = [
            self.act(lambda: say("Keep this one"), str(number), partial(self._keep, number - 1))
            for number in range(1, _MOST + 1)
        ]
        self._model = CellsModel([lambda: say("To decide")], [])
        self.table = WholeTable(self._model, lambda: say("What is to be decided"))
        self.table.opened.connect(self._go_on_with)
        self._count = caption(self._count_words)
        self._others = note(self._others_words)
        self._middle = QWidget()
        self._lay_out()

    def ask_again(self) -> None:
        """Ask what waits, and for the answers."""
        self.read(partial(deciding.waiting, self.workplace.desk, names=self.workplace.names_shown), self._show_waiting)
        self._ask_questions()

    def resay(self) -> None:
        """Answers and rows in the language of now."""
        self._ask_questions()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the question comes alone."""
        super().resizeEvent(event)
        self._list.setVisible(not look().below("one_page", self.width() + look().size("nav")))

    def _lay_out(self) -> None:
        head = Row(Box(Column(title(lambda: say("Two answers to one question")), gap=2)), self._later)
        head.setStretch(0, 1)
        left = Column(self._count, TableCard(self.table), self._others, how_this_comes_about(), gap=10)
        left.addStretch(1)
        self._list = Wide(left, 290, 250)
        self._column = Column(self.failure, self._middle, gap=12)
        self._column.addStretch(1)
        body = Row(self._list, Box(self._column), gap=20, margins=(24, 4, 24, 16))
        body.setStretch(1, 1)
        whole = Column(Box(Column(head, margins=(24, 14, 24, 8))), Scroll(Box(body)), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _ask_questions(self) -> None:
        """Ask for the answers; restricted ones after a reason was written down."""
        case, record, room = self._about
        if room is Room.RESTRICTED and self._about not in self._reasons:
            self._put(self._reason_card())
            return
        work = partial(deciding.questions, self.workplace.desk, case, record, room)
        self.read(work, partial(self._show_questions, self._about))

    def _reason_card(self) -> Card:
        line = TextLine()
        field = Field(lambda: say("Why do you need to look?"), line, help=lambda: say("This is written down."))
        opens = Button(lambda: say("Open the restricted answers"), Kind.FIRST, icon="key")
        opens.clicked.connect(lambda: self._look(line.text()))
        line.returnPressed.connect(opens.click)
        row = Row(opens)
        row.addStretch(1)
        return Card(field, row)

    def _look(self, reason: str) -> None:
        work = partial(reading.look_at_restricted, self.workplace.desk, self._about[0], reason)
        self.write(work, partial(self._on_looked, self._about))

    def _on_looked(self, about: About, _: Changes) -> None:
        self._reasons.add(about)
        self._ask_questions()

    def _show_waiting(self, waiting: Waiting) -> None:
        self._waiting = waiting
        self._model.show_rows([[named_cell(one.line)] for one in waiting.mine])
        at = next((row for row, one in enumerate(waiting.mine) if _about(one) == self._about), -1)
        self.table.selectRow(at)
        self.table.fit_columns(0)
        self._count.resay()
        self._others.resay()
        self._others.setVisible(bool(waiting.others))

    def _show_questions(self, about: About, found: tuple[Question, ...]) -> None:
        if about != self._about:
            return
        self.failure.hide()
        self._questions = found
        self._chosen = {}
        self._draw()

    def _draw(self) -> None:
        """The first question that was not decided yet."""
        left = self._left()
        if not left:
            done = partial(say, "This was decided."), partial(say, "The answer that was not chosen stays in History.")
            self._put(EmptyState("check-circle", *done))
            return
        question, number = left[0], len(self._questions) - len(left) + 1
        head = Row(heading(question.label), note(partial(self._step, number, len(self._questions))))
        head.setStretch(0, 1)
        cards = AnswerCards(question, self.workplace.desk.me.id, self._keeps)
        foot = note(lambda: say("The one not chosen stays in History."))
        self._put(Box(Column(head, note(self._whose()), cards, foot, gap=10)))

    def _step(self, number: int, total: int) -> str:
        return say("{n} of {total}", n=str(number), total=str(total)) if total > 1 else ""

    def _whose(self) -> str:
        line = next((one.line for one in self._waiting.mine if _about(one) == self._about), None)
        if line is None:
            return ""
        return line.name if line.name == line.row.code else f"{line.name} · {line.row.code}"

    def _put(self, widget: QWidget) -> None:
        old, self._middle = self._middle, widget
        self._column.replaceWidget(old, widget)
        old.hide()
        old.deleteLater()

    def _left(self) -> list[Question]:
        return [question for question in self._questions if question.key not in self._chosen]

    def _keep(self, number: int) -> None:
        """Remember a choice; once nothing is left, write them all."""
        left = self._left()
        if not left or number >= len(left[0].answers):
            return
        self._chosen[left[0].key] = left[0].answers[number].version
        if len(self._chosen) < len(self._questions):
            self._draw()
            return
        case, record, room = self._about
        work = partial(deciding.resolve, self.workplace.desk, case, record, room, dict(self._chosen))
        self.write(work, self._on_decided)

    def _on_decided(self, _: Changes) -> None:
        self.workplace.toast(say("Decided. The other answer stays in History."))
        left = [one for one in self._waiting.mine if _about(one) != self._about]
        if not left:
            self.closed.emit()
            return
        self._about = _about(left[0])
        self.ask_again()

    def _go_on_with(self, row: int) -> None:
        self._about = _about(self._waiting.mine[row])
        self._ask_questions()

    def _count_words(self) -> str:
        return say_many("{n} to decide", "{n} to decide", len(self._waiting.mine))

    def _others_words(self) -> str:
        return say_many(
            "{n} more lies in a room whose key you do not hold; it is only counted here.",
            "{n} more lie in rooms whose keys you do not hold; they are only counted here.",
            self._waiting.others,
        )


def _about(one: ToDecide) -> About:
    return one.line.row.id, one.record, one.room
