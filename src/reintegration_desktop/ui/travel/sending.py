"""Before anything is sent: to whom, how much, which cases by code with their consent; then the folder."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.due.table import WholeTable
from reintegration_desktop.ui.inputs.choices import TickGroup
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.lists.cells import Cell, Side
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.lists.table import TableCard
from reintegration_desktop.ui.overpage import OverPage, emptied
from reintegration_desktop.ui.picking import Pick, pick_folder
from reintegration_desktop.ui.settings.codes import in_fours
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.travel.choosing import CaseChoice
from reintegration_desktop.ui.travel.verbs import ParcelLine, SentCase, TravelVerbs
from reintegration_desktop.ui.widgets.arrange import Box, Column
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.words import Words
from reintegration_desktop.ui.working import WorkPlace


class SendPage(OverPage):
    """``pick`` asks for the stick's folder. A case stands there by its code, for everybody."""

    def __init__(self, tasks: Tasks, verbs: TravelVerbs, pick: Pick = pick_folder) -> None:
        super().__init__(
            tasks, lambda: say("Send"), lambda: say("Look at what goes before it goes. Sent does not mean received.")
        )
        self._verbs, self._pick = verbs, pick
        self._parcels: tuple[ParcelLine, ...] = ()
        self.told = Banner("ok", "")
        self.told.hide()
        self.working = WorkPlace()
        self.to = TickGroup({})
        self._receivers = Column(gap=0)
        self._model = CellsModel(_parcel_columns(), [], sides=_SIDES)
        self.table = WholeTable(self._model, lambda: say("What goes to whom"), row_height=48, header=True)
        self.cases = CaseChoice()
        self.cases.changed.connect(self._tell_parcels)
        self._matter = Box(Column(Box(self._receivers), TableCard(self.table), self.cases, gap=10))
        self._none = Words(lambda: say("Nobody is certified yet to exchange with this office."), wraps=True)
        self._none.hide()
        self.lay_out(
            self.told, self.working, self._none, self._matter, does=(lambda: say("Seal and write…"), self._on_send)
        )
        self.deed.setEnabled(False)
        self._matter.hide()

    def ask_again(self) -> None:
        """Ask what would go."""
        self.run(self._verbs.parcels, self._show)

    def resay(self) -> None:
        """Rows in the language of now."""
        self._draw()

    def rescale(self) -> None:
        """Columns at the text size of now."""
        self.table.fit_columns(0)

    def _show(self, parcels: Sequence[ParcelLine]) -> None:
        self._parcels = tuple(parcels)
        self._none.setVisible(not parcels)
        self._matter.setVisible(bool(parcels))
        self._offer()
        self._draw()

    def _offer(self) -> None:
        """A tick for each receiver; another computer of this office waits to be asked for."""
        emptied(self._receivers)
        self.to = TickGroup({str(one.office): one.name for one in self._parcels})
        self.to.set_value(tuple(str(one.office) for one in self._parcels if one.ticked))
        self.to.changed.connect(self._draw)
        if self._parcels:
            self._receivers.addWidget(Field(lambda: say("To whom"), self.to))

    def _chosen(self) -> list[ParcelLine]:
        ticked = set(self.to.value())
        return [one for one in self._parcels if str(one.office) in ticked]

    def _draw(self) -> None:
        chosen = self._chosen()
        self.cases.show_cases(case for one in chosen if not one.handed_over for case in one.cases)
        self._tell_parcels()
        self.deed.setEnabled(bool(chosen))

    def _tell_parcels(self) -> None:
        """What goes to each, as it is ticked now."""
        self._model.show_rows([self._parcel_cells(one) for one in self._chosen()])
        self.rescale()

    def _parcel_cells(self, one: ParcelLine) -> list[Cell]:
        first, _, second = in_fours(one.code).partition("\n")
        goes = [case for case in one.cases if self._goes(one, case)]
        changes = one.changes + sum(case.changes for case in goes)
        size = self._verbs.size(one.size + sum(case.size for case in goes)) if changes or one.figures else "–"
        return [
            Cell(one.name, bold=True),
            Cell(first, second=second),
            *(Cell(word, side=Side.TRAILING) for word in (str(len(goes)), str(changes), str(one.figures), size)),
        ]

    def _goes(self, one: ParcelLine, case: SentCase) -> bool:
        """Whether a case goes to somebody: as it is ticked, but for what was handed over to them."""
        return one.handed_over or self.cases.goes(case.code)

    def _on_send(self) -> None:
        if folder := self._pick(self, say("Where shall the bundles go?")):
            self.told.hide()
            self.begin_deed(say("Sealing…"))
            progress = self.working.begin(lambda: say("Sealing and writing…"))
            to = {
                one.office: frozenset(case.case for case in one.cases if not self._goes(one, case))
                for one in self._chosen()
            }
            self.run(partial(self._verbs.send, Path(folder), to, progress), self._on_sent, Lane.WRITER)

    def end_deed(self) -> None:
        """The bar goes, too."""
        self.working.end()
        super().end_deed()

    def _on_sent(self, sentence: str) -> None:
        self.end_deed()
        self.cases.begin_again()
        self.told.tell("ok", sentence, lambda: say("Sent does not mean received: only their answer tells that."))
        self.told.show()
        self.told.announce()
        self.changed.emit()
        self.ask_again()


_SIDES = (Side.LEADING, Side.LEADING, Side.TRAILING, Side.TRAILING, Side.TRAILING, Side.TRAILING)


def _parcel_columns() -> list[Text]:
    return [
        lambda: say("To"), lambda: say("Their code"), lambda: say("Cases"), lambda: say("Changes"),
        lambda: say("Figures"), lambda: say("Size"),
    ]  # fmt: skip
