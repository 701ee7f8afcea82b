"""Kills a program while it works on a vault, and counts what was lost.

A child saves, imports, receives, checkpoints, keeps drafts, copies, backs up, renews keys, changes its passphrase or
brings tables up to date; it acknowledges each thing once the call that did it has returned, and is killed with SIGKILL
at a random moment. What was acknowledged must be there, and what is there must be whole.
"""

import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from tests.faults.rows import Row
from tests.faults.scene import Scene, check, fresh_scenes, in_turn
from tests.faults.store_works import Work
from tests.faults.works import WORKS

LONGEST, WHILE_OPENING = 0.12, 0.15
FRESH_AFTER = 12
OPEN, FAILED = "open", "failed"
Struck = Callable[[int], None]


def run(kills: int, chance: random.Random, place: Path) -> Row:
    """So many kills, the kinds of work in turn; every twelve begin with a fresh vault."""
    return run_over(WORKS, kills, chance, place)


def run_over(works: Sequence[Work], kills: int, chance: random.Random, place: Path) -> Row:
    """The same over some kinds of work."""
    row, told = Row(of="kills"), Counter[str]()
    scenes = fresh_scenes(place, chance, FRESH_AFTER)
    for number in range(kills):
        work = in_turn(works, number)
        told[type(work).__name__] += 1
        strike(row, next(scenes), work, chance, kill)
    row.note = ", ".join(f"{name} {times:,}" for name, times in sorted(told.items()))
    return row


def strike(row: Row, scene: Scene, work: Work, chance: random.Random, struck: Struck) -> None:
    """Do a kind of work in a child, let something happen to it at a random moment, look at what it left."""
    with scene.open() as laptop:
        work.prepare(scene, laptop)
    scene.began_at = scene.number
    lines = 1 if chance.random() < WHILE_OPENING else 2
    said = struck_after(lambda: _works(scene, work), lines, chance.random() * LONGEST, struck)
    judge(row, scene, work, said)


def judge(row: Row, scene: Scene, work: Work, said: list[str]) -> None:
    """Open the vault again and count what is missing of what was acknowledged."""
    what, failed = type(work).__name__, [line for line in said if line.startswith(FAILED)]
    said = [line for line in said if not line.startswith(FAILED)]
    scene.clock.moment += timedelta(days=90)
    try:
        lost = work.settle(scene, said)
        with scene.open() as laptop:
            lost += work.lost(scene, laptop, said)
            found = check(laptop)
    except Exception:  # noqa: BLE001 - whatever keeps the vault from being opened is what is looked for
        row.add(what, len(said), 0, traceback.format_exc())
        return
    row.add(what, len(said), lost, " ".join([*failed, *([] if found.is_sound else [str(found.counts)])]))


def _works(scene: Scene, work: Work) -> Iterator[str]:
    laptop = scene.opened()
    yield OPEN
    yield from work.go(scene, laptop)


def struck_after(work: Callable[[], Iterator[str]], lines: int, seconds: float, struck: Struck) -> list[str]:
    """What a child acknowledged before it was struck, so many seconds after its first lines (one as it begins)."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _told(work, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = [pipe.readline() for _ in range(lines)]
        time.sleep(seconds)
        struck(child)
        os.waitpid(child, 0)
        told = [line.decode().strip() for line in (*said, *pipe.readlines()) if line.endswith(b"\n")]
    return [line for line in told[1:] if line != OPEN]


def _told(work: Callable[[], Iterator[str]], to: int) -> None:
    """Work in the child and acknowledge each thing; it never comes back."""
    try:
        os.write(to, b"begun\n")
        for said in work():
            os.write(to, said.encode() + b"\n")
    except BaseException as error:  # noqa: BLE001 - the child ends here, whatever happened
        os.write(to, f"{FAILED}: {type(error).__name__} {error}\n".encode())
        sys.stderr.write(traceback.format_exc())
    os._exit(0)


def kill(child: int) -> None:
    os.kill(child, signal.SIGKILL)
