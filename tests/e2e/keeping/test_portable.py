"""Run from a stick, the program leaves nothing in the user's home and nothing in the computer's temporary folder."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.offices import PASSPHRASE

CASE = {
    "identification": {
        "name_first": "Zawadi", "identified_on": "2026-03-01", "registered_on": "2026-03-01",
        "how_identified": "self_or_family",
    }
}  # fmt: skip


class Computer:
    """Somebody else's: an empty home, an empty temporary folder, and a stick in it."""

    def __init__(self, place: Path) -> None:
        self.home, self.temp, self.stick = place / "home", place / "tmp", place / "stick" / "Reintegration"
        for folder in (self.home, self.temp, self.stick.parent):
            folder.mkdir()
        self.vault = self.stick / "Goma.vault"

    def runs(self, *words: object, typed: str = "", module: str = "reintegration_desktop.cli", seconds: int = 60):
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.home), "TMPDIR": str(self.temp), "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1", "REINTEGRATION_SLOT_COST": "floor",
            "REINTEGRATION_PASSPHRASE": PASSPHRASE,
        }  # fmt: skip
        start = f"import sys; sys.argv[0] = {str(self.stick / 'reintegration')!r}; from {module} import main; main()"
        command = [sys.executable, "-c", start, *map(str, words)]
        try:
            done = subprocess.run(
                command, env=environment, input=typed.encode(), capture_output=True, timeout=seconds, check=False
            )
        except subprocess.TimeoutExpired:
            return ""
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    @property
    def left(self) -> list[Path]:
        """What was written outside of the stick."""
        return sorted((*self.home.rglob("*"), *self.temp.rglob("*")))


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    made = Computer(tmp_path)
    made.stick.mkdir()
    (made.stick / "portable.toml").write_text("")
    return made


def test_a_vault_begun_filled_backed_up_and_drilled_leaves_nothing_on_the_computer(computer: Computer):
    vault = computer.vault
    computer.runs("vault", "create", vault, "--person", "Esther", "--label", "Esther", "--office", "Goma")
    computer.runs("case", "add", vault, "-", typed=json.dumps(CASE))
    computer.runs("vault", "backup", vault, computer.stick / "goma.age")
    assert json.loads(computer.runs("vault", "drill", vault, "--json"))["sound"]
    assert json.loads(computer.runs("vault", "check", vault, "--json"))["sound"]
    assert computer.left == []
    assert len(list((computer.stick / "settings" / "devices").iterdir())) == 1


def test_the_window_leaves_nothing_on_the_computer(computer: Computer):
    computer.runs("vault", "create", computer.vault, "--person", "Esther", "--label", "Esther", "--office", "Goma")
    assert computer.runs(computer.vault, module="reintegration_desktop.__main__", seconds=6) == ""
    assert computer.left == []
    assert (computer.stick / "temp").is_dir()


def test_the_same_stick_in_another_computer_goes_on_as_the_same_device(computer: Computer, tmp_path: Path):
    computer.runs("vault", "create", computer.vault, "--person", "Esther", "--label", "Esther", "--office", "Goma")
    computer.runs("case", "add", computer.vault, "-", typed=json.dumps(CASE))
    (tmp_path / "other").mkdir()
    other = Computer(tmp_path / "other")
    (tmp_path / "stick" / "Reintegration").rename(other.stick)
    other.runs("case", "add", other.vault, "-", typed=json.dumps(CASE))
    checked = json.loads(other.runs("vault", "check", other.vault, "--json"))
    assert (checked["sound"], checked["checked"]["outside heads"]) == (True, 2)
    assert len(list((other.stick / "settings" / "devices").iterdir())) == 1
    assert other.left == []
