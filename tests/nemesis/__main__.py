"""``python -m tests.nemesis 10000 11``: so many cases, this seed; writes its row into ``benchmarks/results``."""

import sys
import tempfile
from pathlib import Path

from tests.nemesis.run import run
from tests.nemesis.table import put, row

if __name__ == "__main__":
    cases, seed = int(sys.argv[1]), int(sys.argv[2])
    command = f"python -m tests.nemesis {cases} {seed}"
    with tempfile.TemporaryDirectory() as folder:
        found = run(cases, seed, Path(folder))
    put(line := row(found, command), command)
    sys.stdout.write(line)
    sys.exit(not found.is_clean)
