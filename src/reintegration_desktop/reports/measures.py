"""What can be counted: a predicate for each measure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.reports.dimensions import UNKNOWN, band_of_months, group_of
from reintegration_desktop.reports.periods import Period
from reintegration_desktop.rules.findings.durations import months_since_exit
from reintegration_desktop.rules.findings.scores import reintegrated_means
from reintegration_desktop.rules.places import Gazetteer
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.tasks import tasks_of

_NOT_COUNTED = frozenset({"void", "duplicate", "erased"})
_OPEN, _CLOSED = "open", "closed"


@dataclass(frozen=True, slots=True)
class Counting:
    """What counting looks up: the period, the day it is done, the rules' numbers, the places."""

    period: Period
    today: date
    policy: Policy
    places: Gazetteer


Found = Mapping[str, str]
Predicate = Callable[[CaseFile, Counting], Iterator[Found]]
"""Yields a mapping for each thing of a case that counts: its own dimensions, those of the case left out."""


def is_in_base(file: CaseFile) -> bool:
    """Whether a case belongs to the base of every figure: not void, not a duplicate, not erased."""
    return (file.one("case").choice("case_stage") or "identified") not in _NOT_COUNTED


def registered(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Registered in the period (indicator 2)."""
    if counting.period.holds(file.one("identification").day("registered_on")):
        yield {}


def released(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each end of an association in the period, by manner (indicator 1, at the exit)."""
    for row in file.rows("exit"):
        if counting.period.holds_span(row.answers.span("left_on")):
            yield {"exit_manner": row.answers.choice("exit_manner") or UNKNOWN}


def in_services(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """At least one service delivered in the period (indicator 3)."""
    if any(counting.period.holds(row.answers.day("delivered_on")) for row in file.rows("service")):
        yield {}


def visited(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Visited at least once in the period (indicator 3)."""
    if any(counting.period.holds(row.answers.day("visited_on")) for row in file.rows("follow_up")):
        yield {}


def closed(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each closing in the period, by its reason (indicator 27)."""
    for row in file.rows("closure"):
        if counting.period.holds(row.answers.day("closed_on")):
            yield {"closure_reason": group_of("closure_reason", row.answers.choice("closure_reason"))}


def open_cases(file: CaseFile, _: Counting) -> Iterator[Found]:
    """Open now (indicator 28)."""
    if _status(file) == _OPEN:
        yield {}


def open_at_end(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Registered by the end of the period and not closed by then; of a case opened again, as if it never was closed."""
    begun, end = file.one("identification").day("registered_on"), counting.period.last
    if begun is not None and begun <= end and (_status(file) == _OPEN or _closed_after(file, end)):
        yield {}


def overdue(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each task of an open case that was due before today."""
    if _status(file) == _OPEN:
        for task in tasks_of(file, counting.policy, counting.today):
            if task.due_on < counting.today:
                yield {"task_kind": group_of("task_kind", task.kind.value)}


def outcome(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Left an armed actor, however long ago: how long, and where they stand now (indicator 25)."""
    months = months_since_exit(file, counting.today)
    if months is not None:
        standing = group_of("reintegration_status", reintegrated_means(file, counting.policy))
        yield {"since_exit": band_of_months(months), "reintegration_status": standing}


def _status(file: CaseFile) -> str | None:
    return file.one("case").choice("case_status")


def _closed_after(file: CaseFile, day: date) -> bool:
    """Whether a case that is closed now was still open at the end of a day."""
    closings = [row.answers.day("closed_on") for row in file.rows("closure")]
    last = max((closing for closing in closings if closing), default=None)
    return _status(file) == _CLOSED and last is not None and last > day


MEASURES: Mapping[str, Predicate] = MappingProxyType(
    {
        "registered": registered,
        "released": released,
        "in_services": in_services,
        "visited": visited,
        "closed": closed,
        "open_at_end": open_at_end,
        "open_cases": open_cases,
        "overdue": overdue,
        "outcome": outcome,
    }
)
