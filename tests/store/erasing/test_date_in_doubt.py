"""A clock that ran far ahead destroys nothing before somebody says that the date is right."""

from pathlib import Path

import pytest

from reintegration_desktop.app.erasing.due import confirmed, lines_of, registry_of
from reintegration_desktop.app.overseeing import log_verbs
from reintegration_desktop.casework.erasing.copies import Standing
from reintegration_desktop.casework.errors import NotPermitted
from tests.store.erasing.signers import Signers, a_young_person, begun


@pytest.fixture
def signers(tmp_path: Path) -> Signers:
    """A vault that is used today, in which a whole order waits for thirty days."""
    signers = Signers(tmp_path).begin()
    case = signers.archived()
    with signers.desk() as registry:
        number = begun(registry, case, asked_by_child=False)
    signers.sign("Jonas", number)
    assert signers.due() == 0
    return signers


def standing(signers: Signers) -> Standing:
    with signers.opened() as program:
        return lines_of(program)[-1].standing


def test_a_clock_that_ran_years_ahead_destroys_nothing_and_nothing_is_lost_once_it_is_put_right(signers: Signers):
    signers.clock.turn(days=3650)
    assert signers.due() == 0
    assert standing(signers) is Standing.DATE_IN_DOUBT
    signers.clock.turn(days=-3645)
    assert signers.due() == 0
    assert standing(signers) is Standing.WAITING


def test_a_supervisor_says_that_the_date_is_right_and_what_is_due_goes(signers: Signers):
    signers.clock.turn(days=40)
    assert signers.due() == 0
    with signers.opened("Ruth") as program, pytest.raises(NotPermitted):
        confirmed(program)
    with signers.opened() as program:
        confirmed(program)
        assert lines_of(program)[0].standing is Standing.EVERYWHERE
        assert any("date is right" in line.reason for line in log_verbs(program).lines(program.desk.today))


def test_a_computer_that_is_used_every_week_is_asked_nothing(signers: Signers):
    for _ in range(5):
        signers.clock.turn(days=6.5)
        destroyed = signers.due()
    assert destroyed == 1


def test_what_waits_for_no_date_is_destroyed_whatever_the_date(signers: Signers):
    signers.clock.turn(days=3650)
    with signers.opened() as program:
        number = begun(registry_of(program), a_young_person(program, 1))
    signers.sign("Jonas", number)
    assert signers.due() == 1
