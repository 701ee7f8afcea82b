"""The columns of the list of cases: by priority, as many as there is room for, none with words cut."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from reintegration_desktop.casework.listing import CaseLine
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import CaseRow
from reintegration_desktop.ui.due.words import next_cell
from reintegration_desktop.ui.lists.cells import Cell
from reintegration_desktop.ui.lists.delegate import cell_width
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.chips import risk_state
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.roles import Room


@dataclass(frozen=True, slots=True)
class CaseColumn:
    """A column: the order it asks for, its words, its least and greatest width in px at 100 %."""

    order: str
    words: Callable[[], str]
    least: int
    most: int


COLUMNS: tuple[CaseColumn, ...] = (
    CaseColumn("name", lambda: say("Name"), 168, 168),
    CaseColumn("code", lambda: say("Code"), 104, 108),
    CaseColumn("risk", lambda: say("Risk"), 128, 160),
    CaseColumn("due", lambda: say("Next action"), 200, 300),
    CaseColumn("place", lambda: say("Place"), 96, 150),
    CaseColumn("worker", lambda: say("Worker"), 104, 150),
    CaseColumn("age", lambda: say("Age"), 64, 76),
    CaseColumn("status", lambda: say("Stage"), 112, 190),
)
FEWEST = 4
_SEALED = frozenset({"name", "place", "age"})


def columns_for(readable: Collection[Room]) -> tuple[CaseColumn, ...]:
    """All of them; for who can't read who a case is about, those that say nothing of it."""
    return COLUMNS if Room.PERSON in readable else tuple(one for one in COLUMNS if one.order not in _SEALED)


def widths_for(columns: Sequence[CaseColumn], lines: Sequence[CaseLine], cells: "CaseCells") -> list[int]:
    """How wide each column is at 100 %: its words among these lines, between its least and its greatest width."""
    now = look()
    widest = [
        max((cell_width(now, cells.of(line, column.order)) for line in lines), default=0) / now.factor
        for column in columns
    ]
    return [round(min(max(one.least, wide), one.most)) for one, wide in zip(columns, widest, strict=True)]


def fitting(columns: Sequence[CaseColumn], widths: Sequence[int], room: float) -> list[tuple[CaseColumn, int]]:
    """The columns that fit beside each other in so many px at 100 %, with their widths; the first four at least.

    Where not even these fit, a code gives way to the name before it: the preview tells it.
    """
    fits = [number for number in range(FEWEST, len(widths) + 1) if sum(widths[:number]) <= room]
    shown = list(zip(columns, widths, strict=True))[: max(fits, default=FEWEST)]
    return shown if fits else [shown[0], *(one for one in shown[1:] if one[0].order != "code")]


class CaseCells:
    """What a line shows in a column."""

    def __init__(self, workplace: Workplace, columns: Sequence[CaseColumn]) -> None:
        self._place, self.columns = workplace, tuple(columns)

    def __call__(self, line: CaseLine, column: int) -> Cell:
        """One cell, by the number of its column."""
        return self.of(line, self.columns[column].order)

    def of(self, line: CaseLine, order: str) -> Cell:
        """One cell, by its column's order."""
        row, words = line.row, self._place.words
        age = "–" if line.ages is None else "–".join(dict.fromkeys(map(str, line.ages)))
        alone = self.columns[0].order == "code"
        cells: Mapping[str, Callable[[], Cell]] = {
            "name": lambda: Cell(line.name, beside=f"« {line.nickname} »" if line.nickname else "", bold=True),
            "code": lambda: Cell(row.code, tone="text" if alone else "muted", bold=alone),
            "risk": lambda: Cell(chips=(risk_state(row.risk),)),
            "due": lambda: self._way(row) or next_cell(row.next_kind, row.next_due, self._place.desk.today),
            "place": lambda: Cell(line.place or "–", tone="muted"),
            "worker": lambda: Cell(words.person(str(row.worker)) if row.worker else "–", tone="muted"),
            "age": lambda: Cell(age, tone="muted"),
            "status": lambda: Cell(words.choice("case_stage", row.stage), tone="muted"),
        }
        return cells[order]()

    def _way(self, row: CaseRow) -> Cell | None:
        """Where a case is on its way to, in the place of what comes next in it; None for one that stays."""
        held = row.custody
        if held is None or (held.target is None and not held.disputed and not held.elsewhere):
            return None
        if held.disputed:
            return Cell(say("Offered twice: headquarters decides"), tone="warn", icon="conflict")
        offices, other = self._place.desk.programme.offices, held.target or held.holder
        if held.target == self._place.desk.me.office:
            return Cell(say("Waits to be taken over"), tone="info", icon="send-receive")
        office = offices.get(str(other), "") or say("another office")
        if held.target is not None:
            return Cell(say("On its way to {office}", office=office), tone="info", icon="send-receive")
        return Cell(say("With {office}", office=office), tone="muted", icon="lock")
