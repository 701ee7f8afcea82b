"""Whose the facts of a case are to write: on this screen, and in what arrives."""

from uuid import UUID

import pytest

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.rules.case_facts import may_move, writes_as_permitted
from reintegration_desktop.rules.stages import Stage
from reintegration_desktop.vault.roles import Role

ME, OTHER, OURS, THEIRS = (UUID(int=number) for number in range(1, 5))


def facts(stage="monitoring", status="open", worker=ME, office=OURS, **more):
    known = {"case_stage": stage, "case_status": status, "caseworker": str(worker), "office": str(office)}
    return Answers({**known, **more})


def may(now, *was, role=Role.CASEWORKER):
    return writes_as_permitted(role, ME, OURS, was, now)


@pytest.mark.parametrize(
    ("before", "to"),
    [
        (None, "registered"), ("identified", "assessed"), ("monitoring", "implementing"),
        ("implementing", "closure_requested"), ("closure_requested", "monitoring"), ("closed", "post_closure"),
        ("post_closure", "archived"), ("archived", "reopened"), ("reopened", "assessed"),
    ],
)  # fmt: skip
def test_a_caseworkers_program_moves_the_work_on(before, to):
    assert may_move(Role.CASEWORKER, Stage(before) if before else None, Stage(to))


@pytest.mark.parametrize(
    ("before", "to"),
    [
        (None, "closed"), ("closure_requested", "closed"), ("identified", "void"), ("monitoring", "transferred"),
        ("monitoring", "duplicate"), ("archived", "erased"), ("duplicate", "monitoring"), ("void", "identified"),
    ],
)  # fmt: skip
def test_what_ends_the_work_is_a_supervisors(before, to):
    stages = Stage(before) if before else None, Stage(to)
    assert not may_move(Role.CASEWORKER, *stages) and may_move(Role.SUPERVISOR, *stages)
    assert not may_move(Role.TRACING_OFFICER, *stages)


def test_a_caseworker_does_not_close_a_case_alone():
    assert not may(facts("closed", "closed"), facts())
    assert not may(facts(status="closed"), facts()), "nor by its status alone"
    assert not may(facts("a newer stage", "closed"), facts())
    assert may(facts("implementing"), facts())
    assert may(facts("closed", "closed"), facts("closure_requested"), role=Role.SUPERVISOR)
    assert not may(facts(status="closed"), facts(), role=Role.SUPERVISOR), "a status goes with the stage"


def test_a_case_begins_with_who_begins_it():
    assert may(facts("identified"))
    assert may(facts("identified", worker=OTHER)), "whoever begins it says who works on it"
    assert not may(facts("identified", office=THEIRS))
    assert may(Answers({"case_stage": "registered", "case_status": "open"}))


def test_another_caseworker_or_office_is_a_supervisors_to_give():
    assert not may(facts(worker=OTHER), facts()) and not may(facts(office=THEIRS), facts())
    assert not may(facts().without("caseworker"), facts())
    assert may(facts(worker=OTHER), facts(), role=Role.SUPERVISOR)


def test_what_one_of_two_versions_said_stays_allowed():
    assert may(facts(worker=OTHER), facts(), facts(worker=OTHER))
    assert may(facts("closed", "closed"), facts("closed", "closed"), facts())


def test_who_was_told_of_a_change_takes_note_and_nobody_else():
    told = facts(worker=OTHER, earlier_caseworker=str(ME), assigned_on="2026-06-01")
    assert may(told.without("earlier_caseworker"), told)
    others = facts(worker=OTHER, earlier_caseworker=str(THEIRS), assigned_on="2026-06-01")
    assert not may(others.without("earlier_caseworker"), others)
    assert not may(others.with_("earlier_caseworker", str(ME)), others)


@pytest.mark.parametrize(("before", "after"), [(False, True), (True, False), ("false", "true"), ("true", "false")])
def test_a_name_is_hidden_and_shown_by_its_caseworker_or_a_supervisor(before, after):
    assert may(facts(name_is_hidden=after), facts(name_is_hidden=before))
    theirs = facts(worker=OTHER, name_is_hidden=after), facts(worker=OTHER, name_is_hidden=before)
    assert not may(*theirs)
    assert may(*theirs, role=Role.SUPERVISOR)
    assert may(facts(worker=OTHER, name_is_hidden=after), facts(worker=OTHER, name_is_hidden=after)), "as it was"
