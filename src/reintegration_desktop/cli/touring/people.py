"""The invented cases of the tour: saved as a caseworker saves them, approved as a supervisor approves."""

from dataclasses import replace
from uuid import UUID

from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.approving import approve
from reintegration_desktop.casework.importing import edits_of
from reintegration_desktop.casework.intake import open_with
from reintegration_desktop.casework.invented.cases import Setting, invented_cases
from reintegration_desktop.forms.casefile import Record
from reintegration_desktop.kernel.progress import Progress

VISIT = "follow_up"
APPROVED = "approved"

Asked = tuple[UUID, UUID]
"""A case and the record in it that waits for a supervisor."""


def take_in(program: Program, seed: int, count: int, progress: Progress) -> list[Asked]:
    """Open so many invented cases with everything that happened in them; returns what waits for approval."""
    desk, me = program.desk, program.me
    setting = Setting(program.programme, (me.id,), me.office, desk.today)
    asked: list[Asked] = []
    for number, file in enumerate(invented_cases(setting, seed, count)):
        progress.report(number, count)
        asked += [(file.id, row.id) for row in file.records if row.answers.choice("approval_status") == APPROVED]
        open_with(desk, file.id, desk.new_code(), edits_of(desk, file.map(_asked_for)))
    return asked


def approve_all(program: Program, asked: list[Asked], progress: Progress) -> None:
    """Approve what was asked for, as a supervisor."""
    for number, (case, record) in enumerate(asked):
        progress.report(number, len(asked))
        approve(program.desk, case, record)


def _asked_for(row: Record) -> Record:
    """A record as its caseworker leaves it: approval asked for, not given."""
    if row.answers.choice("approval_status") != APPROVED:
        return row
    return replace(row, answers=row.answers.without(APPROVED).with_("approval_status", "requested"))
