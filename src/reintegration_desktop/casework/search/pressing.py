"""How much presses at each place of work: what is late, which appointments and answers are due."""

from dataclasses import dataclass

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.rules.tasks import WAITS, TaskKind
from reintegration_desktop.vault.roles import Role

_REFERRALS = frozenset({TaskKind.SERVICE, TaskKind.REFERRAL_ANSWER})


@dataclass(frozen=True, slots=True)
class Pressing:
    """Tasks that are late or urgent, and of services those that are due by today."""

    overdue: int
    referrals: int


def pressing(desk: Desk) -> Pressing:
    """Of the office for a supervisor, of their own cases for anybody else; from open facts alone."""
    mine = None if desk.me.role is Role.SUPERVISOR else desk.me.id
    with desk.read() as cases:
        tasks = cases.tasks(mine, desk.today)
    late = [task for task in tasks if task.kind not in WAITS and (task.due_on < desk.today or task.urgent)]
    return Pressing(len(late), sum(task.kind in _REFERRALS for task in tasks))
