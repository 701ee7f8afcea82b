"""A computer is copied whole, with what tells computers apart, and both go on: it is told, and nothing goes twice."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copy2, copytree

import pytest

from reintegration_desktop.app.apart import told_apart
from reintegration_desktop.app.backups.making import back_up_vault
from reintegration_desktop.app.backups.restoring import restore_over
from reintegration_desktop.app.exchange import waiting, wanting
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.travelling import came, send_all
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.vault.files.device import device_file
from reintegration_desktop.vault.folder import VaultFolder
from tests.e2e.offices import Offices, add_cases, both, opened


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = both(tmp_path)
    yield made
    made.close()


def exchanged(office: Program, hq: Program, stick: Path) -> int:
    """To headquarters and back; how many changes went."""
    stick.mkdir()
    goes = waiting(office).changes
    send_all(office, stick)
    came(hq, stick)
    came(office, stick)
    return goes


def cloned(offices: Offices, name: str) -> Program:
    """The same disk in another machine."""
    path, home = offices.goma.folder.path, offices.goma.folder.home
    other = path.with_name(name)
    offices.goma.close()
    copytree(path, other)
    copy2(device_file(home, path), device_file(home, other))
    offices.goma = opened(path)
    return opened(other)


def copied(program: Program, name: str) -> Program:
    """Its folder alone, on another machine."""
    copytree(program.folder.path, other := program.folder.path.with_name(name))
    return opened(other)


def forks(program: Program) -> int:
    assert program.database is not None
    with program.database.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM parked WHERE reason = 'fork'").scalar_one())


def test_it_is_told_there_its_work_goes_once_and_a_backup_of_the_other_makes_it_another_computer(
    offices: Offices, tmp_path: Path
):
    add_cases(offices.goma, 3)
    exchanged(offices.goma, offices.hq, tmp_path / "before")
    clone = cloned(offices, "Clone.vault")
    assert clone.opened.device == offices.goma.opened.device
    add_cases(offices.goma, 2)
    exchanged(offices.goma, offices.hq, tmp_path / "first")
    assert told_apart(offices.goma.opened) is None
    add_cases(clone, 1)
    assert told_apart(clone.opened) is None
    exchanged(clone, offices.hq, tmp_path / "second")
    told = told_apart(clone.opened)
    assert told is not None
    assert told.what == "This computer was copied whole, and the copy goes on as if it were this one."
    first = wanting(clone)[0]
    assert (first.name, first.step) == ("This computer", told)
    aside = forks(offices.hq)
    assert aside > 0
    assert waiting(clone).changes == 0
    whole = clone.opened.outgoing.vector()[clone.opened.device].seq
    add_cases(clone, 1)
    assert 0 < exchanged(clone, offices.hq, tmp_path / "third") < whole / 2
    assert waiting(clone).changes == 0
    assert forks(offices.hq) > aside
    begins_anew(clone, offices, tmp_path)


def begins_anew(clone: Program, offices: Offices, tmp_path: Path) -> None:
    """A backup of the other one is brought back over it; the vault as it was lies beside."""
    brought = restore_over(clone, back_up_vault(offices.goma).path, NoProgress())
    assert VaultFolder(brought.aside).database.exists()
    anew = opened(clone.folder.path)
    assert told_apart(anew.opened) is None
    assert anew.opened.device != offices.goma.opened.device
    add_cases(anew, 1)
    for number, one in enumerate((anew, offices.goma, anew)):
        exchanged(one, offices.hq, tmp_path / f"after {number}")
        assert (told_apart(one.opened), waiting(one).changes) == (None, 0)
    hq, here = (set(one.opened.outgoing.vector().items()) for one in (offices.hq, anew))
    assert here <= hq
    anew.close()


def test_what_the_copy_did_tells_it_too_and_a_copied_folder_is_told_nothing(offices: Offices, tmp_path: Path):
    add_cases(offices.goma, 1)
    clone = cloned(offices, "Clone.vault")
    add_cases(offices.goma, 1)
    add_cases(clone, 2)
    exchanged(clone, offices.hq, tmp_path / "first")
    exchanged(offices.goma, offices.hq, tmp_path / "second")
    assert told_apart(offices.goma.opened) is not None
    send_all(offices.hq, tmp_path / "second")
    came(offices.goma, tmp_path / "second")
    assert offices.goma.opened.incoming.holds_fork(offices.goma.opened.device)
    assert told_apart(clone.opened) is None, "others took its work first"
    clone.close()
    fresh = copied(clone, "Fresh.vault")
    assert fresh.opened.device != clone.opened.device
    assert told_apart(fresh.opened) is None
    exchanged(fresh, offices.hq, tmp_path / "third")
    assert (told_apart(fresh.opened), waiting(fresh).changes) == (None, 0)
    fresh.close()
