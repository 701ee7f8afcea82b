"""`vault check` on the command line: with a passphrase everything, without one what needs none."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from reintegration_desktop.app.checking import check_everything
from reintegration_desktop.kernel.clock import FixedClock
from reintegration_desktop.kernel.progress import NoProgress
from tests.e2e.lines import Line, begun
from tests.e2e.offices import add_cases, an_office


@pytest.fixture
def line(tmp_path: Path) -> Line:
    made = begun(tmp_path)
    made.adds(1)
    return made


def test_everything_is_looked_at_and_is_as_it_should_be(line: Line):
    told = line.tells("vault", "check", line.vault)
    assert (told["sound"], told["troubles"]) == (True, [])
    looked_at = {"slots", "papers", "copies", "databases", "pages", "changes", "signatures", "outside heads", "cases"}
    assert looked_at <= set(told["checked"])
    assert told["free_megabytes"] > 0
    assert any("recovery sheets" in warning for warning in told["warnings"])


def test_a_check_without_a_key_asks_for_no_passphrase_and_says_what_it_cannot_tell(line: Line):
    without = Line(line.base, "")
    said = without.says("vault", "check", line.vault, "--sealed", "--json")
    assert said.exit_code == 0, said.output
    assert "Without a key" in said.stderr
    (line.folder.database).write_bytes(line.folder.database.read_bytes()[:-1])
    said = without.says("vault", "check", line.vault, "--sealed")
    assert said.exit_code == 1
    assert "cut short" in said.stdout


def test_a_check_without_a_key_says_in_sentences_what_was_verified_and_what_was_not(line: Line):
    without = Line(line.base, "")
    told = without.tells("vault", "check", line.vault, "--sealed")
    verified, unverified = " ".join(told["verified"]), " ".join(told["not_verified"])
    for sentence in (
        "own file was signed",
        "copy of the vault's file says the same",
        "slot is whole",
        "in whole pages",
    ):
        assert sentence in verified, sentence
    for sentence in (
        "Whether pages, chains, signatures and lists", "Whether sealed answers and files open",
        "Whether the vault is older", "Whether backups come back", "Nobody can verify that what was written is true",
    ):  # fmt: skip
        assert sentence in unverified, sentence
    assert all(one.endswith(".") for one in (*told["verified"], *told["not_verified"]))
    line.folder.spare.unlink()
    said = without.says("vault", "check", line.vault, "--sealed").stdout
    assert "The copy of the vault's file is missing" in said and "says the same" not in said
    assert "Verified:\n  The vault's own file" in said and "Not verified:\n  Whether" in said


def test_a_check_with_every_key_says_what_it_opened(line: Line):
    told = line.tells("vault", "check", line.vault)
    verified, unverified = " ".join(told["verified"]), " ".join(told["not_verified"])
    for sentence in (
        "hang in their chains",
        "signature",
        "1 sealed document opens in its place",
        "say what its log says",
    ):
        assert sentence in verified, sentence
    assert "Whether pages" not in unverified and "Whether sealed answers open" not in unverified
    assert "Nobody can verify" in unverified


def test_trouble_in_the_folder_ends_a_full_check_with_one(line: Line):
    (line.folder.part("files") / "1f2e").write_bytes(b"in the clear")
    said = line.says("vault", "check", line.vault)
    assert said.exit_code == 1
    assert "should be sealed" in said.stdout


def test_keys_that_have_been_used_for_half_a_year_are_a_warning_and_no_trouble(tmp_path: Path):
    program = an_office(tmp_path / "Goma.vault")
    add_cases(program, 1)
    later = FixedClock(program.means.now() + timedelta(days=190))
    report = check_everything(replace(program, means=replace(program.means, clock=later)), NoProgress())
    assert report.sound
    assert any("half a year" in warning for warning in report.warnings)
    program.close()
