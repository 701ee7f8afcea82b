"""A backup opens for the custodians and the recovery sheets, whole or not at all."""

import io
import tarfile
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.vault.backups.archive import ArchiveReader, Member, is_plain, unpack
from reintegration_desktop.vault.backups.backup import (
    Backup,
    backup_identity,
    backups,
    drop_old,
    make_backup,
    restore_backup,
    verify_backup,
)
from reintegration_desktop.vault.backups.elsewhere import carry_as, carry_to
from reintegration_desktop.vault.backups.order import recipients
from reintegration_desktop.vault.envelope import seal_bytes
from reintegration_desktop.vault.errors import (
    BackupUnreadable,
    DiskFull,
    EnvelopeDamaged,
    EnvelopeForeign,
    FolderTrouble,
    SlotUnknown,
    VaultExists,
)
from reintegration_desktop.vault.fields import compact
from reintegration_desktop.vault.folder import FOLDERS, VaultFolder
from reintegration_desktop.vault.office.recovery import keep_recovery, new_sheets
from reintegration_desktop.vault.office.rotation import WITH_A_REMOVAL, renew
from reintegration_desktop.vault.papers.labels import slot_of
from reintegration_desktop.vault.papers.vaultfile import Writing
from reintegration_desktop.vault.passphrases.halves import together
from reintegration_desktop.vault.roles import Role
from tests.unit.vault.made import NOW, Office, flipped
from tests.unit.vault.test_folder import little_room

CASES = b"pages of the database" * 10_000


@pytest.fixture
def copy(own_office: Office, tmp_path: Path) -> Path:
    """A copy of the database as the store makes it, and something in the vault's folders."""
    (own_office.folder.part("figures") / "2026-q2.age").write_bytes(b"counts")
    (own_office.folder.part("files") / "ab12").write_bytes(b"")
    (own_office.folder.part("outbox") / "bundle.rdb").write_bytes(b"made again at any time")
    file = tmp_path / "copy.db"
    file.write_bytes(CASES)
    return file


def made(office: Office, copy: Path, by: str = "Supervisor") -> Backup:
    return make_backup(office.folder, office.people[by], copy, office.means, {"cases": 12})


def mine(office: Office, label: str = "Supervisor") -> list[str]:
    return [backup_identity(office.people[label].own.seal_secret)]


def test_a_custodian_restores_what_a_caseworker_backed_up(own_office: Office, copy: Path, tmp_path: Path):
    own_office.let_in(Role.CASEWORKER)
    backup = made(own_office, copy, "Caseworker")
    target = VaultFolder(tmp_path / "Restored.vault", tmp_path / "home")
    contents = restore_backup(backup.path, mine(own_office), target)
    assert (contents.made_at, contents.generation, contents.counts) == (NOW, 1, {"cases": 12})
    assert target.database.read_bytes() == CASES
    assert (target.part("figures") / "2026-q2.age").read_bytes() == b"counts"
    assert (target.part("files") / "ab12").read_bytes() == b""
    assert not (target.part("outbox") / "bundle.rdb").exists()
    assert {path.name for path in target.path.iterdir() if path.is_dir()} == set(FOLDERS)
    assert Office(target, own_office.means).unlock("Caseworker").name == "Person 1"


def test_who_made_a_backup_does_not_open_it(own_office: Office, copy: Path, tmp_path: Path):
    own_office.let_in(Role.CASEWORKER)
    backup = made(own_office, copy, "Caseworker")
    with pytest.raises(EnvelopeForeign):
        verify_backup(backup.path, mine(own_office, "Caseworker"), tmp_path)


def test_the_recovery_sheets_open_a_backup(own_office: Office, copy: Path, tmp_path: Path):
    sheets = new_sheets(own_office.means.random)
    own_office.people["Supervisor"] = keep_recovery(
        own_office.folder, own_office.founder, sheets.public, own_office.means
    )
    backup = made(own_office, copy)
    identity = backup_identity(together(sheets.first, sheets.second))
    assert verify_backup(backup.path, [identity], tmp_path).counts == {"cases": 12}
    assert not list(tmp_path.glob(".backup-*"))


