"""Disks without room: no file may grow beyond a size (RLIMIT_FSIZE), and a whole disk of a few hundred kilobytes."""

import os
import random
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.disk import put_back
from tests.faults.rows import Row
from tests.faults.scene import Scene
from tests.faults.store_works import Work
from tests.faults.struck import REFUSED, look, told
from tests.faults.works import EACH

MANY, KIB = 40, 1 << 10
AMPLE = 64 << 20


def run_with_a_limit(times: int, chance: random.Random, place: Path) -> Row:
    """So many limits for each kind of work, from nothing to more than it needs."""
    row, refused = Row(of="limits"), 0
    for number, work in enumerate(EACH):
        scene, before = _prepared(place / f"office{number}", work, number)
        largest = max(path.stat().st_size for path in scene.place.rglob("*") if path.is_file())
        for at in range(times):
            put_back(before, scene.place)
            scene.number = scene.began_at
            limit = (2 * largest * at // times + chance.randrange(4 * KIB)) if at else 0
            said = told(scene, work, lambda limit=limit: _limit(limit), lambda: _limit(resource.RLIM_INFINITY), MANY)
            refused += any(line.startswith(REFUSED) for line in said)
            look(row, scene, work, said, f"no file beyond {limit} bytes")
    row.note = f"{refused:,} refused"
    return row


def run_on_a_small_disk(times: int, chance: random.Random, place: Path) -> Row:
    """So many small disks for each kind of work; where nobody may mount one, the row says so."""
    row, refused = Row(of="disks"), 0
    disk = place / "disk"
    disk.mkdir()
    if not may_mount(disk):
        return Row(done=1, of="disks not made: mounting one needs a right that was lacking")
    for number, work in enumerate(EACH):
        with _mounted(disk):
            scene, before = _prepared(disk / "office", work, number, place / "before")
            for at in range(times):
                _resize(disk, AMPLE)
                put_back(before, scene.place)
                scene.number = scene.began_at
                room = _used(disk) + 4 * KIB * (1 + at * 24 // times) + 4 * KIB * chance.randrange(16)
                said = told(scene, work, lambda room=room: _resize(disk, room), lambda: _resize(disk, AMPLE), MANY)
                refused += any(line.startswith(REFUSED) for line in said)
                look(row, scene, work, said, f"a disk of {room} bytes")
    row.note = f"{refused:,} refused"
    return row


def may_mount(disk: Path) -> bool:
    """Whether a disk in memory can be mounted by who runs this."""
    try:
        with _mounted(disk):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


def _prepared(place: Path, work: Work, number: int, before: Path | None = None) -> tuple[Scene, Path]:
    scene = Scene(place, seed=number)
    with scene.open() as laptop:
        work.prepare(scene, laptop)
    scene.began_at = scene.number
    kept = before or place.with_name("before")
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(place, kept)
    return scene, kept


def _limit(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


@contextmanager
def _mounted(disk: Path) -> Iterator[None]:
    _run("mount", "-t", "tmpfs", "-o", f"size={AMPLE}", "faults", str(disk))
    try:
        yield
    finally:
        _run("umount", "-l", str(disk))


def _resize(disk: Path, size: int) -> None:
    _run("mount", "-o", f"remount,size={size}", str(disk))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _used(disk: Path) -> int:
    free = os.statvfs(disk)
    return (free.f_blocks - free.f_bfree) * free.f_frsize
