"""A restore that was killed leaves a sealed copy of the vault: swept at the next unlock, and listed until then."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reintegration_desktop.app.erasing.copies import kept_copies
from reintegration_desktop.app.verifying.checking import check_sealed
from reintegration_desktop.casework.erasing.copies import Where
from reintegration_desktop.casework.erasing.words import kept_words
from reintegration_desktop.vault.backups.passing import RESTORING, UNPACKED, left_near
from reintegration_desktop.vault.folder import VaultFolder
from tests.e2e.offices import add_cases, an_office, opened

AT_WORK = """
import sys
from pathlib import Path
from reintegration_desktop.vault.backups.passing import passing_folder
with passing_folder(sys.argv[2], Path(sys.argv[1])) as place:
    (place / "Goma.vault").mkdir()
    (place / "Goma.vault" / "cases.db").write_bytes(b"sealed")
    (place / "archive").write_bytes(b"sealed")
    print("ready", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    program = an_office(tmp_path / "Goma.vault")
    add_cases(program, 1)
    program.close()
    return program.folder.path


@pytest.fixture(params=[RESTORING, UNPACKED])
def restoring(vault: Path, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    """Another program that has a backup open beside the vault."""
    command = [sys.executable, "-c", AT_WORK, str(vault.parent), request.param]
    running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert running.stdout.readline() == "ready\n"
    yield running
    running.kill()
    running.communicate()


def test_what_a_killed_restore_left_is_swept_when_somebody_opens_the_vault(
    vault: Path, restoring: subprocess.Popen[str]
) -> None:
    restoring.kill()
    restoring.wait()
    (place,) = left_near(vault)
    assert any(place.name in warning for warning in check_sealed(VaultFolder(vault)).warnings)
    opened(vault).close()
    assert not place.exists()
    assert left_near(vault) == ()
    assert not any("restore" in warning for warning in check_sealed(VaultFolder(vault)).warnings if "copy" in warning)


def test_what_somebody_works_in_stays_and_stands_in_the_list_of_copies(
    vault: Path, restoring: subprocess.Popen[str]
) -> None:
    program = opened(vault)
    (place,) = left_near(vault)
    assert (place / "archive").exists()
    (left,) = [kept for kept in kept_copies(program) if kept.where is Where.LEFT]
    assert place.name in kept_words(left)
    program.close()


@pytest.mark.parametrize("name", [".backup-photos12", ".restoring-abc", "backup-abcdefgh"])
def test_somebody_elses_folder_is_never_touched(vault: Path, name: str) -> None:
    other = vault.parent / name
    other.mkdir()
    (other / "holiday.jpg").write_bytes(b"sea")
    opened(vault).close()
    assert (other / "holiday.jpg").exists()
    assert left_near(vault) == ()
