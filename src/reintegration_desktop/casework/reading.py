"""Opening a case: what this person may see, with each look written down."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import CaseUnknown, ReasonNeeded
from reintegration_desktop.forms.casefile import Record
from reintegration_desktop.forms.dictionary import Field, Form
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.ids import tidy_case_code
from reintegration_desktop.rules.derived import derive
from reintegration_desktop.rules.facts import Changes, OpenCase
from reintegration_desktop.vault.roles import Room


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
    return _for_role(desk, opened, restricted=False)


def look_at_restricted(desk: Desk, case: UUID, reason: str) -> Changes:
    """Write down why somebody opens restricted answers, before ``restricted_too``; raises ReasonNeeded."""
    if not reason.strip():
        raise ReasonNeeded
    return look_at(desk, case, reason=reason.strip())


def restricted_too(desk: Desk, case: UUID) -> OpenCase:
    """The same with restricted answers, for who wrote down a reason."""
    with desk.read() as cases:
        opened = cases.open(case)
    return _for_role(desk, opened, restricted=True)


def look_at(desk: Desk, case: UUID, form: str = "", reason: str = "") -> Changes:
    """Write down that somebody looked."""
    with desk.begin() as work:
        work.note(Kind.VIEW, case, {"form": form, "reason": reason})
        return work.commit()


def shown_fields(desk: Desk, form: Form) -> tuple[Field, ...]:
    """The questions of a form that the screen shows to this role, in order; ``seen_by`` default deny."""
    return tuple(field for field in form.fields.values() if desk.me.role.value in field.seen_by)


def _for_role(desk: Desk, opened: OpenCase, *, restricted: bool) -> OpenCase:
    show = _showing(desk, restricted=restricted)
    file = derive(opened.file, desk.policy, desk.today).map(show)
    return replace(opened, file=file, bin=tuple(map(show, opened.bin)))


def _showing(desk: Desk, *, restricted: bool) -> Callable[[Record], Record]:
    """Leave out of a record what the role does not show, and restricted answers nobody asked for."""

    def show(record: Record) -> Record:
        if record.form not in desk.dictionary:
            return record
        fields = desk.dictionary[record.form].fields
        hidden = [
            key
            for key in record.answers
            if key in fields
            and (
                desk.me.role.value not in fields[key].seen_by
                or (fields[key].room is Room.RESTRICTED and not restricted)
            )
        ]
        return replace(record, answers=record.answers.without(*hidden))

    return show
