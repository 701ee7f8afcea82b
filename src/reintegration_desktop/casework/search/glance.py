"""A case at a glance, before one goes out: last visit, what rose or fell, the plan, where they stay, since when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.rules.guards.working import current_plan

_DROPPED, _DONE = "dropped", "completed"
_STAGES: Mapping[str, tuple[str, str]] = {
    "identified": ("identification", "identified_on"),
    "registered": ("identification", "registered_on"),
    "assessed": ("assessment", "completed_on"),
    "planned": ("case_plan", "started_on"),
    "closed": ("closure", "closed_on"),
    "post_closure": ("closure", "closed_on"),
    "reopened": ("reopening", "reopened_at"),
}


@dataclass(frozen=True, slots=True)
class Moved:
    """An area whose score changed between the last two times."""

    area: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Glance:
    """What the preview tells. ``scores`` by area; ``stays`` a care arrangement's code with its first day."""

    visited_on: date | None
    scores: Mapping[str, int]
    moved: tuple[Moved, ...]
    steps_done: int
    steps: int
    next_step: str
    next_step_on: date | None
    stays: tuple[str, date | None] | None
    stage_since: date | None


def at_a_glance(file: CaseFile, stage: str, words: ValueWords) -> Glance:
    """From the newest answers of a file."""
    visits = sorted(file.rows("follow_up"), key=lambda row: row.answers.day("visited_on") or date.min)
    before, now = _scores([*file.rows("assessment"), *visits])
    steps = _steps(file)
    ahead = sorted(_open(steps), key=lambda row: row.answers.day("due_on") or date.max)
    first = ahead[0].answers if ahead else Answers()
    return Glance(
        visited_on=visits[-1].answers.day("visited_on") if visits else None,
        scores=now,
        moved=tuple(
            Moved(area, before[area], score) for area, score in now.items() if before.get(area, score) != score
        ),
        steps_done=len(steps) - len(ahead),
        steps=len(steps),
        next_step=first.text("description") or words.choice("domain", first.choice("domain") or ""),
        next_step_on=first.day("due_on"),
        stays=_stays(file),
        stage_since=_since(file, stage),
    )


def _scores(rows: Sequence[Record]) -> tuple[dict[str, int], dict[str, int]]:
    """The scores of each area the time before, and the newest."""
    before: dict[str, int] = {}
    now: dict[str, int] = {}
    for row in rows:
        given = {area: one.score for area, one in row.answers.scores("domain_scores").items()}
        before |= {area: now[area] for area in given if area in now}
        now |= given
    return before, now


def _steps(file: CaseFile) -> list[Record]:
    plan = current_plan(file)
    rows = () if plan is None else file.children(plan.id, "plan_action")
    return [row for row in rows if row.answers.choice("action_status") != _DROPPED]


def _open(steps: Sequence[Record]) -> list[Record]:
    return [row for row in steps if row.answers.choice("action_status") != _DONE]


def _stays(file: CaseFile) -> tuple[str, date | None] | None:
    """The newest place of care that was not left."""
    rows = [row.answers for row in file.rows("care_stay") if row.answers.day("ended_on") is None]
    rows.sort(key=lambda answers: answers.day("started_on") or date.min)
    code = rows[-1].choice("care_arrangement") if rows else None
    return None if code is None else (code, rows[-1].day("started_on"))


def _since(file: CaseFile, stage: str) -> date | None:
    """The day that the stage began, where an answer says it."""
    if stage not in _STAGES:
        return None
    form, key = _STAGES[stage]
    return max((day for row in file.rows(form) if (day := row.answers.day(key))), default=None)
