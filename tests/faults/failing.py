"""Lets the n-th call of the disk fail while a program works on a vault, for every n from the first to the last.

Each time the program must say so in a refusal that has its own sentence, go on in the same open vault once the disk
works again, and lose nothing that it had acknowledged.
"""

import errno
import random
import shutil
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.faults.disk import put_back
from tests.faults.rows import Row
from tests.faults.scene import Scene
from tests.faults.shim import Shim
from tests.faults.store_works import Work
from tests.faults.struck import ASIDE, look, told
from tests.faults.works import EACH

KINDS = "wsrcn"


@dataclass(frozen=True)
class Failing:
    """A kind of call, the error it fails with, and whether every later one fails as well."""

    words: str
    kind: str
    error: int
    lasting: bool = False


FAILINGS = (
    Failing("write: no space from then on", "w", errno.ENOSPC, lasting=True),
    Failing("write: the disk fails once", "w", errno.EIO),
    Failing("sync: the disk fails once", "s", errno.EIO),
    Failing("sync: the disk fails from then on", "s", errno.EIO, lasting=True),
    Failing("read: the disk fails once", "r", errno.EIO),
    Failing("new file: no space from then on", "c", errno.ENOSPC, lasting=True),
    Failing("new name or removal: the disk fails once", "n", errno.EIO),
    Failing("new name or removal: read-only from then on", "n", errno.EROFS, lasting=True),
)


def run(most: int, chance: random.Random, place: Path) -> Row:
    """Each kind of work under each kind of failing; ``most`` numbers n of each, or all where there are fewer."""
    row, counted = Row(of="calls failed"), Counter[str]()
    for number, work in enumerate(EACH):
        scene = Scene(place / f"office{number}", seed=number)
        with scene.open() as laptop:
            work.prepare(scene, laptop)
        scene.began_at = scene.number
        before = scene.place.with_name("before")
        shutil.copytree(scene.place, before)
        calls = _calls(scene, work)
        for failing in FAILINGS:
            for at in _numbers(calls[failing.kind], most, chance):
                put_back(before, scene.place)
                scene.number = scene.began_at
                said = _told(scene, work, failing, at)
                look(row, scene, work, said, f"{failing.words}, number {at}")
                counted[failing.words] += 1
        shutil.rmtree(before)
    row.note = ", ".join(f"{words} {times:,}" for words, times in counted.items())
    return row


def _numbers(calls: int, most: int, chance: random.Random) -> list[int]:
    """Which calls fail: all of them, or some from the first to the last."""
    every = range(1, calls + 1)
    return list(every) if calls <= most else sorted(chance.sample(every, most))


def _calls(scene: Scene, work: Work) -> dict[str, int]:
    """How many calls of each kind there are where none fails."""
    shim = Shim(scene.place)

    def seen() -> str:
        return " ".join(str(shim.seen(kind)) for kind in KINDS)

    said = told(scene, work, shim.heal, seen)
    counted = next(line.split()[1:] for line in said if line.startswith(ASIDE))
    return dict(zip(KINDS, map(int, counted), strict=True))


def _told(scene: Scene, work: Work, failing: Failing, at: int) -> list[str]:
    shim = Shim(scene.place)

    return told(scene, work, partial(shim.fail, failing.kind, at, failing.error, lasting=failing.lasting), shim.heal)
