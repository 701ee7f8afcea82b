"""Lets the state machines take steps and counts: ``python -m tests.machines [NAME [STEPS [SEED [PROCESSES]]]]``.

Without a name every machine has its long run. What came of each is written into benchmarks/results/machines.md.
Shares of them are walked at the same time. What broke is lived again by the seed that is told with it.
"""

import argparse
import subprocess
import sys

from tests.machines.cases import Office
from tests.machines.custody import Custody
from tests.machines.newer_kinds import NewerKinds
from tests.machines.running import in_shares
from tests.machines.table import write

STEPS, SEED = 100_000, 11
MACHINES = {
    "cases": (Office, "three laptops of an office that save, delete, decide and take back in one case, and meet"),
    "newer-kinds": (
        NewerKinds,
        "two offices and headquarters: rules that go down, an office's numbers, questions and answers, grants of a "
        "tracing desk",
    ),
    "custody": (
        Custody,
        "three offices and headquarters whose cases change hands: offered, taken, refused, taken back, disputed, by "
        "stick and through headquarters",
    ),
}


def main() -> None:
    asked = _asked()
    if asked.name is None:
        sys.exit(max([_by_itself(name) for name in MACHINES]))
    machine, words = MACHINES[asked.name]
    command = f"python -m tests.machines {asked.name} {asked.steps} {asked.seed}"
    for found in in_shares(machine, asked.steps, asked.seed, asked.processes):
        line = write(asked.name, words, command, found)
        sys.stderr.write(f"{found.steps:,} steps, {found.divergences} divergences, {found.seconds:,.0f} s\n")
    sys.stdout.write(line)
    sys.exit(found.divergences > 0)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.machines", description=__doc__)
    parser.add_argument("name", nargs="?", choices=list(MACHINES))
    parser.add_argument("steps", nargs="?", type=int, default=STEPS)
    parser.add_argument("seed", nargs="?", type=int, default=SEED)
    parser.add_argument("processes", nargs="?", type=int, default=2)
    return parser.parse_args()


def _by_itself(name: str) -> int:
    return subprocess.run([sys.executable, "-m", "tests.machines", name], check=False).returncode


if __name__ == "__main__":
    main()
