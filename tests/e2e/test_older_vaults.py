"""An older file that was put back, a missing one, a folder that takes no writing: noticed, told, and nothing forked."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time

import pytest

from reintegration_desktop.app.backups.older import accept_older
from reintegration_desktop.app.opening import heads_of
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.store.errors import DatabaseLogMissing, DatabaseMissing, DatabaseOlder, OpenedReadOnly
from reintegration_desktop.vault.errors import FolderReadOnly, SpareUsed, VaultFileOlder, WrongPassphrase
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.joining import certify, join
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.requests import request
from reintegration_desktop.vault.papers.codes import code_of
from reintegration_desktop.vault.roles import Role
from tests.e2e.lines import Line, begun
from tests.e2e.offices import MEANS, add_cases, an_office, opened
from tests.rights import an_ordinary_user


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault with two cases, closed."""
    program = an_office(tmp_path / "Goma.vault")
    add_cases(program, 2)
    program.close()
    return tmp_path / "Goma.vault"


def one_more_case(vault: Path) -> None:
    program = opened(vault)
    add_cases(program, 1)
    program.close()


def put_back(kept: bytes, vault: Path) -> None:
    for name in ("cases.db-wal", "cases.db-shm"):
        (vault / name).unlink(missing_ok=True)
    (vault / "cases.db").write_bytes(kept)


def heads(vault: Path) -> set[tuple[str, int]]:
    program = opened(vault)
    found = {(head.device, head.seq) for head in heads_of(program.database).values()}
    program.close()
    return found


def test_how_far_the_chains_came_is_remembered_when_a_vault_is_closed(vault: Path):
    written = {(head.device, head.seq) for head in VaultFolder(vault).read().file.heads}
    assert written == heads(vault) != set()


def test_a_vault_that_was_killed_is_remembered_as_far_as_it_came_when_it_is_opened_next(vault: Path):
    child = os.fork()
    if child == 0:
        add_cases(opened(vault), 1)
        os._exit(0)
    os.waitpid(child, 0)
    program = opened(vault)
    assert program.notices == ()
    assert {head.seq for head in VaultFolder(vault).read().file.heads} == {
        head.seq for head in heads_of(program.database).values()
    }
    program.close()


def test_an_older_database_is_read_and_nothing_is_written_to_it(vault: Path):
    older = (vault / "cases.db").read_bytes()
    one_more_case(vault)
    put_back(older, vault)
    program = opened(vault)
    assert program.rolled_back
    with program.desk.read() as cases:
        assert len(list(cases.ids(CaseFilter(status=None)))) == 2
    with pytest.raises(DatabaseOlder):
        add_cases(program, 1)
    program.close()
    assert (vault / "cases.db").read_bytes() == older


def test_an_older_database_is_noticed_although_the_vaults_file_is_as_old(vault: Path):
    kept = {name: (vault / name).read_bytes() for name in ("cases.db", "vault.json", "vault.json.bak")}
    one_more_case(vault)
    put_back(kept["cases.db"], vault)
    for name in ("vault.json", "vault.json.bak"):
        (vault / name).write_bytes(kept[name])
    with pytest.raises(VaultFileOlder):
        opened(vault)
    program = opened(vault, older=True)
    assert program.rolled_back
    program.close()


def test_whoever_accepts_an_older_database_goes_on_as_another_device_and_no_number_is_given_twice(tmp_path: Path):
    line = begun(tmp_path)
    first = line.adds(1)
    older, chain = line.folder.database.read_bytes(), heads_on(line)
    lost = line.adds(2)
    put_back(older, line.folder.path)
    assert "older" in line.says("case", "list", line.vault).stderr
    assert "older" in line.refuses("case", "add", line.vault, tmp_path / "case-2.json")
    assert line.says("vault", "accept-older", line.vault, typed="n\n").exit_code == 1
    assert line.tells("vault", "accept-older", line.vault, "--yes", "--reason", "Put back.")["was_older"] is True
    assert line.codes() == {first} != {lost}
    line.adds(3)
    after = heads_on(line)
    assert {device: after[device] for device in chain} == chain
    assert len(after) == len(chain) + 1
    assert line.tells("vault", "check", line.vault)["sound"] is True


def heads_on(line: Line) -> dict[str, int]:
    return {head.device: head.seq for head in line.folder.read().file.heads}


def test_a_missing_database_is_told_and_none_is_begun_in_its_place(vault: Path):
    for file in vault.glob("cases.db*"):
        file.unlink()
    with pytest.raises(DatabaseMissing):
        opened(vault)
    (vault / "cases.db").touch()
    with pytest.raises(DatabaseMissing):
        opened(vault)
    assert (vault / "cases.db").read_bytes() == b""


def test_a_database_that_was_never_begun_is_begun_after_a_kill(tmp_path: Path):
    asked, answer, code = asked_and_answered(tmp_path)
    folder = VaultFolder(tmp_path / "Jonas.vault")
    join(folder, asked, answer, code, "jonas has five words here", MEANS)
    folder.database.touch()
    program = opened(folder.path, "Jonas", "jonas has five words here")
    assert (program.store is not None, program.notices) == (True, ())
    program.close()


def asked_and_answered(tmp_path: Path):
    """Jonas's request for a vault of his own, and Esther's answer, who has cases already."""
    esther = an_office(tmp_path / "Goma.vault")
    add_cases(esther, 1)
    asked = request(VaultFolder(tmp_path / "Jonas.vault"), "Jonas", "jonas has five words here", MEANS)
    newcomer = Newcomer("Jonas", "Jonas", Role.CASEWORKER)
    answer = certify(esther.folder, esther.keyring, asked.content, code_of(asked.content), newcomer, MEANS)
    esther.close()
    return asked, answer, code_of(answer)


