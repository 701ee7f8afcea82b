"""A program that is killed, a power that is cut: apart from the other faults, so that both run at once."""

import pytest

from tests.faults.happening import made_to_happen
from tests.faults.table import FAULTS


@pytest.mark.long
def test_nothing_acknowledged_is_lost_when_the_program_is_killed():
    told = made_to_happen("kills")
    assert int(told[1]) == FAULTS["kills"].short < 5 * int(told[2]), "what was acknowledged; fewer on a busy machine"


@pytest.mark.long
def test_nothing_acknowledged_is_lost_when_the_power_is_cut():
    assert int(made_to_happen("power")[1]) == FAULTS["power"].short


def test_a_case_is_there_whole_or_gone_when_the_program_is_killed_while_it_erases():
    assert int(made_to_happen("killed-erasures")[1]) == FAULTS["killed-erasures"].short


def test_a_bin_is_emptied_and_a_computer_given_up_whole_or_not_at_all():
    assert int(made_to_happen("killed-acts")[1]) == FAULTS["killed-acts"].short
