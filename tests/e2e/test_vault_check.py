"""`vault check` on the command line: with a passphrase everything, without one what needs none."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from reintegration_desktop.app.verifying.checking import check_everything, of_swap
from reintegration_desktop.kernel.clock import FixedClock
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.kernel.swap import InTheClear
from tests.e2e.canaries import in_folder
from tests.e2e.lines import Line, begun, let_in
from tests.e2e.offices import add_cases, an_office
from tests.e2e.planted import plainer


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
    assert "none of the vault's" in said.stdout


def test_keys_that_have_been_used_for_half_a_year_are_a_warning_and_no_trouble(tmp_path: Path):
    program = an_office(tmp_path / "Goma.vault")
    add_cases(program, 1)
    later = FixedClock(program.means.now() + timedelta(days=190))
    report = check_everything(replace(program, means=replace(program.means, clock=later)), NoProgress())
    assert report.sound
    assert any("half a year" in warning for warning in report.warnings)
    program.close()


def test_what_the_program_itself_puts_into_a_vault_is_never_called_foreign(line: Line, tmp_path: Path):
    line.tells("vault", "backup", line.vault, tmp_path / "goma.age")
    told = Line(line.base, "").tells("vault", "check", line.vault, "--sealed")
    assert told["troubles"] == []
    assert not [one for one in told["warnings"] if "swap" not in one]
    assert "the file that was closed last" in " ".join(told["verified"])
    assert "no older than this computer has seen it" in " ".join(told["verified"])


def test_an_earlier_file_of_the_vault_is_told_without_a_key(line: Line):
    before = line.folder.json.read_bytes()
    line.tells(
        "person", "password", line.vault, "--new-passphrase-file", line.writes("new", "pebble canyon orchid saddle rib")
    )
    for file in (line.folder.json, line.folder.spare):
        file.write_bytes(before)
    said = line.says("vault", "check", line.vault, "--sealed")
    assert said.exit_code == 1
    assert "older than this computer has seen it" in said.stdout


def test_a_database_that_was_changed_after_it_was_closed_is_told_without_a_key(line: Line):
    pages = bytearray(line.folder.database.read_bytes())
    pages[-4096:] = pages[-8192:-4096]
    line.folder.database.write_bytes(bytes(pages))
    said = line.says("vault", "check", line.vault, "--sealed")
    assert said.exit_code == 1
    assert "is another file now" in said.stdout


def test_on_a_computer_that_never_had_it_open_another_database_is_to_be_seen_to(line: Line, tmp_path: Path):
    pages = bytearray(line.folder.database.read_bytes())
    pages[-4096:] = pages[-8192:-4096]
    line.folder.database.write_bytes(bytes(pages))
    line.folder.path.rename(tmp_path / "Carried.vault")
    told = line.tells("vault", "check", tmp_path / "Carried.vault", "--sealed")
    assert told["sound"]
    assert any("another file than the one that was closed last" in one for one in told["warnings"])
    assert "closed last" not in " ".join(told["verified"])


def test_the_name_of_who_begins_is_nowhere_in_the_clear(tmp_path: Path):
    line, name = Line(tmp_path), "Zzyxwandra Qhuvembiko"
    line.tells("vault", "create", line.vault, "--person", name, "--office", "Goma")
    line.tells("hq", "init", tmp_path / "hq.vault", "--person", name, "--under", line.vault)
    assert in_folder(tmp_path, [name, *name.split()]) == []
    assert line.tells("person", "list", line.vault, "--as", "supervisor")["people"][0]["name"] == name
    line.tells("vault", "create", tmp_path / "b.vault", "--person", name, "--label", "Supervisor 2")
    assert line.tells("person", "list", tmp_path / "b.vault", "--as", "Supervisor 2")["people"][0]["name"] == name


@pytest.mark.parametrize(("state", "told"), [(InTheClear.YES, "may write"), (InTheClear.UNKNOWN, "Nobody could tell"),
                                             (InTheClear.NO, "")])  # fmt: skip
def test_swap_in_the_clear_is_to_be_seen_to_and_so_is_what_nobody_can_tell(state: InTheClear, told: str):
    sentences = list(of_swap(state))
    assert len(sentences) == bool(told)
    assert all(told in sentence and "hibernates" in sentence for sentence in sentences)


def test_the_log_is_written_out_with_a_reason_and_names_nobody(line: Line, tmp_path: Path):
    out, code = tmp_path / "audit", next(iter(line.codes()))
    told = line.tells("vault", "log", line.vault, "--reason", "Audit", "--out", out, "--as", "Esther")
    assert {Path(file).suffix for file in told["files"]} == {".csv", ".jsonl"}
    rows = [json.loads(row) for row in next(out.glob("*.jsonl")).read_text(encoding="utf-8").splitlines()]
    assert {"save", "export"} & {row["kind"] for row in rows}
    assert all(row["person"].startswith("person ") for row in rows)
    assert in_folder(out, ["Esther", code, *plainer(1)["identification"].values()]) == []
    assert rows == [json.loads(row) for row in Path(told["files"][1]).read_text(encoding="utf-8").splitlines()]
    later = line.tells(
        "vault", "log", line.vault, "--reason", "Audit", "--out", tmp_path / "later", "--since", "2999-01-01"
    )
    assert Path(later["files"][0]).read_text(encoding="utf-8").count("\n") == 1
    assert "reason" in line.refuses("vault", "log", line.vault, "--reason", " ", "--out", out).casefold()
    for wrong in (("--since", "March"), ("--format", "xlsx")):
        line.refuses("vault", "log", line.vault, "--reason", "Audit", "--out", out, *wrong, code=2)
    mary = let_in(line, "Mary", "mosaic lantern quartz thistle harbour", "manager")
    assert mary.says("vault", "log", line.vault, "--reason", "Audit", "--out", out, "--as", "Mary").exit_code == 1
