"""A long backup lies in pieces that FAT takes, whole or not at all; what is kept, and where one is due."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import disk_usage

import pytest

from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.kernel.progress import Stoppable
from reintegration_desktop.vault.backups.backup import (
    Target,
    backup_identity,
    backups_in,
    drop_old,
    make_backup,
    restore_backup,
    verify_backup,
    write_backup,
)
from reintegration_desktop.vault.backups.chosen import Chosen, choose, chosen_for, marked_folder
from reintegration_desktop.vault.backups.elsewhere import carry_as, prefix_of
from reintegration_desktop.vault.backups.keeping import to_drop
from reintegration_desktop.vault.backups.order import order_of
from reintegration_desktop.vault.backups.pieces import PiecesReader, PiecesWriter, pieces_of, remove_pieces, size_of
from reintegration_desktop.vault.errors import BackupNeedsRoom, BackupUnreadable, EnvelopeDamaged
from reintegration_desktop.vault.folder import VaultFolder
from tests.unit.vault.made import NOW, Office

CASES = b"pages of the database" * 10_000


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    file = tmp_path / "copy.db"
    file.write_bytes(CASES)
    return file


def in_pieces(office: Office, copy: Path, folder: Path, longest: int = 50_000):
    target = Target(folder, prefix_of(office.founder.office), longest)
    return write_backup(office.folder, order_of(office.founder, {"case_": 12}), copy, NOW, target)


def mine(office: Office) -> list[str]:
    return [backup_identity(office.founder.own.seal_secret)]


def test_a_long_backup_lies_in_pieces_and_comes_back_as_one(own_office: Office, copy: Path, tmp_path: Path):
    made = in_pieces(own_office, copy, tmp_path / "stick")
    pieces = pieces_of(made.path)
    assert [piece.suffix for piece in pieces] == [".age", ".2", ".3", ".4", ".5"]
    assert all(piece.stat().st_size <= 50_000 for piece in pieces)
    assert (made.size, sum(piece.stat().st_size for piece in pieces)) == (size_of(made.path), made.size)
    target = VaultFolder(tmp_path / "Restored.vault", tmp_path / "home")
    assert restore_backup(made.path, mine(own_office), target).counts == {"case_": 12}
    assert target.database.read_bytes() == CASES


def test_put_together_by_hand_the_pieces_are_the_same_file(own_office: Office, copy: Path, tmp_path: Path):
    made = in_pieces(own_office, copy, tmp_path / "stick")
    whole = tmp_path / "whole.age"
    whole.write_bytes(b"".join(piece.read_bytes() for piece in pieces_of(made.path)))
    assert verify_backup(whole, mine(own_office), tmp_path).counts == {"case_": 12}


@pytest.mark.parametrize("lost", [1, -1])
def test_a_piece_that_is_lost_is_noticed(own_office: Office, copy: Path, tmp_path: Path, lost: int):
    made = in_pieces(own_office, copy, tmp_path / "stick")
    pieces_of(made.path)[lost].unlink()
    with pytest.raises(EnvelopeDamaged):
        verify_backup(made.path, mine(own_office), tmp_path)


def test_it_is_carried_in_other_pieces_and_stays_the_same(own_office: Office, copy: Path, tmp_path: Path):
    made, target = in_pieces(own_office, copy, tmp_path / "stick"), tmp_path / "goma.age"
    carry_as(made, target, longest=70_000)
    assert len(pieces_of(target)) == 4
    with PiecesReader(made.path) as one, PiecesReader(target) as other:
        assert one.read(1 << 30) + one.read(1 << 30)
        assert other.read(10)
    carry_as(made, target)
    assert pieces_of(target) == (target,)
    assert verify_backup(target, mine(own_office), tmp_path).counts == {"case_": 12}


def test_a_backup_that_goes_takes_all_its_pieces_along(own_office: Office, copy: Path, tmp_path: Path):
    made = in_pieces(own_office, copy, tmp_path / "stick")
    remove_pieces(made.path)
    assert not list((tmp_path / "stick").iterdir())


def test_stopped_on_the_way_nothing_is_left_of_it(own_office: Office, copy: Path, tmp_path: Path):
    progress = Stoppable()
    progress.stop()
    target = Target(tmp_path / "stick", "", 50_000)
    with pytest.raises(Cancelled):
        write_backup(own_office.folder, order_of(own_office.founder), copy, NOW, target, progress)
    assert not list((tmp_path / "stick").iterdir())


def test_what_a_kill_left_half_written_goes_with_the_next(own_office: Office, copy: Path, tmp_path: Path):
    stick = tmp_path / "stick"
    stick.mkdir()
    prefix = prefix_of(own_office.founder.office)
    for left in (f"{prefix}20260101T080000Z.g1.age.part", f"{prefix}20260101T080000Z.g1.age.2.part", "letter.part"):
        (stick / left).write_bytes(b"half")
    made = in_pieces(own_office, copy, stick)
    assert {path.name for path in stick.iterdir()} == {*(piece.name for piece in pieces_of(made.path)), "letter.part"}


def test_what_the_disk_gives_back_otherwise_gets_no_name(tmp_path: Path):
    path = tmp_path / "x.age"
    with pytest.raises(BackupUnreadable), PiecesWriter(path, 10) as writer:
        writer.write(b"0123456789" * 3)
        path.with_name("x.age.2.part").write_bytes(b"something!")
        writer.finish()
    assert not list(tmp_path.iterdir())


def test_a_stick_is_never_filled_to_its_last_byte(own_office: Office, tmp_path: Path):
    large = tmp_path / "large.db"
    with large.open("wb") as file:
        file.truncate(disk_usage(tmp_path).free)
    with pytest.raises(BackupNeedsRoom) as refused:
        in_pieces(own_office, large, tmp_path / "stick")
    assert int(refused.value.facts["megabytes"]) > 0
    assert not list((tmp_path / "stick").iterdir())


# --- what is kept ---


@dataclass(frozen=True)
class Made:
    made_at: datetime


def every(hours: int, number: int) -> list[Made]:
    return [Made(datetime(2026, 6, 30, 20, tzinfo=UTC) - timedelta(hours=hours * at)) for at in range(number)]


def test_the_last_of_each_day_and_of_each_week_stay():
    made = every(1, 24 * 70)
    kept = sorted({one.made_at for one in made} - {one.made_at for one in to_drop(made)}, reverse=True)
    assert [(moment.month, moment.day) for moment in kept] == [
        (6, 30), (6, 29), (6, 28), (6, 27), (6, 26), (6, 25), (6, 24), (6, 21), (6, 14),
    ]  # fmt: skip
    assert {moment.hour for moment in kept} == {20, 23}


def test_who_was_away_for_a_month_loses_none():
    assert to_drop(every(24 * 30, 4)) == ()


def test_a_folder_is_thinned_of_this_offices_backups_alone(own_office: Office, copy: Path, tmp_path: Path):
    stick = tmp_path / "stick"
    made = in_pieces(own_office, copy, stick)
    earlier = made.path.with_name(made.path.name.replace("T120000Z", "T110000Z"))
    earlier.write_bytes(b"older")
    earlier.with_name(earlier.name + ".2").write_bytes(b"older, the rest")
    (stick / "20260615T110000Z.g1.age").write_bytes(b"another's")
    prefix = prefix_of(own_office.founder.office)
    drop_old(stick, prefix)
    assert [backup.path for backup in backups_in(stick, prefix)] == [made.path]
    assert (stick / "20260615T110000Z.g1.age").exists()
    assert not earlier.with_name(earlier.name + ".2").exists()


# --- where they go ---


def test_what_was_chosen_is_remembered_outside_the_vault(own_office: Office, copy: Path, tmp_path: Path):
    order = order_of(own_office.founder, {"case_": 2})
    chosen = Chosen(tmp_path, NOW, NOW, "as it was", order, "as it is")
    home, vault = own_office.folder.home, own_office.folder.path
    choose(home, vault, chosen)
    assert chosen_for(home, vault) == chosen
    assert chosen.is_here
    assert not list(vault.rglob("*chosen*"))


def test_what_cannot_be_read_counts_as_nothing_chosen(own_office: Office):
    home, vault = own_office.folder.home, own_office.folder.path
    assert chosen_for(home, vault) == Chosen()
    choose(home, vault, Chosen(Path("/media/stick")))
    (file,) = (home / "backups").iterdir()
    file.write_bytes(b'{"version": 2}')
    assert chosen_for(home, vault) == Chosen()
    assert not Chosen(Path("/nowhere/at/all")).is_here


def test_an_order_holds_public_halves_alone(own_office: Office, copy: Path):
    keyring = own_office.founder
    order = order_of(keyring)
    assert all(recipient.startswith("age1") for recipient in order.recipients)
    told = str(order.to_json()).encode()
    assert keyring.own.seal_secret not in told
    assert make_backup(own_office.folder, keyring, copy, own_office.means).generation == order.generation


def test_an_empty_place_where_the_stick_was_or_another_stick_is_not_taken_for_it(tmp_path: Path):
    stick = tmp_path / "stick"
    stick.mkdir()
    mine, another = (Chosen(stick, mark=marked_folder(stick, mark)) for mark in ("0a1b", "2c3d"))
    assert mine.is_here
    assert another.is_here
    stick.rename(tmp_path / "drawer")
    stick.mkdir()
    assert not mine.is_here
    marked_folder(stick, "2c3d")
    assert (mine.is_here, another.is_here) == (False, True)
