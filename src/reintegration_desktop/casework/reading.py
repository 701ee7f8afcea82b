"""Opening a case: what this person may see, with each look written down."""

from dataclasses import replace
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import CaseUnknown, ReasonNeeded
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.dictionary import Field, Form
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.ids import tidy_case_code
from reintegration_desktop.rules.derived import derive
from reintegration_desktop.rules.facts import Changes, OpenCase
from reintegration_desktop.rules.limits.acts import FEEDBACK, is_kept_from, is_told_complaints
from reintegration_desktop.rules.limits.showing import Use, may_be_shown, off_until_switched_on, telephone_is_shown
from reintegration_desktop.vault.roles import Role

RELATIVE = "household_member"


def find(desk: Desk, code: str) -> UUID:
    """The case with a code as somebody typed it; raises CaseUnknown."""
    try:
        tidy = tidy_case_code(code)
    except ValueError:
        raise CaseUnknown from None
    with desk.read() as cases:
        case = cases.by_code(tidy)
    if case is None:
        raise CaseUnknown
    return case


def open_case(desk: Desk, case: UUID) -> OpenCase:
    """A case as the role shows it, derived values worked out, restricted answers closed."""
    with desk.read() as cases:
        opened = cases.open(case)
    return _for_role(desk, opened)


def look_at_restricted(desk: Desk, case: UUID, reason: str) -> Changes:
    """Write down why somebody opens restricted answers, before ``restricted_too``; raises ReasonNeeded."""
    if not reason.strip():
        raise ReasonNeeded
    return look_at(desk, case, reason=reason.strip())


def restricted_too(desk: Desk, case: UUID, reason: str) -> OpenCase:
    """The same with restricted answers, for who wrote down a reason; raises ReasonNeeded."""
    if not reason.strip():
        raise ReasonNeeded
    with desk.read() as cases:
        opened = cases.open(case)
    return _for_role(desk, opened, reason)


def look_at(desk: Desk, case: UUID, form: str = "", reason: str = "") -> Changes:
    """Write down that somebody looked."""
    with desk.begin() as work:
        work.note(Kind.VIEW, case, {"form": form, "reason": reason})
        return work.commit()


def shown_fields(desk: Desk, form: Form) -> tuple[Field, ...]:
    """The questions of a form that the screen shows to this role, in order; ``seen_by`` default deny.

    Restricted ones are among them: they open only after a reason.
    """
    shown = (field for field in form.fields.values() if desk.me.role in field.seen_by)
    return tuple(field for field in shown if off_until_switched_on(field))


def kept_forms(desk: Desk, file: CaseFile) -> frozenset[str]:
    """The forms of a case that are nothing for this person, whatever their role shows."""
    return frozenset(form for form in desk.dictionary if is_kept_from(form, desk.me.id, file))


def _for_role(desk: Desk, opened: OpenCase, reason: str = "") -> OpenCase:
    kept = kept_forms(desk, opened.file)

    def shown(records: tuple[Record, ...]) -> tuple[Record, ...]:
        return tuple(_shown(desk, record, reason) for record in records if record.form not in kept)

    file = derive(opened.file, desk.policy, desk.today)
    return replace(opened, file=replace(file, records=shown(file.records)), bin=shown(opened.bin))


def _shown(desk: Desk, record: Record, reason: str) -> Record:
    """A record without what the role is not shown, and without restricted answers nobody gave a reason for."""
    if record.form not in desk.dictionary:
        return record
    fields, answers = desk.dictionary[record.form].fields, record.answers
    hidden = [
        key for key in answers if key in fields and not may_be_shown(fields[key], Use.SCREEN, desk.me.role, reason)
    ]
    return replace(record, answers=answers.without(*hidden, *_apart(desk.me.role, record)))


def _apart(role: Role, record: Record) -> tuple[str, ...]:
    """What the role alone does not decide: a relative's telephone, and what a complaint says."""
    if record.form == RELATIVE and not telephone_is_shown(record.answers, role):
        return ("telephone",)
    if record.form == FEEDBACK and not is_told_complaints(role):
        return ("complaint",)
    return ()
