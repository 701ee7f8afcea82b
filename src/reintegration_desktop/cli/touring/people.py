"""The invented cases of the tour: saved as caseworkers save them, approved as a supervisor approves."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.approving import approve, send_back
from reintegration_desktop.casework.incoming.importing import edits_of
from reintegration_desktop.casework.intake import open_with
from reintegration_desktop.casework.invented.cases import Setting, invented_case
from reintegration_desktop.cli.touring.loose import Unseen, answer_unseen, leave_loose
from reintegration_desktop.cli.touring.staff import CASEWORKER, SUPERVISOR, Tour
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.kernel.words import say
from reintegration_desktop.vault.roles import Role

VISIT, PLAN = "follow_up", "case_plan"
_AT_INTERVIEWS = frozenset({Role.CASEWORKER, Role.SUPERVISOR})
STATUS, REQUESTED, APPROVED = "approval_status", "requested", "approved"


@dataclass(slots=True)
class Asked:
    """What waits for a supervisor: records of cases to approve, plans to doubt, answers that cross with theirs."""

    approvals: list[tuple[UUID, UUID]] = field(default_factory=list)
    plans: list[tuple[UUID, UUID]] = field(default_factory=list)
    unseen: tuple[Unseen, ...] = ()


def take_in(tour: Tour, progress: Progress) -> Asked:
    """Open the invented cases with everything that happened in them, each caseworker their share."""
    asked = Asked()
    for place, label in enumerate(tour.caseworkers):
        program = tour.sign_in(label)
        setting = Setting(program.programme, (program.me.id,), program.me.office, program.desk.today)
        setting = replace(setting, colleagues=_colleagues(program))
        for number in range(place, tour.cases, len(tour.caseworkers)):
            progress.report(number, tour.cases)
            _open(program, invented_case(setting, tour.seed, number), asked)
        if label == CASEWORKER:
            asked.unseen = leave_loose(program.desk)
        program.close()
    return asked


def _colleagues(program: Program) -> tuple[UUID, ...]:
    """Who sits in at interviews: everybody who works with cases, by name."""
    staff, names = program.keyring.people, program.keyring.names()
    known = ((name, staff.standing(person)) for person, name in names.items())
    return tuple(one.id for _, one in sorted(known, key=lambda pair: pair[0]) if one and one.role in _AT_INTERVIEWS)


def answer(tour: Tour, asked: Asked, progress: Progress) -> None:
    """Approve what was asked for, as the supervisor; a plan goes back, some answers cross with the caseworker's."""
    program = tour.sign_in(SUPERVISOR)
    for number, (case, record) in enumerate(asked.approvals):
        progress.report(number, len(asked.approvals))
        approve(program.desk, case, record)
    for case, plan in asked.plans[:1]:
        send_back(program.desk, case, plan, say("Please write who goes to school with them in the first week."))
    for one in asked.unseen:
        answer_unseen(program.desk, one)
    program.close()


def _open(program: Program, file: CaseFile, asked: Asked) -> None:
    """Open a case; what was approved in it is asked for, what is asked for goes on waiting."""
    desk = program.desk
    asked.approvals += [(file.id, row.id) for row in file.records if row.answers.choice(STATUS) == APPROVED]
    asked.plans += [(file.id, row.id) for row in file.rows(PLAN) if row.answers.choice(STATUS) == REQUESTED]
    open_with(desk, file.id, desk.new_code(), edits_of(desk, file.map(_asked_for)))


def _asked_for(row: Record) -> Record:
    """A record as its caseworker leaves it: approval asked for, not given."""
    if row.answers.choice(STATUS) != APPROVED:
        return row
    return replace(row, answers=row.answers.without(APPROVED).with_(STATUS, REQUESTED))
