"""Releases made-up reports and counts what an outsider works out: ``python -m tests.disclosure [KIND [TIMES [SEED]]]``.

Without a name every kind has its long run. What came of each is written into benchmarks/results/disclosure.md.
"""

import argparse
import subprocess
import sys
import time
from collections import Counter
from random import Random

from tests.disclosure.kinds import KINDS
from tests.disclosure.stories import audit, is_clean
from tests.disclosure.table import write

SEED = 1


def main() -> None:
    asked = _asked()
    if asked.kind is None:
        sys.exit(max([_by_itself(name) for name in KINDS]))
    times = asked.times or KINDS[asked.kind].long
    began, found = time.process_time(), Counter[str]()
    for nth in range(times):
        one = audit(KINDS[asked.kind].draw(Random(f"{asked.kind} {asked.seed} {nth}")))
        found.update(one)
        if not is_clean(one):
            sys.stdout.write(f"{asked.kind} {asked.seed} {nth}: {dict(one)}\n")
            sys.stdout.flush()
    took = time.process_time() - began
    write(asked.kind, f"python -m tests.disclosure {asked.kind} {times} {asked.seed}", times, found, took)
    sys.stdout.write(f"{asked.kind}, {times} times, {took:.0f} s of processor: {dict(found)}\n")
    sys.exit(0 if is_clean(found) else 1)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.disclosure", description=__doc__)
    parser.add_argument("kind", nargs="?", choices=list(KINDS))
    parser.add_argument("times", nargs="?", type=int)
    parser.add_argument("seed", nargs="?", type=int, default=SEED)
    return parser.parse_args()


def _by_itself(name: str) -> int:
    return subprocess.run([sys.executable, "-m", "tests.disclosure", name], check=False).returncode


if __name__ == "__main__":
    main()
