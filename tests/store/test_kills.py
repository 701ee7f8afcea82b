"""A program killed at any moment has lost nothing that it acknowledged, and left nothing half done."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

KILLS, LONG_RUN = 500, 20
ROOT = Path(__file__).parents[2]


@pytest.mark.long
def test_nothing_acknowledged_is_lost_when_the_program_is_killed(longer):
    kills = KILLS * min(longer, LONG_RUN)
    command = [sys.executable, "-m", "tests.store.kills", str(kills), "7"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=3600)
    told = re.search(r"(\d+) kills, (\d+) acknowledged, 0 lost, 0 unsound", run.stdout)
    assert run.returncode == 0 and told is not None, run.stdout + run.stderr
    assert int(told[1]) == kills < int(told[2])
