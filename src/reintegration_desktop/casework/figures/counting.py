"""Refreshing figures: whoever holds the rooms counts, and leaves counts alone behind."""

from collections.abc import Callable, Generator, Mapping, Sequence
from datetime import date

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import NotPermitted
from reintegration_desktop.casework.figures.walk import Walk
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.reports.cuts.numbering import Numbering
from reintegration_desktop.reports.figures import Figures
from reintegration_desktop.reports.indicators.counting import Counting, Office
from reintegration_desktop.reports.periods import (
    NOW,
    YEAR,
    is_of,
    period_of,
    quarters_back,
    years_back,
)
from reintegration_desktop.reports.tally import Tally
from reintegration_desktop.reports.templates import Template
from reintegration_desktop.vault.roles import Room

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

    Steps aside after each slice. What each case counts for is remembered, so that the next walk reads what changed; not
    where periods are named. All figures are kept once the walk has ended, so that they are of the same cases.
    ``supervisors`` are how many the office has. Raises NotPermitted for who lacks the rooms that any counting reads,
    Cancelled.
    """
    if not may_count(desk):
        raise NotPermitted
    numbering, today = Numbering(), desk.today
    tallies = [
        Tally(template, Counting(period_of(name, today), today, desk.policy, desk.programme.places), desk.dictionary,
              numbering)
        for template in templates.values()
        if template.rooms <= desk.me.readable
        for name in (periods or periods_of(template, today))
        if is_of(template.period, name)
    ]  # fmt: skip
    walk = Walk(desk, tallies, today, remembers=not periods)
    yield from walk.go(progress)
    facts = _office(desk, min((tally.first for tally in tallies), default=today), supervisors)
    made = tuple(tally.figures(walk.counts, desk.me.office, desk.me.office_name, facts) for tally in tallies)
    for figures in made:
        keep(figures)
    return made


def _office(desk: Desk, since: date, supervisors: int) -> Office:
    """What is counted of the office itself: nobody's name goes further than here."""
    with desk.read() as cases:
        return Office(tuple(cases.caseloads()), supervisors, tuple(cases.exports(since)))


def may_count(desk: Desk) -> bool:
    """Whether this person holds the rooms that counting reads."""
    return desk.me.readable >= _NEEDED


def periods_of(template: Template, today: date) -> tuple[str, ...]:
    """The periods that a template is counted for on a day, newest first."""
    if template.period == NOW:
        return (NOW,)
    return (years_back if template.period == YEAR else quarters_back)(today, template.back)
