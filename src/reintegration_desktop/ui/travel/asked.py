"""What came over other people's entries and asks a supervisor: looked at, and then said to be seen."""

from PySide6.QtCore import Signal

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.due.table import WholeTable
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.lists.table import TableCard
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.travel.came import (
    replaced_cells,
    replaced_columns,
    replaced_words,
    stays_words,
    why_asked,
)
from reintegration_desktop.ui.travel.verbs import Asked, AskedVerbs
from reintegration_desktop.ui.widgets.words import note


class AskedPage(OverPage):
    """One table, until a supervisor has seen it. ``case_opened``: a row's case is to be opened."""

    case_opened = Signal(object)

    def __init__(self, tasks: Tasks, verbs: AskedVerbs) -> None:
        super().__init__(tasks, replaced_words, why_asked)
        self._verbs, self._asked = verbs, Asked((), ())
        self._model = CellsModel(replaced_columns(), [])
        self.table = WholeTable(self._model, replaced_words, row_height=48, header=True)
        self.table.opened.connect(lambda row: self.case_opened.emit(self._asked.cases[row]))
        self.lay_out(TableCard(self.table), note(stays_words), does=(lambda: say("I have seen it"), self._seen))
        self.setFocusProxy(self.table)
        self.ask_again()

    def ask_again(self) -> None:
        """Ask what nobody has looked at yet."""
        self.run(self._verbs.look, self._show)

    def resay(self) -> None:
        """Rows in the language of now."""
        self._model.show_rows([replaced_cells(line) for line in self._asked.lines])
        self.rescale()

    def rescale(self) -> None:
        """Columns at the text size of now."""
        self.table.fit_columns(1)

    def _show(self, asked: Asked) -> None:
        self._asked = asked
        self.deed.setEnabled(bool(asked.versions))
        self.resay()

    def _seen(self) -> None:
        asked = self._asked
        self.begin_deed(say("Keeping"))
        self.run(lambda: self._verbs.seen(asked), self._done, Lane.WRITER)

    def _done(self, _: object) -> None:
        self.end_deed()
        self.changed.emit()
        self.go_back()
