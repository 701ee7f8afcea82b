"""What an approval covers: which forms are approved, and which changes make an answer stale."""

from collections.abc import Mapping

from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.rules.derived import DERIVED

APPROVED_FORMS = ("assessment", "case_plan", "closure", "reopening")
STATUS, BY = "approval_status", "approved"
REQUESTED, APPROVED, SENT_BACK, NOT_REQUESTED = "requested", "approved", "rejected", "not_requested"
STANDING = frozenset({REQUESTED, APPROVED})

ALSO_COVERED: Mapping[str, str] = {"case_plan": "plan_action"}
"""Rows that an approval covers besides the record: a plan's steps."""

NOT_COVERED: Mapping[str, frozenset[str]] = {
    "case_plan": frozenset({"next_review_on"}),
    "plan_action": frozenset({"action_status", "dropped_reason", "goal_met"}),
}
"""How far the work has come, and when it is looked at again: that changes while what was approved stays."""


def covered(form: str, answers: Mapping[str, object]) -> dict[str, object]:
    """The answers that an approval covers: not itself, nothing that is worked out, not how far the work has come."""
    apart = {STATUS, BY, *DERIVED.get(form, ()), *NOT_COVERED.get(form, ())}
    return {key: value for key, value in answers.items() if key not in apart}


def has_changed(before: CaseFile, after: CaseFile, row: Record) -> bool:
    """Whether something that the approval of a record covers is another than before."""
    return _covered_in(before, row) != _covered_in(after, row)


def _covered_in(file: CaseFile, row: Record) -> list[tuple[object, object]]:
    own = file.record(row.id)
    below = ALSO_COVERED.get(row.form)
    rows = [*([own] if own else []), *(file.children(row.id, below) if below else ())]
    return [(one.id, covered(one.form, one.answers)) for one in rows]
