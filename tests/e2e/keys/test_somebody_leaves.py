"""Somebody leaves an office, on the command line: those who stay go on, and the one who left opens nothing new."""

import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from reintegration_desktop.app.keeping import check_vault
from reintegration_desktop.app.keys.renewing import renew_at_once
from reintegration_desktop.app.people import take_away
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.rotating import BESIDE
from reintegration_desktop.kernel.progress import NoProgress, Stoppable
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.store.backup import back_up
from reintegration_desktop.store.database import open_database
from reintegration_desktop.store.errors import DatabaseDamaged, NewKeyWaits
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.removal import remove_person
from reintegration_desktop.vault.roles import Role
from reintegration_desktop.vault.unlocking import refreshed, unlock
from tests.e2e.lines import Line, begun, id_of, let_in
from tests.e2e.offices import MEANS, add_cases, an_office, opened

JONAS, GRACE = "harbour lantern mosaic thistle quartz", "pebble canyon orchid saddle ribbon"


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Esther's vault, which Jonas and Grace joined, with a case of each."""
    made = begun(tmp_path_factory.mktemp("three"))
    let_in(made, "Jonas", JONAS).adds(1, "Jonas")
    let_in(made, "Grace", GRACE).adds(2, "Grace")
    return made.folder.path


@pytest.fixture
def line(three: Path, tmp_path: Path) -> Line:
    """The same vault, for one test."""
    shutil.copytree(three, tmp_path / three.name)
    return Line(tmp_path)


def copied(line: Line, to: Path) -> Path:
    """A copy of the vault, as somebody may have kept it."""
    shutil.copytree(line.vault, to)
    return to


def test_everybody_else_goes_on_after_somebody_was_removed(line: Line):
    before = line.codes()
    grace = Line(line.base, GRACE)
    told = line.tells("person", "remove", line.vault, id_of(line, "Jonas"), "--as", "Esther")
    assert told["database_renewed"] is True
    assert line.codes() == before
    assert grace.codes("Grace") == before
    grace.adds(3, "Grace")
    assert len(line.codes()) == len(before) + 1
    assert line.tells("vault", "check", line.vault, "--as", "Esther")["sound"] is True
    assert not list(line.folder.path.glob("*.new*"))


def test_whoever_was_removed_opens_nothing_new_with_what_they_kept(line: Line, tmp_path: Path):
    kept = copied(line, tmp_path / "kept.vault")
    old_key = unlock(VaultFolder(kept), "Jonas", JONAS, MEANS).database_key()
    line.tells("person", "remove", line.vault, id_of(line, "Jonas"), "--as", "Esther")
    line.adds(3)
    assert "whose slot" in Line(line.base, JONAS).refuses("case", "list", line.vault, "--as", "Jonas")
    with pytest.raises(DatabaseDamaged):
        open_database(line.folder.database, old_key)
    for file in (line.folder.json, line.folder.spare):
        shutil.copy(file, kept / file.name)
    (kept / "vault.json").unlink()
    assert Line(line.base, JONAS).says("case", "list", kept, "--as", "Jonas").exit_code == 1


def test_keys_are_renewed_when_asked(line: Line):
    before, database = line.codes(), line.folder.database.read_bytes()[:16]
    assert line.tells("vault", "rotate", line.vault, "--as", "Esther")["database_renewed"] is True
    assert line.folder.database.read_bytes()[:16] != database
    assert line.codes() == before
    assert Line(line.base, JONAS).codes("Jonas") == before
    assert "custodian" in Line(line.base, JONAS).refuses("vault", "rotate", line.vault, "--as", "Jonas")


def test_the_vaults_of_the_first_release_that_were_locked_out_open_again(line: Line):
    """There a removal wrote a new key into the vault's file, and the database stayed under the old one."""
    before = line.codes()
    program = opened(line.folder.path, "Esther", line.passphrase)
    jonas = unlock(line.folder, "Jonas", JONAS, MEANS)
    last = program.opened.held_before(jonas.id)
    remove_person(line.folder, program.keyring, jonas.id, MEANS, last)
    program.close()
    assert line.codes() == before
    assert len(unlock(line.folder, "Esther", line.passphrase, MEANS).database_keys()) == 1


# --- every step of the switch, stopped ---


