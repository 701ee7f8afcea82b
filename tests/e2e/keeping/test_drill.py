"""The newest backups are brought back before they are needed, and what is wrong with one is told."""

from pathlib import Path

import pytest

from reintegration_desktop.app.backups.drilling import drill
from reintegration_desktop.app.backups.making import back_up_vault
from reintegration_desktop.app.keys.renewing import renew_at_once
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.vault.errors import NotCustodian
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from tests.e2e.lines import begun
from tests.e2e.offices import MEANS, add_cases, an_office, opened


def test_backups_come_back_with_what_they_say_and_nothing_is_left(tmp_path: Path) -> None:
    program = an_office(tmp_path / "Goma.vault")
    add_cases(program, 2)
    made = back_up_vault(program)
    (one,) = drill(program, 3, NoProgress())
    assert (one.path, one.trouble, one.compared, one.counts["case_"]) == (made.path, "", True, 2)
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]
    program.close()


def test_a_backup_that_was_damaged_is_told_and_the_others_are_drilled(tmp_path: Path) -> None:
    program = an_office(tmp_path / "Goma.vault")
    add_cases(program, 1)
    made = back_up_vault(program)
    damaged = made.path.with_name("20200110T080000Z.g1.age")
    content = bytearray(made.path.read_bytes())
    content[-2000] ^= 1
    damaged.write_bytes(content)
    whole, broken = drill(program, 2, NoProgress())
    assert (whole.trouble, broken.path) == ("", damaged)
    assert broken.trouble == "This file could not be opened."
    program.close()


def test_a_backup_from_before_the_keys_were_renewed_is_counted_with_the_key_of_its_day(tmp_path: Path) -> None:
    program = an_office(tmp_path / "Goma.vault")
    add_cases(program, 1)
    back_up_vault(program)
    renew_at_once(program, NoProgress())
    program.close()
    again = opened(tmp_path / "Goma.vault")
    (one,) = drill(again, 1, NoProgress())
    assert (one.trouble, one.compared, one.counts["case_"]) == ("", True, 1)
    again.close()


def test_who_opens_no_backup_drills_none(tmp_path: Path) -> None:
    program = an_office(tmp_path / "Goma.vault")
    newcomer = Newcomer("Mary", "Mary", Role.CASEWORKER)
    add_person(program.folder, program.keyring, newcomer, "five words of a caseworker", MEANS)
    program.close()
    worker = opened(tmp_path / "Goma.vault", "Mary", "five words of a caseworker")
    with pytest.raises(NotCustodian):
        drill(worker, 1, NoProgress())
    worker.close()


def test_the_command_tells_what_came_back_and_ends_with_one_where_nothing_did(tmp_path: Path) -> None:
    line = begun(tmp_path)
    line.adds(1)
    assert line.says("vault", "drill", line.vault).exit_code == 1
    line.tells("vault", "backup", line.vault, tmp_path / "goma.age")
    told = line.tells("vault", "drill", line.vault)
    assert [(one["cases"], one["compared"], one["trouble"]) for one in told["backups"]] == [(1, True, "")]
