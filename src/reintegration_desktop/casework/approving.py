"""Approval of an assessment, a plan or a closure: asked for, given, sent back; never by who asked."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import AskedByOneself, CommentNeeded, NothingAsked, NotPermitted
from reintegration_desktop.casework.saving import write
from reintegration_desktop.forms.casefile import Record
from reintegration_desktop.forms.values import Stamp
from reintegration_desktop.history.versions import Kind, Version, VersionId
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.permissions import may
from reintegration_desktop.vault.roles import Room

APPROVED_FORMS = frozenset({"assessment", "case_plan", "closure"})
STATUS, BY = "approval_status", "approved"
REQUESTED, APPROVED, SENT_BACK = "requested", "approved", "rejected"


def ask(desk: Desk, case: UUID, record: UUID) -> Changes:
    """Ask a supervisor to approve a record. Raises NothingAsked for a form that nobody approves, NotPermitted."""
    return _put(desk, case, record, REQUESTED)


def approve(desk: Desk, case: UUID, record: UUID) -> Changes:
    """Approve what somebody else asked for. Raises NotPermitted, AskedByOneself, NothingAsked."""
    _refuse(desk, case, record)
    return _put(desk, case, record, APPROVED)


def send_back(desk: Desk, case: UUID, record: UUID, comment: str) -> Changes:
    """Send a record back with a comment, which is sealed in the log. Raises CommentNeeded besides."""
    if not comment.strip():
        raise CommentNeeded
    _refuse(desk, case, record)
    return _put(desk, case, record, SENT_BACK, comment.strip())


def may_ask(desk: Desk, form: str) -> bool:
    """Whether this person may ask for the approval of such a form."""
    return form in APPROVED_FORMS and may(desk.me.role, desk.me.duties, Kind.SAVE, Room.OPEN, form)


def may_approve(desk: Desk, form: str) -> bool:
    """Whether this person's role approves such a form; who asked is looked at when they do."""
    return form in APPROVED_FORMS and may(desk.me.role, desk.me.duties, Kind.APPROVE, Room.OPEN, form)


def _refuse(desk: Desk, case: UUID, record: UUID) -> None:
    """Raise what stands against this person deciding."""
    with desk.read() as cases:
        row = cases.open(case).file.record(record)
        versions = [version for version in cases.history(case) if version.record == record]
    if row is None or row.answers.choice(STATUS) != REQUESTED:
        raise NothingAsked
    if not may_approve(desk, row.form):
        raise NotPermitted
    if desk.me.id in _bound(desk, row, versions):
        raise AskedByOneself


def _bound(desk: Desk, row: Record, versions: Sequence[Version]) -> set[UUID]:
    """Who must not decide: who asked last, unless the policy lets them; for a closure, who wrote it."""
    by_id = {version.id: version for version in versions}
    changes = [(version.author, _changed(version, by_id)) for version in versions]
    asked = [author for author, changed in changes if changed.get(STATUS) == REQUESTED]
    bound = set() if desk.policy.asker_may_approve else set(asked[-1:])
    if row.form == "closure":
        bound |= {author for author, changed in changes if set(changed) - {STATUS, BY}}
    return bound


def _changed(version: Version, by_id: Mapping[VersionId, Version]) -> dict[str, object]:
    """The answers of a version that none of its parents had."""
    if version.document is None:
        return {}
    parents = [by_id[parent].document for parent in version.parents if parent in by_id]
    known = [(key, value) for one in parents if one is not None for key, value in one.answers.items()]
    return {key: value for key, value in version.document.answers.items() if (key, value) not in known}


def _put(desk: Desk, case: UUID, record: UUID, status: str, comment: str = "") -> Changes:
    """Write a status, who decided, and what was said, in one transaction."""
    decided = status != REQUESTED
    with desk.begin() as work:
        row = work.file(case).record(record)
        if row is None or row.form not in APPROVED_FORMS:
            raise NothingAsked
        if not may(desk.me.role, desk.me.duties, Kind.SAVE, Room.OPEN, row.form):
            raise NotPermitted
        answers, edited = row.answers.with_(STATUS, status), {STATUS}
        if BY in desk.dictionary[row.form].fields:
            stamp = Stamp(str(desk.me.id), desk.clock.now())
            answers = answers.with_(BY, stamp) if status == APPROVED else answers.without(BY)
            edited |= {BY}
        write(desk, work, case, [Edit(row.form, record, row.parent, answers, frozenset(edited))])
        if decided:
            said = {"form": row.form, "decision": status, "comment": comment}
            work.note(Kind.APPROVE, case, said)
        return work.commit()