def an_office_of_two(folder: Path) -> tuple[Program, Program]:
    """Esther's open vault with cases, and Jonas's keyring, who is to leave."""
    program = an_office(folder)
    jonas = add_person(program.folder, program.keyring, Newcomer("Jonas", "Jonas", Role.CASEWORKER), JONAS, MEANS)
    add_cases(program, 3)
    return program, jonas


def codes(program: Program) -> list[str]:
    with program.desk.read() as cases:
        return sorted(row.code for row in cases.rows(list(cases.ids(CaseFilter(status=None)))))


def only_the_vaults_file(program: Program, jonas) -> None:
    remove_person(program.folder, program.keyring, jonas.id, MEANS)


def children_wrapped_too(program: Program, jonas) -> None:
    take_away(program, jonas.id, NoProgress())


def half_a_file_beside(program: Program, jonas) -> None:
    children_wrapped_too(program, jonas)
    (program.folder.path / f"{BESIDE}.part").write_bytes(b"half a file")


def a_whole_file_beside(program: Program, jonas) -> None:
    children_wrapped_too(program, jonas)
    newest = refreshed(program.folder, program.keyring).database_key()
    back_up(program.database, program.folder.path / BESIDE, newest)


def switched_and_not_yet_opened(program: Program, jonas) -> None:
    a_whole_file_beside(program, jonas)
    program.database.close()
    (program.folder.path / BESIDE).replace(program.folder.database)


STEPS = (only_the_vaults_file, children_wrapped_too, half_a_file_beside, a_whole_file_beside,
         switched_and_not_yet_opened)  # fmt: skip


@pytest.mark.parametrize("stopped_after", STEPS, ids=lambda step: step.__name__)
def test_a_switch_that_stopped_at_any_step_is_finished_at_the_next_opening(tmp_path: Path, stopped_after):
    program, jonas = an_office_of_two(tmp_path / "Goma.vault")
    before = codes(program)
    stopped_after(program, jonas)
    program.close()
    again = opened(tmp_path / "Goma.vault", "Esther")
    assert codes(again) == before
    assert again.notices == ()
    assert len(again.keyring.database_keys()) == 1
    assert check_vault(again, NoProgress()).sound
    again.close()
    assert not list((tmp_path / "Goma.vault").glob("*.new*"))


def test_whoever_opens_the_vault_first_finishes_a_switch_with_however_few_keys(tmp_path: Path):
    program, jonas = an_office_of_two(tmp_path / "Goma.vault")
    ana = Newcomer("Ana", "Ana", Role.TRACING_OFFICER)
    add_person(program.folder, program.keyring, ana, GRACE, MEANS)
    before = codes(program)
    only_the_vaults_file(program, jonas)
    program.close()
    first = opened(tmp_path / "Goma.vault", "Ana", GRACE)
    assert (codes(first), first.notices) == (before, ())
    first.close()
    again = opened(tmp_path / "Goma.vault", "Esther")
    assert codes(again) == before
    assert check_vault(again, NoProgress()).sound
    again.close()


def test_a_switch_that_somebody_stops_leaves_a_vault_that_works_and_says_that_it_waits(tmp_path: Path):
    program, jonas = an_office_of_two(tmp_path / "Goma.vault")
    before = codes(program)
    only_the_vaults_file(program, jonas)
    program.close()
    stopped = Stoppable()
    stopped.stop()
    again = opened(tmp_path / "Goma.vault", "Esther", progress=stopped)
    assert [type(notice) for notice in again.notices] == [NewKeyWaits]
    add_cases(again, 1)
    assert len(codes(again)) == len(before) + 1
    again.close()
    finished = opened(tmp_path / "Goma.vault", "Esther")
    assert (len(codes(finished)), finished.notices) == (len(before) + 1, ())
    finished.close()


@pytest.mark.long
def test_a_program_killed_while_it_renews_keys_loses_nothing(tmp_path: Path, longer: int):
    program, _ = an_office_of_two(tmp_path / "Goma.vault")
    before = codes(program)
    program.close()
    for turn in range(8 * longer):
        child = os.fork()
        if child == 0:
            renewing = opened(tmp_path / "Goma.vault", "Esther")
            renew_at_once(renewing, NoProgress())
            os._exit(0)
        time.sleep(0.06 * (turn % 8))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        again = opened(tmp_path / "Goma.vault", "Esther")
        assert codes(again) == before
        assert check_vault(again, NoProgress()).sound
        again.close()
