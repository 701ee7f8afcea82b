"""Questions whose answers differ, a row each: whose, which question, the answers side by side and who wrote them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt

from reintegration_desktop.casework.differing.inbox import Inbox, Spot, ToDecide
from reintegration_desktop.casework.differing.questions import Answered, Question
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.words import isolate, say, say_many
from reintegration_desktop.ui.due.table import WholeTable
from reintegration_desktop.ui.due.words import short_day
from reintegration_desktop.ui.lists.cells import Cell
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.text import Text

_LONGEST, _SEEN = 28, 4
Chosen = Mapping[Spot, Mapping[str, VersionId]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a spot; None where a reason must be typed before it is shown."""

    at: ToDecide
    question: Question | None

    @property
    def key(self) -> tuple[Spot, str]:
        """What it is known by while others come and go."""
        return self.at.spot, "" if self.question is None else self.question.key

    def chosen(self, chosen: Chosen) -> VersionId | None:
        """The answer that was chosen, as long as others of the same spot are not."""
        return None if self.question is None else chosen.get(self.at.spot, {}).get(self.question.key)


def asked_in(inbox: Inbox) -> tuple[Asked, ...]:
    """A row for each question, and for each spot that is not opened yet."""
    return tuple(Asked(one, question) for one in inbox.mine for question in one.questions or (None,))


class DifferingTable(WholeTable):
    """At most four rows in sight: the answers in full stand below it."""

    def __init__(self) -> None:
        self._cells_model = CellsModel(_columns(), [])
        super().__init__(self._cells_model, lambda: say("What is to be decided"), row_height=48, header=True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def show_asked(self, asked: Sequence[Asked], chosen: Chosen) -> None:
        """Show these, with what was chosen so far."""
        self._cells_model.show_rows([_cells(one, one.chosen(chosen)) for one in asked])
        self.fit_columns(1)

    def mark(self, row: int, one: Asked, chosen: Chosen) -> None:
        """Show what was chosen in a row."""
        self._cells_model.show_row(row, _cells(one, one.chosen(chosen)))

    def whole_height(self) -> int:
        """As high as its rows, and no higher than four of them."""
        hidden = max(0, self.model().rowCount() - _SEEN)
        return super().whole_height() - hidden * self.verticalHeader().defaultSectionSize()


def _columns() -> list[Text]:
    return [lambda: say("Whose"), lambda: say("Question"), lambda: say("One answer"), lambda: say("The other answer")]


def _cells(one: Asked, chosen: VersionId | None) -> list[Cell]:
    line = one.at.line
    whose = Cell(line.name, second=line.row.code if line.name != line.row.code else "", bold=True)
    question = one.question
    if question is None:
        locked = Cell(say("Restricted answers"), second=one.at.form, icon="key")
        return [whose, locked, Cell("–", tone="muted"), Cell("–", tone="muted")]
    first, second, *others = question.answers
    more = say_many("and {n} more", "and {n} more", len(others)) if others else ""
    return [
        whose,
        Cell(question.label, second=one.at.form),
        _answer(first, chosen),
        _answer(second, chosen, more),
    ]


def _answer(answer: Answered, chosen: VersionId | None, more: str = "") -> Cell:
    """An answer, who wrote it and when; a sign for the one that is chosen, or shown for now."""
    kept = answer.version == chosen
    icon = "check" if kept else "eye" if answer.shown else ""
    who = say("{who}, {day}", who=answer.who, day=short_day(answer.at.astimezone().date()))
    return Cell(
        isolate(_short(answer.words)),
        second=who,
        beside=more,
        bold=kept,
        icon=icon,
        icon_tone="ok" if kept else "accent",
    )


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def next_open(asked: Sequence[Asked], chosen: Chosen, after: int, spots: Collection[Spot] = ()) -> int:
    """The row of the next question that is not chosen yet, of some spots where named; -1 where there is none."""
    order = [*range(after + 1, len(asked)), *range(after + 1)]
    wanted = (row for row in order if not spots or asked[row].at.spot in spots)
    return next((row for row in wanted if row < len(asked) and asked[row].chosen(chosen) is None), -1)
