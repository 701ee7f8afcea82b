"""Makes faults happen and counts what came of them: ``python -m tests.faults [NAME [TIMES [SEED]]]``.

Without a name every fault has its long run. What came of each is written into benchmarks/results/faults.md.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.faults import shim
from tests.faults.table import FAULTS, write

SEED = 11


def main() -> None:
    asked = _asked()
    if asked.name is None:
        sys.exit(max(_by_itself(name) for name in FAULTS))
    fault = FAULTS[asked.name]
    if fault.on_the_shim and not shim.is_loaded():
        shim.load()
    times = asked.times or fault.long
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        os.environ["XDG_DATA_HOME"] = str(Path(folder) / "home")
        row = fault.run(times, random.Random(asked.seed), Path(folder).resolve())
    took = time.monotonic() - began
    if not asked.short:
        write(asked.name, f"python -m tests.faults {asked.name} {times} {asked.seed}", row, took)
    sys.stdout.write(f"{asked.name}, seed {asked.seed}, {took:.0f} s: {row}\n")
    sys.exit(0 if row.is_clean else 1)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("name", nargs="?", choices=list(FAULTS))
    parser.add_argument("times", nargs="?", type=int)
    parser.add_argument("seed", nargs="?", type=int, default=SEED)
    parser.add_argument("--short", action="store_true", help="leave the table as it stands")
    return parser.parse_args()


def _by_itself(name: str) -> int:
    return subprocess.run([sys.executable, "-m", "tests.faults", name], check=False).returncode


if __name__ == "__main__":
    main()
