"""Refreshing figures: whoever holds the rooms counts, and leaves counts alone behind."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import NotPermitted
from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.reports.figures import Figures, Tally
from reintegration_desktop.reports.measures import Counting
from reintegration_desktop.reports.periods import NOW, period_of, quarters_back
from reintegration_desktop.reports.templates import Template
from reintegration_desktop.rules.derived import derive
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.vault.roles import Room

QUARTERS = 5
SLICE = 100
_NEEDED = frozenset({Room.PERSON, Room.ACCOUNT})


def refresh(
    desk: Desk, templates: Mapping[str, Template], keep: Callable[[Figures], object], progress: Progress,
    periods: Sequence[str] = (),
) -> tuple[Figures, ...]:  # fmt: skip
    """Count in one go what ``refreshing`` counts in slices."""
    slices = refreshing(desk, templates, keep, progress, periods)
    while True:
        try:
            next(slices)
        except StopIteration as stop:
            return tuple(stop.value)


def refreshing(
    desk: Desk, templates: Mapping[str, Template], keep: Callable[[Figures], object], progress: Progress,
    periods: Sequence[str] = (),
) -> Generator[None, None, tuple[Figures, ...]]:  # fmt: skip
    """Count every template for the last quarters, or for the periods named, in one walk through the cases.

    Steps aside after each slice. All are kept once the walk has ended, so that they are of the same cases.
    Raises NotPermitted for who lacks a room that counting reads, Cancelled.
    """
    if not may_count(desk):
        raise NotPermitted
    tallies = [
        Tally(template, Counting(period_of(name, desk.today), desk.today, desk.policy, desk.programme.places))
        for template in templates.values()
        for name in (periods or _periods(template, desk))
        if (template.period == NOW) == (name == NOW)
    ]
    for files in _slices(desk, progress):
        for file in files:
            derived = derive(file, desk.policy, desk.today)
            for tally in tallies:
                tally.add(derived)
        yield
    made = tuple(tally.figures(desk.dictionary, desk.me.office, desk.me.office_name) for tally in tallies)
    for figures in made:
        keep(figures)
    return made


def may_count(desk: Desk) -> bool:
    """Whether this person holds the rooms that counting reads."""
    return desk.me.readable >= _NEEDED


def _periods(template: Template, desk: Desk) -> tuple[str, ...]:
    return (NOW,) if template.period == NOW else quarters_back(desk.today, QUARTERS)


def _slices(desk: Desk, progress: Progress) -> Iterator[list[CaseFile]]:
    """Every file that this person reads, some at a time."""
    with desk.read() as cases:
        ids = [row.id for row in cases.rows(list(cases.ids(CaseFilter(status=None), "code")))]
    for first in range(0, len(ids), SLICE):
        progress.report(first, len(ids))
        yield _opened(desk, ids[first : first + SLICE])


def _opened(desk: Desk, ids: Sequence[UUID]) -> list[CaseFile]:
    with desk.read() as cases:
        return [cases.open(case).file for case in ids]
