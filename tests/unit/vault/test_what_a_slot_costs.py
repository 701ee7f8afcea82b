"""A slot for a real person costs just under a second on their computer, and never less than the floor."""

from reintegration_desktop.kernel.clock import SystemClock
from reintegration_desktop.vault.means import COST_VARIABLE, Means, cost_here, means_here
from reintegration_desktop.vault.office.renewal import change_passphrase
from reintegration_desktop.vault.passphrases.passphrase import CAP_WORK, FLOOR, KdfParameters, calibrate
from tests.unit.vault.made import CHEAP, PASSPHRASE, Office


def test_a_person_gets_what_was_measured_and_a_script_the_floor(monkeypatch):
    assert means_here().slot_cost == FLOOR
    monkeypatch.delenv(COST_VARIABLE)
    assert means_here().measured is cost_here


def test_a_slot_is_made_at_the_cost_that_was_measured(own_office: Office):
    measured = KdfParameters(memory=128, passes=2, lanes=1)
    means = Means(SystemClock(), floor=CHEAP, measured=lambda: measured)
    keyring = change_passphrase(own_office.folder, "Supervisor", PASSPHRASE, "quite another one", means)
    assert [slot.kdf for slot in keyring.file.slots] == [measured]


def test_measuring_takes_few_tries_on_slow_and_fast_computers():
    for speed in (1e5, 8e5, 3e6, 1e8):
        tried: list[KdfParameters] = []

        def seconds(parameters: KdfParameters, speed=speed, tried=tried) -> float:
            tried.append(parameters)
            return parameters.memory * parameters.passes / speed

        chosen = calibrate(seconds)
        assert len(tried) <= 4
        assert chosen.memory >= FLOOR.memory and chosen.passes >= FLOOR.passes
        assert chosen.memory * chosen.passes <= CAP_WORK


def test_this_computer_is_measured_for_real():
    assert cost_here().memory >= FLOOR.memory
