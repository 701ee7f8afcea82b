"""Giving a case to a caseworker: a supervisor's, told to both, and taken back as long as nobody took note."""

from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import NothingToTakeBack, NotPermitted, RecordUnknown, WorkerUnknown
from reintegration_desktop.casework.ports import Work
from reintegration_desktop.casework.saving import write
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.vault.roles import Role

WORKER, EARLIER, SINCE = "caseworker", "earlier_caseworker", "assigned_on"
WRITES = frozenset({WORKER, EARLIER, SINCE})


def may_reassign(desk: Desk) -> bool:
    """Whether this person gives cases to others."""
    return desk.me.role is Role.SUPERVISOR


def candidates(desk: Desk) -> tuple[tuple[UUID, str], ...]:
    """Everybody whom a case can be given to, by name."""
    known = {**desk.programme.people, str(desk.me.id): desk.me.name}
    return tuple((UUID(person), name) for person, name in sorted(known.items(), key=lambda one: one[1]))


def reassign(desk: Desk, case: UUID, worker: UUID) -> Changes:
    """Give a case to somebody; both caseworkers find it under Today. Raises NotPermitted, WorkerUnknown."""
    if not may_reassign(desk):
        raise NotPermitted
    if worker not in dict(candidates(desk)):
        raise WorkerUnknown
    with desk.begin() as work:
        facts = _facts(work, case)
        before = facts.text(WORKER)
        given = facts.with_(WORKER, str(worker)).with_(SINCE, desk.today).without(EARLIER)
        if before is not None and before != str(worker):
            given = given.with_(EARLIER, before)
        return _put(desk, work, case, given)


def take_back(desk: Desk, case: UUID) -> Changes:
    """Undo the last giving: the case is with whom it was before. Raises NotPermitted, NothingToTakeBack."""
    if not may_reassign(desk):
        raise NotPermitted
    with desk.begin() as work:
        facts = _facts(work, case)
        before = facts.text(EARLIER)
        if SINCE not in facts:
            raise NothingToTakeBack
        back = facts.without(*WRITES)
        return _put(desk, work, case, back if before is None else back.with_(WORKER, before))


def is_told(desk: Desk, facts: Answers) -> bool:
    """Whether a change of caseworker waits for this person to take note."""
    me = str(desk.me.id)
    return facts.text(EARLIER) == me or (facts.text(WORKER) == me and SINCE in facts)


def take_note(desk: Desk, case: UUID) -> Changes:
    """Take the notice away for who is signed in; raises NothingToTakeBack where none waits for them."""
    with desk.begin() as work:
        facts = _facts(work, case)
        if not is_told(desk, facts):
            raise NothingToTakeBack
        key = SINCE if facts.text(WORKER) == str(desk.me.id) else EARLIER
        return _put(desk, work, case, facts.without(key))


def _facts(work: Work, case: UUID) -> Answers:
    row = work.file(case).record(case)
    if row is None:
        raise RecordUnknown
    return row.answers


def _put(desk: Desk, work: Work, case: UUID, facts: Answers) -> Changes:
    write(desk, work, case, [Edit("case", case, None, facts, WRITES)], writes=WRITES)
    return work.commit()
