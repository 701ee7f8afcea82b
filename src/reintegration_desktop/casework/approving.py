"""Approval of an assessment, a plan, a closure or an opening again: asked for, given, sent back; never by who asked."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import (
    AlreadyAsked,
    AskedByOneself,
    CommentNeeded,
    NothingAsked,
    NotPermitted,
    RecordChanged,
    StepNotReady,
)
from reintegration_desktop.casework.ports import Work
from reintegration_desktop.casework.saving import write
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.values import Stamp
from reintegration_desktop.history.versions import Kind, Version, VersionId
from reintegration_desktop.rules import approvals
from reintegration_desktop.rules.derived import derive
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.guards import closing
from reintegration_desktop.rules.guards.lacks import Lack
from reintegration_desktop.rules.limits.acts import asker_does_not_approve, closer_does_not_approve, is_stale
from reintegration_desktop.rules.permissions import may
from reintegration_desktop.rules.stages import UNDER_WAY, Stage, case_stage_from_events, lacks
from reintegration_desktop.rules.words import lack_words
from reintegration_desktop.vault.roles import Room

APPROVED_FORMS = frozenset(approvals.APPROVED_FORMS)
STATUS, BY = approvals.STATUS, approvals.BY
REQUESTED, APPROVED, SENT_BACK = approvals.REQUESTED, approvals.APPROVED, approvals.SENT_BACK
WRITES = frozenset({STATUS, BY})
CLOSURE, REOPENING = "closure", "reopening"


def ask(desk: Desk, case: UUID, record: UUID) -> Changes:
    """Ask a supervisor to approve a record.

    Raises NothingAsked for a form that nobody approves, NotPermitted, AlreadyAsked, and StepNotReady with all that
    stands before a closing or an opening again.
    """
    with desk.begin() as work:
        row = _asking(desk, work, case, record)
        write(desk, work, case, [asked(row)], writes=WRITES)
        return work.commit()


def approve(desk: Desk, case: UUID, record: UUID) -> Changes:
    """Approve what somebody else asked for.

    Raises NotPermitted, AskedByOneself, NothingAsked, RecordChanged, and StepNotReady where a closing that was asked
    for lacks something again.
    """
    _refuse(desk, case, record, approves=True)
    return _decide(desk, case, record, APPROVED)


def send_back(desk: Desk, case: UUID, record: UUID, comment: str) -> Changes:
    """Send a record back with a comment, which is sealed in the log. Raises CommentNeeded besides."""
    if not comment.strip():
        raise CommentNeeded
    _refuse(desk, case, record, approves=False)
    return _decide(desk, case, record, SENT_BACK, comment.strip())


def said_to(desk: Desk, case: UUID, record: UUID) -> str:
    """What was said with the last decision about a record; nothing where nothing was, or it can't be read."""
    with desk.read() as cases:
        versions = cases.history(case)
    said = (one.document.answers for one in reversed(versions) if one.kind is Kind.APPROVE and one.document)
    return str(next((answers for answers in said if answers.get("record") == record.hex), {}).get("comment", ""))


def may_ask(desk: Desk, form: str) -> bool:
    """Whether this person may ask for the approval of such a form."""
    return form in APPROVED_FORMS and may(desk.me.role, desk.me.duties, Kind.SAVE, Room.OPEN, form)


def may_approve(desk: Desk, form: str) -> bool:
    """Whether this person's role approves such a form; who asked is looked at when they do."""
    return form in APPROVED_FORMS and may(desk.me.role, desk.me.duties, Kind.APPROVE, Room.OPEN, form)


def lacking(desk: Desk, file: CaseFile, row: Record) -> tuple[Lack, ...]:
    """What stands before asking about a record: of a closing its checklist and all that is open."""
    seen = derive(file, desk.policy, desk.today)
    if row.form == REOPENING:
        return lacks(closing.reopened, seen, desk.policy, desk.today)
    if row.form != CLOSURE:
        return ()
    stage = case_stage_from_events(seen)
    if stage in UNDER_WAY or stage is Stage.CLOSURE_REQUESTED:
        return lacks(closing.closure_requested, seen, desk.policy, desk.today)
    return (Lack.CLOSURE,) if "closure_reason" not in row.answers else ()


def asked(row: Record) -> Edit:
    """The edit that asks about a record."""
    return Edit(row.form, row.id, row.parent, row.answers.with_(STATUS, REQUESTED).without(BY), WRITES)


