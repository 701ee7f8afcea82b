"""Files of invented cases, row by row, for tests of the rules."""

from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record, record_of
from reintegration_desktop.forms.values import Absence, Absent, Score
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.rules.findings.scores import AREAS
from reintegration_desktop.rules.policy import Policy

CASE = UUID(int=0xCA5E)
TODAY = date(2026, 7, 1)
SECOND_OF_JANUARY = datetime(2026, 1, 2, 12, tzinfo=UTC)
POLICY = Policy()
NOT_KNOWN = Absent(Absence.NOT_KNOWN)
_ONE = frozenset({"case", "identification", "concerns", "household"})
_numbers = count(1)


def a(form: str, parent: Record | None = None, **answers: object) -> Record:
    """A record; of a form that does not repeat always the same one."""
    id_ = record_of(CASE, form) if form in _ONE else UUID(int=next(_numbers))
    return Record(form, id_, parent.id if parent else None, Answers(answers))


def again(record: Record, **answers: object) -> Record:
    """The record with other answers put over its own."""
    return Record(record.form, record.id, record.parent, record.answers.merged(answers))


def a_file(*records: Record) -> CaseFile:
    return CaseFile(CASE, records)


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


def at(month: int, number: int, hour: int = 12, year: int = 2026) -> datetime:
    return datetime(year, month, number, hour, tzinfo=UTC)


def on(month: int, number: int, year: int = 2026) -> UncertainDate:
    return UncertainDate.day(date(year, month, number))


def scores(all_of_them: int = 4, **others: int) -> dict[str, Score]:
    """The nine areas, all alike but those named."""
    return {area: Score(others.get(area, all_of_them)) for area in AREAS}


def a_yes(when: datetime = SECOND_OF_JANUARY, **answers: object) -> Record:
    """A talk in which they said yes to case management, and to what else is named."""
    said = {"event_kind": "given", "agrees_to_case_management": "yes", "given_by": ("child_assent",), **answers}
    return a("consent", event_at=when, **said)


def registered(**answers: object) -> Record:
    """Who they are, registered on 2 January."""
    known = {
        "how_identified": "school", "identified_on": day(1, 1), "registered_on": day(1, 2), "eligible": "yes",
        "first_response_on": day(1, 1),
    }  # fmt: skip
    return a("identification", **{**known, **answers})


def assessed(**answers: object) -> Record:
    """An assessment finished on 5 January."""
    found = {
        "started_on": day(1, 4), "completed_on": day(1, 5), "child_seen": "yes", "self_harm": "none",
        "safety_threats": ("none",), "domain_scores": scores(3),
    }  # fmt: skip
    return a("assessment", **{**found, **answers})


def planned(**answers: object) -> Record:
    """A plan made on 10 January and approved."""
    made = {"started_on": day(1, 10), "goal": "school", "child_involved": "yes", "approval_status": "approved"}
    return a("case_plan", **{**made, **answers})


def at_risk(level: str = "medium") -> Record:
    return a("concerns", risk_level=level, risk_reasons="told")


def at_stage(stage: str, **answers: object) -> Record:
    return a("case", case_stage=stage, case_status="open", caseworker="w", office="o", **answers)


def a_visit(when: date, **answers: object) -> Record:
    return a("follow_up", visited_on=when, **{"child_seen": "yes", **answers})
