"""After receiving: new, changed, in conflict, put aside, waiting, refused; and what was replaced of other people's."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.ui.due.table import WholeTable
from reintegration_desktop.ui.lists.cells import Cell
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.lists.table import TableCard
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.travel.verbs import Came, CameLine, RefusedLine, ReplacedLine
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.words import heading, note


class CamePage(OverPage):
    """One table of counts with what they mean; a banner for each bundle that was refused."""

    def __init__(self, tasks: Tasks, came: Came) -> None:
        super().__init__(tasks, lambda: say("What came"), lambda: say("No case was changed in part."))
        self._came = came
        self._model = CellsModel(_columns(), [])
        self.table = WholeTable(self._model, lambda: say("What came"), row_height=40, header=True)
        self._replaced_model = CellsModel(replaced_columns(), [])
        self.replaced = WholeTable(self._replaced_model, replaced_words, row_height=48, header=True)
        self._asks = Banner("warn", lambda: say("A supervisor is asked to look at what was replaced."), why_asked)
        self._asks.setVisible(came.asks)
        self.lay_out(*self._refusals(), self._asks, TableCard(self.table), *self._replaced_part())
        self.setFocusProxy(self.table)
        self.resay()

    def resay(self) -> None:
        """Rows in the language of now."""
        self._model.show_rows([_cells(line) for line in self._came.lines])
        self._replaced_model.show_rows([replaced_cells(line) for line in self._came.replaced])
        self.rescale()

    def rescale(self) -> None:
        """Columns at the text size of now."""
        self.table.fit_columns(2)
        self.replaced.fit_columns(1)

    def _refusals(self) -> list[QWidget]:
        return [_refusal(one) for one in self._came.refused]

    def _replaced_part(self) -> Sequence[QWidget]:
        beyond = [note(self._beyond_words)] if self._came.beyond else []
        if not self._came.replaced:
            return beyond
        return [heading(replaced_words), TableCard(self.replaced), *beyond, note(stays_words)]

    def _beyond_words(self) -> str:
        return say_many(
            "{n} more changed case was not looked through for what was replaced.",
            "{n} more changed cases were not looked through for what was replaced.", self._came.beyond,
        )  # fmt: skip


def _refusal(one: RefusedLine) -> Banner:
    return Banner("danger", one.happened, lambda: say("{rest} File: {file}", rest=one.rest, file=one.file))


def _columns() -> list[Text]:
    return [lambda: say("What"), lambda: say("How many"), lambda: say("What it means")]


def replaced_columns() -> list[Text]:
    """Of what came over other people's entries."""
    return [lambda: say("Code"), lambda: say("Entry"), lambda: say("Who over whom")]


def replaced_words() -> str:
    """What such a table is called."""
    return say("What was replaced of others")


def stays_words() -> str:
    """What becomes of what was replaced."""
    return say("What was replaced stays in the case's History.")


def why_asked() -> str:
    """When a supervisor is asked to look."""
    return say("More than ten entries of others were replaced, or an answer that was more careful gave way.")


def _cells(line: CameLine) -> list[Cell]:
    number = Cell(str(line.number), tone=line.tone, icon=line.icon) if line.number else Cell("–", tone="muted")
    return [Cell(line.what, bold=True), number, Cell(line.means, tone="muted")]


def replaced_cells(line: ReplacedLine) -> list[Cell]:
    """A row of it."""
    careful = bool(line.careful)
    return [
        Cell(line.code, bold=True),
        Cell(line.entry, second=line.careful, icon="warning" if careful else "", icon_tone="warn"),
        Cell(line.who),
    ]


def refused_words(number: int) -> str:
    """How many bundles were refused, in a sentence."""
    return say_many(
        "{n} bundle was refused and changed nothing.", "{n} bundles were refused and changed nothing.", number
    )
