"""Copies hold what is newest, open under their own key, and appear only when they are whole."""

import resource

import pytest

from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.backup import back_up, put_back
from reintegration_desktop.store.database import open_database
from reintegration_desktop.store.errors import (
    BackupUnsound,
    CopyNeedsRoom,
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseDiskFull,
    DatabaseTrouble,
)
from reintegration_desktop.store.rekeying import rekey
from reintegration_desktop.store.space import free_bytes, is_full, refuse_without_room
from tests.store.office import Laptop, a_visit, open_a_case, save

OTHER_KEY = bytes(range(1, 33))


def opened(laptop: Laptop, file, key=None) -> Laptop:
    database = open_database(file, key or laptop.keyring.database_key())
    return laptop.as_another_device(laptop.device, database)


def visits(laptop: Laptop, case) -> int:
    with laptop.store.read() as cases:
        return len(cases.open(case).file.rows("follow_up"))


def test_a_copy_holds_what_was_saved_a_moment_ago(laptop, tmp_path):
    case = open_a_case(laptop)
    save(laptop, case, a_visit(case))
    copy = opened(laptop, back_up(laptop.database, tmp_path / "copy.db"))
    assert visits(copy, case) == 1
    assert copy.store.checker.check((), NoProgress()).is_sound
    copy.database.close()
    assert {path.name for path in tmp_path.glob("copy*")} == {"copy.db"}


def test_a_copy_can_have_a_key_of_its_own(laptop, tmp_path):
    case = open_a_case(laptop)
    file = back_up(laptop.database, tmp_path / "renewed.db", OTHER_KEY)
    with pytest.raises(DatabaseDamaged):
        opened(laptop, file)
    copy = opened(laptop, file, OTHER_KEY)
    assert visits(copy, case) == 0
    assert copy.store.checker.check((), NoProgress()).is_sound
    copy.database.close()


def test_a_copy_is_made_while_others_read_and_write(laptop, tmp_path):
    case = open_a_case(laptop)
    with laptop.store.read() as cases:
        file = back_up(laptop.database, tmp_path / "copy.db")
        assert len(cases.open(case).file.records) == 2
    save(laptop, case, a_visit(case))
    copy = opened(laptop, file)
    assert (visits(copy, case), visits(laptop, case)) == (0, 1)
    copy.database.close()


def test_a_copy_is_put_back_in_place_of_what_is_there(laptop, tmp_path):
    case = open_a_case(laptop)
    file = back_up(laptop.database, tmp_path / "copy.db")
    save(laptop, case, a_visit(case))
    put_back(laptop.database, file)
    assert visits(laptop, case) == 0
    again = laptop.opened_again()
    assert visits(again, case) == 0
    assert again.store.checker.check((), NoProgress()).is_sound
    again.database.close()


def test_a_copy_without_the_tables_is_thrown_away(laptop, tmp_path):
    with laptop.database.write() as connection:
        connection.exec_driver_sql("DROP TABLE change")
    with pytest.raises(BackupUnsound):
        back_up(laptop.database, tmp_path / "copy.db")
    assert list(tmp_path.glob("copy*")) == []


@pytest.fixture
def full_disk():
    """A limit on the size of files in place of a disk without room; lifted afterwards."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def limit(size: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))

    yield limit
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_without_room_is_told_and_nothing_is_lost(laptop, tmp_path, full_disk):
    case = open_a_case(laptop)
    save(laptop, case, a_visit(case))
    laptop.database.checkpoint()
    full_disk(8192)
    with pytest.raises(DatabaseDiskFull):
        save(laptop, case, a_visit(case))
    with pytest.raises(DatabaseDiskFull):
        back_up(laptop.database, tmp_path / "copy.db")
    assert list(tmp_path.glob("copy*")) == []
    full_disk(resource.RLIM_INFINITY)
    assert visits(laptop, case) == 1
    save(laptop, case, a_visit(case))
    again = laptop.opened_again()
    assert visits(again, case) == 2
    assert again.store.checker.check((), NoProgress()).is_sound
    again.database.close()


def test_a_disk_that_takes_little_more_is_full_and_one_with_room_is_not(laptop, full_disk):
    assert not is_full(laptop.folder.database)
    full_disk(8192)
    assert is_full(laptop.folder.database)


def test_a_new_key_needs_room_for_a_second_file_and_says_how_much_is_missing(laptop):
    open_a_case(laptop)
    refuse_without_room(laptop.folder.database)
    with laptop.folder.database.open("r+b") as file:
        file.truncate(free_bytes(laptop.folder.database) + (5 << 20))
    with pytest.raises(CopyNeedsRoom) as refused:
        rekey(laptop.database, laptop.folder.path / "beside", OTHER_KEY)
    assert refused.value.facts["megabytes"] >= 5
    assert not list(laptop.folder.path.glob("beside*"))


def test_a_database_gets_another_key_with_everything_in_it(laptop):
    case = open_a_case(laptop)
    save(laptop, case, a_visit(case))
    rekey(laptop.database, laptop.folder.path / "beside", OTHER_KEY)
    again = opened(laptop, laptop.folder.database, OTHER_KEY)
    assert visits(again, case) == 1
    assert again.store.checker.check((), NoProgress()).is_sound
    again.database.close()


def test_a_database_that_somebody_reads_meanwhile_keeps_its_key(laptop):
    open_a_case(laptop)
    other = open_database(laptop.folder.database, laptop.keyring.database_key())
    with other.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM change").fetchall()
        with other.write() as later:
            later.exec_driver_sql("INSERT INTO setting (name, value) VALUES ('waits', '1')")
        with pytest.raises(DatabaseBusy):
            rekey(laptop.database, laptop.folder.path / "beside", OTHER_KEY)
    other.close()
    again = opened(laptop, laptop.folder.database)
    assert again.store.settings.get("waits") == "1"
    again.database.close()
    assert not list(laptop.folder.path.glob("beside*"))


def test_every_write_that_fails_for_want_of_room_leaves_the_vault_whole(laptop, full_disk):
    case = open_a_case(laptop)
    before = visits(laptop, case)
    laptop.database.checkpoint()
    for room in range(0, 90_000, 4_000):
        full_disk(room)
        try:
            save(laptop, case, a_visit(case))
            before += 1
        except (DatabaseDiskFull, DatabaseTrouble):
            pass
        finally:
            full_disk(resource.RLIM_INFINITY)
        laptop.database.checkpoint()
        assert visits(laptop, case) == before
    assert before > 0
    assert laptop.store.checker.check((), NoProgress()).is_sound
