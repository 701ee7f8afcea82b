"""A program killed while it adds files leaves every saved one whole, and no other."""

import io
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

from reintegration_desktop.forms.sealed_file import SealedFile
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.files.loose import folder_of, sweep
from reintegration_desktop.vault.roles import Room
from tests.store.files.work import CONTENT, again, be_killed
from tests.store.office import Laptop, a_laptop, open_a_case

KILLS, LONGEST = 25, 0.1
ROOT = Path(__file__).parents[3]


def killed_after(laptop: Laptop, folder: Path, case: UUID, saved: int, seconds: float) -> set[str]:
    """The records that a child told of before it was killed: so many, and those of a moment more."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - the child is killed
        os.close(ours)
        be_killed(again(folder, laptop), case, theirs)
    os.close(theirs)
    with os.fdopen(ours) as said:
        told = [said.readline() for _ in range(saved)]
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return {line.strip() for line in (*told, *said) if line.endswith("\n")}


def test_a_kill_between_file_and_record_leaves_nothing_broken(tmp_path, longer):
    laptop, chance = a_laptop(tmp_path), random.Random(7)
    case = open_a_case(laptop)
    laptop.database.close()
    told: set[str] = set()
    for number in range(KILLS * longer):
        told |= killed_after(laptop, tmp_path, case, number % 3, chance.random() * LONGEST)
        opened = again(tmp_path, laptop)
        assert sweep(opened.database) == 0
        found = everything(opened, case)
        assert told <= found.keys()
        assert set(found.values()) <= {CONTENT}
        assert len(list(folder_of(opened.database).glob("*"))) == len(found)
        opened.database.close()
    assert len(told) >= KILLS - 1
    opened = again(tmp_path, laptop)
    assert opened.store.checker.check((), NoProgress()).is_sound
    opened.database.close()


def everything(laptop: Laptop, case: UUID) -> dict[str, bytes]:
    """The content of every file that a record names."""
    with laptop.store.read() as cases:
        rows = cases.open(case).file.rows("person_file")
    found = {}
    for row in rows:
        target = io.BytesIO()
        sealed = SealedFile.parse(row.answers.text("sealed_file") or "")
        laptop.store.files.open(case, Room.PERSON, row.id, sealed, target)
        found[str(row.id)] = target.getvalue()
    return found


def test_a_file_of_a_hundred_megabytes_is_sealed_and_opened_in_flat_memory(tmp_path):
    command = [sys.executable, "-m", "tests.store.files.work", "measure", str(tmp_path), "100"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(run.stdout) < 24 * 1024
