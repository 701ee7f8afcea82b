"""Tasks of some kinds with the cases they belong to, and why something in a case is to be done now."""

from collections.abc import Collection
from datetime import date, timedelta

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.listing import lines
from reintegration_desktop.casework.today import Due
from reintegration_desktop.rules.facts import OpenCase
from reintegration_desktop.rules.tasks import TaskKind, tasks_of
from reintegration_desktop.vault.roles import Role

HORIZON = timedelta(days=92)


def due_of(desk: Desk, kinds: Collection[TaskKind], *, names: bool = True) -> tuple[Due, ...]:
    """Tasks of these kinds, late ones and those of the next three months, soonest first.

    A supervisor's are those of the office, anybody else's those of their own cases.
    """
    mine = None if desk.me.role is Role.SUPERVISOR else desk.me.id
    with desk.read() as cases:
        tasks = cases.tasks(mine, desk.today + HORIZON, tuple(kinds))
        by_row = {line.row.rowid: line for line in lines(desk, cases, [task.rowid for task in tasks], names=names)}
    found = [
        Due(by_row[task.rowid], task.kind, task.due_on, task.urgent, task.record, (desk.today - task.due_on).days)
        for task in tasks
        if task.rowid in by_row
    ]
    return tuple(sorted(found, key=lambda due: due.due_on))


def reasons_of(desk: Desk, opened: OpenCase) -> tuple[tuple[str, date], ...]:
    """Why something in a case is to be done now, and by when, as far as this role is shown what it follows from.

    Codes of ``rules.words.REASONS``, each once, the most urgent first.
    """
    found: dict[str, date] = {}
    for task in tasks_of(opened.file, desk.policy, desk.today):
        if task.why is not None:
            found.setdefault(task.why.value, task.due_on)
    return tuple(found.items())
