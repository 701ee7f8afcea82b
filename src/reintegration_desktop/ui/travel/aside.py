"""What was put aside: which case by code, who, when, why; a supervisor lets it in, or leaves it."""

from collections.abc import Sequence
from functools import partial

from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.ui.due.table import WholeTable
from reintegration_desktop.ui.due.words import short_day
from reintegration_desktop.ui.lists.cells import Cell
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.lists.table import TableCard
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.travel.verbs import AsideLine, AsideVerbs
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.words import note


class AsidePage(OverPage):
    """Letting in is signed and written into the log; leaving aside changes nothing, and can be decided later."""

    def __init__(self, tasks: Tasks, verbs: AsideVerbs) -> None:
        super().__init__(
            tasks, lambda: say("Put aside"), lambda: say("These changes came and were kept; they change nothing until "
                                                         "a person decides.")
        )  # fmt: skip
        self._verbs = verbs
        self._lines: tuple[AsideLine, ...] = ()
        self.told = Banner("ok", "")
        self.told.hide()
        self._model = CellsModel(_columns(), [])
        self.table = WholeTable(self._model, lambda: say("Put aside"), row_height=48, header=True)
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        self.leave = Button(lambda: say("Leave aside"), icon="shield")
        self.leave.clicked.connect(self._on_leave)
        row = Row(self.leave)
        row.addStretch(1)
        self._some = Box(Column(TableCard(self.table), Box(row), note(_who_decides), gap=10))
        self._none = EmptyState("check-circle", lambda: say("Nothing is put aside."))
        self._none.hide()
        deed = (lambda: say("Let it in"), self._on_adopt) if verbs.adopt is not None else None
        self.lay_out(self.told, self._some, self._none, does=deed)
        self.leave.setVisible(verbs.adopt is not None)
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

    def _on_chosen(self, *_: object) -> None:
        chosen = 0 <= self._row() < len(self._lines)
        self.leave.setEnabled(chosen)
        if self._verbs.adopt is not None:
            self.deed.setEnabled(chosen)

    def _on_leave(self) -> None:
        self.table.clearSelection()
        self.told.tell("info", lambda: say("Left aside: nothing was changed."),
                       lambda: say("It stays in this list, and can be let in at any later day."))  # fmt: skip
        self.told.show()
        self.told.announce()

    def _on_adopt(self) -> None:
        row = self._row()
        if self._verbs.adopt is None or not 0 <= row < len(self._lines):
            return
        self.told.hide()
        self.begin_deed(say("Letting in…"))
        line = self._lines[row]
        self.run(partial(self._verbs.adopt, line), partial(self._on_adopted, line), Lane.WRITER)

    def _on_adopted(self, line: AsideLine, _: object) -> None:
        self.end_deed()
        self.told.tell(
            "ok",
            lambda: say_many("{n} change was let in, in {code}.", "{n} changes were let in, in {code}.", line.changes,
                             code=line.code),
            lambda: say("It is written into the log, with your signature."),
        )  # fmt: skip
        self.told.show()
        self.told.announce()
        self.changed.emit()
        self.ask_again()


def _columns() -> list[Text]:
    return [lambda: say("Code"), lambda: say("Who wrote it"), lambda: say("Changes"), lambda: say("Why")]


def _cells(line: AsideLine) -> list[Cell]:
    return [
        Cell(line.code, bold=True),
        Cell(line.who, second=short_day(line.on) if line.on else ""),
        Cell(str(line.changes)),
        Cell(line.why, icon="shield", icon_tone="warn"),
    ]


def _who_decides() -> str:
    return say("A supervisor of this office decides. Ask who wrote it, by voice, before letting it in.")