def test_a_restored_vault_is_a_new_device(own_office: Office, copy: Path):
    backup = made(own_office, copy)
    before = own_office.folder.device(own_office.founder.file, own_office.means.random)
    own_office.folder.path.rename(own_office.folder.path.with_name("away"))
    restore_backup(own_office.folder.path.with_name("away") / "backups" / backup.path.name, mine(own_office),
                   own_office.folder)  # fmt: skip
    after = own_office.folder.device(own_office.founder.file, own_office.means.random)
    assert after.id != before.id


def test_a_backup_that_does_not_do_leaves_the_folder_for_another_try(own_office: Office, copy: Path, tmp_path: Path):
    backup = made(own_office, copy)
    target = VaultFolder(tmp_path / "Restored.vault", tmp_path / "home")

    def nobody_by_that_label(writing: Writing) -> None:
        slot_of(writing.file, "Nobody")

    with pytest.raises(SlotUnknown):
        restore_backup(backup.path, mine(own_office), target, nobody_by_that_label)
    assert not target.path.exists()
    assert restore_backup(backup.path, mine(own_office), target).generation == 1


def test_a_backup_is_restored_into_an_empty_folder_only(own_office: Office, copy: Path, tmp_path: Path):
    backup = made(own_office, copy)
    with pytest.raises(VaultExists):
        restore_backup(backup.path, mine(own_office), own_office.folder)
    empty = VaultFolder(tmp_path / "empty", tmp_path / "home")
    empty.path.mkdir()
    assert restore_backup(backup.path, mine(own_office), empty).generation == 1


@pytest.mark.parametrize("change", [lambda content: content[:-1], lambda content: flipped(content, 5000)])
def test_a_damaged_backup_changes_nothing(own_office: Office, copy: Path, tmp_path: Path, change: Callable):
    backup = made(own_office, copy)
    backup.path.write_bytes(change(backup.path.read_bytes()))
    target = VaultFolder(tmp_path / "Restored.vault", tmp_path / "home")
    with pytest.raises(EnvelopeDamaged):
        restore_backup(backup.path, mine(own_office), target)
    assert not target.path.exists()


def test_a_full_disk_leaves_no_half_backup(own_office: Office, copy: Path):
    with little_room(50_000), pytest.raises(DiskFull):
        made(own_office, copy)
    assert backups(own_office.folder) == ()
    assert not list(own_office.folder.part("backups").iterdir())


def test_backups_are_listed_by_age_and_the_old_ones_dropped(own_office: Office, copy: Path):
    for _ in range(3):
        made(own_office, copy)
        own_office.means.clock.turn(days=1)
    (own_office.folder.part("backups") / "note.age").write_bytes(b"somebody's own")
    assert [backup.made_at.day for backup in backups(own_office.folder)] == [17, 16, 15]
    drop_old(own_office.folder.part("backups"))
    assert [backup.made_at.day for backup in backups(own_office.folder)] == [17, 16, 15]
    own_office.means.clock.turn(minutes=-1)
    made(own_office, copy)
    drop_old(own_office.folder.part("backups"))
    assert [backup.made_at.day for backup in backups(own_office.folder)] == [18, 17, 16, 15]
    own_office.means.clock.turn(minutes=1)
    made(own_office, copy)
    drop_old(own_office.folder.part("backups"))
    assert [(backup.made_at.day, backup.made_at.minute) for backup in backups(own_office.folder)][:2] == [
        (18, 0),
        (17, 0),
    ]
    assert (own_office.folder.part("backups") / "note.age").read_bytes() == b"somebody's own"


def test_a_backup_before_a_rotation_is_known_as_one(own_office: Office, copy: Path):
    old = made(own_office, copy)
    own_office.people["Supervisor"] = renew(own_office.folder, own_office.founder, WITH_A_REMOVAL, own_office.means)
    own_office.means.clock.turn(days=1)
    new = made(own_office, copy)
    keyring = own_office.founder
    assert (old.precedes_rotation(keyring), new.precedes_rotation(keyring)) == (True, False)


def test_a_vault_that_has_no_database_yet_is_backed_up_too(own_office: Office, tmp_path: Path):
    backup = make_backup(own_office.folder, own_office.founder, tmp_path / "none.db", own_office.means)
    assert verify_backup(backup.path, mine(own_office), tmp_path).counts == {}


