"""Two files of one young person: shown together, nothing moves, undone, and the same in every vault."""

from dataclasses import replace
from uuid import uuid4

import pytest

from reintegration_desktop.casework.custody.taking import accept
from reintegration_desktop.casework.errors import CaseUnknown, NothingToTakeBack, NotPermitted, SameCase
from reintegration_desktop.casework.history_words import history
from reintegration_desktop.casework.steps import aliasing
from reintegration_desktop.kernel.ids import new_case_code
from reintegration_desktop.store.errors import CaseElsewhere
from reintegration_desktop.vault.roles import Role
from tests.store.custody.handing import a_case, desk_of, hand_over, three_offices
from tests.store.office import a_laptop, a_person, consent, open_a_case


@pytest.fixture
def laptop(tmp_path):
    made = a_laptop(tmp_path)
    yield made
    made.database.close()


def coded(laptop):
    case, code = uuid4(), new_case_code(lambda signs: signs[uuid4().int % len(signs)])
    open_a_case(laptop, a_person(case), case=case, code=code)
    return case, code


def others(laptop, case):
    with laptop.store.read() as cases:
        return [row.id for row in cases.open(case).aliases]


def test_both_are_shown_with_each_other_and_nothing_moves(laptop):
    (one, _), (other, code) = coded(laptop), coded(laptop)
    with laptop.store.read() as cases:
        before = cases.open(one).file, cases.open(other).file
    aliasing.join(desk_of(laptop), one, code)
    assert (others(laptop, one), others(laptop, other)) == ([other], [one])
    with laptop.store.read() as cases:
        assert (cases.open(one).file, cases.open(other).file) == before
    assert any("the same young person" in line.sentence for line in history(desk_of(laptop), one))


def test_it_is_undone_and_said_again(laptop):
    (one, _), (other, code) = coded(laptop), coded(laptop)
    desk = desk_of(laptop)
    aliasing.join(desk, one, code)
    aliasing.part(desk, other, one)
    assert (others(laptop, one), others(laptop, other)) == ([], [])
    with pytest.raises(NothingToTakeBack):
        aliasing.part(desk, one, other)
    aliasing.join(desk, one, code)
    assert others(laptop, other) == [one]


def test_with_itself_twice_or_with_an_unknown_file_nothing_is_joined(laptop):
    (one, own), (_, code) = coded(laptop), coded(laptop)
    desk = desk_of(laptop)
    aliasing.join(desk, one, code)
    for wrong, refusal in ((own, SameCase), (code, SameCase), ("7K4M2Q-D", CaseUnknown), ("?", CaseUnknown)):
        with pytest.raises(refusal):
            aliasing.join(desk, one, wrong)


def test_only_a_supervisor_says_so(laptop):
    (one, _), (_, code) = coded(laptop), coded(laptop)
    desk = desk_of(laptop)
    worker = replace(desk, me=replace(desk.me, role=Role.CASEWORKER))
    with pytest.raises(NotPermitted):
        aliasing.join(worker, one, code)


def test_another_office_sees_it_where_both_files_came(tmp_path):
    offices = three_offices(tmp_path)
    goma, bukavu = offices.goma, offices.bukavu
    one, (other, code) = a_case(goma), coded(goma)
    aliasing.join(desk_of(goma), one, code)
    hand_over(goma, bukavu, one)
    assert offices.carry(goma, bukavu).is_whole
    assert others(bukavu, one) == []
    hand_over(goma, bukavu, other)
    assert offices.carry(goma, bukavu).is_whole
    assert others(bukavu, one) == [other]
    offices.close()


def test_it_is_undone_in_the_file_that_is_here_once_the_other_was_handed_over(tmp_path):
    offices = three_offices(tmp_path)
    goma, bukavu = offices.goma, offices.bukavu
    (one, code), (other, of_other) = agreed(goma), agreed(goma)
    aliasing.join(desk_of(goma), one, of_other)
    hand_over(goma, bukavu, one)
    offices.carry(goma, bukavu)
    accept(desk_of(bukavu), one)
    offices.carry(bukavu, goma)
    assert (others(goma, one), others(goma, other)) == ([other], [one])
    aliasing.part(desk_of(goma), one, other)
    assert (others(goma, one), others(goma, other)) == ([], [])
    with pytest.raises(CaseElsewhere):
        aliasing.join(desk_of(goma), other, code)
    hand_over(goma, bukavu, other)
    offices.carry(goma, bukavu)
    accept(desk_of(bukavu), other)
    assert (others(bukavu, one), others(bukavu, other)) == ([], [])
    aliasing.join(desk_of(bukavu), one, of_other)
    assert (others(bukavu, one), others(bukavu, other)) == ([other], [one])
    offices.close()


def agreed(laptop):
    """A case that may be handed over, with its code."""
    case, code = uuid4(), new_case_code(lambda signs: signs[uuid4().int % len(signs)])
    open_a_case(laptop, a_person(case), consent(case, agrees_to_sharing="yes"), case=case, code=code)
    return case, code
