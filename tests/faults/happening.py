"""A fault's short form, in a program of its own."""

import re
import subprocess
import sys
from pathlib import Path

from tests.faults.table import FAULTS

ROOT = Path(__file__).parents[2]
SEED = "7"
TOLD = re.compile(r": (\d+) [^,:]*, (\d+) acknowledged, 0 lost, 0 unsound")


def made_to_happen(name: str) -> re.Match[str]:
    """A fault's short form in a program of its own; what it told."""
    command = [sys.executable, "-m", "tests.faults", name, str(FAULTS[name].short), SEED, "--short"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=3600, check=False)
    told = TOLD.search(run.stdout)
    assert run.returncode == 0, run.stdout + run.stderr
    assert told is not None, run.stdout + run.stderr
    return told
