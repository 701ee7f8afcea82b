"""What makes an approval stale."""

from itertools import count
from uuid import UUID

import pytest

from reintegration_desktop.rules.consequences import consequences
from tests.unit.rules.made import POLICY, TODAY, a, a_file, again, assessed, day, planned

PLAN = again(planned(), approved="s")
STEP = a("plan_action", PLAN, description="See the teacher", action_status="ongoing", due_on=day(8, 1))
_ids = count(20_000)


def left_of_the_approval(before, after, of=PLAN):
    """What follows for the record that was approved; None where its approval stands."""
    found = consequences(a_file(*before), a_file(*after), POLICY, TODAY, lambda: UUID(int=next(_ids)))
    made = [edit for edit in found if edit.record == of.id]
    return (made[0].answers.choice("approval_status"), "approved" in made[0].answers) if made else None


@pytest.mark.parametrize("status", ["approved", "requested"])
@pytest.mark.parametrize(
    "after",
    [
        lambda plan: (again(plan, goal="work"), STEP),
        lambda plan: (plan, again(STEP, description="Find a workshop")),
        lambda plan: (plan, again(STEP, due_on=day(9, 1))),
        lambda plan: (plan, STEP, a("plan_action", plan, description="One more")),
        lambda plan: (plan,),
    ],
)
def test_a_plan_with_another_goal_or_step_is_asked_about_again(status, after):
    plan = again(PLAN, approval_status=status)
    assert left_of_the_approval((plan, STEP), after(plan)) == ("not_requested", False)


@pytest.mark.parametrize(
    "after",
    [
        (PLAN, again(STEP, action_status="completed", goal_met="met")),
        (PLAN, again(STEP, action_status="dropped", dropped_reason="Moved away")),
        (again(PLAN, next_review_on=day(8, 10)), STEP),
    ],
)
def test_a_step_that_is_done_or_a_plan_that_was_looked_at_changes_nothing_that_was_approved(after):
    assert left_of_the_approval((PLAN, STEP), after) is None


def test_asking_and_deciding_make_nothing_stale():
    asked = again(PLAN, approval_status="requested", goal="work")
    assert left_of_the_approval((again(PLAN, approval_status="rejected"), STEP), (asked, STEP)) is None
    assert left_of_the_approval((again(PLAN, approval_status="rejected"),), (again(PLAN, approval_status="rejected",
                                goal="work"),)) is None  # fmt: skip


def test_what_is_worked_out_anew_makes_nothing_stale():
    held = assessed(approval_status="approved", due_on=day(1, 7))
    assert left_of_the_approval((held,), (again(held, due_on=day(1, 5)),), held) is None
    assert left_of_the_approval((held,), (again(held, self_harm="plan"),), held) == ("not_requested", False)
