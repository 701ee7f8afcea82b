"""A visit about to be recorded: what is known beforehand, and last time's scores."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from reintegration_desktop.casework import records
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.records import Sheet
from reintegration_desktop.casework.value_words import ValueWords, day_in_words
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.values import Score, Value
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import OpenCase

VISIT = "follow_up"


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """A step of the plan in words, and where it stands."""

    words: str
    state: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A new visit: its sheet with what is known, the scores of the last one, the plan's open steps."""

    sheet: Sheet
    number: int
    last_scores: Mapping[str, Score]
    last_on: date | None
    actions: tuple[PlannedAction, ...]
    days_until_next: int | None


def begin(desk: Desk, opened: OpenCase) -> Visit:
    """A visit today, with the day it was due, where the young person stays, and the risk as it is."""
    earlier = sorted(opened.file.rows(VISIT), key=_visited)
    sheet = records.sheet(desk, opened, VISIT)
    filling = sheet.filling
    for key, value in _known(desk, opened, earlier).items():
        filling = filling.answer(key, value)
    last = earlier[-1] if earlier else None
    return Visit(
        sheet=replace(sheet, filling=filling),
        number=len(earlier) + 1,
        last_scores=last_scores(opened.file),
        last_on=last.answers.day("visited_on") if last else None,
        actions=_actions(desk, opened.file),
        days_until_next=desk.policy.visit_days(opened.row.risk),
    )


def last_scores(file: CaseFile) -> Mapping[str, Score]:
    """The latest score of each area: of the visits, before the first one of the assessment."""
    scores: dict[str, Score] = {}
    for row in (*file.rows("assessment"), *sorted(file.rows(VISIT), key=_visited)):
        scores.update(row.answers.scores("domain_scores"))
    return scores


def _visited(row: Record) -> date:
    return row.answers.day("visited_on") or date.min


def _known(desk: Desk, opened: OpenCase, earlier: list[Record]) -> dict[str, Value]:
    """What need not be typed: each stays changeable."""
    known: dict[str, Value] = {"visited_on": desk.today}
    proposed = earlier[-1].answers.day("next_visit_on") if earlier else None
    known["due_on"] = proposed or opened.row.next_due or desk.today
    if opened.row.risk:
        known["risk_level"] = opened.row.risk
    if place := opened.file.one("identification").text("current_place"):
        known["visit_place"] = place
    return known


def _actions(desk: Desk, file: CaseFile) -> tuple[PlannedAction, ...]:
    words = ValueWords(desk.dictionary, desk.programme)
    return tuple(_action(words, row) for row in file.rows("plan_action"))


def _action(words: ValueWords, row: Record) -> PlannedAction:
    due = row.answers.day("due_on")
    state = words.choice("action_status", row.answers.choice("action_status") or "pending")
    told = say("{state}, due {day}", state=state, day=day_in_words(due)) if due else state
    return PlannedAction(
        row.answers.text("description") or words.choice("domain", row.answers.choice("domain") or ""), told
    )
