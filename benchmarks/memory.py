"""What the program holds at rest, its list open and everybody's name in the index, beside KeePassXC."""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import keepass
from benchmarks.measure import Figure
from benchmarks.screen import megabytes_at_rest, running, screen
from benchmarks.vault import built, large

PROMISED = {10_000: 2.0, 100_000: 3.0}
REST, PATIENCE = 4.0, 120.0


def run() -> dict[str, Figure]:
    return {str(cases): _measured(cases, promised) for cases, promised in PROMISED.items() if cases <= large()}


def _measured(cases: int, promised: float) -> Figure:
    own, other = built(cases).path, keepass.database(cases)
    with screen() as display, TemporaryDirectory() as folder:
        home = Path(folder)
        command = [sys.executable, "-m", "benchmarks.resting", str(own), str(home / "ready")]
        with running(display, command, home) as pid:
            _wait_for(home / "ready")
            ours = _at_rest(pid)
        command = [keepass.program(), "--pw-stdin", str(other)]
        with running(display, command, home, keepass.PASSPHRASE + "\n") as pid:
            time.sleep(REST + cases / 10_000)
            beside = _at_rest(pid)
    return Figure(f"at rest with {cases:,} cases", ours, "MB", beside, "KeePassXC, as many entries", promised)


def _wait_for(told: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not told.exists():
        if time.monotonic() > until:
            raise TimeoutError(told.name)
        time.sleep(0.1)


def _at_rest(pid: int) -> float:
    time.sleep(REST)
    return megabytes_at_rest(pid)
