"""Keys on the command line: the root is taken out by two people, one's own keys are replaced."""

from pathlib import Path

import pytest

from reintegration_desktop.vault.office.programme_root import half_files, open_programme
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.unlocking import unlock
from tests.e2e.lines import Line, begun, id_of, let_in
from tests.e2e.offices import MEANS

FIRST, SECOND = "pebble canyon orchid saddle ribbon", "harbour lantern mosaic thistle quartz"
GRACE = "velvet anchor meadow copper lantern"


@pytest.fixture
def line(tmp_path: Path) -> Line:
    return begun(tmp_path)


def test_the_root_is_taken_out_by_two_people_and_is_no_longer_in_the_vault(line: Line, tmp_path: Path):
    root = kept_root(unlock(line.folder, "Esther", line.passphrase, MEANS))
    out = ("programme", "take-out", line.vault, tmp_path / "offline", "--first-passphrase-file",
           line.writes("first", FIRST), "--second-passphrase-file", line.writes("second", SECOND))  # fmt: skip
    assert len(line.tells(*out)["halves"]) == 2
    assert open_programme(half_files(tmp_path / "offline"), (FIRST, SECOND)) == root
    for file in (line.folder.json, line.folder.spare):
        assert b'root_kept\\":{}' in file.read_bytes()
    assert "root" in line.refuses(*out)


def test_a_custodian_is_removed_where_both_keepers_bring_the_root(line: Line, tmp_path: Path):
    let_in(line, "Grace", GRACE, "supervisor", "custodian")
    keepers = ("--first-passphrase-file", line.writes("first", FIRST), "--second-passphrase-file",
               line.writes("second", SECOND))  # fmt: skip
    line.tells("programme", "take-out", line.vault, tmp_path / "offline", "--as", "Esther", *keepers)
    remove = ("person", "remove", line.vault, id_of(line, "Grace"), "--as", "Esther")
    assert "two people keep away" in line.refuses(*remove)
    assert line.tells(*remove, "--root", tmp_path / "offline", *keepers)["database_renewed"] is True
    assert line.says("case", "list", line.vault, "--as", "Grace").exit_code == 1


def test_somebody_replaces_their_own_keys(line: Line):
    code = line.adds(1)
    assert line.tells("person", "keys", line.vault)["serial"] == 2
    assert line.codes() == {code}
    line.adds(2)
    assert line.tells("vault", "check", line.vault)["sound"] is True
