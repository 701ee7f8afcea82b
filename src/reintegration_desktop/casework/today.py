"""What is due: overdue by risk, this week, and what waits for this person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.differing.inbox import Spot, differing
from reintegration_desktop.casework.listing import CaseLine, lines
from reintegration_desktop.casework.ports import Cases, Me
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.rules.facts import Draft, TaskRow
from reintegration_desktop.rules.tasks import WAITS, TaskKind
from reintegration_desktop.vault.roles import Role, Room

_RISKS = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True, slots=True)
class Due:
    """A task with the case it belongs to; ``late`` in days, nought or less while it is not late."""

    line: CaseLine
    kind: str
    due_on: date
    urgent: bool
    record: UUID | None
    late: int


class Verb(StrEnum):
    """What somebody does with a thing that waits."""

    DECIDE = "decide"
    REVISE = "revise"
    CHOOSE = "choose"
    CONTINUE = "continue"
    SIGN = "sign"
    RENEW = "renew"
    TAKE = "take"
    GO_ON = "go_on"
    CONFIRM = "confirm"
    ANSWER = "answer"
    HEAR = "hear"
    GIVE = "give"
    COUNTERSIGN = "countersign"
    SETTLE = "settle"
    LOOK = "look"
    ERASE_AGAIN = "erase_again"


_VERBS: Mapping[str, Verb] = {TaskKind.APPROVAL: Verb.DECIDE, TaskKind.SENT_BACK: Verb.REVISE}


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that only this person can bring on: an approval, what was sent back, two answers, a draft.

    ``inquiry`` is a question between offices.
    ``about`` says in words what a signature is asked for; ``number`` of several spots whose answers differ.
    """

    verb: Verb
    line: CaseLine | None
    record: UUID | None
    room: Room | None = None
    draft: Draft | None = None
    about: str = ""
    inquiry: VersionId | None = None
    number: int = 1


@dataclass(frozen=True, slots=True)
class Today:
    """The first page of somebody who works with cases."""

    day: date
    overdue: tuple[Due, ...]
    week: tuple[Due, ...]
    waiting: tuple[Waiting, ...]
    next: Due | None


def look(desk: Desk, *, names: bool = True) -> Today:
    """What is due today and this week; a supervisor's covers the office, anybody else's their own cases."""
    mine = None if desk.me.role is Role.SUPERVISOR else desk.me.id
    with desk.read() as cases:
        soon = desk.today + timedelta(days=desk.policy.soon_days)
        tasks = cases.tasks(mine, soon)
        after = cases.task_after(mine, soon)
        near = [task for task in tasks if task.kind not in WAITS and _is_theirs(desk.me, task)]
        dues = _dues(desk, cases, [*near, *([after] if after else [])], names=names)
        waiting = _waiting(desk, cases, [task for task in tasks if _waits_for(desk.me, task)], names=names)
    overdue = tuple(sorted((due for due in dues if due.late > 0 or due.urgent), key=_by_risk))
    week = tuple(due for due in dues if due.late <= 0 and not due.urgent and due.due_on <= soon)
    later = [due for due in dues if due.due_on > soon]
    return Today(desk.today, overdue, week, waiting, later[0] if later else None)


def _waits_for(me: Me, task: TaskRow) -> bool:
    """Whether a question is put to somebody: to approve, or what was sent back to who has the case."""
    supervises = me.role is Role.SUPERVISOR
    return (task.kind == TaskKind.APPROVAL and supervises) or (task.kind == TaskKind.SENT_BACK and task.worker == me.id)


def _is_theirs(me: Me, task: TaskRow) -> bool:
    """Whether a task is this role's: what becomes of a file whose time is over is a supervisor's question."""
    return task.kind != TaskKind.ERASURE_REVIEW or me.role is Role.SUPERVISOR


def _by_risk(due: Due) -> tuple[bool, int, date]:
    return not due.urgent, _RISKS.get(due.line.row.risk or "", 3), due.due_on


def _dues(desk: Desk, cases: Cases, wanted: list[TaskRow], *, names: bool) -> list[Due]:
    """Tasks with their lines, by due day."""
    by_row = {line.row.rowid: line for line in lines(desk, cases, [task.rowid for task in wanted], names=names)}
    found = [(task, by_row[task.rowid]) for task in wanted if task.rowid in by_row]
    dues = [
        Due(line, task.kind, task.due_on, task.urgent, task.record, (desk.today - task.due_on).days)
        for task, line in found
    ]
    return sorted(dues, key=lambda due: due.due_on)


def _waiting(desk: Desk, cases: Cases, asked: list[TaskRow], *, names: bool) -> tuple[Waiting, ...]:
    spots = [one.spot for one in differing(desk, cases).mine] if desk.me.readable else []
    rowids = {row.id: row.rowid for row in cases.facts([case for case, _, _ in spots])}
    wanted = [*(task.rowid for task in asked), *rowids.values()]
    by_row = {line.row.rowid: line for line in lines(desk, cases, wanted, names=names)}
    return (
        *(Waiting(_VERBS[task.kind], by_row.get(task.rowid), task.record) for task in asked),
        *_to_choose(spots, {case: by_row[rowid] for case, rowid in rowids.items() if rowid in by_row}),
        *(Waiting(Verb.CONTINUE, None, draft.record, draft=draft) for draft in desk.drafts.all()),
    )


def _to_choose(spots: list[Spot], lines: Mapping[UUID, CaseLine]) -> tuple[Waiting, ...]:
    """The one spot whose answers differ; of several one line, which leads to all of them."""
    if len(spots) > 1:
        return (Waiting(Verb.CHOOSE, None, None, number=len(spots)),)
    return tuple(Waiting(Verb.CHOOSE, lines.get(case), record, room) for case, record, room in spots)
