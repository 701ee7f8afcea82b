"""A case goes from one office to another: prepared, carried by who can't open it, taken, and forgotten where it was."""

import pytest

from reintegration_desktop.casework.custody import taking
from tests.store.custody.handing import (
    a_case,
    desk_of,
    hand_over,
    holder_at,
    listed,
    name_in,
    three_offices,
)
from tests.store.office import a_visit, save


@pytest.fixture
def offices(tmp_path):
    made = three_offices(tmp_path)
    yield made
    made.close()


def test_a_case_goes_to_another_office_whole_and_is_forgotten_where_it_was(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case, other = a_case(goma), a_case(goma)
    hand_over(goma, bukavu, case)
    got = offices.carry(goma, bukavu)
    assert got.is_whole
    assert [one.row.id for one in taking.offered_to_us(desk_of(bukavu))] == [case]
    assert name_in(bukavu, case) is None
    inside = taking.look_inside(desk_of(bukavu), case)
    assert (inside.name, inside.notes) == ("Aminata Kalonge", "She likes to be called in the morning.")
    assert name_in(bukavu, case) is None
    taking.accept(desk_of(bukavu), case)
    assert name_in(bukavu, case) == "Aminata"
    assert [row.id for row in listed(bukavu)] == [case]
    save(bukavu, case, a_visit(case))
    offices.carry(bukavu, goma)
    assert holder_at(goma, case) == bukavu.keyring.office
    assert [row.id for row in listed(goma)] == [other]
    assert name_in(goma, case) is None
    assert name_in(goma, other) == "Aminata"
