"""Feeds every reader with damaged samples: by chance, or led by which branches they reach (atheris)."""

import importlib.util
import random
import re
import subprocess
import sys
import traceback
from pathlib import Path

from tests.faults.fuzzing.bundles import bundle_targets
from tests.faults.fuzzing.strangers import stranger_targets
from tests.faults.fuzzing.targets import Target, damaged, targets
from tests.faults.rows import Row


def all_targets(place: Path) -> tuple[Target, ...]:
    return (*targets(place), *stranger_targets(), *bundle_targets(place))


def run(times: int, chance: random.Random, place: Path) -> Row:
    """So many inputs for each reader."""
    row, told = Row(of="inputs"), []
    for target in all_targets(place):
        read = 0
        for _ in range(times):
            content = damaged(chance.choice(target.samples), chance)
            try:
                read += target.read(content)
            except Exception as error:  # noqa: BLE001 - whatever is no refusal is what is looked for
                row.unsound.append(f"{target.name}: {error!r} in {_where(error)}: {content[:200]!r}")
        row.done += times
        row.acknowledged += times
        told.append(f"{target.name} {times:,} ({read:,} read)")
    row.note = ", ".join(told)
    return row


def run_guided(times: int, chance: random.Random, place: Path) -> Row:
    """So many inputs for each reader, led by atheris, which ``./dev soak`` installs where this system has one."""
    if importlib.util.find_spec("atheris") is None:
        return Row(done=1, of="inputs not made: there is no atheris here")
    row, told = Row(of="inputs"), []
    command = [
        sys.executable,
        "-m",
        "tests.faults.fuzzing.guided",
        str(times),
        str(chance.randrange(1, 1 << 30)),
        str(place),
    ]
    subprocess.run(command, check=True, capture_output=True)
    for log in sorted(place.glob("*.log")):
        said = log.read_text(errors="replace")
        done, failed = re.search(r"number_of_executed_units: (\d+)", said), "ERROR: libFuzzer" in said
        row.done += int(done[1]) if done else 0
        if failed or not done:
            row.unsound.append(f"{log.stem}: {said[:1000]} {said[-500:]}")
        told.append(f"{log.stem} {len(list((place / log.stem).iterdir())):,}")
    row.acknowledged = row.done
    row.note = f"inputs that reached something new: {', '.join(told)}"
    return row


def _where(error: BaseException) -> str:
    frames = reversed(traceback.extract_tb(error.__traceback__))
    return ", ".join(f"{Path(frame.filename).stem}.{frame.name}" for frame in frames if "/src/" in frame.filename)
