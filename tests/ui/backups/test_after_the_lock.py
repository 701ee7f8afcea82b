"""The vault is locked at once; the backup comes after it, by a process that never held a key."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from reintegration_desktop.__main__ import LAST_BACKUP
from reintegration_desktop.app.backups.due import order_backup
from reintegration_desktop.app.backups.locked import Ended, finish_backup
from reintegration_desktop.app.backups.screens import last_backup
from reintegration_desktop.app.backups.telling import finish_and_tell
from reintegration_desktop.app.program import Program, open_program
from reintegration_desktop.kernel.progress import NoProgress, Stoppable
from reintegration_desktop.ui.backups.leaving import LeavingPage
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.vault.backups.backup import backup_identity, restore_backup
from reintegration_desktop.vault.backups.chosen import Chosen, choose, chosen_for
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.means import Means
from tests.e2e.offices import MEANS, PASSPHRASE, add_cases, an_office, opened
from tests.ui.test_start import PASSPHRASE as TYPED
from tests.ui.test_start import Started, vault  # noqa: F401 - a fixture


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def goma(tmp_path: Path, stick: Path) -> Program:
    program = an_office(tmp_path / "Goma.vault")
    choose(program.folder.home, program.folder.path, Chosen(stick))
    add_cases(program, 2)
    return program


def locked(program: Program, **more: bool) -> bool:
    """Put away as the window does; whether a backup was ordered."""
    ordered = order_backup(program, **more)
    program.close()
    return ordered


def later(program: Program, minutes: int = 20) -> Means:
    moment = program.means.now() + timedelta(minutes=minutes)
    return replace(MEANS, clock=replace(MEANS.clock, moment=moment))


def test_locked_with_something_new_it_lies_on_the_stick_and_opens_for_a_custodian(goma, stick, tmp_path):
    identity = backup_identity(goma.keyring.own.seal_secret)
    assert locked(goma)
    finished = finish_backup(goma.folder, MEANS, NoProgress())
    assert (finished.how, finished.made.path.parent) == (Ended.CARRIED, stick)
    again = VaultFolder(tmp_path / "Again.vault")
    assert restore_backup(finished.made.path, [identity], again).counts["case_"] == 2
    program = opened(again.path)
    assert program.notices == ()
    program.close()


def test_nothing_new_makes_no_second_one_and_something_new_does(goma, stick):
    locked(goma)
    finish_backup(goma.folder, MEANS, NoProgress())
    program = opened(goma.folder.path)
    assert not locked(program)
    program = open_program(goma.folder.path, None, PASSPHRASE, means=later(program))
    assert not order_backup(program)
    add_cases(program, 1)
    assert locked(program)
    finish_backup(goma.folder, later(program), NoProgress())
    assert len(list(stick.glob("*.age"))) == 1


def test_locked_again_a_moment_later_it_rests_but_not_when_the_window_is_closed(goma):
    locked(goma)
    finish_backup(goma.folder, MEANS, NoProgress())
    program = opened(goma.folder.path)
    add_cases(program, 1)
    assert not order_backup(program)
    assert locked(program, leaving=True)


def test_a_stick_in_a_drawer_is_no_failure_and_its_age_stays(goma, stick):
    locked(goma)
    finish_backup(goma.folder, MEANS, NoProgress())
    stick.rename(stick.with_name("drawer"))
    program = open_program(goma.folder.path, None, PASSPHRASE, means=later(goma, 60 * 24 * 3))
    add_cases(program, 1)
    assert locked(program)
    finished = finish_backup(goma.folder, program.means, NoProgress())
    assert (finished.how, finished.made.path.parent) == (Ended.KEPT_HERE, goma.folder.part("backups"))
    assert last_backup(program) == MEANS.now().astimezone().date()
    stick.with_name("drawer").rename(stick)
    program = open_program(goma.folder.path, None, PASSPHRASE, means=later(goma, 60 * 24 * 4))
    assert locked(program)
    assert finish_backup(goma.folder, program.means, NoProgress()).how is Ended.CARRIED


def test_without_a_chosen_folder_nothing_is_made(tmp_path):
    program = an_office(tmp_path / "Goma.vault")
    add_cases(program, 1)
    assert not locked(program)
    assert finish_and_tell(program.folder.path, NoProgress()) is None


def test_whoever_unlocks_meanwhile_is_let_in_and_the_next_lock_makes_it(goma, stick):
    locked(goma)
    progress = Stoppable()
    progress.stop()
    assert finish_backup(goma.folder, MEANS, progress).how is Ended.PUT_OFF
    assert not list(stick.iterdir())
    program = opened(goma.folder.path)
    assert finish_backup(goma.folder, MEANS, NoProgress()).how is Ended.PUT_OFF
    assert chosen_for(goma.folder.home, goma.folder.path).due is None
    assert locked(program)
    assert finish_backup(goma.folder, MEANS, NoProgress()).how is Ended.CARRIED


def test_rows_that_wait_in_the_log_file_put_it_off(goma, stick):
    locked(goma)
    goma.folder.database.with_name("cases.db-wal").write_bytes(b"newest rows")
    assert finish_backup(goma.folder, MEANS, NoProgress()).how is Ended.PUT_OFF
    assert not list(stick.iterdir())


def test_the_page_that_asks_for_the_passphrase_tells_of_it(qapp, vault, stick):  # noqa: F811
    folder = VaultFolder(vault)
    choose(folder.home, vault, Chosen(stick))
    started = Started(vault)
    started.unlock()
    started.type_a_name("Zawadi")
    started.opener._open.window.lock_asked.emit()
    after = Started(vault)
    after.studio.settle(after.start.tasks)
    assert "written and read back" in after.page.banner.accessibleName()
    assert len(list(stick.iterdir())) == 1
    assert b"Zawadi" not in next(stick.iterdir()).read_bytes()
    after.unlock()
    assert after.start.window is not None
    assert "Last backup today" in after.start.window.status._backup._words.text()


def test_a_window_that_is_closed_makes_the_last_one_and_ends(qapp, vault, stick):  # noqa: F811
    choose(VaultFolder(vault).home, vault, Chosen(stick))
    started = Started(vault)
    started.unlock()
    started.opener._open.window.close_asked.emit()
    assert (started.last, started.left) == ([vault.resolve()], [])
    left: list[bool] = []
    tasks = Tasks()
    page = LeavingPage(tasks, lambda progress: finish_and_tell(vault, progress), lambda: left.append(True))
    page.show()
    Studio().settle(tasks)
    assert (left, len(list(stick.iterdir()))) == ([True], 1)
    tasks.join(2)


def test_the_stick_that_is_not_there_is_told_before_the_program_ends(qapp, goma, stick):
    locked(goma)
    stick.rmdir()
    left: list[bool] = []
    tasks = Tasks()
    page = LeavingPage(tasks, lambda progress: finish_and_tell(goma.folder.path, progress), lambda: left.append(True))
    page.show()
    Studio().settle(tasks)
    assert not left
    assert "not here" in page.banner.accessibleName()
    page.close_button.click()
    assert left
    tasks.join(2)


def test_the_process_that_makes_the_last_backup_ends_by_itself(goma, stick):
    locked(goma)
    command = [sys.executable, "-m", "reintegration_desktop", str(goma.folder.path), LAST_BACKUP]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "REINTEGRATION_PASSPHRASE": TYPED}
    done = subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False)
    assert (done.returncode, len(list(stick.glob("*.age")))) == (0, 1)
