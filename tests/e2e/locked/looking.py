"""A program that is unlocked, worked with and locked, and what can be found of it then: memory, files, children."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from reintegration_desktop.app.program import create_program
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from tests.e2e.canaries import NAMES, in_folder, spellings

NAME, PASSPHRASE = NAMES[0], "umbrella tundra copper violin basket"
PIECE = 1 << 22
PATIENCE = 60.0


@dataclass(frozen=True)
class Left:
    """How often name, passphrase or key stood in memory ``before`` and ``after`` the lock; what else is left.

    ``reading`` processes read a stranger's file before it, and ``keys_there`` is how often the key stands in theirs.
    ``children`` and ``held`` files of the vault by the process that stands in the old one's place, ``hits`` in every
    file of the vault's folder, of home and of temp.
    """

    before: int
    after: int
    reading: int
    keys_there: int
    children: int
    held: int
    hits: int


def left_after_the_lock(place: Path) -> Left:
    """Begin a vault at an empty place, register somebody in it by the window, lock, and look."""
    with _running(place) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{NAME}\n{PASSPHRASE}\n")
        process.stdin.flush()
        key = process.stdout.readline().strip()
        secrets = (*spellings(NAME), bytes.fromhex(key), key.encode(), *spellings(PASSPHRASE))
        name, keys = found(process.pid, *spellings(NAME)), found(process.pid, bytes.fromhex(key), key.encode())
        reading = children(process.pid)
        keys_there = sum(_readable(one, bytes.fromhex(key), key.encode()) for one in reading)
        process.stdin.write("lock\n")
        process.stdin.flush()
        until(lambda: has_begun_again(process.pid), process)
        held = open_files(process.pid)
        return Left(
            min(name, keys), found(process.pid, *secrets), len(reading), keys_there, len(children(process.pid)),
            sum(str(place / "office.vault") in file for file in held), len(in_folder(place, (NAME, PASSPHRASE, key))),
        )  # fmt: skip


def open_files(pid: int) -> list[str]:
    """What a process has open; one that it closes meanwhile is none."""
    held = []
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            held.append(str(file.readlink()))
    return held


@contextmanager
def _running(place: Path) -> Iterator[subprocess.Popen[str]]:
    home = place / "home"
    (home / "tmp").mkdir(parents=True)
    create_program(place / "office.vault", Newcomer("Esther", "Esther", Role.SUPERVISOR), PASSPHRASE).close()
    surroundings = {
        **os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(home), "TMPDIR": str(home / "tmp"),
        "XDG_RUNTIME_DIR": str(home), "REINTEGRATION_HOME": str(home / "ours"),
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.e2e.locked.locking", str(place / "office.vault")]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=surroundings)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def pieces(pid: int) -> Iterator[bytes]:
    """Everything that a process may read of its own memory, overlapping by a little."""
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in maps:
            place, rights, *_ = line.split()
            start, end = (int(number, 16) for number in place.split("-"))
            if "r" not in rights or "[v" in line:
                continue
            for at in range(start, end, PIECE):
                try:
                    memory.seek(at)
                    yield memory.read(min(PIECE + 64, end - at))
                except (OSError, ValueError):
                    break


def found(pid: int, *secrets: bytes) -> int:
    """How often any of some secrets stands in a process's memory."""
    return sum(piece.count(secret) for piece in pieces(pid) for secret in secrets)


def _readable(pid: int, *secrets: bytes) -> int:
    """The same for a process that keeps its memory to itself: only root looks into it."""
    try:
        return found(pid, *secrets)
    except PermissionError:
        return 0


def until(done: Callable[[], bool], running: subprocess.Popen[str]) -> None:
    ends = time.monotonic() + PATIENCE
    while not done():
        assert running.poll() is None, "it ended by itself"
        assert time.monotonic() < ends, "it did not come to it"
        time.sleep(0.1)


def has_begun_again(pid: int) -> bool:
    """Whether a fresh program stands in its place and has painted: what is heavy is imported after that."""
    command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    return b"reintegration_desktop" in command and b"sqlcipher" in Path(f"/proc/{pid}/maps").read_bytes()


def children(pid: int) -> list[int]:
    """Processes that a process began and that still run."""
    parents = {int(one.name): one / "stat" for one in Path("/proc").iterdir() if one.name.isdigit()}
    told = {one: stat.read_text().rpartition(")")[2].split() for one, stat in parents.items() if stat.exists()}
    return [one for one, fields in told.items() if int(fields[1]) == pid]
