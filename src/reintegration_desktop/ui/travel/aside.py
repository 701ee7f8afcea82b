"""What was put aside: which case by code, who, when, why, what it says; a supervisor lets it in, or refuses it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.value_words import moment_in_words
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.ui.due.table import WholeTable
from reintegration_desktop.ui.due.words import short_day
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.lists.cells import Cell
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.lists.table import TableCard
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.travel.verbs import AsideLine, AsideSaid, AsideVerbs
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.words import Words, caption, note

_SHOWN = 40


class AsidePage(OverPage):
    """Letting in writes it anew, signed by who does it; a refusal asks for a reason, and can be decided otherwise."""

    def __init__(self, tasks: Tasks, verbs: AsideVerbs) -> None:
        super().__init__(
            tasks, lambda: say("Put aside"), lambda: say("These changes came and were kept; they change nothing until "
                                                         "a person decides.")
        )  # fmt: skip
        self._verbs = verbs
        self._lines: tuple[AsideLine, ...] = ()
        self._read: tuple[AsideSaid, ...] = ()
        self.told = Banner("ok", "")
        self.told.hide()
        self._model = CellsModel(_columns(), [])
        self.table = WholeTable(self._model, lambda: say("Put aside"), row_height=48, header=True)
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        self._content = QWidget()
        self._reading = Column(self._content)
        self._some = Box(Column(TableCard(self.table), Box(self._reading), self._refusal(), note(_who_decides), gap=10))
        self._none = EmptyState("check-circle", lambda: say("Nothing is put aside."))
        self._none.hide()
        deed = (lambda: say("Let it in"), self._on_adopt) if verbs.adopt is not None else None
        self.lay_out(self.told, self._some, self._none, does=deed)
        self.setFocusProxy(self.table)
        self._on_chosen()

    def ask_again(self) -> None:
        """Ask what lies aside."""
        self.run(self._verbs.lines, self._show)

    def resay(self) -> None:
        """Rows in the language of now."""
        self._draw()

    def rescale(self) -> None:
        """Columns at the text size of now."""
        self.table.fit_columns(3)

    def _refusal(self) -> QWidget:
        self.reason = TextLine()
        self.reason.textChanged.connect(lambda _: self._enable())
        self.refuse = Button(lambda: say("Refuse it"), icon="shield")
        self.refuse.clicked.connect(self._on_refuse)
        field = Field(lambda: say("Why is it refused?"), self.reason, help=_kept_words)
        row = Row(self.refuse)
        row.addStretch(1)
        self._card = Card(field, Box(row), gap=10)
        self._card.setVisible(False)
        return self._card

    def _show(self, lines: Sequence[AsideLine]) -> None:
        self._lines = tuple(lines)
        self._draw()

    def _draw(self) -> None:
        self._model.show_rows([_cells(line) for line in self._lines])
        self._some.setVisible(bool(self._lines))
        self._none.setVisible(not self._lines)
        self.rescale()
        self._on_chosen()

    def _row(self) -> int:
        """The row that is marked; having the focus is not enough to decide about it."""
        marked = self.table.selectionModel().selectedRows()
        return marked[0].row() if marked else -1

    def _line(self) -> AsideLine | None:
        row = self._row()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _on_chosen(self, *_: object) -> None:
        """Another row: read what it says; the reason of the one before is not meant for it."""
        self.reason.clear()
        self._enable()
        self._put(QWidget())
        if (line := self._line()) is not None:
            self.run(partial(self._verbs.content, line), partial(self._show_content, line))

    def _enable(self) -> None:
        line = self._line()
        if self._verbs.adopt is not None:
            self.deed.setEnabled(line is not None)
        offered = self._verbs.refuse is not None and line is not None and not line.refused
        self._card.setVisible(offered)
        self.refuse.setEnabled(offered and bool(self.reason.text().strip()))

    def _show_content(self, line: AsideLine, said: Sequence[AsideSaid]) -> None:
        if line != self._line():
            return
        card = Card(caption(lambda: say("What it says")), gap=8)
        if not said:
            card.add(note(lambda: say("It can't be read before it is let in: its case is not here yet.")))
        for one in said[:_SHOWN]:
            card.add(_told(one))
        if len(said) > _SHOWN:
            card.add(note(say_many("{n} more", "{n} more", len(said) - _SHOWN)))
        self._put(card)

    def _put(self, widget: QWidget) -> None:
        old, self._content = self._content, widget
        self._reading.replaceWidget(old, widget)
        old.hide()
        old.deleteLater()

    def _on_refuse(self) -> None:
        line, reason = self._line(), self.reason.text()
        if self._verbs.refuse is not None and line is not None:
            self.told.hide()
            self.run(partial(self._verbs.refuse, line, reason), partial(self._on_refused, line), Lane.WRITER)

    def _on_refused(self, line: AsideLine, _: object) -> None:
        self._tell(
            "info",
            lambda: say_many("{n} change was refused, in {code}.", "{n} changes were refused, in {code}.", line.changes,
                             code=line.code),
            lambda: say("It stays in this list, and can be let in at any later day."),
        )  # fmt: skip

    def _on_adopt(self) -> None:
        line = self._line()
        if self._verbs.adopt is None or line is None:
            return
        self.told.hide()
        self.begin_deed(say("Letting in…"))
        self.run(partial(self._verbs.adopt, line), partial(self._on_adopted, line), Lane.WRITER)

    def _on_adopted(self, line: AsideLine, _: object) -> None:
        self.end_deed()
        self._tell(
            "ok",
            lambda: say_many("{n} change was let in, in {code}.", "{n} changes were let in, in {code}.", line.changes,
                             code=line.code),
            lambda: say("It is written anew under your signature, with the name of who wrote it, and travels on."),
        )  # fmt: skip

    def _tell(self, tone: str, sentence: Text, second: Text) -> None:
        self.told.tell(tone, sentence, second)
        self.told.show()
        self.told.announce()
        self.table.clearSelection()
        self.changed.emit()
        self.ask_again()


def _told(one: AsideSaid) -> QWidget:
    """A change: what was done, when, and each answer before and after."""
    parts: list[QWidget] = [Words(one.sentence, bold=True, wraps=True), note(lambda: moment_in_words(one.at))]
    if one.sealed:
        parts.append(note(lambda: say("It lies in a room whose key you do not hold.")))
    parts += [note(partial(_answer_words, *answer)) for answer in one.answers]
    return Box(Column(*parts, gap=2))


def _answer_words(label: str, before: str, after: str) -> str:
    now = after or say("No answer")
    if not before:
        return say("{question}: {answer}", question=label, answer=now)
    return say("{question}: {before}, now {after}", question=label, before=before, after=now)


def _columns() -> list[Text]:
    return [lambda: say("Code"), lambda: say("Who wrote it"), lambda: say("Changes"), lambda: say("Why")]


def _cells(line: AsideLine) -> list[Cell]:
    return [
        Cell(line.code, bold=True),
        Cell(line.who, second=short_day(line.on) if line.on else ""),
        Cell(str(line.changes)),
        Cell(line.why, second=say("refused") if line.refused else "", icon="shield", icon_tone="warn"),
    ]


def _who_decides() -> str:
    return say("A supervisor of this office decides. Ask who wrote it, by voice, before letting it in.")


def _kept_words() -> str:
    return say("It is written into the case’s History, and what came stays readable.")