def killed_with_newest_rows(vault: Path) -> bytes:
    """Somebody was killed after a case was saved; its log file is taken out of the vault."""
    child = os.fork()
    if child == 0:
        add_cases(opened(vault), 1)
        os._exit(0)
    os.waitpid(child, 0)
    log = vault / "cases.db-wal"
    kept = log.read_bytes()
    log.unlink()
    return kept


def cases_in(program) -> int:
    with program.desk.read() as cases:
        return len(list(cases.ids(CaseFilter(status=None))))


def test_a_vault_whose_newest_rows_were_left_behind_is_only_read_until_they_are_put_back(vault: Path):
    kept = killed_with_newest_rows(vault)
    for _ in range(2):
        program = opened(vault)
        assert [type(notice) for notice in program.notices] == [DatabaseLogMissing]
        assert program.rolled_back and cases_in(program) == 2
        with pytest.raises(DatabaseLogMissing):
            add_cases(program, 1)
        program.close()
    (vault / "cases.db-wal").write_bytes(kept)
    (vault / "cases.db-shm").unlink(missing_ok=True)
    program = opened(vault)
    assert program.notices == () and cases_in(program) == 3
    program.close()
    again = opened(vault)
    assert again.notices == () and cases_in(again) == 3
    again.close()


def test_whoever_goes_on_without_the_newest_rows_goes_on_as_another_device(vault: Path):
    killed_with_newest_rows(vault)
    program = opened(vault)
    before = program.folder.device(program.keyring.file, MEANS.random).id
    accept_older(program, "The disk broke.")
    program.close()
    again = opened(vault)
    assert again.notices == ()
    assert again.folder.device(again.keyring.file, MEANS.random).id != before
    add_cases(again, 1)
    again.close()


def test_a_row_that_says_where_a_chain_ends_is_noticed_when_it_is_older_than_the_rest(vault: Path):
    one_more_case(vault)
    program = opened(vault)
    with program.database.write() as connection:
        connection.exec_driver_sql(
            "UPDATE device SET last = (SELECT min(last) FROM save), "
            "head = (SELECT hash FROM change WHERE seq = (SELECT min(last) FROM save))"
        )
    program.database.close()
    program.close()
    program = opened(vault)
    assert [type(notice) for notice in program.notices] == [DatabaseOlder]
    program.close()


def test_a_damaged_vault_file_is_mended_from_its_copy_and_that_is_told(vault: Path):
    (vault / "vault.json").write_bytes(b"damaged")
    program = opened(vault)
    assert [type(notice) for notice in program.notices] == [SpareUsed]
    program.close()
    again = opened(vault)
    assert again.notices == ()
    again.close()


def test_a_passphrase_that_was_changed_opens_nothing_whichever_file_is_lost(tmp_path: Path):
    line, new = begun(tmp_path), "pebble canyon orchid saddle ribbon"
    line.tells("person", "password", line.vault, "--new-passphrase-file", line.writes("new", new))
    (line.folder.json).write_bytes(b"damaged")
    with pytest.raises(WrongPassphrase):
        opened(line.folder.path, passphrase=line.passphrase)
    assert Line(tmp_path, new).codes() == set()


def test_the_files_of_the_cases_are_their_owners_alone(vault: Path):
    (vault / "cases.db").chmod(0o644)
    program = opened(vault)
    add_cases(program, 1)
    modes = {file.name: file.stat().st_mode & 0o777 for file in vault.glob("cases.db*")}
    program.close()
    assert "cases.db-wal" in modes
    assert set(modes.values()) == {0o600}


@contextmanager
def without_a_right_to_write(vault: Path) -> Iterator[None]:
    """A vault on a disk that is only read; one's own folder takes writing."""
    for path in vault.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    vault.chmod(0o555)
    with an_ordinary_user():
        yield


def test_a_vault_on_a_disk_that_is_only_read_opens_to_be_read(vault: Path):
    with without_a_right_to_write(vault):
        program = opened(vault)
        assert [type(notice) for notice in program.notices] == [OpenedReadOnly]
        assert len(heads_of(program.database)) == 1
        program.close()


@pytest.mark.parametrize("copied_whole", [True, False])
def test_newest_rows_that_a_kill_left_are_read_on_such_a_disk_or_nothing_is(vault: Path, copied_whole: bool):
    child = os.fork()
    if child == 0:
        add_cases(opened(vault), 1)
        os._exit(0)
    os.waitpid(child, 0)
    assert (vault / "cases.db-wal").stat().st_size
    if not copied_whole:
        (vault / "cases.db-shm").unlink()
    with without_a_right_to_write(vault):
        if not copied_whole:
            with pytest.raises(FolderReadOnly):
                opened(vault)
            return
        program = opened(vault)
        with program.desk.read() as cases:
            assert len(list(cases.ids(CaseFilter(status=None)))) == 3
        program.close()


def test_remembering_at_close_costs_the_save_nothing_and_an_unchanged_vault_nothing(vault: Path):
    program = opened(vault)
    revision = VaultFolder(vault).read().file.revision
    began = process_time()
    program.close()
    assert process_time() - began < 0.2
    assert VaultFolder(vault).read().file.revision == revision
