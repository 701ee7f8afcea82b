"""Who may do what: roles, kinds, rooms and forms, tried one by one."""

import pytest

from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.permissions import ALLOWED, DECIDING, LOOKING, NEVER_DELETED, WRITING, may
from reintegration_desktop.vault.roles import ROLE_KEYS, ROOM_KEYS, Access, Duty, Role, Room
from tests.builders import the_questions

NO_DUTY = frozenset[Duty]()
ALONE = DECIDING - {Kind.ERASE}
WORK = (Room.OPEN, Room.PERSON, Room.ACCOUNT, Room.RESTRICTED)


def rooms(role, kind, form="", duties=NO_DUTY):
    return {room for room in Room if may(role, duties, kind, room, form)}


def test_every_role_has_its_row():
    assert set(ALLOWED) == set(Role)
    assert set(Kind) == WRITING | LOOKING | DECIDING


def test_caseworkers_write_what_the_work_needs():
    for form in the_questions().values():
        for room in form.rooms & set(WORK):
            assert may(Role.CASEWORKER, NO_DUTY, Kind.SAVE, room, form.name)
    assert not any(may(Role.CASEWORKER, NO_DUTY, kind, room, "") for kind in ALONE for room in Room)
    assert not rooms(Role.CASEWORKER, Kind.SAVE, "feedback") & {Room.OVERSIGHT}


SIGNING = {Role.HEADQUARTERS, Role.COORDINATOR, Role.AUDITOR}
"""Who signs, besides supervisors, what two people settle."""


def test_who_signs_what_two_settle_approves_nothing_else():
    for role in (Role.COORDINATOR, Role.AUDITOR):
        assert rooms(role, Kind.APPROVE, "numbers") == {Room.OPEN}
        assert not rooms(role, Kind.APPROVE, "case_plan") and not rooms(role, Kind.APPROVE, "custody")


def test_supervisors_decide():
    for kind in DECIDING:
        assert rooms(Role.SUPERVISOR, kind) == set(Room)
        others = {role for role in Role if rooms(role, kind)} - {Role.SUPERVISOR}
        assert kind is Kind.ERASE or others <= (SIGNING if kind is Kind.APPROVE else set())


def test_headquarters_decides_between_two_offers_and_nothing_else():
    assert rooms(Role.HEADQUARTERS, Kind.APPROVE, "custody") == {Room.OPEN}
    assert not rooms(Role.HEADQUARTERS, Kind.APPROVE, "case_plan")
    assert not rooms(Role.HEADQUARTERS, Kind.APPROVE, "closure")


def test_who_signs_an_order_to_erase_besides_writes_that_alone_in_the_open_room():
    for role in set(Role) - {Role.SUPERVISOR, Role.MANAGER}:
        assert rooms(role, Kind.ERASE, "erasure") == {Room.OPEN}
        assert not rooms(role, Kind.ERASE, "case")
    assert not rooms(Role.MANAGER, Kind.ERASE, "erasure")


def test_tracing_officers_write_about_tracing_alone():
    assert rooms(Role.TRACING_OFFICER, Kind.SAVE, "person_sought") == {Room.OPEN, Room.PERSON}
    assert not rooms(Role.TRACING_OFFICER, Kind.SAVE, "identification")
    assert rooms(Role.TRACING_OFFICER, Kind.VIEW, "identification") == {Room.OPEN, Room.PERSON}


def test_clinicians_write_about_health_alone():
    assert rooms(Role.CLINICIAN, Kind.SAVE, "wellbeing_measure") == {Room.ACCOUNT}
    assert not rooms(Role.CLINICIAN, Kind.SAVE, "association") and not rooms(Role.CLINICIAN, Kind.SAVE, "case")
    assert rooms(Role.CLINICIAN, Kind.SAVE, "tasks") == {Room.OPEN}


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.AUDITOR, Role.MANAGER, Role.HEADQUARTERS])
def test_others_write_nothing(role):
    duties = frozenset(Duty)
    decides = {Kind.APPROVE} if role in SIGNING else set()
    assert not any(may(role, duties, kind, room, "") for kind in WRITING | ALONE - decides for room in Room)


def test_headquarters_looks_only_by_duty():
    assert not rooms(Role.HEADQUARTERS, Kind.VIEW)
    assert rooms(Role.HEADQUARTERS, Kind.VIEW, duties=frozenset({Duty.COURIER})) == {Room.OPEN}
    desk = frozenset({Duty.TRACING_DESK, Duty.FIGURES})
    assert rooms(Role.HEADQUARTERS, Kind.VIEW, duties=desk) == {Room.OPEN, Room.PERSON}


def test_nobody_writes_in_a_sealed_room_whose_key_they_lack():
    for role in Role:
        for room, key in ROOM_KEYS.items():
            if ROLE_KEYS[role][key] is Access.NONE:
                assert not any(may(role, NO_DUTY, kind, room, "") for kind in WRITING)


@pytest.mark.parametrize("form", sorted(NEVER_DELETED))
@pytest.mark.parametrize("kind", [Kind.DELETE, Kind.UNDELETE])
def test_entries_that_must_stay_are_not_deleted(form, kind):
    assert not any(may(role, frozenset(Duty), kind, room, form) for role in Role for room in Room)
    assert may(Role.CASEWORKER, NO_DUTY, kind, Room.ACCOUNT, "follow_up")
