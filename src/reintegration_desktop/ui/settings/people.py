"""People and keys: who belongs to the office, how it stands with the recovery sheets, which role holds which key."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.ui.case.who_sees import ROLE_WORDS
from reintegration_desktop.ui.due.table import WholeTable
from reintegration_desktop.ui.lists.cells import Cell
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.lists.table import TableCard
from reintegration_desktop.ui.settings.behind import BehindCard
from reintegration_desktop.ui.settings.keys import KeysCard
from reintegration_desktop.ui.settings.pairs import PairsCard
from reintegration_desktop.ui.settings.recovery import RecoveryCard
from reintegration_desktop.ui.settings.verbs import OfficeWays, PersonLine, Recovery, Standing
from reintegration_desktop.ui.widgets.arrange import Column
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.beside import Beside
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.chips import State
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.words import note
from reintegration_desktop.vault.roles import Duty

DUTY_WORDS: Mapping[Duty, str] = {
    Duty.COURIER: marked("courier"),
    Duty.CUSTODIAN: marked("custodian"),
    Duty.FIGURES: marked("figures"),
    Duty.TRACING_DESK: marked("tracing desk"),
}
_STANDINGS = {
    Standing.CERTIFIED: State("ok", "shield-check", lambda: say("Certified")),
    Standing.WAITS: State("warn", "wait", lambda: say("Waits for the code")),
    Standing.AWAY: State("info", "lock", lambda: say("On a journey")),
    Standing.REVOKED: State("neutral", "close", lambda: say("Revoked")),
}


class PeopleSection(QWidget):
    """Names, roles, duties, certificates; the recovery sheets; then the matrix. ``ways`` lead to pages over it."""

    def __init__(self, ways: OfficeWays) -> None:
        super().__init__()
        self._people: tuple[PersonLine, ...] = ()
        self._ways = ways
        self._model = CellsModel(
            [lambda: say("Person"), lambda: say("Role"), lambda: say("Duties"), lambda: say("Certificate")], []
        )
        self.table = WholeTable(self._model, lambda: say("People"), row_height=36, header=True)
        self.table.chosen.connect(self._on_chosen)
        self._make_buttons()
        self.recovery = RecoveryCard(ways.make_sheets)
        self.recovery.setVisible(False)
        self._make_root()
        self.behind = BehindCard(ways.give_up)
        told = note(lambda: say("What a person has no key for can't be read here by any means."))
        self.pairs = PairsCard(ways.renew_pairs)
        self.pairs.setVisible(False)
        buttons = Flowing(self.remove, self.give_again, self.add)
        head = Beside(told, buttons, shares=(1, 0), gap=12, from_width=720)
        column = Column(head, TableCard(self.table), self.recovery, self.pairs, self.root, self.behind, KeysCard(),
                        gap=12)  # fmt: skip
        column.addStretch(1)
        self.setLayout(column)

    def _make_buttons(self) -> None:
        ways = self._ways
        self.remove = Button(lambda: say("Remove…"), Kind.DANGER, icon="bin")
        self.add = Button(lambda: say("Let somebody in…"), Kind.FIRST, icon="plus")
        self.give_again = Button(lambda: say("Give keys again…"), icon="key")
        self.give_again.setVisible(ways.give_again is not None)
        self.give_again.clicked.connect(self._on_give_again)
        self.remove.setVisible(ways.remove_person is not None)
        self.remove.setEnabled(False)
        self.add.setVisible(ways.add_person is not None)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)

    def _make_root(self) -> None:
        ways = self._ways
        self.take_out = Button(lambda: say("Take it out…"), icon="key")
        self.root = Banner("info", _root_here, _root_alone, buttons=(self.take_out,), icon="key")
        self.root.setVisible(False)
        if ways.take_root_out is not None:
            self.take_out.clicked.connect(ways.take_root_out)

    def show_people(self, people: Sequence[PersonLine]) -> None:
        """Show these."""
        self._people = tuple(people)
        self.resay()

    def show_recovery(self, recovery: Recovery, since: date | None) -> None:
        """Say how it stands with the sheets, to who looks after people."""
        self.recovery.setVisible(True)
        self.recovery.show_recovery(recovery, since)

    def show_root(self, *, kept: bool) -> None:
        """Say that the programme's root lies in the vault, to who keeps it there alone."""
        self.root.setVisible(kept and self._ways.take_root_out is not None)

    def show_pairs(self, since: date | None, *, due: bool) -> None:
        """Say how old the office's pairs are, to who looks after people."""
        self.pairs.setVisible(True)
        self.pairs.show_pairs(since, due=due)

    def resay(self) -> None:
        """Rows in the language of now."""
        self._model.show_rows([_cells(person) for person in self._people])
        self.table.fit_columns(0)

    def rescale(self) -> None:
        """Columns at the text size of now."""
        self.table.fit_columns(0)

    def _on_chosen(self, row: int) -> None:
        chosen = 0 <= row < len(self._people) and self._people[row]
        self.remove.setEnabled(bool(chosen) and not (chosen and (chosen.you or chosen.state is Standing.REVOKED)))

    def _on_add(self) -> None:
        if self._ways.add_person is not None:
            self._ways.add_person()

    def _on_give_again(self) -> None:
        if self._ways.give_again is not None:
            self._ways.give_again()

    def _on_remove(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._people) and self._ways.remove_person is not None:
            self._ways.remove_person(self._people[row])


def _root_here() -> str:
    return say("The programme's root lies in this vault, kept by you alone.")


def _root_alone() -> str:
    return say("Who keeps it makes custodians. Give it to two people, half and half, once there are two of you.")


def _cells(person: PersonLine) -> list[Cell]:
    duties = say(", ").join(say(DUTY_WORDS[duty]) for duty in sorted(person.duties))
    return [
        Cell(person.name, beside=say("you") if person.you else "", bold=True),
        Cell(say(ROLE_WORDS[person.role]).capitalize()),
        Cell(duties or "–", tone="text" if duties else "muted"),
        Cell(chips=(_STANDINGS[person.state],)),
    ]
