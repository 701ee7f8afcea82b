"""The end of the work in a real vault: asked for when all is done, approved by a second person, and what follows."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from reintegration_desktop.casework import approving, today
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import (
    AlreadyAsked,
    AskedByOneself,
    NothingToTakeBack,
    NotPermitted,
    ReasonNeeded,
    RecordChanged,
    StepNotReady,
    WrittenByProgram,
)
from reintegration_desktop.casework.incoming.importing import edit_case
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.saving import delete, save
from reintegration_desktop.casework.steps import moving
from reintegration_desktop.casework.steps.next_step import Do, Standing, look
from reintegration_desktop.kernel.clock import FixedClock
from reintegration_desktop.rules.facts import CaseRow
from reintegration_desktop.rules.stages import Stage
from reintegration_desktop.vault.roles import Role
from tests.ui.steps.closing import a_closed_case, a_closing, another
from tests.ui.workplaces import NOW, TODAY, Bench, an_edit


def worker(bench: Bench) -> Desk:
    return bench.desk_of("0c" * 16, Role.CASEWORKER)


def facts(bench: Bench, case: UUID) -> CaseRow:
    with bench.desk.read() as cases:
        return cases.facts([case])[0]


def kinds(desk: Desk, ahead: int = 4000) -> set[str]:
    with desk.read() as cases:
        return {task.kind for task in cases.tasks(None, desk.today + timedelta(days=ahead))}


def standing(desk: Desk, case: UUID) -> Standing:
    return look(desk, open_case(desk, case))


def test_a_caseworker_does_not_close_a_case_by_writing_that_it_is_closed(bench: Bench) -> None:
    case, _ = a_closing(bench)
    for told in ({"case_status": "closed"}, {"case_stage": "closed"}, {"caseworker": str(uuid4())},
                 {"office": str(uuid4())}, {"caseworker": None}):  # fmt: skip
        with pytest.raises(WrittenByProgram):
            edit_case(worker(bench), case, {"case": told})
    assert facts(bench, case).status == "open"
    edit_case(worker(bench), case, {"case": {"case_status": "open"}, "identification": {"nickname": "Gigi"}})


def test_no_form_asks_for_an_approval_or_gives_one(bench: Bench) -> None:
    case, closure = a_closing(bench)
    for status in ("requested", "approved"):
        with pytest.raises(WrittenByProgram):
            save(bench.desk, case, an_edit(case, "closure", closure, approval_status=status))
    with pytest.raises(WrittenByProgram):
        save(bench.desk, case, an_edit(case, "case_plan", approval_status="approved"))


def test_closing_is_asked_for_only_when_nothing_is_missing_and_the_list_says_what_is(bench: Bench) -> None:
    case, closure = a_closing(bench, file_complete="no")
    danger = an_edit(case, "immediate_concern", what_is_happening="They were seen near the school")
    save(bench.desk, case, danger)
    with pytest.raises(StepNotReady) as refused:
        approving.ask(bench.desk, case, closure)
    assert refused.value.missing == ("That the file is complete", "An action on something urgent")
    assert standing(bench.desk, case).can[0] is Do.FILL_CLOSING
    save(bench.desk, case, an_edit(case, "closure", closure, file_complete="yes"))
    save(bench.desk, case, an_edit(case, "immediate_concern", danger.record, action_taken="Moved to an aunt"))
    assert standing(bench.desk, case).can[0] is Do.ASK_TO_CLOSE
    approving.ask(bench.desk, case, closure)
    with pytest.raises(AlreadyAsked):
        approving.ask(bench.desk, case, closure)
    assert facts(bench, case).stage == "closure_requested"


def test_who_asked_does_not_close_and_a_second_person_does(bench: Bench) -> None:
    case, closure = a_closing(bench)
    approving.ask(bench.desk, case, closure)
    with pytest.raises(AskedByOneself):
        approving.approve(bench.desk, case, closure)
    with pytest.raises(NotPermitted):
        approving.approve(another(worker(bench)), case, closure)
    approving.approve(another(bench.desk), case, closure)
    row = facts(bench, case)
    assert (row.status, row.stage, row.keep_until) == ("closed", "closed", date(2031, 3, 12))


def test_a_closing_that_changed_since_it_was_asked_for_is_asked_for_again(bench: Bench) -> None:
    case, closure = a_closing(bench)
    approving.ask(bench.desk, case, closure)
    save(bench.desk, case, an_edit(case, "closure", closure, summary="Moved last week"))
    assert facts(bench, case).stage == "registered"
    with pytest.raises(RecordChanged):
        approving.approve(another(bench.desk), case, closure)
    approving.ask(bench.desk, case, closure)
    approving.approve(another(bench.desk), case, closure)
    assert facts(bench, case).status == "closed"


def test_something_urgent_after_asking_keeps_the_case_open(bench: Bench) -> None:
    case, closure = a_closing(bench)
    approving.ask(bench.desk, case, closure)
    save(bench.desk, case, an_edit(case, "immediate_concern", what_is_happening="A threat"))
    with pytest.raises(StepNotReady):
        approving.approve(another(bench.desk), case, closure)


def test_what_somebody_else_changed_without_the_askers_knowing_makes_the_answer_stale(bench: Bench) -> None:
    case, plan = uuid4(), uuid4()
    bench.add(an_edit(case, "case_plan", plan, goal="School", started_on=TODAY), case=case)
    with bench.desk.read() as cases:
        seen = cases.open(case).seen(plan)
    approving.ask(bench.desk, case, plan)
    bench.clock = FixedClock(NOW + timedelta(hours=1))
    unseen = bench.desk_of("0d" * 16)
    with unseen.begin() as work:
        row = work.file(case).record(plan)
        assert row is not None
        edit = an_edit(case, "case_plan", plan, **{**row.answers, "goal": "Work"})
        work.save(case, replace(edit, edited=frozenset({"goal"}), seen=seen))
        work.commit()
    with pytest.raises(RecordChanged):
        approving.approve(another(bench.desk), case, plan)


def test_a_step_added_to_or_taken_from_a_plan_ends_its_approval_and_one_that_is_done_does_not(bench: Bench) -> None:
    case, plan, step = uuid4(), uuid4(), uuid4()
    bench.add(an_edit(case, "case_plan", plan, goal="School", started_on=TODAY),
              an_edit(case, "plan_action", step, plan, description="See the teacher", action_status="pending"),
              case=case)  # fmt: skip

    def approve_again() -> None:
        approving.ask(bench.desk, case, plan)
        approving.approve(another(bench.desk), case, plan)

    def status() -> str | None:
        return open_case(bench.desk, case).file.one("case_plan").choice("approval_status")

    approve_again()
    save(bench.desk, case, an_edit(case, "plan_action", step, plan, action_status="completed"))
    assert status() == "approved"
    save(bench.desk, case, an_edit(case, "plan_action", None, plan, description="Buy a uniform"))
    assert status() == "not_requested"
    approve_again()
    delete(bench.desk, case, step)
    assert status() == "not_requested"


def test_what_follows_on_closing_stands_in_the_lists(bench: Bench) -> None:
    case, _ = a_closed_case(bench)
    assert kinds(bench.desk) == {"post_closure_visit", "erasure_review"}
    assert facts(bench, case).next_kind == "post_closure_visit"
    assert Do.REOPEN in standing(bench.desk, case).can and Do.ARCHIVE not in standing(bench.desk, case).can


def test_after_the_visit_after_closing_a_case_is_filed_away_and_brought_back(bench: Bench) -> None:
    case, _ = a_closed_case(bench)
    with pytest.raises(StepNotReady):
        moving.archive(bench.desk, case)
    save(bench.desk, case, an_edit(case, "follow_up", visited_on=TODAY, visit_purpose="post_closure"))
    assert facts(bench, case).stage == "post_closure"
    moving.archive(worker(bench), case)
    assert facts(bench, case).stage == "archived"
    with pytest.raises(NothingToTakeBack):
        moving.take_back(another(bench.desk), case)
    moving.take_back(bench.desk, case)
    assert facts(bench, case).stage == "post_closure"


def test_a_visit_after_closing_is_waived_by_a_supervisor(bench: Bench) -> None:
    case, closure = a_closed_case(bench)
    moving.waive_visit(worker(bench), case)
    assert facts(bench, case).stage == "closed" and "approval" in kinds(bench.desk)
    assert [one.verb for one in today.look(bench.desk).waiting] == [today.Verb.DECIDE]
    approving.approve(another(bench.desk), case, closure)
    assert facts(bench, case).stage == "post_closure"


def test_a_case_opens_again_with_a_supervisors_yes_and_in_danger_at_once(bench: Bench) -> None:
    case, _ = a_closed_case(bench)
    moving.reopen(worker(bench), case, "child_request")
    assert facts(bench, case).status == "closed" and "approval" in kinds(bench.desk)
    (again,) = open_case(bench.desk, case).file.rows("reopening")
    approving.approve(another(bench.desk), case, again.id)
    assert (facts(bench, case).stage, facts(bench, case).keep_until) == ("reopened", None)
    other, _ = a_closed_case(bench)
    moving.reopen(worker(bench), other, "re_recruitment")
    assert facts(bench, other).stage == "reopened"


def test_who_is_not_taken_on_is_void_with_a_supervisors_yes(bench: Bench) -> None:
    case = uuid4()
    bench.add(an_edit(case, "identification", name_first="Grace"),
              an_edit(case, "case", case_stage="identified", case_status="open"), case=case)  # fmt: skip
    assert Do.VOID in standing(worker(bench), case).can
    moving.void(worker(bench), case)
    (closure,) = open_case(bench.desk, case).file.rows("closure")
    approving.approve(another(bench.desk), case, closure.id)
    assert (facts(bench, case).stage, facts(bench, case).status) == ("void", "closed")
    with pytest.raises(StepNotReady):
        moving.void(bench.desk, case)


def test_a_double_is_marked_and_taken_back_by_a_supervisor(bench: Bench) -> None:
    case, _ = a_closing(bench)
    with pytest.raises(NotPermitted):
        moving.mark_duplicate(worker(bench), case, "W9T3XA-5")
    with pytest.raises(StepNotReady):
        moving.mark_transferred(bench.desk, case)
    moving.mark_duplicate(bench.desk, case, "W9T3XA-5")
    assert facts(bench, case).status == "duplicate"
    moving.take_back(bench.desk, case)
    assert (facts(bench, case).status, facts(bench, case).stage) == ("open", "registered")


def test_a_hold_keeps_a_file_and_needs_a_supervisor_with_a_reason(bench: Bench) -> None:
    case, _ = a_closed_case(bench)
    with pytest.raises(NotPermitted):
        moving.hold(worker(bench), case, "The court asks")
    with pytest.raises(ReasonNeeded):
        moving.hold(bench.desk, case, " ")
    moving.hold(bench.desk, case, "The court asks")
    assert "erasure_review" not in kinds(bench.desk) and Do.LET_GO in standing(bench.desk, case).can
    moving.let_go(bench.desk, case, "The court has decided")
    assert "erasure_review" in kinds(bench.desk)


def test_the_next_step_says_what_it_needs_and_what_is_there(bench: Bench) -> None:
    case = uuid4()
    bench.add(an_edit(case, "identification", eligible="yes", registered_on=TODAY),
              an_edit(case, "case", case_stage="identified", case_status="open"), case=case)  # fmt: skip
    found = standing(worker(bench), case)
    assert (found.stage, found.words) == (Stage.IDENTIFIED, "Identified")
    assert found.next is not None and found.next.to is Stage.REGISTERED
    assert [(need.words, need.met) for need in found.next.needs] == [
        ("A yes to case management, or a best-interests decision", False),
        ("That the programme can support them", True),
        ("The day of registration", True),
    ]
    assert found.next.who == "Caseworker, Supervisor" and not found.next.ready
