"""Whoever keeps the computer, and has no passphrase, can tell whether a vault's folder is as it should be."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from reintegration_desktop.vault.checking.findings import Found, Trouble
from reintegration_desktop.vault.checking.papers import check_papers
from reintegration_desktop.vault.checking.parts import check_parts, free_megabytes
from reintegration_desktop.vault.papers.vaultfile import BEGUN
from reintegration_desktop.vault.passphrases.passphrase import KdfParameters
from reintegration_desktop.vault.roles import Role
from reintegration_desktop.vault.signed import Signed
from tests.unit.vault.made import Office, with_file

PAGES = bytes(range(256)) * 16 * 3


def checked(office: Office) -> Found:
    found = Found()
    check_parts(office.folder, check_papers(office.folder, found), found)
    return found


def with_a_database(office: Office, content: bytes = PAGES) -> None:
    office.folder.database.touch(mode=0o600)
    office.folder.database.write_bytes(content)


def test_a_vault_is_as_it_should_be(own_office: Office):
    own_office.let_in(Role.CASEWORKER)
    with_a_database(own_office)
    found = checked(own_office)
    assert not found.troubles
    assert found.checked["slots"] == 2
    assert found.checked["papers"] > 8
    assert free_megabytes(own_office.folder) > 0


def without_its_copy(office: Office) -> None:
    office.folder.spare.unlink()


def cut_short(office: Office) -> None:
    office.folder.json.write_bytes(office.folder.json.read_bytes()[:-9])


def both_cut_short(office: Office) -> None:
    for file in (office.folder.json, office.folder.spare):
        file.write_bytes(b"{")


def a_slot_changed(office: Office) -> None:
    (slot,) = office.folder.read().file.slots
    with_file(office, slots=(replace(slot, sealed=bytes(len(slot.sealed))),))


def a_slot_that_asks_for_too_much(office: Office) -> None:
    (slot,) = office.folder.read().file.slots
    with_file(office, slots=(replace(slot, kdf=KdfParameters(1 << 30, 1, 1)),))


def a_key_nobody_signed(office: Office) -> None:
    first, *others = office.folder.read().file.statements
    with_file(office, statements=(replace(first, signed=Signed(first.signed.body, bytes(64))), *others))


def a_database_that_is_gone(office: Office) -> None:
    with_file(office, settings={BEGUN: "yes"})


def a_database_in_the_clear(office: Office) -> None:
    with_a_database(office, b"SQLite format 3\x00" + PAGES[16:])


def a_database_cut_short(office: Office) -> None:
    with_a_database(office, PAGES[:-100])


def figures_in_the_clear(office: Office) -> None:
    (office.folder.part("figures") / "2026.fig").write_bytes(b"in,the,clear")


def rights_for_everybody(office: Office) -> None:
    office.folder.json.chmod(0o644)


def in_the_clear(*parts: str) -> Callable[[Office], None]:
    """A file of names that somebody put, or left, somewhere in the folder."""

    def put(office: Office) -> None:
        file = office.folder.path.joinpath(*parts)
        file.touch(mode=0o600)
        file.write_bytes(b"name,village")

    put.__name__ = "/".join(parts)
    return put


def a_folder_of_others(office: Office) -> None:
    (office.folder.path / "export").mkdir(mode=0o700)


def a_link_out_of_it(office: Office) -> None:
    (office.folder.part("files") / ("0" * 32)).symlink_to(office.folder.json)


def a_folder_for_everybody(office: Office) -> None:
    office.folder.path.chmod(0o755)


def a_backup_for_everybody(office: Office) -> None:
    backup = office.folder.part("backups") / "20260312T100000Z.g1.age"
    backup.write_bytes(b"age-encryption.org/v1\n")
    backup.chmod(0o644)


FOREIGN = (
    in_the_clear("releases", "r.csv"), in_the_clear("inbox", "x.txt"), in_the_clear("outbox", "note.bundle"),
    in_the_clear("figures", "f.csv"), in_the_clear("backups", "c.sql"), in_the_clear("files", "photo.jpg"),
    in_the_clear("export.csv"), a_folder_of_others, a_link_out_of_it,
)  # fmt: skip
UNSEALED = (
    in_the_clear("releases", "2026.rel"), in_the_clear("inbox", "ab" * 16 + ".rdb.part"),
    in_the_clear("outbox", "ab" * 16 + ".rdb"), in_the_clear("outbox", "ab" * 16 + ".rdb.unsent"),
    in_the_clear("files", "ab" * 16), in_the_clear("backups", "20260312T100000Z.g1.age"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("happened", "trouble"),
    [
        (without_its_copy, Trouble.COPY), (cut_short, Trouble.FILE), (both_cut_short, Trouble.FILE),
        (a_slot_changed, Trouble.SLOT), (a_slot_that_asks_for_too_much, Trouble.SLOT),
        (a_key_nobody_signed, Trouble.PAPER), (a_database_that_is_gone, Trouble.MISSING),
        (a_database_in_the_clear, Trouble.DATABASE), (a_database_cut_short, Trouble.DATABASE),
        (figures_in_the_clear, Trouble.UNSEALED), (rights_for_everybody, Trouble.RIGHTS),
        (a_folder_for_everybody, Trouble.RIGHTS), (a_backup_for_everybody, Trouble.RIGHTS),
        *((one, Trouble.FOREIGN) for one in FOREIGN), *((one, Trouble.UNSEALED) for one in UNSEALED),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)  # fmt: skip
def test_what_is_wrong_is_told(own_office: Office, happened: Callable[[Office], None], trouble: Trouble):
    happened(own_office)
    assert checked(own_office).troubles[trouble] == 1


@pytest.mark.parametrize("happened", [*FOREIGN, *UNSEALED], ids=lambda given: getattr(given, "__name__", ""))
def test_what_lies_there_in_the_clear_is_the_only_thing_told(own_office: Office, happened: Callable[[Office], None]):
    happened(own_office)
    assert sum(checked(own_office).troubles.values()) == 1


def test_what_a_stopped_backup_left_is_told_apart(own_office: Office):
    left = own_office.folder.part("backups") / ".copy-abc"
    left.mkdir(mode=0o700)
    (left / "copy.db").touch(mode=0o600)
    found = checked(own_office)
    assert not found.troubles
    assert found.left == 2


def test_what_others_could_read_is_the_owners_alone_once_somebody_opens_the_vault(own_office: Office):
    a_backup_for_everybody(own_office)
    a_folder_for_everybody(own_office)
    foreign = own_office.folder.path / "letter.txt"
    foreign.write_text("not ours")
    foreign.chmod(0o644)
    own_office.folder.mend(own_office.folder.read())
    assert checked(own_office).troubles == {Trouble.FOREIGN: 1, Trouble.RIGHTS: 1}
    assert foreign.stat().st_mode & 0o777 == 0o644
