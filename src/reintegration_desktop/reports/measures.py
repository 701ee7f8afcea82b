"""What can be counted: a predicate for each measure, and where a case stands in each dimension."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.forms.questions import Figure
from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.reports.periods import Period
from reintegration_desktop.rules.places import Gazetteer
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.tasks import tasks_of
from reintegration_desktop.rules.words import task_words

UNKNOWN = "unknown"
PROVINCE = 1
_NOT_COUNTED = frozenset({"void", "duplicate", "erased"})
_OPEN_STATUS = "open"


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

DIMENSION_FIELDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "sex": ("identification", "sex"),
        "age_band": ("identification", "age_band"),
        "province": ("identification", "current_place"),
        "exit_manner": ("exit", "exit_manner"),
        "risk": ("concerns", "risk_level"),
        "reintegration_status": ("outcome", "reintegration_status"),
    }
)
"""The question behind each dimension: without a figure rule in the dictionary it can't be counted."""

DIMENSION_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "sex": marked("Sex"),
        "age_band": marked("Age now"),
        "province": marked("Province"),
        "exit_manner": marked("How it ended"),
        "risk": marked("Risk"),
        "reintegration_status": marked("Where they stand"),
        "task_kind": marked("What is due"),
    }
)

TASK_KINDS = ("urgent", "first_response", "assessment", "case_plan", "plan_review", "plan_action", "visit", "service")
OTHER_TASKS = "other"


def may_be_counted_by(dictionary: Dictionary, dimension: str) -> bool:
    """Whether the dictionary lets figures count the question behind a dimension."""
    if dimension == "task_kind":
        return True
    form, key = DIMENSION_FIELDS[dimension]
    return dictionary[form].fields[key].figure is not None


def labels_of(dimension: str, dictionary: Dictionary, places: Gazetteer) -> dict[str, str]:
    """The codes of a dimension and their words, in the order of the page, what is not known last."""
    if dimension == "province":
        found = {place.code: place.name for place in places if place.level == PROVINCE}
    elif dimension == "task_kind":
        return {**{kind: task_words(kind) for kind in TASK_KINDS}, OTHER_TASKS: say("Other kinds")}
    else:
        form, key = DIMENSION_FIELDS[dimension]
        field = dictionary[form].fields[key]
        assert field.figure in (Figure.AS_IS, Figure.BAND)
        found = {code: say(label) for code, label in field.choices.items() if code != UNKNOWN}
    return {**found, UNKNOWN: say("Not known")}


def place_of(dimension: str, file: CaseFile, places: Gazetteer) -> str:
    """Where a case stands in a dimension of the case, coarsened."""
    who = file.one("identification")
    if dimension == "province":
        return places.up_to(who.text("current_place") or "", PROVINCE) or UNKNOWN
    if dimension == "risk":
        return file.one("concerns").choice("risk_level") or UNKNOWN
    if dimension == "reintegration_status":
        rows = file.rows("outcome")
        return (rows[-1].answers.choice("reintegration_status") if rows else None) or UNKNOWN
    return who.choice(dimension) or UNKNOWN


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


def open_cases(file: CaseFile, _: Counting) -> Iterator[Found]:
    """Open now."""
    if file.one("case").choice("case_status") == _OPEN_STATUS:
        yield {}


def overdue(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each task of an open case that was due before today."""
    if file.one("case").choice("case_status") == _OPEN_STATUS:
        for task in tasks_of(file, counting.policy, counting.today):
            if task.due_on < counting.today:
                yield {"task_kind": task.kind.value if task.kind.value in TASK_KINDS else OTHER_TASKS}


MEASURES: Mapping[str, Predicate] = MappingProxyType(
    {
        "registered": registered,
        "released": released,
        "in_services": in_services,
        "visited": visited,
        "open_cases": open_cases,
        "overdue": overdue,
        "outcome": open_cases,
    }
)
