"""Lists of cases with what a person may see of each: a name or a code, never more than the role shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.ports import Cases
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.rules.facts import CaseRow
from reintegration_desktop.rules.limits.showing import hidden_name_shows_code


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of the list. ``name`` is the code where the name is hidden, unknown, or has no key."""

    row: CaseRow
    name: str
    nickname: str
    place: str
    ages: tuple[int, int] | None


def full_name(answers: Answers) -> str:
    """First, middle and family name, as far as they are known."""
    parts = (answers.text(key) for key in ("name_first", "name_middle", "name_last"))
    return " ".join(part for part in parts if part)


def shown_name(row: CaseRow, answers: Answers) -> str:
    """The name a list may show: the code where the name is hidden or unknown."""
    name = full_name(answers) or answers.text("nickname") or ""
    return hidden_name_shows_code(name, row.code, hidden=row.name_is_hidden)


def lines(desk: Desk, cases: Cases, ids: Sequence[int], *, names: bool = True) -> list[CaseLine]:
    """The lines of some cases, in the order asked; with ``names`` off (discreet) codes alone."""
    people = cases.names(ids) if names else {}
    return [_line(desk, row, people.get(row.rowid, Answers())) for row in cases.rows(ids)]


def _line(desk: Desk, row: CaseRow, answers: Answers) -> CaseLine:
    place = answers.text("current_place")
    born = answers.span("date_of_birth")
    hidden = row.name_is_hidden
    return CaseLine(
        row=row,
        name=shown_name(row, answers),
        nickname="" if hidden else answers.text("nickname") or "",
        place=desk.programme.places.name(place) if place else "",
        ages=born.ages_on(desk.today) if born else None,
    )
