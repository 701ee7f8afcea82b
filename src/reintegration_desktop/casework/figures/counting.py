"""Refreshing figures: whoever holds the rooms counts, and leaves counts alone behind."""

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import NotPermitted
from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.reports.figures import Figures
from reintegration_desktop.reports.indicators.counting import OPEN, Counting, Office
from reintegration_desktop.reports.periods import (
    NOW,
    YEAR,
    is_of,
    period_of,
    quarters_back,
    years_back,
)
from reintegration_desktop.reports.tally import Counted, Tally
from reintegration_desktop.reports.templates import Template
from reintegration_desktop.rules.derived import derive
from reintegration_desktop.rules.facts import CaseFilter, CaseRow
from reintegration_desktop.vault.roles import Room

SLICE = 100
_NEEDED = frozenset({Room.PERSON, Room.ACCOUNT})


def to_the_end(slices: Generator[None, None, tuple[Figures, ...]]) -> tuple[Figures, ...]:
    """Count in one go what ``refreshing`` counts in slices."""
    while True:
        try:
            next(slices)
        except StopIteration as stop:
            return tuple(stop.value)


def refreshing(
    desk: Desk, templates: Mapping[str, Template], keep: Callable[[Figures], object], progress: Progress,
    periods: Sequence[str] = (), supervisors: int = 0,
) -> Generator[None, None, tuple[Figures, ...]]:  # fmt: skip
    """Count every template whose rooms this person reads, for the last quarters and years, or for the periods named,
    in one walk through the cases.

    Steps aside after each slice. All are kept once the walk has ended, so that they are of the same cases.
    ``supervisors`` are how many the office has. Raises NotPermitted for who lacks the rooms that any counting reads,
    Cancelled.
    """
    if not may_count(desk):
        raise NotPermitted
    tallies = [
        Tally(template, Counting(period_of(name, desk.today), desk.today, desk.policy, desk.programme.places))
        for template in templates.values()
        if template.rooms <= desk.me.readable
        for name in (periods or _periods(template, desk))
        if is_of(template.period, name)
    ]
    with desk.read() as cases:
        rows = cases.rows(list(cases.ids(CaseFilter(status=None), "code")))
    for files in _slices(desk, [row.id for row in rows], progress):
        for file in files:
            case = Counted(derive(file, desk.policy, desk.today))
            for tally in tallies:
                tally.add(case)
        yield
    facts = _office(desk, rows, min((tally.first for tally in tallies), default=desk.today), supervisors)
    made = tuple(tally.figures(desk.dictionary, desk.me.office, desk.me.office_name, facts) for tally in tallies)
    for figures in made:
        keep(figures)
    return made


def _office(desk: Desk, rows: Sequence[CaseRow], since: date, supervisors: int) -> Office:
    """What is counted of the office itself: nobody's name goes further than here."""
    loads = Counter(row.worker for row in rows if row.status == OPEN and row.worker is not None)
    with desk.read() as cases:
        exports = cases.exports(since)
    return Office(tuple(sorted(loads.values())), supervisors, tuple(exports))


def may_count(desk: Desk) -> bool:
    """Whether this person holds the rooms that counting reads."""
    return desk.me.readable >= _NEEDED


def _periods(template: Template, desk: Desk) -> tuple[str, ...]:
    if template.period == NOW:
        return (NOW,)
    return (years_back if template.period == YEAR else quarters_back)(desk.today, template.back)


def _slices(desk: Desk, ids: Sequence[UUID], progress: Progress) -> Iterator[list[CaseFile]]:
    """Every file that this person reads, some at a time."""
    for first in range(0, len(ids), SLICE):
        progress.report(first, len(ids))
        yield _opened(desk, ids[first : first + SLICE])


def _opened(desk: Desk, ids: Sequence[UUID]) -> list[CaseFile]:
    with desk.read() as cases:
        return list(cases.files(ids))
