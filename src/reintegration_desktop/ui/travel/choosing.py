"""Which cases go: a tick for each, by its code, with its consent; what has no tick stays here until it gets one."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.ui.due.table import WholeTable
from reintegration_desktop.ui.inputs.search import SearchBox
from reintegration_desktop.ui.lists.cells import Cell, Side
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.lists.table import TableCard
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.travel.verbs import SentCase
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.words import heading, note

SHOWN = 200


class CaseChoice(QWidget):
    """Space and Enter turn the tick of the row one is on; a choice lasts until it has been done."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cases: dict[str, SentCase] = {}
        self._shown: list[SentCase] = []
        self._ticks: dict[str, bool] = {}
        self.sought = SearchBox(lambda: say("Find a code"), lambda: say("Find a case by its code"))
        self.sought.sought.connect(self.draw)
        self.all = Button(lambda: say("Tick all shown"), Kind.QUIET, small=True)
        self.none = Button(lambda: say("Tick none shown"), Kind.QUIET, small=True)
        self.all.clicked.connect(lambda: self._tick_shown(ticked=True))
        self.none.clicked.connect(lambda: self._tick_shown(ticked=False))
        self._model = CellsModel(_columns(), [], sides=(Side.LEADING, Side.TRAILING, Side.LEADING))
        self.table = WholeTable(self._model, lambda: say("Cases in it"), row_height=48, header=True)
        self.table.opened.connect(self.turn)
        self.table.previewed.connect(self.turn)
        self.table.clicked.connect(self._on_clicked)
        self.sought.down.connect(self.table.setFocus)
        self.count, self._refused, self._more, self._card = note(), note(), note(), TableCard(self.table)
        tools = Row(self.sought, self.all, self.none)
        tools.setStretch(0, 1)
        self._tools = Box(tools)
        title = heading(lambda: say("Cases in it"))
        self.setLayout(Column(title, self.count, self._refused, self._tools, self._card, self._more, gap=10))

    def show_cases(self, cases: Iterable[SentCase]) -> None:
        """Offer these; a case that goes to several stands there once, kept back where one of them lacks it."""
        found: dict[str, SentCase] = {}
        for case in cases:
            if case.code not in found or case.kept:
                found[case.code] = case
        self._cases = found
        self._ticks = {code: self._ticks.get(code, case.goes) for code, case in found.items()}
        self.draw()

    def begin_again(self) -> None:
        """Forget what was chosen: it has been done."""
        self._ticks = {}

    def goes(self, code: str) -> bool:
        """Whether a case has its tick."""
        return self._ticks[code]

    def turn(self, row: int) -> None:
        """Give the case of a row its tick, or take it away."""
        case = self._shown[row]
        self._ticks[case.code] = not self._ticks[case.code]
        self._model.show_row(row, _cells(case, ticked=self._ticks[case.code]))
        self._tell()
        self.changed.emit()

    def draw(self) -> None:
        """Rows in the language of now: those whose code is sought."""
        sought = self.sought.text().strip().upper()
        matching = [case for code, case in sorted(self._cases.items()) if sought in code]
        self._shown = matching[:SHOWN]
        self._model.show_rows([_cells(case, ticked=self._ticks[case.code]) for case in self._shown])
        more = len(matching) - len(self._shown)
        told = say_many("{n} case more: find it by its code.", "{n} cases more: find them by their codes.", more)
        self._more.set_text(told if more > 0 else "")
        self._more.setVisible(more > 0)
        self._tools.setVisible(len(self._cases) > 1)
        self._card.setVisible(bool(self._shown))
        self._tell()
        self.rescale()

    def rescale(self) -> None:
        """Columns at the text size of now."""
        self.table.fit_columns(0)

    def _tell(self) -> None:
        """How many go, and how many stay because sharing was refused."""
        going = sum(self._ticks.values())
        refused = sum(1 for code, case in self._cases.items() if case.consent == "no" and not self._ticks[code])
        self.count.set_text(_count_words(going, len(self._cases)))
        told = say_many("{n} case stays here because sharing was refused.", "{n} cases stay here because sharing "
                        "was refused.", refused)  # fmt: skip
        self._refused.set_text(told if refused else "")
        self._refused.setVisible(bool(refused))

    def _tick_shown(self, *, ticked: bool) -> None:
        self._ticks.update({case.code: ticked for case in self._shown})
        self.draw()
        self.changed.emit()

    def _on_clicked(self, index: QModelIndex) -> None:
        """The cell with the tick is pressed; the rest of the row only marks it."""
        if index.column() == 0:
            self.turn(index.row())


def _count_words(going: int, number: int) -> str:
    if not number:
        return say("No case was changed since they last told what they have.")
    return say_many("{going} of {n} case goes, by its code; no name leaves this page.",
                    "{going} of {n} cases go, by their codes; no name leaves this page.", number,
                    going=str(going))  # fmt: skip


def _columns() -> list[Text]:
    return [lambda: say("Code"), lambda: say("Changes"), lambda: say("Consent to sharing")]


def _cells(case: SentCase, *, ticked: bool) -> list[Cell]:
    stays = "" if ticked else say("kept back until now") if case.kept else say("stays here")
    return [
        Cell(case.code, second=stays, bold=True, ticked=ticked),
        Cell(str(case.changes), side=Side.TRAILING),
        _consent_cell(case.consent),
    ]


def _consent_cell(consent: str) -> Cell:
    """Whether sharing was agreed to: sign, word, tone."""
    if consent == "yes":
        return Cell(say("given"), tone="ok", icon="shield-check")
    if consent == "no":
        return Cell(say("not given"), tone="warn", icon="shield")
    return Cell(say("not asked yet"), tone="muted", icon="minus")