def tar_of(*members: tuple[str, bytes], listed: object = None, kind: bytes = tarfile.REGTYPE) -> bytes:
    """An archive as an intruder might make it."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        for name, content in (*members, ("contents.json", compact(listed) if isinstance(listed, dict) else b"{}")):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            entry.type = tarfile.REGTYPE if name == "contents.json" else kind
            tar.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


@pytest.mark.parametrize(
    "archive",
    [
        b"", b"no tar" * 1000, tar_of(), tar_of(("../outside", b"x")), tar_of(("/etc/passwd", b"x")),
        tar_of(("a/b/c", b"x")), tar_of(("figures\\x", b"x")), tar_of(("cases.db", b""), kind=tarfile.SYMTYPE),
        tar_of(("vault.json", b"x"), listed={"files": []}), tar_of(("x", b"1"), ("x", b"2"), listed={"files": []}),
        tar_of(listed={"files": [{"name": "vault.json", "size": 1, "sha256": "00"}]}),
        tar_of(listed={"files": [], "version": 2, "counts": {}}), tar_of(listed={"files": [], "counts": {}}),
    ],
)  # fmt: skip
def test_what_does_not_belong_in_a_backup_is_refused(own_office: Office, tmp_path: Path, archive: bytes):
    file = tmp_path / "foreign.age"
    file.write_bytes(seal_bytes(archive, recipients(own_office.founder)))
    with pytest.raises(BackupUnreadable):
        verify_backup(file, mine(own_office), tmp_path)
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("name", ["vault.json", "figures/2026-q2.age", "files/ab12"])
def test_plain_names_are_plain(name):
    assert is_plain(name)


@pytest.mark.parametrize("name", ["", "..", "a/..", "a//b", "./a", "/a", "a/b/c", "C:x", "a\\b", "a\0b"])
def test_other_names_are_not(name):
    assert not is_plain(name)


def test_a_file_that_shrinks_meanwhile_is_noticed(tmp_path: Path):
    file = tmp_path / "shrinking"
    file.write_bytes(b"x" * 200_000)
    archive = ArchiveReader([Member("shrinking", file)], {})
    archive.read(10)
    archive.read(1 << 20)
    file.write_bytes(b"")
    with pytest.raises(BackupUnreadable):
        while archive.read(1 << 20):
            pass


def test_an_archive_reads_in_small_pieces(tmp_path: Path):
    file = tmp_path / "a"
    file.write_bytes(b"y" * 70_000)
    archive, pieces = ArchiveReader([Member("a", file)], {}), []
    while piece := archive.read(777):
        pieces.append(piece)
    unpack(io.BytesIO(b"".join(pieces)), to := tmp_path / "to")
    assert (to / "a").read_bytes() == b"y" * 70_000


# --- carried to a stick ---

OTHER = UUID(int=9 << 96)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def another(office: Office) -> Backup:
    database = office.folder.path.parent / "copy.db"
    database.write_bytes(b"pages of the database" * 10_000)
    office.means.clock.turn(minutes=1)
    return make_backup(office.folder, office.founder, database, office.means)


def test_a_carried_backup_is_the_same(own_office: Office, stick: Path):
    backup = another(own_office)
    target = carry_to(backup, stick, own_office.founder.office)
    assert target.read_bytes() == backup.path.read_bytes()
    assert [path.name for path in stick.iterdir()] == [target.name]


def test_the_oldest_of_this_office_go_and_everything_else_stays(own_office: Office, stick: Path):
    (stick / "letter.age").write_bytes(b"somebody's")
    theirs = carry_to(another(own_office), stick, OTHER)
    mine = [carry_to(another(own_office), stick, own_office.founder.office) for _ in range(3)]
    assert {path.name for path in stick.iterdir()} == {"letter.age", theirs.name, mine[2].name}


def test_a_full_stick_keeps_what_was_there(own_office: Office, stick: Path):
    backup, target = another(own_office), stick / "goma.age"
    target.write_bytes(b"the one before")
    with little_room(4096), pytest.raises(DiskFull):
        carry_as(backup, target)
    assert {path.name: path.read_bytes() for path in stick.iterdir()} == {"goma.age": b"the one before"}


def test_a_stick_that_was_pulled_out_is_told(own_office: Office, stick: Path):
    with pytest.raises(FolderTrouble):
        carry_as(another(own_office), stick / "gone" / "goma.age")
