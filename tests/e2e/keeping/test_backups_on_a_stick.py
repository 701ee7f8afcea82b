"""Backups of an open vault: counted, opened again, kept on a stick, and brought back."""

from pathlib import Path

import pytest

from reintegration_desktop.app.backups.making import back_up_to, back_up_vault
from reintegration_desktop.casework.errors import NoDatabase
from reintegration_desktop.vault.backups.backup import backup_identity, restore_backup
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from tests.e2e.offices import MEANS, add_cases, an_office, opened


def test_a_backup_on_a_stick_says_how_much_is_in_it_and_brings_everything_back(tmp_path: Path):
    program = an_office(tmp_path / "Goma.vault")
    add_cases(program, 2)
    (tmp_path / "stick").mkdir()
    carried = back_up_to(program, tmp_path / "stick")
    identity = backup_identity(program.keyring.own.seal_secret)
    program.close()
    contents = restore_backup(carried, [identity], VaultFolder(tmp_path / "Again.vault"))
    assert contents.counts["case_"] == 2
    again = opened(tmp_path / "Again.vault")
    assert (again.notices, again.rolled_back) == ((), False)
    again.close()


def test_what_a_kill_left_of_a_backup_goes_with_the_next_and_old_ones_go_too(tmp_path: Path):
    program = an_office(tmp_path / "Goma.vault")
    backups = program.folder.part("backups")
    (backups / ".copy-left").mkdir()
    (backups / ".copy-left" / "copy.db").write_bytes(b"half")
    for day in range(10, 30):
        (backups / f"202001{day}T080000Z.g1.age").write_bytes(b"older")
    made = back_up_vault(program)
    assert made.path in backups.iterdir()
    kept = sorted(path.name[6:8] for path in backups.iterdir() if path.name.startswith("2020"))
    assert kept == ["19", "24", "25", "26", "27", "28", "29"]
    program.close()


def test_whoever_cannot_copy_the_cases_makes_no_backup_without_them(tmp_path: Path):
    program = an_office(tmp_path / "Goma.vault")
    add_person(
        program.folder, program.keyring, Newcomer("Mary", "Mary", Role.MANAGER), "five words of a manager", MEANS
    )
    program.close()
    manager = opened(tmp_path / "Goma.vault", "Mary", "five words of a manager")
    with pytest.raises(NoDatabase):
        back_up_vault(manager)
    manager.close()
