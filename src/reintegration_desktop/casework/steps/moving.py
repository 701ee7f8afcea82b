"""Steps that somebody decides: not taking on, opening again, waiving a visit, filing away, a double, a legal hold."""

from dataclasses import replace
from uuid import UUID

from reintegration_desktop.casework.approving import WRITES as APPROVAL
from reintegration_desktop.casework.approving import asked
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import (
    NothingToTakeBack,
    NotPermitted,
    ReasonNeeded,
    RecordUnknown,
    StepNotReady,
)
from reintegration_desktop.casework.ports import Work
from reintegration_desktop.casework.saving import write
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.values import Absence, Absent
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.deadlines import last_closure
from reintegration_desktop.rules.derived import derive
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.guards.closing import SAFETY_REASONS, open_closure
from reintegration_desktop.rules.guards.lacks import Lack
from reintegration_desktop.rules.stages import AFTER_CLOSING, STATUS, Stage, case_stage_from_events, next_stages
from reintegration_desktop.rules.words import lack_words
from reintegration_desktop.vault.roles import Role, Room

DIRECT = frozenset({Stage.ARCHIVED, Stage.TRANSFERRED, Stage.DUPLICATE})
"""What somebody decides at once; all other stages follow from what is on record."""

WRITES = frozenset({"case_stage", "case_status"})


def void(desk: Desk, case: UUID, reason: str = "not_eligible") -> Changes:
    """Ask that somebody is not taken on, for a reason of the list ``closure_reason``; a supervisor decides.

    Raises StepNotReady once they are registered: then the case is closed instead.
    """
    with desk.begin() as work:
        file = work.file(case)
        if case_stage_from_events(file) is not Stage.IDENTIFIED:
            raise StepNotReady((lack_words(Lack.CLOSURE),), Stage.VOID.value)
        closure = open_closure(file) or Record("closure", desk.new_id(), None, Answers())
        answers = closure.answers.with_("closure_reason", reason)
        return _ask(desk, work, case, closure, answers, frozenset({"closure_reason"}))


def reopen(desk: Desk, case: UUID, reason: str) -> Changes:
    """Open a closed case again, for a reason of the list ``reopening_reason``.

    In danger at once; else a supervisor is asked. Raises StepNotReady for a case that is not closed.
    """
    with desk.begin() as work:
        file = work.file(case)
        closure = last_closure(file)
        if closure is None or case_stage_from_events(file) not in AFTER_CLOSING:
            raise StepNotReady((lack_words(Lack.CLOSURE),), Stage.REOPENED.value)
        answers = Answers({"reopened_at": desk.clock.now(), "reopening_reason": reason})
        again = Record("reopening", desk.new_id(), closure.id, answers)
        if reason in SAFETY_REASONS:
            write(desk, work, case, [Edit(again.form, again.id, again.parent, answers, frozenset(answers))])
            return work.commit()
        return _ask(desk, work, case, again, answers, frozenset(answers))


def waive_visit(desk: Desk, case: UUID) -> Changes:
    """Ask that nobody visits after closing, because they do not want it; a supervisor decides."""
    with desk.begin() as work:
        file = work.file(case)
        closure = last_closure(file)
        if closure is None or case_stage_from_events(file) is not Stage.CLOSED:
            raise StepNotReady((lack_words(Lack.CLOSURE),), Stage.POST_CLOSURE.value)
        answers = closure.answers.with_("last_visit_on", Absent(Absence.DECLINED))
        return _ask(desk, work, case, closure, answers, frozenset({"last_visit_on"}))


def archive(desk: Desk, case: UUID) -> Changes:
    """File a closed case away; raises StepNotReady while the visit after closing is neither made nor waived."""
    return move(desk, case, Stage.ARCHIVED)


def mark_transferred(desk: Desk, case: UUID) -> Changes:
    """Say that another office has the case now; raises StepNotReady before its receipt has come."""
    return move(desk, case, Stage.TRANSFERRED)


def mark_duplicate(desk: Desk, case: UUID, other: str) -> Changes:
    """Say that a case is a double of another one, by its code: nothing moves, and it can be taken back."""
    return move(desk, case, Stage.DUPLICATE, other)


def move(desk: Desk, case: UUID, to: Stage, other: str = "") -> Changes:
    """Take a step that somebody decides at once (``DIRECT``). Raises NotPermitted, StepNotReady with what it lacks."""
    with desk.begin() as work:
        file = derive(work.file(case), desk.policy, desk.today)
        steps = next_stages(file, desk.policy, desk.today, desk.me.role)
        step = next((one for one in steps if one.to is to and to in DIRECT), None)
        if step is None or not step.permitted:
            raise NotPermitted
        if step.lacks:
            raise StepNotReady(tuple(map(lack_words, step.lacks)), to.value)
        _put_stage(desk, work, case, to)
        if to is Stage.DUPLICATE:
            work.note(Kind.ALIAS, case, {"form": "case", "other": other})
        return work.commit()


def take_back(desk: Desk, case: UUID) -> Changes:
    """Undo one's own last direct step: the case stands where it stood. Raises NothingToTakeBack."""
    before = _stage_before(desk, case)
    with desk.begin() as work:
        _put_stage(desk, work, case, before)
        return work.commit()


def hold(desk: Desk, case: UUID, reason: str) -> Changes:
    """Keep a case from being erased, because a court or a complaint asks for it. Raises NotPermitted, ReasonNeeded."""
    return _hold(desk, case, reason, held=True)


def let_go(desk: Desk, case: UUID, reason: str) -> Changes:
    """End such a hold."""
    return _hold(desk, case, reason, held=False)


def _hold(desk: Desk, case: UUID, reason: str, *, held: bool) -> Changes:
    if desk.me.role is not Role.SUPERVISOR:
        raise NotPermitted
    if not reason.strip():
        raise ReasonNeeded
    with desk.begin() as work:
        facts = _own(work.file(case)).answers.with_("legal_hold", held)
        write(desk, work, case, [Edit("case", case, None, facts, frozenset({"legal_hold"}))])
        work.note(Kind.VIEW, case, {"form": "case", "reason": reason.strip()})
        return work.commit()


def _ask(desk: Desk, work: Work, case: UUID, row: Record, answers: Answers, edited: frozenset[str]) -> Changes:
    """Write a record and ask about it, in one transaction."""
    asking = asked(Record(row.form, row.id, row.parent, answers))
    edit = replace(asking, edited=asking.edited | edited)
    write(desk, work, case, [edit], writes=APPROVAL)
    return work.commit()


def _own(file: CaseFile) -> Record:
    row = file.record(file.id)
    if row is None:
        raise RecordUnknown
    return row


def _put_stage(desk: Desk, work: Work, case: UUID, stage: Stage) -> None:
    facts = _own(work.file(case)).answers.with_("case_stage", stage.value).with_("case_status", STATUS[stage])
    write(desk, work, case, [Edit("case", case, None, facts, WRITES)], writes=WRITES)


def _stage_before(desk: Desk, case: UUID) -> Stage:
    """Where the case stood before the step that this person took last, if it is one that can be taken back."""
    with desk.read() as cases:
        history = cases.history(case)
    own = [one for one in history if one.record == case and one.room is Room.OPEN and one.document is not None]
    stages = [str(one.document.answers.get("case_stage")) for one in own if one.document is not None]
    last = own[-1] if own else None
    is_mine = last is not None and last.author == desk.me.id and stages[-1] in {stage.value for stage in DIRECT}
    if not is_mine or len(stages) < 2 or stages[-2] not in tuple(Stage) or stages[-2] == stages[-1]:
        raise NothingToTakeBack
    return Stage(stages[-2])
