"""A program that is killed while it rewrites a slot leaves a vault that opens."""

import subprocess
import sys
import time
from contextlib import suppress
from random import Random

import pytest

from reintegration_desktop.vault.errors import WrongPassphrase
from tests.unit.vault.made import PASSPHRASE, Office


@pytest.mark.long
def test_a_killed_rewriting_leaves_the_old_slot_or_the_new(own_office: Office, longer: int):
    random = Random(7)
    for _ in range(6 * longer):
        program = subprocess.Popen(
            [sys.executable, "-m", "tests.unit.vault.writes_for_ever", own_office.folder.path, own_office.folder.home],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert program.stdout is not None
        program.stdout.readline()
        time.sleep(random.random() / 10)
        program.kill()
        program.communicate()
        assert opened(own_office)
        own_office.means.clock.turn(hours=1)


def opened(office: Office) -> bool:
    """Whether one of the two passphrases opens the vault."""
    for passphrase in (PASSPHRASE, PASSPHRASE + " again"):
        with suppress(WrongPassphrase):
            return office.unlock("Supervisor", passphrase).name == "Amina Kabila"
    return False
