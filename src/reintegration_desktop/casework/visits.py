"""A visit about to be recorded: what is known beforehand, last time's scores, and the plan's steps to tick."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from reintegration_desktop.casework import records
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.plans import STATE, STEP, PlannedStep, steps_of
from reintegration_desktop.casework.ports import Me
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.records import Sheet
from reintegration_desktop.casework.saving import delete, save
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.filling import Filling
from reintegration_desktop.forms.values import Score, Value
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.deadlines import proposed_after
from reintegration_desktop.rules.facts import Changes, Draft, OpenCase
from reintegration_desktop.rules.guards.working import current_plan
from reintegration_desktop.vault.roles import Room

VISIT = "follow_up"
AS_LAST_TIME = ("visit_purpose", "contact_kind", "met_with")


def may_visit(me: Me) -> bool:
    """Whether somebody may record visits."""
    return me.may(Kind.SAVE, Room.ACCOUNT, VISIT)


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit: its sheet with what is known, last time's scores and answers, the steps of the plan."""

    opened: OpenCase
    sheet: Sheet
    number: int
    last_scores: Mapping[str, Score]
    last: Answers
    steps: tuple[PlannedStep, ...]

    @property
    def last_on(self) -> date | None:
        """The day of the visit before."""
        return self.last.day("visited_on")


def open_visit(desk: Desk, case: UUID, draft: Draft | None = None) -> Visit:
    """Read a case and begin a visit, or go on with a draft of one and with the ticks that were kept beside it."""
    opened = open_case(desk, case)
    return begin(desk, opened) if draft is None else _resumed(desk, opened, draft)


def begin(desk: Desk, opened: OpenCase) -> Visit:
    """A visit today, with the day it was due, where the young person stays, and the risk as it is."""
    sheet, earlier = records.sheet(desk, opened, VISIT), _earlier(opened.file)
    filling = sheet.filling
    for key, value in _known(desk, opened, earlier).items():
        filling = filling.answer(key, value)
    return _visit(desk, opened, sheet.filled(filling), earlier)


def _resumed(desk: Desk, opened: OpenCase, draft: Draft) -> Visit:
    sheet = records.resumed(records.sheet(desk, opened, VISIT, draft.record), draft)
    earlier = [row for row in _earlier(opened.file) if row.id != draft.record]
    visit = _visit(desk, opened, sheet, earlier)
    kept = {one.record: one for one in desk.drafts.all() if one.form == STEP and one.case == opened.file.id}
    steps = (_with_draft(step, kept.get(step.sheet.record)) for step in visit.steps)
    return replace(visit, steps=tuple(steps))


def _with_draft(step: PlannedStep, draft: Draft | None) -> PlannedStep:
    """A step with the tick that was kept; a draft that changes more than the tick is left where it is."""
    if draft is None:
        return step
    sheet = records.resumed(step.sheet, draft)
    return replace(step, sheet=sheet) if sheet.filling.edited <= {STATE} else step


def _visit(desk: Desk, opened: OpenCase, sheet: Sheet, earlier: Sequence[Record]) -> Visit:
    return Visit(
        opened=opened,
        sheet=sheet,
        number=len(earlier) + 1,
        last_scores=last_scores(opened.file, but=sheet.record),
        last=earlier[-1].answers if earlier else Answers(),
        steps=_steps(desk, opened),
    )


def last_scores(file: CaseFile, but: UUID | None = None) -> Mapping[str, Score]:
    """The latest score of each area: of the visits, before the first one of the assessment; ``but`` one visit."""
    scores: dict[str, Score] = {}
    for row in (*file.rows("assessment"), *_earlier(file)):
        if row.id != but:
            scores.update(row.answers.scores("domain_scores"))
    return scores


def as_last_time(visit: Visit, filling: Filling) -> Filling:
    """The answers that seldom change taken over from the visit before, where there is none yet."""
    for key in AS_LAST_TIME:
        if key in visit.last and key not in filling.given:
            filling = filling.answer(key, visit.last[key])
    return filling


def next_by(desk: Desk, sheet: Sheet) -> date:
    """The last day for the next visit: by the risk that this visit gives, or sooner by the time since the release."""
    answers = sheet.filling.given
    visit = replace(sheet.begun, answers=answers.merged({"visited_on": answers.day("visited_on") or desk.today}))
    return proposed_after(sheet.file, visit, desk.policy) or by_risk(desk, sheet)


def by_risk(desk: Desk, sheet: Sheet) -> date:
    """The last day for the next visit at the risk that this visit gives, whatever the time since the release."""
    answers = sheet.filling.given
    visited = answers.day("visited_on") or desk.today
    return visited + timedelta(days=desk.policy.visit_days(answers.choice("risk_level")))


def keep(desk: Desk, sheet: Sheet, steps: Sequence[PlannedStep], at: datetime) -> None:
    """Seal a visit that is being typed, and its ticks, each as a draft of its step."""
    records.keep(desk, sheet, at)
    for step in steps:
        if step.sheet.filling.changed:
            records.keep(desk, step.sheet, at)
        else:
            desk.drafts.drop(step.sheet.draft)


def save_visit(desk: Desk, sheet: Sheet, steps: Sequence[PlannedStep]) -> Changes:
    """Save a visit and the steps ticked on it in one transaction, and forget their drafts; raises as ``save``."""
    changes = save(desk, sheet.case, sheet.edit, *(one.edit for one in _changed(steps)))
    for one in (sheet, *(step.sheet for step in steps)):
        desk.drafts.drop(one.draft)
    return changes


def take_back(desk: Desk, sheet: Sheet, steps: Sequence[PlannedStep], saving: Changes) -> Changes:
    """Undo a visit that was saved: its ticks as they were before, a new visit hidden, an older one as it was."""
    edits = [records.reverse(one, saving) for one in _changed(steps)]
    if not sheet.new:
        return save(desk, sheet.case, records.reverse(sheet, saving), *edits)
    if edits:
        save(desk, sheet.case, *edits)
    return delete(desk, sheet.case, sheet.record, saving.written)


def _changed(steps: Sequence[PlannedStep]) -> list[Sheet]:
    return [step.sheet for step in steps if step.sheet.filling.changed]


def _earlier(file: CaseFile) -> list[Record]:
    return sorted(file.rows(VISIT), key=lambda row: row.answers.day("visited_on") or date.min)


def _known(desk: Desk, opened: OpenCase, earlier: Sequence[Record]) -> dict[str, Value]:
    """What need not be typed: each stays changeable."""
    known: dict[str, Value] = {"visited_on": desk.today}
    proposed = earlier[-1].answers.day("next_visit_on") if earlier else None
    known["due_on"] = proposed or opened.row.next_due or desk.today
    if opened.row.risk:
        known["risk_level"] = opened.row.risk
    if place := opened.file.one("identification").text("current_place"):
        known["visit_place"] = place
    return known


def _steps(desk: Desk, opened: OpenCase) -> tuple[PlannedStep, ...]:
    """The steps of the plan one works by, dropped ones left out: what is open first, soonest due first."""
    plan = current_plan(opened.file)
    steps = () if plan is None else steps_of(desk, opened, plan.id)
    return tuple(sorted((step for step in steps if not step.is_dropped), key=lambda step: step.was_done))
