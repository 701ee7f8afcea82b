"""A backup brought back over a vault in use: today's people and keys, yesterday's cases, and no erased one."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.app.backups.drilling import drill
from reintegration_desktop.app.backups.listing import listed
from reintegration_desktop.app.backups.making import back_up_vault
from reintegration_desktop.app.backups.restoring import restore_elsewhere, restore_over
from reintegration_desktop.app.keys.renewing import remove_at_once
from reintegration_desktop.app.program import Program, open_program
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.vault.errors import BackupForeign, EnvelopeForeign, NotCustodian, SlotUnknown
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.renewal import change_passphrase
from reintegration_desktop.vault.roles import Role
from tests.e2e.lines import begun
from tests.e2e.offices import MEANS, PASSPHRASE, add_cases, an_office, opened

OTHER = "another five words for today"


@pytest.fixture
def goma(tmp_path: Path) -> Program:
    return an_office(tmp_path / "Goma.vault")


def cases_of(program: Program) -> set[UUID]:
    with program.desk.read() as cases:
        return {row.id for row in cases.rows(list(cases.ids(CaseFilter(status=None))))}


def ends(program: Program) -> dict[str, int]:
    return {device: mark.seq for device, mark in program.opened.incoming.vector().items()}


def test_the_cases_of_that_day_come_back_and_todays_are_kept_aside(goma: Program, tmp_path: Path) -> None:
    before = set(add_cases(goma, 2))
    made = back_up_vault(goma)
    since = set(add_cases(goma, 1))
    device = goma.folder.device(goma.keyring.file, MEANS.random).id
    done = restore_over(goma, made.path, NoProgress())
    assert (done.cases, done.erased_again) == (2, 0)
    back = opened(tmp_path / "Goma.vault")
    assert (back.notices, back.rolled_back, cases_of(back)) == ((), False, before)
    assert back.folder.device(back.keyring.file, MEANS.random).id != device
    assert [backup.backup.path.name for backup in listed(back)] == [made.path.name]
    add_cases(back, 1)
    back.close()
    aside = opened(done.aside)
    assert cases_of(aside) == before | since
    aside.close()
    assert {path.name for path in tmp_path.iterdir() if path.suffix == ".vault"} == {"Goma.vault", done.aside.name}
    assert not list(tmp_path.glob(".restoring-*"))


def test_what_was_destroyed_since_is_destroyed_again(goma: Program, tmp_path: Path) -> None:
    gone, stays = add_cases(goma, 2)
    made = back_up_vault(goma)
    goma.opened.destroy(gone)
    assert restore_over(goma, made.path, NoProgress()).erased_again == 1
    back = opened(tmp_path / "Goma.vault")
    assert cases_of(back) == {stays}
    raw = b"".join(path.read_bytes() for path in back.folder.path.glob("cases.db*"))
    assert gone.bytes not in raw
    back.close()


def test_elsewhere_it_is_destroyed_again_too(goma: Program, tmp_path: Path) -> None:
    gone, stays = add_cases(goma, 2)
    made = back_up_vault(goma)
    goma.opened.destroy(gone)
    back = restore_elsewhere(goma.folder, goma.keyring, made.path, VaultFolder(tmp_path / "Again.vault"))
    assert (back.contents.counts["case_"], back.erased_again) == (2, 1)
    goma.close()
    again = opened(tmp_path / "Again.vault")
    assert cases_of(again) == {stays}
    again.close()


def test_a_vault_whose_cases_no_longer_open_brings_its_backup_back_all_the_same(goma: Program, tmp_path: Path) -> None:
    kept = set(add_cases(goma, 1))
    made = back_up_vault(goma)
    goma.close()
    content = bytearray(goma.folder.database.read_bytes())
    content[100:5000] = bytes(4900)
    goma.folder.database.write_bytes(content)
    back = restore_elsewhere(goma.folder, goma.keyring, made.path, VaultFolder(tmp_path / "Again.vault"))
    assert back.erased_again == 0
    again = opened(tmp_path / "Again.vault")
    assert cases_of(again) == kept
    again.close()


def test_a_backup_older_than_an_erasure_is_listed_as_one(tmp_path: Path) -> None:
    goma = an_office(tmp_path / "Goma.vault")
    (gone,) = add_cases(goma, 1)
    back_up_vault(goma)
    goma.close()
    day = replace(MEANS, clock=replace(MEANS.clock, moment=MEANS.now() + timedelta(days=1)))
    later = open_program(tmp_path / "Goma.vault", None, PASSPHRASE, means=day)
    assert [line.erasures for line in listed(later)] == [0]
    later.opened.destroy(gone)
    assert [line.erasures for line in listed(later)] == [1]
    later.close()


def test_whoever_was_removed_and_an_earlier_passphrase_do_not_come_back(goma: Program, tmp_path: Path) -> None:
    newcomer = Newcomer("Mary", "Mary", Role.CASEWORKER)
    mary = add_person(goma.folder, goma.keyring, newcomer, "five words of a caseworker", MEANS)
    goma.close()
    goma = opened(tmp_path / "Goma.vault", "Esther")
    before = set(add_cases(goma, 2))
    made = back_up_vault(goma)
    remove_at_once(goma, mary.id, NoProgress())
    goma.close()
    change_passphrase(goma.folder, "Esther", PASSPHRASE, OTHER, MEANS)
    today = opened(tmp_path / "Goma.vault", "Esther", OTHER)
    assert listed(today)[0].precedes_rotation
    restore_over(today, made.path, NoProgress())
    with pytest.raises(SlotUnknown):
        opened(tmp_path / "Goma.vault", "Mary", "five words of a caseworker")
    back = opened(tmp_path / "Goma.vault", "Esther", OTHER)
    assert (back.notices, cases_of(back)) == ((), before)
    assert back.opened.checker.check((), NoProgress()).is_sound
    with back.desk.read() as cases:
        assert all(cases.open(case).file.records for case in before)
    back.close()


def test_another_offices_backup_changes_nothing(goma: Program, tmp_path: Path) -> None:
    kept = set(add_cases(goma, 1))
    other = an_office(tmp_path / "Bukavu.vault")
    add_cases(other, 1)
    made = back_up_vault(other)
    with pytest.raises((BackupForeign, EnvelopeForeign)):
        restore_over(goma, made.path, NoProgress())
    assert cases_of(goma) == kept
    other.close()
    goma.close()


def test_who_opens_no_backup_brings_none_back(goma: Program, tmp_path: Path) -> None:
    add_cases(goma, 1)
    made = back_up_vault(goma)
    newcomer = Newcomer("Mary", "Mary", Role.CASEWORKER)
    add_person(goma.folder, goma.keyring, newcomer, "five words of a caseworker", MEANS)
    goma.close()
    mary = opened(tmp_path / "Goma.vault", "Mary", "five words of a caseworker")
    with pytest.raises(NotCustodian):
        restore_over(mary, made.path, NoProgress())
    mary.close()


def test_a_drill_tells_work_that_this_vault_lacks_since_it_was_taken_back(goma: Program, tmp_path: Path) -> None:
    add_cases(goma, 1)
    first = back_up_vault(goma)
    first_path = first.path.rename(first.path.with_name("20260101T080000Z.g1.age"))
    add_cases(goma, 1)
    back_up_vault(goma)
    restore_over(goma, first_path, NoProgress())
    back = opened(tmp_path / "Goma.vault")
    newest, oldest = drill(back, 2, NoProgress())
    assert (newest.trouble, newest.compared, oldest.trouble, oldest.remark) == ("", True, "", "")
    assert "an earlier state was brought back" in newest.remark
    back.close()


def test_a_drill_tells_changes_that_this_vault_lost(goma: Program) -> None:
    add_cases(goma, 2)
    back_up_vault(goma)
    with goma.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM change WHERE seq = 2")
    (one,) = drill(goma, 1, NoProgress())
    assert (one.compared, one.trouble) == (True, "1 change of it is missing here, or was added.")
    goma.close()


def test_the_command_brings_a_backup_back_over_a_vault(tmp_path: Path) -> None:
    line = begun(tmp_path)
    line.adds(1)
    line.tells("vault", "backup", line.vault, tmp_path / "goma.age")
    line.adds(2)
    told = line.tells("vault", "restore-over", tmp_path / "goma.age", line.vault, "--yes")
    assert (told["cases"], told["erased_again"]) == (1, 0)
    assert Path(told["aside"]).is_dir()
    assert line.tells("vault", "drill", line.vault)["sound"]
