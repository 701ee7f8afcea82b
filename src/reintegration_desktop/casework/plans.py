"""The plan as it is worked by: its steps by area of life, where each area stands, what an approval still covers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from reintegration_desktop.casework import records
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.records import Sheet
from reintegration_desktop.casework.saving import save
from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import Record
from reintegration_desktop.forms.values import Score
from reintegration_desktop.history.versions import Kind, Version, VersionId
from reintegration_desktop.rules.approvals import APPROVED, STATUS, covered
from reintegration_desktop.rules.facts import Changes, OpenCase
from reintegration_desktop.rules.findings.scores import AREAS, SAFE_AREAS, first_scores_are_baseline, latest_scores
from reintegration_desktop.rules.guards.working import current_plan
from reintegration_desktop.rules.policy import Policy

PLAN, STEP = "case_plan", "plan_action"
STATE, DONE, UNDER_WAY, DROPPED = "action_status", "completed", "ongoing", "dropped"


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step of the plan in words, and as a record that can be ticked."""

    words: str
    sheet: Sheet

    @property
    def answers(self) -> Answers:
        """Its answers as they stand."""
        return self.sheet.filling.given

    @property
    def due(self) -> date | None:
        """By when it shall be done."""
        return self.answers.day("due_on")

    @property
    def is_done(self) -> bool:
        """Whether it is ticked."""
        return self.answers.choice(STATE) == DONE

    @property
    def was_done(self) -> bool:
        """Whether it was done before anybody ticked here."""
        return self.sheet.filling.saved.choice(STATE) == DONE

    @property
    def is_dropped(self) -> bool:
        """Whether nobody works on it any more."""
        return self.answers.choice(STATE) == DROPPED

    def late_by(self, today: date) -> int:
        """Days since it was due; nought where it is done, dropped, or not due yet."""
        over = self.is_done or self.is_dropped or self.due is None
        return 0 if over or self.due is None else max(0, (today - self.due).days)

    def ticked(self, done: bool) -> "PlannedStep":
        """The same step done or not; taking a tick back brings what was saved, or *under way* where that was done."""
        filling = self.sheet.filling
        before = filling.saved.choice(STATE) or "pending"
        status = DONE if done else UNDER_WAY if before == DONE else before
        return replace(self, sheet=self.sheet.filled(filling.answer(STATE, status)))


@dataclass(frozen=True, slots=True)
class AreaOfPlan:
    """The steps for one area of life, with its score at the beginning, now, and as it shall become."""

    area: str
    steps: tuple[PlannedStep, ...]
    began: int | None
    now: int | None
    aim: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan: its record, and its steps by area in the order of the areas."""

    record: Record
    areas: tuple[AreaOfPlan, ...]

    @property
    def steps(self) -> tuple[PlannedStep, ...]:
        """All steps that were not dropped."""
        return tuple(step for area in self.areas for step in area.steps if not step.is_dropped)


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since a plan was approved: whether the plan itself did, and how many of its steps."""

    plan: bool = False
    steps: int = 0


def plans(desk: Desk, opened: OpenCase) -> tuple[Plan, ...]:
    """All plans of a case, the one in force first, then the newest."""
    force = current_plan(opened.file)
    rows = sorted(opened.file.rows(PLAN), key=lambda row: row.answers.day("started_on") or date.min, reverse=True)
    rows.sort(key=lambda row: force is None or row.id != force.id)
    return tuple(_plan(desk, opened, row) for row in rows)


def steps_of(desk: Desk, opened: OpenCase, plan: UUID) -> tuple[PlannedStep, ...]:
    """The steps of a plan, soonest due first."""
    steps = (_step(desk, opened, row) for row in opened.file.children(plan, STEP))
    return tuple(sorted(steps, key=lambda step: step.due or date.max))


def save_step(desk: Desk, step: PlannedStep) -> Changes:
    """Save a step that was ticked; raises as ``save``."""
    return save(desk, step.sheet.case, step.sheet.edit)


def take_step_back(desk: Desk, step: PlannedStep, saving: Changes) -> Changes:
    """Undo the tick of a step that was saved."""
    return save(desk, step.sheet.case, records.reverse(step.sheet, saving))


def since_approval(desk: Desk, case: UUID, plan: UUID) -> Since:
    """What changed since a plan was approved last; progress of a step is no change. Nothing where it never was."""
    with desk.read() as cases:
        versions = cases.history(case)
        steps = {row.id for row in cases.open(case).file.children(plan, STEP)}
    by_id = {version.id: version for version in versions}
    approved = [one.clock for one in versions if one.record == plan and _changed(one, by_id).get(STATUS) == APPROVED]
    if not approved:
        return Since()
    later = [one for one in versions if one.clock > approved[-1] and one.kind is Kind.SAVE]
    of_plan = any(one.record == plan and covered(PLAN, _changed(one, by_id)) for one in later)
    of_steps = {one.record for one in later if one.record in steps and covered(STEP, _changed(one, by_id))}
    return Since(of_plan, len(of_steps))


def _changed(version: Version, by_id: Mapping[VersionId, Version]) -> dict[str, object]:
    """The answers of a version that none of its parents had."""
    if version.document is None:
        return {}
    parents = [by_id[parent].document for parent in version.parents if parent in by_id]
    known = [(key, value) for one in parents if one is not None for key, value in one.answers.items()]
    return {key: value for key, value in version.document.answers.items() if (key, value) not in known}


def _plan(desk: Desk, opened: OpenCase, row: Record) -> Plan:
    steps = steps_of(desk, opened, row.id)
    baseline, latest = first_scores_are_baseline(opened.file), latest_scores(opened.file)
    areas = [code for code in (*AREAS, *_others(steps)) if any(_area(step) == code for step in steps)]
    return Plan(row, tuple(_of_area(code, steps, baseline, latest, desk.policy) for code in areas))


def _of_area(
    code: str, steps: Sequence[PlannedStep], baseline: Mapping[str, Score], latest: Mapping[str, Score], policy: Policy
) -> AreaOfPlan:
    """The steps of an area; the aim is what counts as reintegrated."""
    began, now = baseline.get(code), latest.get(code)
    return AreaOfPlan(
        code,
        tuple(step for step in steps if _area(step) == code),
        began.score if began else None,
        now.score if now else None,
        policy.score_safe if code in SAFE_AREAS else policy.score_holding,
    )


def _area(step: PlannedStep) -> str:
    return step.answers.choice("domain") or ""


def _others(steps: Iterable[PlannedStep]) -> tuple[str, ...]:
    """Areas that the list does not hold, and none at all, last."""
    return tuple(dict.fromkeys(_area(step) for step in steps if _area(step) not in AREAS))


def _step(desk: Desk, opened: OpenCase, row: Record) -> PlannedStep:
    words = ValueWords(desk.dictionary, desk.programme)
    told = row.answers.text("description") or words.choice("domain", row.answers.choice("domain") or "")
    return PlannedStep(told, records.sheet(desk, opened, STEP, row.id))
