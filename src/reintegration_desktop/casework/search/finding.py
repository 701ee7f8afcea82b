"""Finding cases: narrowed by workflow facts, sought by name, code or place."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.people import People
from reintegration_desktop.kernel.ids import tidy_case_code
from reintegration_desktop.rules.facts import CaseFilter


@dataclass(frozen=True, slots=True)
class Found:
    """A snapshot of row ids in order, and how many cases are open and at high risk in all."""

    ids: "array[int]"
    open: int
    high: int


def find(desk: Desk, people: People, wanted: CaseFilter, typed: str) -> Found:
    """Cases that fit a filter and what was typed: likest first, or soonest action first where nothing was typed."""
    with desk.read() as cases:
        counts = cases.counts()
        ids = cases.ids(wanted)
        if typed.strip():
            by_code = _by_code(desk, typed)
            among = set(ids)
            hits = [by_code] if by_code is not None else people.search(typed)
            ids = array("q", [rowid for rowid in hits if rowid in among])
    return Found(ids, counts.get("open", 0), counts.get("risk:high", 0))


def find_anew(desk: Desk, people: People, saved: Iterable[UUID]) -> None:
    """Have cases that were just saved found by what they are called now."""
    with desk.read() as cases:
        people.refresh(cases, [row.rowid for row in cases.facts(list(saved))])


def _by_code(desk: Desk, typed: str) -> int | None:
    """The row id of the case whose code was typed."""
    try:
        code = tidy_case_code(typed)
    except ValueError:
        return None
    with desk.read() as cases:
        case = cases.by_code(code)
        return cases.facts([case])[0].rowid if case is not None else None
