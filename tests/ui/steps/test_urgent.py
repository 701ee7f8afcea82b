"""What cannot wait: saved as anybody saves it, in the lists within a day, gone once something was done on record."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from reintegration_desktop.casework.saving import save
from reintegration_desktop.casework.today import look
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.rules.edit import Edit
from tests.ui.workplaces import TODAY, Bench, an_edit

_SAID_YES = {"event_at": datetime(2026, 3, 1, tzinfo=UTC), "event_kind": "given", "agrees_to_case_management": "yes",
             "given_by": ("child_assent",)}  # fmt: skip


def assessment(case: UUID, **found: object) -> Edit:
    return an_edit(case, "assessment", started_on=TODAY, completed_on=TODAY, child_seen="yes", **found)


def visit(case: UUID, **found: object) -> Edit:
    return an_edit(case, "follow_up", visited_on=TODAY, **found)


def incident(case: UUID, kind: str) -> Edit:
    return an_edit(case, "incident", incident_type=kind, occurred_on=UncertainDate.day(TODAY, TODAY))


DANGERS = {
    "a plan to hurt themselves": lambda case: assessment(case, self_harm="plan"),
    "an attempt to hurt themselves": lambda case: assessment(case, self_harm="attempt"),
    "a threat by an armed actor": lambda case: assessment(case, safety_threats=("armed_actor",)),
    "an approach by an armed actor": lambda case: visit(case, approached_by_armed_actor="yes", child_seen="yes"),
    "an arrest": lambda case: incident(case, "arrest_detention"),
    "detained when visited": lambda case: visit(case, child_seen="no", not_seen_reasons=("detained",)),
    "missing": lambda case: incident(case, "missing"),
    "taken again": lambda case: incident(case, "re_recruitment"),
    "a threat": lambda case: incident(case, "threat_or_reprisal"),
}


def urgent(bench: Bench) -> list[tuple[UUID, int]]:
    """Cases with something urgent under Today, each with the days until it is due."""
    return [(due.line.row.id, -due.late) for due in look(bench.desk).overdue if due.urgent]


@pytest.mark.parametrize("danger", DANGERS)
def test_a_danger_is_due_within_a_day_and_gone_once_something_was_done(bench: Bench, danger: str) -> None:
    case = uuid4()
    bench.add(an_edit(case, "identification", name_first="Grace", registered_on=TODAY),
              an_edit(case, "consent", **_SAID_YES), case=case)  # fmt: skip
    assert urgent(bench) == []
    save(bench.desk, case, DANGERS[danger](case))
    assert urgent(bench) == [(case, 1)]
    with bench.desk.read() as cases:
        row = cases.facts([case])[0]
        assert [task.case for task in cases.tasks(bench.desk.me.id, TODAY + timedelta(days=1)) if task.urgent] == [case]
    assert (row.next_urgent, row.next_kind, row.next_due) == (True, "urgent", TODAY + timedelta(days=1))
    worry = an_edit(case, "immediate_concern", what_is_happening="See above", action_taken="Moved to an aunt",
                    action_on=TODAY)  # fmt: skip
    save(bench.desk, case, worry)
    assert urgent(bench) == []
