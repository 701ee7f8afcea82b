"""The vault's file is whole or not there, and every trouble of the disk has a name."""

import errno
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from reintegration_desktop.vault.errors import (
    DiskFull,
    FolderReadOnly,
    FolderTrouble,
    VaultExists,
    VaultFileChanged,
    VaultFileDamaged,
    VaultMissing,
    VaultTooNew,
)
from reintegration_desktop.vault.fields import Fields, compact
from reintegration_desktop.vault.files.disk import told, write_whole
from reintegration_desktop.vault.folder import FOLDERS, LARGEST, VaultFolder
from reintegration_desktop.vault.papers.vaultfile import VaultFile, from_bytes, to_bytes
from reintegration_desktop.vault.signed import Signed, signed
from tests.rights import an_ordinary_user
from tests.unit.vault.made import Office, flipped, with_file


def test_a_vault_is_a_folder_with_its_parts(own_office: Office):
    assert {path.name for path in own_office.folder.path.iterdir()} == {"vault.json", "vault.json.bak", *FOLDERS}
    assert own_office.folder.database.name == "cases.db"


def test_the_file_comes_back_as_it_was_written(own_office: Office):
    writing = own_office.folder.read().writing
    assert from_bytes(to_bytes(writing)) == writing
    assert VaultFile.from_json(Fields(writing.file.to_json())) == writing.file


def test_every_writing_is_copied(own_office: Office):
    first = own_office.folder.read().file
    with_file(own_office, settings={"office": "Kivara two"})
    assert own_office.folder.read().file.revision == first.revision + 1
    assert own_office.folder.spare.read_bytes() == own_office.folder.json.read_bytes()


def test_a_copy_that_a_kill_left_behind_is_brought_up_at_the_next_unlocking(own_office: Office):
    before = own_office.folder.spare.read_bytes()
    with_file(own_office, settings={"office": "Kivara two"})
    own_office.folder.spare.write_bytes(before)
    own_office.unlock("Supervisor")
    assert own_office.folder.spare.read_bytes() == own_office.folder.json.read_bytes()


def test_what_a_kill_left_half_written_goes_at_the_next_unlocking(own_office: Office):
    left = [path.with_name(path.name + ".new") for path in (own_office.folder.json, own_office.folder.spare)]
    for path in left:
        path.write_bytes(own_office.folder.json.read_bytes())
    own_office.unlock("supervisor")
    assert not any(path.exists() for path in left)


def test_a_damaged_file_is_written_anew_at_the_next_unlocking(own_office: Office):
    whole = own_office.folder.json.read_bytes()
    own_office.folder.json.write_bytes(whole[:100])
    own_office.unlock("Supervisor")
    assert own_office.folder.json.read_bytes() == whole


def test_somebody_who_read_before_another_wrote_does_not_write_over_it(own_office: Office):
    stale = own_office.folder.read().file
    with_file(own_office, settings={})
    with pytest.raises(VaultFileChanged):
        own_office.folder.write(stale, own_office.founder.id, own_office.founder.sign)


def test_a_damaged_file_gives_way_to_its_copy(own_office: Office):
    with_file(own_office, settings={"office": "Kivara two"})
    whole = own_office.folder.json.read_bytes()
    own_office.folder.json.write_bytes(whole[: len(whole) // 2])
    reading = own_office.folder.read()
    assert reading.from_spare
    assert reading.file.settings == {"office": "Kivara two"}


def test_a_missing_file_gives_way_to_its_copy(own_office: Office):
    with_file(own_office, settings={})
    own_office.folder.json.unlink()
    assert own_office.folder.read().from_spare


def test_every_flipped_bit_of_the_file_is_noticed(own_office: Office, longer: int):
    whole = own_office.folder.json.read_bytes()
    for at in range(0, len(whole) - 1, max(1, 400 // longer)):
        with pytest.raises((VaultFileDamaged, VaultTooNew)):
            from_bytes(flipped(whole, at, 1))


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"format":"other"}'])
def test_what_is_no_vault_file_is_not_read(content):
    with pytest.raises(VaultFileDamaged):
        from_bytes(content)


def test_a_file_of_absurd_size_is_not_read(own_office: Office):
    with own_office.folder.json.open("r+b") as file:
        file.truncate(LARGEST + 1)
    own_office.folder.spare.unlink()
    with pytest.raises(VaultFileDamaged):
        own_office.folder.read()


def test_a_file_that_nobody_in_it_signed_is_damaged(own_office: Office):
    writing = own_office.folder.read().writing
    unsigned = replace(writing, signed=Signed(writing.signed.body, bytes(64)))
    with pytest.raises(VaultFileDamaged):
        from_bytes(to_bytes(unsigned))


def test_a_file_of_a_newer_program_says_so(own_office: Office):
    founder = own_office.founder
    body = {**own_office.folder.read().file.to_json(), "version": 2}
    paper = signed("vault", body, founder.sign)
    content = compact({"format": "reintegration-vault", "signer": str(founder.id), **paper.to_json()})
    own_office.folder.json.write_bytes(content)
    with pytest.raises(VaultTooNew):
        own_office.folder.read()


def test_an_empty_folder_holds_no_vault(tmp_path: Path):
    with pytest.raises(VaultMissing):
        VaultFolder(tmp_path, tmp_path).read()


def test_a_vault_is_not_begun_over_another(own_office: Office):
    with pytest.raises(VaultExists):
        own_office.folder.prepare()


def test_two_damaged_files_are_not_read(own_office: Office):
    with_file(own_office, settings={})
    for file in (own_office.folder.json, own_office.folder.spare):
        file.write_bytes(b"damaged")
    with pytest.raises(VaultFileDamaged):
        own_office.folder.read()


def test_a_read_only_folder_has_a_refusal_of_its_own(own_office: Office):
    own_office.folder.path.chmod(0o500)
    with an_ordinary_user(), pytest.raises(FolderReadOnly):
        write_whole(own_office.folder.json, b"something")
    with an_ordinary_user(), pytest.raises(FolderReadOnly):
        own_office.folder.lock("window")


@contextmanager
def little_room(size: int) -> Iterator[None]:
    """A disk on which no file grows beyond a size."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [0, 1, 500, 4096])
def test_a_full_disk_leaves_what_was_saved(own_office: Office, size: int):
    before = own_office.folder.json.read_bytes()
    file = own_office.folder.read().file
    with little_room(size), pytest.raises(DiskFull):
        own_office.folder.write(file, own_office.founder.id, own_office.founder.sign)
    assert own_office.folder.json.read_bytes() == before
    assert not list(own_office.folder.path.glob("*.new"))
    assert own_office.unlock("Supervisor")


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        (errno.EROFS, FolderReadOnly), (errno.EACCES, FolderReadOnly), (errno.EPERM, FolderReadOnly),
        (errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EFBIG, DiskFull), (errno.EIO, FolderTrouble),
        (None, FolderTrouble),
    ],
)  # fmt: skip
def test_the_systems_errors_become_refusals_without_a_path(number, refusal):
    with pytest.raises(refusal) as refused, told():
        raise OSError(number, "trouble", "amina/Kivara.vault")
    assert "amina" not in str(refused.value)
    assert refused.value.__suppress_context__
