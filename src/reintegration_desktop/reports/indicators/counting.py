"""What counting looks up, what a predicate gives, and who belongs to the base of figures."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.reports.periods import Period
from reintegration_desktop.rules.consent import Passed, figures_only_with_consent, monitoring_only_with_consent
from reintegration_desktop.rules.places import Gazetteer
from reintegration_desktop.rules.policy import Policy

YES, NO = "yes", "no"
OPEN, CLOSED = "open", "closed"
_NOT_COUNTED = frozenset({"void", "duplicate", "erased"})


class Base(StrEnum):
    """Whose cases a template counts."""

    REPORTING = "reporting"
    MONITORING = "monitoring"
    EVERYBODY = "everybody"

    def holds(self, file: CaseFile) -> bool:
        """Whether somebody is counted, by what they agree to now."""
        if self is Base.MONITORING:
            return monitoring_only_with_consent(file) is not Passed.NOTHING
        return self is Base.EVERYBODY or figures_only_with_consent(file)


def _nobody_asks() -> None:
    """Nobody wants to know who asks for the day."""


@dataclass(frozen=True, slots=True)
class Counting:
    """What counting looks up: the period, the day it is done, the rules' numbers, the places.

    ``looks`` is called by whoever asks for the day.
    """

    period: Period
    day: date
    policy: Policy
    places: Gazetteer
    looks: Callable[[], object] = _nobody_asks

    @property
    def today(self) -> date:
        """The day on which it is counted: what asks for it may come to something else on another."""
        self.looks()
        return self.day

    @property
    def came(self) -> date:
        """The last day of the period that has come: of one that is over the last of all, whatever day it is."""
        return self.period.last if self.period.last <= self.day else self.today


@dataclass(frozen=True, slots=True)
class Office:
    """What is counted of an office and not of a case.

    ``caseloads`` are open cases by worker, no worker named; ``supervisors`` how many there are, ``exports`` the days
    on which something of a case left.
    """

    caseloads: tuple[int, ...] = ()
    supervisors: int = 0
    exports: tuple[date, ...] = ()


Found = Mapping[str, str]
Predicate = Callable[[CaseFile, Counting], Iterator[Found]]
"""Yields a mapping for each thing of a case that counts: its own dimensions, those of the case left out."""

OfOffice = Callable[[Office, Counting], Iterator[Found]]
"""The same of an office."""


def is_in_base(file: CaseFile) -> bool:
    """Whether a case belongs to the base of every figure: not void, not a duplicate, not erased."""
    return (file.one("case").choice("case_stage") or "identified") not in _NOT_COUNTED


def met(holds: bool) -> Found:
    """One of those that a share is of, and whether it is in the part."""
    return {"met": YES if holds else NO}


def status(file: CaseFile) -> str | None:
    """The case's status."""
    return file.one("case").choice("case_status")


def is_registered_by(file: CaseFile, day: date) -> bool:
    """Whether a case was registered by the end of a day."""
    begun = file.one("identification").day("registered_on")
    return begun is not None and begun <= day


def is_open_at_end(file: CaseFile, counting: Counting) -> bool:
    """Registered by the end of the period and not closed by then; of a case opened again, as if it never was closed."""
    end = counting.period.last
    return is_registered_by(file, end) and (status(file) == OPEN or _closed_after(file, end))


def _closed_after(file: CaseFile, day: date) -> bool:
    """Whether a case that is closed now was still open at the end of a day."""
    last = max(days_of(file.rows("closure"), "closed_on"), default=None)
    return status(file) == CLOSED and last is not None and last > day


def days_of(rows: Sequence[Record], key: str) -> list[date]:
    """The days that rows tell, those without one left out."""
    return [day for row in rows if (day := row.answers.day(key)) is not None]


def visits_until(file: CaseFile, day: date) -> list[Record]:
    """Visits made by the end of a day, oldest first."""
    found = [(at, row) for row in file.rows("follow_up") if (at := row.answers.day("visited_on")) and at <= day]
    return [row for _, row in sorted(found, key=lambda one: one[0])]


def assessments_until(file: CaseFile, day: date) -> list[Record]:
    """Assessments finished by the end of a day, oldest first."""
    found = [(at, row) for row in file.rows("assessment") if (at := row.answers.day("completed_on")) and at <= day]
    return [row for _, row in sorted(found, key=lambda one: one[0])]


def last_said(file: CaseFile, key: str, day: date) -> str | None:
    """What the latest visit by a day says, that says anything of a question; before the first, the assessments."""
    said = [row.answers.choice(key) for row in (*assessments_until(file, day), *visits_until(file, day))]
    return next((answer for answer in reversed(said) if answer is not None), None)
