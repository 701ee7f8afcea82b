"""A backup that is carried to a stick is whole there, or not there; sticks hold backups of several offices."""

from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.vault.backups.backup import Backup, make_backup
from reintegration_desktop.vault.backups.elsewhere import carry_as, carry_to
from reintegration_desktop.vault.errors import DiskFull, FolderTrouble
from tests.unit.vault.made import Office
from tests.unit.vault.test_folder import little_room

OTHER = UUID(int=9 << 96)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def made(office: Office) -> Backup:
    database = office.folder.path.parent / "copy.db"
    database.write_bytes(b"pages of the database" * 10_000)
    office.means.clock.turn(minutes=1)
    return make_backup(office.folder, office.founder, database, office.means)


def test_a_carried_backup_is_the_same(own_office: Office, stick: Path):
    backup = made(own_office)
    target = carry_to(backup, stick, own_office.founder.office, keep=10)
    assert target.read_bytes() == backup.path.read_bytes()
    assert [path.name for path in stick.iterdir()] == [target.name]


def test_the_oldest_of_this_office_go_and_everything_else_stays(own_office: Office, stick: Path):
    (stick / "letter.age").write_bytes(b"somebody's")
    theirs = carry_to(made(own_office), stick, OTHER, keep=1)
    mine = [carry_to(made(own_office), stick, own_office.founder.office, keep=2) for _ in range(3)]
    assert {path.name for path in stick.iterdir()} == {"letter.age", theirs.name, mine[1].name, mine[2].name}


def test_a_full_stick_keeps_what_was_there(own_office: Office, stick: Path):
    backup, target = made(own_office), stick / "goma.age"
    target.write_bytes(b"the one before")
    with little_room(4096), pytest.raises(DiskFull):
        carry_as(backup, target)
    assert {path.name: path.read_bytes() for path in stick.iterdir()} == {"goma.age": b"the one before"}


def test_a_stick_that_was_pulled_out_is_told(own_office: Office, stick: Path):
    with pytest.raises(FolderTrouble):
        carry_as(made(own_office), stick / "gone" / "goma.age")
