"""Which cases wait for an answer of who is signed in: an approval, what was sent back, or a choice of two answers."""

from datetime import date
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.differing.inbox import differing
from reintegration_desktop.casework.ports import Cases
from reintegration_desktop.rules.tasks import TaskKind
from reintegration_desktop.vault.roles import Role


def asked_of(desk: Desk, cases: Cases, until: date) -> frozenset[UUID]:
    """The cases, each once however much waits in it."""
    chosen = {one.spot[0] for one in differing(desk, cases).mine} if desk.me.readable else set[UUID]()
    asked = cases.tasks(desk.me.id, until, (TaskKind.SENT_BACK,))
    if desk.me.role is Role.SUPERVISOR:
        asked += cases.tasks(None, until, (TaskKind.APPROVAL,))
    return frozenset(chosen | {task.case for task in asked})
