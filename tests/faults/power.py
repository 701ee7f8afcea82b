"""Cuts the power while a program works on a vault: the disk's unsynced writes dropped, torn and reordered.

A child's work is written down by the shim, call for call. From that journal the disk is rebuilt as it may look after a
cut at any moment, as often as wanted, and the vault on it opened: what was acknowledged before the cut must be there.
"""

import os
import random
import shutil
import sys
import traceback
from copy import deepcopy
from itertools import islice
from pathlib import Path

from tests.faults.disk import Asked, Disk, lay, put_back, read_journal
from tests.faults.kills import judge
from tests.faults.rows import Row
from tests.faults.scene import Scene, fresh_scenes, in_turn
from tests.faults.shim import Shim
from tests.faults.store_works import Work
from tests.faults.works import WORKS

Written = tuple[Disk, Path, list[Asked]]
HEARD, DEAF = "acdnrstuw", "acnrtuw"
CUTS_OF_ONE, ACKNOWLEDGED, FRESH_AFTER = 25, 8, 4


def run(cuts: int, chance: random.Random, place: Path, heard: str = HEARD) -> Row:
    """So many cuts of power, twenty-five at moments of each piece of work that was written down.

    ``heard`` are the calls that the disk obeys: one that doesn't obey those that bring something to it is a liar.
    """
    row, asked_for = Row(of="cuts of power"), 0
    scenes, each = fresh_scenes(place, chance, FRESH_AFTER), min(CUTS_OF_ONE, max(1, cuts // len(WORKS)))
    number = 0
    while row.done < cuts:
        work, scene = in_turn(WORKS, number), next(scenes)
        number += 1
        disk, before, asked = _written_down(scene, work, chance)
        asked_for += len(asked)
        for _ in range(min(each, cuts - row.done)):
            _cut(row, scene, work, (deepcopy(disk), before, [one for one in asked if one.what in heard]), chance)
        put_back(before, scene.place)
        scene.number = scene.began_at
    row.note = f"{number} pieces of work written down, {asked_for:,} calls of the disk"
    return row


def run_on_a_liar(cuts: int, chance: random.Random, place: Path) -> Row:
    """The same on a disk that forgets what it was told to keep: something must be lost, or nothing was looked at."""
    found = run(cuts, chance, place, DEAF)
    row = Row(of=found.of, done=found.done, acknowledged=1, note=f"noticed {len(found.unsound)} times")
    row.lost = int(not found.unsound)
    return row


def _written_down(scene: Scene, work: Work, chance: random.Random) -> Written:
    """What lay there before a piece of work, a copy of it, and everything that the work asked of the disk."""
    with scene.open() as laptop:
        work.prepare(scene, laptop)
    scene.began_at = scene.number
    before, journal = scene.place.with_name("before"), scene.place.with_name("journal")
    shutil.rmtree(before, ignore_errors=True)
    shutil.copytree(scene.place, before)
    closes, disk = chance.random() < 0.5, Disk.of(scene.place)
    child = os.fork()
    if child == 0:
        _work(scene, work, journal, closes=closes)
    _, ended = os.waitpid(child, 0)
    if ended:
        raise AssertionError(f"{type(work).__name__} failed by itself")
    return disk, before, read_journal(journal)


def _work(scene: Scene, work: Work, journal: Path, *, closes: bool) -> None:
    try:
        shim = Shim(scene.place)
        shim.record(journal)
        laptop = scene.opened()
        for said in islice(work.go(scene, laptop), ACKNOWLEDGED):
            shim.note(said)
        if closes and not laptop.database.is_closed:
            scene.close(laptop)
    except BaseException:  # noqa: BLE001 - the child ends here, whatever happened
        sys.stderr.write(traceback.format_exc())
        os._exit(1)
    os._exit(0)


def _cut(row: Row, scene: Scene, work: Work, written: Written, chance: random.Random) -> None:
    """Look at the vault as it may lie there after a cut at one moment."""
    disk, before, asked = written
    upto = chance.randint(0, len(asked))
    for one in asked[:upto]:
        disk.take(one)
    put_back(before, scene.place)
    lay(scene.place, disk.after_a_cut(chance))
    judge(row, scene, work, [one.content.decode() for one in asked[:upto] if one.what == "a"])
