"""Finding cases: narrowed by workflow facts, sought by name, code or place, in the order of a column."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.differing.inbox import differing
from reintegration_desktop.casework.people import People
from reintegration_desktop.casework.ports import Cases
from reintegration_desktop.casework.search.asked import asked_of
from reintegration_desktop.casework.search.sorting import SOONEST, Order, in_order
from reintegration_desktop.kernel.ids import tidy_case_code
from reintegration_desktop.rules.facts import CaseFilter


@dataclass(frozen=True, slots=True)
class Found:
    """A snapshot of row ids in order."""

    ids: "array[int]"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cases are open, of those at high risk, and how many wait for an answer of who is signed in.

    ``differing`` places hold answers of which this person chooses one, ``others`` are other people's to choose.
    """

    open: int
    high: int
    waiting: int
    differing: int = 0
    others: int = 0


def find(desk: Desk, people: People, wanted: CaseFilter, typed: str, order: Order = SOONEST) -> Found:
    """Cases that fit a filter and what was typed; with words typed and no column chosen, likest first."""
    with desk.read() as cases:
        if not typed.strip():
            return Found(in_order(desk, cases, wanted, order))
        hits = _hits(cases, people, typed)
        ids = in_order(desk, cases, wanted, order, hits)
        return Found(array("q", filter(set(ids).__contains__, hits)) if order == SOONEST else ids)


def tally(desk: Desk, worker: UUID | None) -> Tally:
    """The counts of the office, or of one caseworker."""
    with desk.read() as cases:
        counts = cases.counts(worker)
        waiting = asked_of(desk, cases, desk.today + timedelta(days=desk.policy.soon_days))
        found = differing(desk, cases)
    return Tally(counts.get("open", 0), counts.get("risk:high", 0), len(waiting), len(found.mine), found.others)


def workers(desk: Desk) -> tuple[UUID, ...]:
    """Everybody who has a case here."""
    with desk.read() as cases:
        return tuple(worker for worker in cases.workers() if worker is not None)


def find_anew(desk: Desk, people: People, saved: Iterable[UUID]) -> None:
    """Have cases that were just saved found by what they are called now."""
    with desk.read() as cases:
        people.refresh(cases, [row.rowid for row in cases.facts(list(saved))])


def find_handed_over(desk: Desk, people: People) -> None:
    """Have cases found that came to this office, and found no more those that left it."""
    with desk.read() as cases:
        people.refresh(cases, [row.rowid for row in cases.facts([one.case for one in cases.custodies()])])


def _hits(cases: Cases, people: People, typed: str) -> list[int]:
    """Row ids, likest first: the one case whose code was typed, else those whose names fit."""
    try:
        case = cases.by_code(tidy_case_code(typed))
    except ValueError:
        case = None
    return [row.rowid for row in cases.facts([case])] if case is not None else people.search(typed)
