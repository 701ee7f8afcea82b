"""Every reader under atheris, each in a process of its own: ``-m tests.faults.fuzzing.guided TIMES SEED PLACE``."""

import os
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["reintegration_desktop"]):
    from tests.faults.fuzzing.fuzz import all_targets
    from tests.faults.fuzzing.targets import Target

LONGEST_INPUT, PATIENCE = 1 << 16, 120


def main() -> None:
    times, seed, place = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    made = place / "made"
    made.mkdir()
    for target in all_targets(made):
        child = os.fork()
        if child == 0:
            _fuzz(target, place, times, seed)
        os.waitpid(child, 0)


def _fuzz(target: Target, place: Path, times: int, seed: int) -> None:
    """Begin with the samples; what libFuzzer says goes into a log beside them. It never comes back."""
    corpus = place / target.name
    corpus.mkdir()
    for number, sample in enumerate(target.samples):
        (corpus / str(number)).write_bytes(sample)
    log = os.open(place / f"{target.name}.log", os.O_WRONLY | os.O_CREAT)
    os.dup2(log, 1)
    os.dup2(log, 2)
    told = ["guided", f"-runs={times}", f"-seed={seed}", "-print_final_stats=1", f"-artifact_prefix={place}/",
            f"-max_len={LONGEST_INPUT}", f"-timeout={PATIENCE}", str(corpus)]  # fmt: skip
    atheris.Setup(told, target.read)
    atheris.Fuzz()


main()
