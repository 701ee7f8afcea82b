"""``python -m tests.nemesis 10000 11 [FOLDER]``: so many cases, this seed; a row of ``benchmarks/results/nemesis.md``.

What is done of a long run is kept in FOLDER, country by country: the same command goes on from there.
"""

import sys
import tempfile
from pathlib import Path

from tests.nemesis.countries import run_all
from tests.nemesis.table import put, row

if __name__ == "__main__":
    cases, seed = int(sys.argv[1]), int(sys.argv[2])
    command = f"python -m tests.nemesis {cases} {seed}"
    with tempfile.TemporaryDirectory() as passing:
        kept = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(passing)
        kept.mkdir(parents=True, exist_ok=True)
        found = run_all(cases, seed, kept)
    put(line := row(found, command), command)
    sys.stdout.write(line)
    sys.exit(not found.is_clean)
