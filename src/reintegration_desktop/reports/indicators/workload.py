"""Open work, late work, and who carries it (indicator 28)."""

from collections.abc import Iterator

from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.reports.cuts.bands import band_of
from reintegration_desktop.reports.cuts.groups import group_of
from reintegration_desktop.reports.indicators import counting as base
from reintegration_desktop.reports.indicators.counting import OPEN, Counting, Found, Office, status
from reintegration_desktop.rules.tasks import tasks_of


def open_cases(file: CaseFile, _: Counting) -> Iterator[Found]:
    """Open now."""
    if status(file) == OPEN:
        yield {}


def open_at_end(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Registered by the end of the period and not closed by then."""
    if base.is_open_at_end(file, counting):
        yield {}


def overdue(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each task of an open case that was due before today."""
    if status(file) == OPEN:
        for task in tasks_of(file, counting.policy, counting.today):
            if task.due_on < counting.today:
                yield {"task_kind": group_of("task_kind", task.kind.value)}


def caseload(office: Office, _: Counting) -> Iterator[Found]:
    """Each caseworker with open cases, by how many they are; nobody's name."""
    yield from ({"caseload": band_of("caseload", number)} for number in office.caseloads if number > 0)


def staff(office: Office, _: Counting) -> Iterator[Found]:
    """Supervisors, and caseworkers with open cases."""
    for _one in range(office.supervisors):
        yield {"staff": "supervisors"}
    yield from ({"staff": "caseworkers"} for number in office.caseloads if number > 0)
