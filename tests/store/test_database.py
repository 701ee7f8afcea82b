"""The file: encrypted, whole or refused, written through one way in."""

from pathlib import Path

import pytest
from sqlalchemy import text

from reintegration_desktop.store import unclosed
from reintegration_desktop.store.database import Database, Opening, create_database, open_database
from reintegration_desktop.store.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseMissing,
    DatabaseReadOnly,
    DatabaseTrouble,
)
from tests.rights import an_open_folder, an_ordinary_user

KEY = bytes(range(32))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "cases.db"
    database = create_database(path, KEY)
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE note (words TEXT)")
        connection.exec_driver_sql("INSERT INTO note VALUES ('Aminata')")
    database.close()
    return path


def _words(database: Database) -> list[str]:
    with database.read() as connection:
        return [row[0] for row in connection.exec_driver_sql("SELECT words FROM note")]


def test_what_was_written_is_read_again(file):
    database = open_database(file, KEY)
    assert _words(database) == ["Aminata"]
    database.close()


def test_nothing_of_it_can_be_read_in_the_file(file):
    everything = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert b"Aminata" not in everything
    assert b"SQLite format" not in everything


def test_another_key_and_a_damaged_first_page_are_damage_never_a_wrong_passphrase(file):
    with pytest.raises(DatabaseDamaged):
        open_database(file, bytes(32))
    with file.open("r+b") as opened:
        opened.seek(100)
        opened.write(b"\0\0\0\0")
    with pytest.raises(DatabaseDamaged):
        open_database(file, KEY)


def test_a_missing_and_an_emptied_file_are_told_apart(file):
    file.write_bytes(b"")
    with pytest.raises(DatabaseDamaged):
        open_database(file, KEY)
    file.unlink()
    with pytest.raises(DatabaseMissing):
        open_database(file, KEY)
    assert not file.exists()


def test_all_switches_are_set_on_both_ways_in(file):
    database = open_database(file, KEY)
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "temp_store": 2,
              "trusted_schema": 0, "cell_size_check": 1, "cache_size": -32768}  # fmt: skip
    for way in (database.read, database.write):
        with way() as connection:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
            assert found == wanted
    database.close()


def test_a_reader_cannot_write(file):
    database = open_database(file, KEY)
    with pytest.raises(DatabaseReadOnly), database.read() as connection:
        connection.exec_driver_sql("INSERT INTO note VALUES ('x')")
    database.close()


def test_what_fails_in_a_transaction_leaves_nothing(file):
    database = open_database(file, KEY)
    with pytest.raises(RuntimeError), database.write() as connection:
        connection.exec_driver_sql("INSERT INTO note VALUES ('half')")
        raise RuntimeError
    assert _words(database) == ["Aminata"]
    database.close()


def test_a_reader_sees_one_moment_while_others_write(file):
    database = open_database(file, KEY)
    with database.read() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM note").scalar()
        with database.write() as writer:
            writer.exec_driver_sql("INSERT INTO note VALUES ('later')")
        assert connection.exec_driver_sql("SELECT count(*) FROM note").scalar() == before
    assert len(_words(database)) == 2
    database.close()


def test_errors_of_the_database_never_leave_it_nor_show_a_row(file):
    database = open_database(file, KEY)
    with pytest.raises(DatabaseTrouble) as caught, database.write() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": "Aminata"})
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert "Aminata" not in str(caught.value)
    database.close()


def test_a_file_kept_by_another_program_is_waited_for_then_told(file):
    one, other = open_database(file, KEY), open_database(file, KEY, how=Opening(wait=0.05))
    with one.write() as connection:
        connection.exec_driver_sql("INSERT INTO note VALUES ('mine')")
        with pytest.raises(DatabaseBusy), other.write():
            pass
    one.close()
    other.close()


def test_a_vault_in_a_folder_without_a_right_to_write_can_be_read(file):
    database = open_database(file, KEY, read_only=True)
    assert _words(database) == ["Aminata"]
    with pytest.raises(DatabaseReadOnly), database.write() as connection:
        connection.exec_driver_sql("INSERT INTO note VALUES ('x')")
    database.close()


def test_a_disk_without_a_right_to_write_is_told(file: Path):
    open_database(file, KEY).close()
    with an_open_folder() as folder:
        copied = folder / "cases.db"
        copied.write_bytes(file.read_bytes())
        copied.chmod(0o444)
        folder.chmod(0o555)
        with an_ordinary_user(), pytest.raises(DatabaseReadOnly):
            open_database(copied, KEY)


def _damaged(file: Path, at: int) -> bytes:
    """Part of a page overwritten; what stood there."""
    with file.open("r+b") as opened:
        opened.seek(at)
        before = opened.read(64)
        opened.seek(at)
        opened.write(bytes(64))
    return before


def test_a_page_that_could_not_be_read_once_is_read_once_the_disk_gives_it_back(file):
    database = open_database(file, KEY)
    before = _damaged(file, 4096 + 100)
    with pytest.raises(DatabaseDamaged):
        _words(database)
    with file.open("r+b") as opened:
        opened.seek(4096 + 100)
        opened.write(before)
    assert _words(database) == ["Aminata"]
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO note VALUES ('later')")
    assert len(_words(database)) == 2
    database.close()


def test_what_broke_off_outside_a_transaction_leaves_no_connection_half_way(file):
    database = open_database(file, KEY)
    with pytest.raises(RuntimeError), database.outside_a_transaction() as connection:
        connection.execute("PRAGMA query_only = ON")
        raise RuntimeError
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO note VALUES ('later')")
    database.close()


def test_a_database_that_was_closed_leaves_no_mark_and_one_that_lost_its_log_is_told(file, tmp_path):
    database = open_database(file, KEY)
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO note VALUES ('newest')")
    copied = tmp_path / "copied"
    copied.mkdir()
    for part in file.parent.glob(f"{file.name}*"):
        (copied / part.name).write_bytes(part.read_bytes())
    database.close()
    assert not unclosed.is_open(file) and not unclosed.lost_its_log(file)
    kept = (copied / "cases.db-wal").read_bytes()
    assert kept and not unclosed.lost_its_log(copied / file.name)
    (copied / "cases.db-wal").unlink()
    assert unclosed.lost_its_log(copied / file.name)
    (copied / "cases.db-wal").write_bytes(b"")
    assert unclosed.lost_its_log(copied / file.name), "an empty file in its place is none"
    (copied / "cases.db-wal").write_bytes(kept)
    assert not unclosed.lost_its_log(copied / file.name)
