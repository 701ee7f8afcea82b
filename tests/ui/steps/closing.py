"""Cases at the end of the work, and a second person who decides."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from reintegration_desktop.casework import approving
from reintegration_desktop.casework.desk import Desk
from tests.ui.workplaces import TODAY, Bench, an_edit

CHECKED = {
    "closure_reason": "goals_met_safe", "goals_met": "all", "summary": "Well", "care_arrangement": "parents",
    "child_agreed": "yes", "caregiver_agreed": "yes", "last_visit_on": TODAY + timedelta(days=60),
    "knows_whom_to_call": "yes", "file_complete": "yes",
}  # fmt: skip


def another(desk: Desk) -> Desk:
    """The same vault with somebody else's name on what is decided."""
    return replace(desk, me=replace(desk.me, id=uuid4()))


def a_closing(bench: Bench, **more: object) -> tuple[UUID, UUID]:
    """A case with everything that closing it asks for."""
    case, closure = uuid4(), uuid4()
    bench.add(an_edit(case, "identification", name_first="Grace", registered_on=date(2026, 1, 5)),
              an_edit(case, "closure", closure, **{**CHECKED, **more}), case=case)  # fmt: skip
    return case, closure


def a_closed_case(bench: Bench, **more: object) -> tuple[UUID, UUID]:
    case, closure = a_closing(bench, **more)
    approving.ask(bench.desk, case, closure)
    approving.approve(another(bench.desk), case, closure)
    return case, closure