def _asking(desk: Desk, work: Work, case: UUID, record: UUID) -> Record:
    """The record to ask about; raises what stands against asking."""
    file = work.file(case)
    row = file.record(record)
    if row is None or row.form not in APPROVED_FORMS:
        raise NothingAsked
    if not may_ask(desk, row.form):
        raise NotPermitted
    if row.answers.choice(STATUS) == REQUESTED:
        raise AlreadyAsked
    _ready(desk, file, row)
    return row


def _ready(desk: Desk, file: CaseFile, row: Record) -> None:
    if missing := lacking(desk, file, row):
        stage = Stage.REOPENED if row.form == REOPENING else Stage.CLOSED
        raise StepNotReady(tuple(map(lack_words, missing)), stage.value)


def _refuse(desk: Desk, case: UUID, record: UUID, *, approves: bool) -> None:
    """Raise what stands against this person deciding."""
    with desk.read() as cases:
        file = cases.open(case).file
        history = cases.history(case)
    row = file.record(record)
    versions = [version for version in history if version.record == record]
    if row is None or row.answers.choice(STATUS) != REQUESTED:
        raise RecordChanged if row and _was_taken_back(row, versions) else NothingAsked
    if not may_approve(desk, row.form):
        raise NotPermitted
    if not _may_decide(desk, row, versions):
        raise AskedByOneself
    if approves and _has_changed(file, row, history):
        raise RecordChanged
    if approves:
        _ready(desk, file, row)


def _was_taken_back(row: Record, versions: Sequence[Version]) -> bool:
    """Whether approval was asked for, and the record changed since."""
    once = any(version.document and version.document.answers.get(STATUS) == REQUESTED for version in versions)
    return once and row.answers.choice(STATUS) == approvals.NOT_REQUESTED


def _may_decide(desk: Desk, row: Record, versions: Sequence[Version]) -> bool:
    """Whether who asked last is somebody else, or the policy lets them; of a closing, also everybody who wrote it."""
    by_id = {version.id: version for version in versions}
    changes = [(version.author, _changed(version, by_id)) for version in versions]
    asker = [author for author, changed in changes if changed.get(STATUS) == REQUESTED][-1:]
    if row.form != CLOSURE:
        return all(asker_does_not_approve(one, desk.me.id, desk.policy) for one in asker)
    wrote = [author for author, changed in changes if set(changed) - {STATUS, BY}]
    return all(closer_does_not_approve(one, desk.me.id) for one in [*asker, *wrote])


def _has_changed(file: CaseFile, row: Record, history: Sequence[Version]) -> bool:
    """Whether somebody else changed what is to be approved without the asker having seen it.

    What the asker changes afterwards takes the question back by itself.
    """
    by_id = {version.id: version for version in history}
    form = approvals.ALSO_COVERED.get(row.form)
    below = file.children(row.id, form) if form else ()
    covered = {row.id, *(one.id for one in below)}
    newest = [one for one in history if one.record in covered and _touches(one, by_id)]
    asking = [one for one in history if one.record == row.id and _changed(one, by_id).get(STATUS) == REQUESTED][-1]
    known = [
        one for one in newest
        if one.clock <= asking.clock or (one.id.device, one.author) == (asking.id.device, asking.author)
    ]  # fmt: skip
    return is_stale([one.id for one in known], [one.id for one in newest])


def _touches(version: Version, by_id: Mapping[VersionId, Version]) -> bool:
    """Whether a version changes what an approval covers; what cannot be read may."""
    document = version.document
    return document is None or bool(approvals.covered(document.form, _changed(version, by_id)))


def _changed(version: Version, by_id: Mapping[VersionId, Version]) -> dict[str, object]:
    """The answers of a version that none of its parents had."""
    if version.document is None:
        return {}
    parents = [by_id[parent].document for parent in version.parents if parent in by_id]
    known = [(key, value) for one in parents if one is not None for key, value in one.answers.items()]
    return {key: value for key, value in version.document.answers.items() if (key, value) not in known}


def _decide(desk: Desk, case: UUID, record: UUID, status: str, comment: str = "") -> Changes:
    """Write a status, who decided, and what was said, in one transaction."""
    with desk.begin() as work:
        row = work.file(case).record(record)
        if row is None or row.answers.choice(STATUS) != REQUESTED:
            raise NothingAsked
        answers = row.answers.with_(STATUS, status).without(BY)
        if status == APPROVED and BY in desk.dictionary[row.form].fields:
            answers = answers.with_(BY, Stamp(str(desk.me.id), desk.clock.now()))
        write(desk, work, case, [Edit(row.form, record, row.parent, answers, WRITES)], writes=WRITES)
        decided = {"form": row.form, "decision": status}
        work.note(Kind.APPROVE, case, decided)
        work.note(Kind.APPROVE, case, {**decided, "record": record.hex, "comment": comment}, told=True)
        return work.commit()
