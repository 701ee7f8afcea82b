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
