"""Reports whose counts are rounded leave as proved files too, and beside nothing they can't be proved with."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reintegration_desktop.cli import app
from reintegration_desktop.reports.errors import RoundedBeside
from reintegration_desktop.reports.ledger import Entry
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.release import Release, preview, release
from tests.store.reports.figures import WATCH, a_request, formats, some_figures


def rounded(folder: Path, ledger: list[Entry], *wanted: str, **more: object) -> Release:
    asked = a_request(rounded=True, **more)
    return release(asked, ledger, formats(*(wanted or ("json",))), folder, WATCH)


def test_every_file_shows_multiples_alone_and_hides_nothing(tmp_path: Path):
    found = rounded(tmp_path, [], "xlsx", "csv", "json")
    report = json.loads((tmp_path / "report.json").read_text())
    counts = [cell["count"] for table in report["tables"] for cell in table["cells"]]
    assert counts
    assert all(count is not None and count % 5 == 0 for count in counts)
    for file in tmp_path.glob("*.csv"):
        assert all(int(row["count"]) % 5 == 0 for row in csv.DictReader(file.read_text().splitlines()))
    assert found.entry.hidden == 0
    assert "multiple of 5" in " ".join(found.shown.report.rule_words())


def test_donors_get_multiples_of_ten(tmp_path: Path):
    tables = rounded(tmp_path, [], recipient=Recipient.DONOR).shown.report.tables
    assert all(count is not None and count % 10 == 0 for table in tables for count in table.cells.values())


def test_what_a_small_count_can_be_is_told_with_both_ends(tmp_path: Path):
    shown = preview(a_request(rounded=True), [], WATCH)
    assert shown.few > 0
    assert all(high is not None and high - low >= 4 for low, high in shown.intervals.values())


def test_the_ledger_remembers_what_was_rounded(tmp_path: Path):
    entry = rounded(tmp_path, []).entry
    assert (entry.rounded, entry.version) == (5, 3)
    assert Entry.from_bytes(entry.to_bytes()) == entry


def test_the_same_counts_leave_rounded_alike_and_in_no_other_way(tmp_path: Path):
    first = rounded(tmp_path, []).entry
    again = rounded(tmp_path, [first]).entry
    assert [table.cells for table in again.tables] == [table.cells for table in first.tables]
    for asked in (a_request(), a_request(some_figures(2), rounded=True), a_request(rounded=True, threshold=7)):
        with pytest.raises(RoundedBeside):
            preview(asked, [first], WATCH)


def test_what_left_with_hidden_cells_does_not_follow_rounded(tmp_path: Path):
    hidden = release(a_request(), [], formats("json"), tmp_path, WATCH).entry
    with pytest.raises(RoundedBeside):
        preview(a_request(rounded=True), [hidden], WATCH)


def test_a_year_does_not_follow_its_rounded_quarter_and_another_quarter_does(tmp_path: Path):
    quarter = rounded(tmp_path, []).entry
    other = replace(some_figures(3), period="2026-Q2")
    assert preview(a_request(other, rounded=True), [quarter], WATCH).report.hidden == 0
    with pytest.raises(RoundedBeside):
        preview(a_request(replace(other, period="2026")), [quarter], WATCH)


def test_anybodys_tables_are_rounded_and_audited_from_the_command_line(tmp_path: Path):
    rows = "".join(
        f"{place},{sex},{n}\n" for place, sex, n in [("x", "f", 3), ("x", "m", 12), ("y", "f", 1), ("y", "m", 7)]
    )
    (tmp_path / "in.csv").write_text("place,sex,n\n" + rows)
    spec = tmp_path / "spec.toml"
    spec.write_text('input = "in.csv"\ncount = "n"\nthreshold = 5\n[[table]]\ndimensions = ["place", "sex"]\n')
    out = tmp_path / "out"
    asked = ["protect", str(spec), "--out", str(out), "--method", "rounding", "--json"]
    told = json.loads(CliRunner().invoke(app, asked).stdout)
    assert (told["hidden"], told["verdict"]) == (0, "safe")
    published = list(csv.DictReader((out / "tables" / "1.csv").read_text().splitlines()))
    assert all(int(row["n"]) % 5 == 0 for row in published)
    again = CliRunner().invoke(app, ["audit", str(spec), str(out), "--method", "rounding", "--json"])
    assert json.loads(again.stdout)["verdict"] == "safe"
    refused = CliRunner().invoke(app, ["protect", str(spec), "--out", str(out), "--method", "noise"])
    assert refused.exit_code == 1
