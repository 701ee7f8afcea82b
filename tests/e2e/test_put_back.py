"""A page, the database, ``vault.json``, or all of it put back to an older state: noticed at unlock, and only read."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from reintegration_desktop.app.backups.older import accept_older
from reintegration_desktop.app.keeping import check_vault
from reintegration_desktop.app.overseeing import log_verbs
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.records import save_sheet, sheet
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.checking.file_mark import PAGE, mark_of
from reintegration_desktop.store.database import open_database
from reintegration_desktop.store.errors import DatabaseDamaged, DatabaseOlder, PagesOlder
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.vault.errors import VaultFileOlder
from reintegration_desktop.vault.office.heads import MARK
from tests.e2e.offices import add_cases, an_office, opened

FILES = ("cases.db", "vault.json", "vault.json.bak")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault with some cases, closed."""
    program = an_office(tmp_path / "Goma.vault")
    add_cases(program, 6)
    program.close()
    return tmp_path / "Goma.vault"


def at_work(vault: Path) -> None:
    """A telephone number is changed, and a case added."""
    program = opened(vault)
    with program.desk.read() as cases:
        case = cases.people(None, 10, ("nickname",))[0].case
    one = sheet(program.desk, open_case(program.desk, case), "identification")
    save_sheet(program.desk, one.filled(one.filling.answer("nickname", "Zuzu")))
    add_cases(program, 1)
    program.close()


def kept(vault: Path) -> dict[str, bytes]:
    return {name: (vault / name).read_bytes() for name in FILES}


def put_back(vault: Path, older: dict[str, bytes], *names: str) -> None:
    for name in ("cases.db-wal", "cases.db-shm"):
        (vault / name).unlink(missing_ok=True)
    for name in names:
        (vault / name).write_bytes(older[name])


def refuses_to_write(program: Program) -> bool:
    with pytest.raises(DatabaseOlder):
        add_cases(program, 1)
    return True


def test_each_single_page_that_is_put_back_is_noticed_at_unlock(vault: Path, tmp_path: Path):
    before = kept(vault)["cases.db"]
    at_work(vault)
    after = kept(vault)["cases.db"]
    pages = [at for at in range(0, len(before), PAGE) if before[at : at + PAGE] != after[at : at + PAGE]]
    assert len(pages) > 5
    seen = dict.fromkeys(("read only", "damaged"), 0)
    for at in pages:
        (vault / "cases.db").write_bytes(after[:at] + before[at : at + PAGE] + after[at + PAGE :])
        try:
            program = opened(vault)
        except DatabaseDamaged:
            seen["damaged"] += 1
        else:
            assert program.rolled_back, f"page {at // PAGE} of {len(after) // PAGE}"
            seen["read only"] += refuses_to_write(program)
            program.close()
        put_back(vault, {"cases.db": after}, "cases.db")
    again = opened(vault)
    assert again.notices == ()
    again.close()
    sys.stdout.write(f"{len(pages)} pages put back one by one: {seen}\n")


def database_alone(vault: Path, older: dict[str, bytes]) -> None:
    put_back(vault, older, "cases.db")


def database_and_file(vault: Path, older: dict[str, bytes]) -> None:
    put_back(vault, older, *FILES)


@pytest.mark.parametrize("happened", [database_alone, database_and_file], ids=lambda one: one.__name__)
def test_an_older_database_is_only_read_until_a_person_decides_and_the_decision_stands_in_the_log(
    vault: Path, happened: Callable[[Path, dict[str, bytes]], None]
):
    older = kept(vault)
    at_work(vault)
    happened(vault, older)
    decided = happened is database_and_file
    if decided:
        with pytest.raises(VaultFileOlder):
            opened(vault)
    program = opened(vault, older=decided)
    assert program.rolled_back and refuses_to_write(program)
    told = in_plain_words(program.notices[0])
    assert "older" in told.happened and told.safe and told.do
    accept_older(program, "The disk broke.")
    program.close()
    again = opened(vault)
    assert again.notices == ()
    add_cases(again, 1)
    assert check_vault(again, NoProgress()).sound
    reasons = [line.reason for line in log_verbs(again).lines(again.desk.today)]
    assert any("older vault" in reason for reason in reasons)
    again.close()


def test_the_whole_folder_put_back_is_noticed_by_what_this_computer_remembers(vault: Path, tmp_path: Path):
    copytree(vault, tmp_path / "kept")
    at_work(vault)
    rmtree(vault)
    copytree(tmp_path / "kept", vault)
    with pytest.raises(VaultFileOlder):
        opened(vault)
    program = opened(vault, older=True)
    assert program.rolled_back and refuses_to_write(program)
    program.close()


@pytest.mark.parametrize("names", [("vault.json",), ("vault.json", "vault.json.bak")], ids=len)
def test_an_older_vaults_file_opens_nothing_until_a_person_says_so(vault: Path, names: tuple[str, ...]):
    older = kept(vault)
    at_work(vault)
    put_back(vault, older, *names)
    with pytest.raises(VaultFileOlder) as refusal:
        opened(vault)
    assert "older" in in_plain_words(refusal.value).happened


def test_a_list_that_was_pointed_at_an_older_answer_is_drawn_anew_from_the_log_where_somebody_goes_on(vault: Path):
    """Somebody with the database's key shows an old telephone number as the newest, in tables and indexes alike."""
    at_work(vault)
    program = opened(vault)
    key = program.keyring.database_key()
    program.close()
    database = open_database(vault / "cases.db", key)
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE head SET seq = 4 WHERE seq = (SELECT max(seq) FROM head WHERE room = 1)")
    database.close()
    program = opened(vault)
    assert isinstance(program.notices[0], PagesOlder) and refuses_to_write(program)
    assert [sentence for sentence, _ in check_vault(program, NoProgress()).troubles] == [
        "A case's lists differ from what its log says."
    ]
    accept_older(program, "The disk broke.")
    program.close()
    again = opened(vault)
    assert again.notices == ()
    assert check_vault(again, NoProgress()).sound
    with again.desk.read() as cases:
        assert "Zuzu" in {one.said[0] for one in cases.people(None, 10, ("nickname",))}
    again.close()


def test_a_program_that_was_killed_is_checked_whole_and_goes_on(vault: Path):
    child = os.fork()
    if child == 0:
        add_cases(opened(vault), 1)
        os._exit(0)
    os.waitpid(child, 0)
    program = opened(vault)
    assert program.notices == ()
    assert program.keyring.file.settings[MARK] != mark_of(vault / "cases.db")
    program.close()
    assert opened_and_closed(vault) == mark_of(vault / "cases.db")


def opened_and_closed(vault: Path) -> str:
    program = opened(vault)
    program.close()
    return program.folder.read().file.settings[MARK]
