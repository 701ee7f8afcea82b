"""Kills a program while it works on a vault, and counts what was lost.

``python -m tests.store.kills 500`` runs it by itself. A child saves, imports, receives, checkpoints, keeps drafts,
copies or brings tables up to date; it acknowledges each thing once the call that did it has returned, and is killed
with SIGKILL at a random moment. What was acknowledged must be there, and what is there must be whole.
"""

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.database import open_database
from tests.store.kills_work import OPEN, WORKS, Scene, Work
from tests.store.office import a_laptop

LONGEST, WHILE_OPENING = 0.12, 0.15
FRESH_AFTER = 12


@dataclass
class Tally:
    """What was done and what came of it."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    unsound: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return self.lost == 0 and not self.unsound

    def __str__(self) -> str:
        said = f"{self.kills} kills, {self.acknowledged} acknowledged, {self.lost} lost, {len(self.unsound)} unsound"
        return "\n".join([said, *self.unsound])


def run(kills: int, seed: int, folder: Path) -> Tally:
    """So many kills, the kinds of work in turn; every twelve begin with a fresh vault."""
    chance, tally = random.Random(seed), Tally()
    number = 0
    while tally.kills < kills:
        place = folder / f"office{number}"
        laptop = a_laptop(place)
        laptop.database.close()
        number += 1
        for _ in range(min(FRESH_AFTER, kills - tally.kills)):
            work = WORKS[tally.kills % len(WORKS)]
            _one(Scene(laptop, place, chance.randrange(1 << 30)), work, chance, tally)
            tally.kills += 1
        shutil.rmtree(place)
    return tally


def _one(scene: Scene, work: Work, chance: random.Random, tally: Tally) -> None:
    work.prepare(scene)
    while_opening = chance.random() < WHILE_OPENING
    said = _killed(lambda: work.go(scene), chance.random() * LONGEST, while_opening=while_opening)
    tally.acknowledged += len(said)
    database = open_database(scene.file, scene.laptop.keyring.database_key())
    laptop = scene.laptop.as_another_device(scene.laptop.device, database)
    try:
        lost = work.lost(laptop, scene, said)
        if lost:
            tally.unsound.append(f"{type(work).__name__}: {lost} lost of {len(said)}")
        tally.lost += lost
        found = laptop.store.checker.check((), NoProgress())
        if not found.is_sound:
            tally.unsound.append(f"{type(work).__name__}: {found.counts}")
    finally:
        database.close()


def _killed(work: Callable[[], Iterator[str]], after: float, *, while_opening: bool) -> list[str]:
    """What a child acknowledged before it was killed so many seconds after it began, or after the vault was open."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.write(writing, b"begun\n")
        for said in work():
            os.write(writing, said.encode() + b"\n")
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        pipe.readline()
        if not while_opening:
            pipe.readline()
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = [line.decode().strip() for line in pipe.readlines() if line.endswith(b"\n")]
    return [line for line in lines if line != OPEN]


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 30)
    with tempfile.TemporaryDirectory() as folder:
        tally = run(kills, seed, Path(folder))
    sys.stdout.write(f"seed {seed}: {tally}\n")
    sys.exit(0 if tally.is_clean else 1)


if __name__ == "__main__":
    main()
