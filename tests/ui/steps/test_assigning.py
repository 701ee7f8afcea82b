"""Giving a case to another caseworker: a supervisor's, told to both, undone in one step."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import NothingToTakeBack, NotPermitted, WorkerUnknown
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.steps import assigning
from reintegration_desktop.casework.steps.next_step import Do, look
from reintegration_desktop.casework.today import look as look_at_today
from reintegration_desktop.vault.roles import Role
from tests.builders import WORKERS
from tests.ui.workplaces import Bench, an_edit


def as_(bench: Bench, person: UUID) -> Desk:
    desk = bench.desk_of("0c" * 16, Role.CASEWORKER)
    return replace(desk, me=replace(desk.me, id=person))


def told(desk: Desk) -> set[str]:
    today = look_at_today(desk)
    return {due.kind for due in (*today.overdue, *today.week)} & {"taken_over", "handed_on"}


@pytest.fixture
def case(bench: Bench) -> UUID:
    made = uuid4()
    return bench.add(an_edit(made, "identification", name_first="Grace"), case=made)


def worker(bench: Bench, case: UUID) -> UUID | None:
    with bench.desk.read() as cases:
        return cases.facts([case])[0].worker


def test_both_caseworkers_find_it_under_today_until_they_take_note(bench: Bench, case: UUID) -> None:
    assigning.reassign(bench.desk, case, WORKERS[0])
    assigning.reassign(bench.desk, case, WORKERS[1])
    assert worker(bench, case) == WORKERS[1]
    before, now = as_(bench, WORKERS[0]), as_(bench, WORKERS[1])
    assert (told(before), told(now)) == ({"handed_on"}, {"taken_over"})
    assert Do.TAKE_NOTE in look(before, open_case(before, case)).can
    assigning.take_note(before, case)
    assigning.take_note(now, case)
    assert (told(before), told(now)) == (set(), set())
    with pytest.raises(NothingToTakeBack):
        assigning.take_note(now, case)


def test_it_is_taken_back_in_one_step(bench: Bench, case: UUID) -> None:
    assigning.reassign(bench.desk, case, WORKERS[0])
    assigning.take_back(bench.desk, case)
    assert worker(bench, case) == bench.desk.me.id
    with pytest.raises(NothingToTakeBack):
        assigning.take_back(bench.desk, case)


def test_only_a_supervisor_gives_a_case_and_only_to_somebody_known(bench: Bench, case: UUID) -> None:
    mine = as_(bench, bench.desk.me.id)
    with pytest.raises(NotPermitted):
        assigning.reassign(mine, case, WORKERS[0])
    with pytest.raises(NotPermitted):
        assigning.take_back(mine, case)
    with pytest.raises(WorkerUnknown):
        assigning.reassign(bench.desk, case, uuid4())
    assert Do.REASSIGN not in look(mine, open_case(mine, case)).can
    assert {WORKERS[0], bench.desk.me.id} <= set(dict(assigning.candidates(bench.desk)))


def test_what_is_next_in_the_case_is_never_the_notice_to_somebody_else(bench: Bench, case: UUID) -> None:
    assigning.reassign(bench.desk, case, WORKERS[0])
    with bench.desk.read() as cases:
        assert cases.facts([case])[0].next_kind != "handed_on"
