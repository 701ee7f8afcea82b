"""What is left once it has locked: in memory, in the process's files and children, in temp and home."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reintegration_desktop.app.program import create_program
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from tests.e2e.canaries import NAMES, in_folder, spellings

NAME, PASSPHRASE = NAMES[0], "umbrella tundra copper violin basket"
PIECE = 1 << 22
PATIENCE = 60.0

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


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


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    (made / "tmp").mkdir(parents=True)
    return made


@pytest.fixture
def running(home: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    create_program(tmp_path / "office.vault", Newcomer("Esther", "Esther", Role.SUPERVISOR), PASSPHRASE).close()
    surroundings = {
        **os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(home), "TMPDIR": str(home / "tmp"),
        "XDG_RUNTIME_DIR": str(home), "REINTEGRATION_HOME": str(home / "ours"),
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.e2e.locked.locking", str(tmp_path / "office.vault")]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=surroundings)
    yield process
    process.kill()
    process.communicate()


def test_nothing_of_a_case_or_a_key_is_left_anywhere(running: subprocess.Popen[str], home: Path, tmp_path: Path):
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(f"{NAME}\n{PASSPHRASE}\n")
    running.stdin.flush()
    key = running.stdout.readline().strip()
    secrets = (*spellings(NAME), bytes.fromhex(key), key.encode(), *spellings(PASSPHRASE))
    assert found(running.pid, *spellings(NAME)), "this looks into the memory of the right process"
    assert found(running.pid, bytes.fromhex(key), key.encode())
    running.stdin.write("lock\n")
    running.stdin.flush()
    until(lambda: has_begun_again(running.pid), running)
    assert found(running.pid, *secrets) == 0
    assert children(running.pid) == []
    held = [str(file.readlink()) for file in Path(f"/proc/{running.pid}/fd").iterdir()]
    assert not [name for name in held if str(tmp_path / "office.vault") in name]
    assert in_folder(tmp_path, (NAME, PASSPHRASE, key)) == []
