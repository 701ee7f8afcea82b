"""Anybody's file of counts: protected, proved, written; or refused, and then nothing is written."""

import csv
import json
from itertools import product
from pathlib import Path
from random import Random

import pytest

from reintegration_desktop.cli.talk import plain
from reintegration_desktop.kernel.errors import Cancelled, Refusal
from reintegration_desktop.kernel.progress import NoProgress, Stoppable
from reintegration_desktop.kernel.sentences import in_words
from reintegration_desktop.reports.errors import OutUnwritable, PublishedUnfit, SpecProblem, TimeIsUp, Unproved
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.records.errors import (
    CellTwice,
    ColumnUnknown,
    HierarchyMisses,
    MarginDiffers,
    NoRecords,
    NotACount,
    RecordsUnreadable,
    RowRagged,
    WordTaken,
)
from reintegration_desktop.reports.spec_run import audit_spec, protect_spec

WATCH = Watch(lambda: 0.0, 0.0, NoProgress())

SPEC = """
input = "records.csv"
count = "n"
threshold = 5
zeros = "may_hide"
interval = [0, 5]
[[table]]
dimensions = ["district", "sex"]
[[table]]
dimensions = ["district", "actor"]
[hierarchy.district]
file = "district.csv"
"""


def a_spec(folder: Path, text: str = SPEC, seed: int = 3) -> Path:
    """Records of some districts in two provinces, and a specification beside them."""
    random = Random(seed)
    places = [f"d{at}" for at in range(8)]
    with (folder / "records.csv").open("w", newline="") as lines:
        rows = csv.writer(lines)
        rows.writerow(["district", "sex", "actor", "n"])
        for key in product(places, ["f", "m"], ["army", "group", "militia"]):
            rows.writerow([*key, random.choice([0, 1, 2, 3, 7, 9, 14, 30])])
    (folder / "district.csv").write_text("".join(f"{place};p{at % 2};*\n" for at, place in enumerate(places)))
    (folder / "spec.toml").write_text(text)
    return folder / "spec.toml"


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("zeros", ["may_hide", "shown"])
def test_what_is_written_is_safe_and_says_so(tmp_path: Path, zeros: str):
    spec = a_spec(tmp_path, SPEC.replace("may_hide", zeros))
    summary = protect_spec(spec, tmp_path / "out", WATCH)
    assert summary.verdict == "safe"
    assert summary.gap == 0
    assert summary.hidden == summary.primary + summary.complementary > summary.primary > 0
    assert json.loads((tmp_path / "out" / "summary.json").read_text())["cells"] == summary.cells
    assert audit_spec(spec, tmp_path / "out", WATCH).verdict == "safe"


def test_every_margin_and_every_level_of_the_hierarchy_is_in_the_table(tmp_path: Path):
    protect_spec(a_spec(tmp_path), tmp_path / "out", WATCH)
    rows = rows_of(tmp_path / "out" / "tables" / "1.csv")
    assert {row["district"] for row in rows} == {"total", "p0", "p1", *(f"d{at}" for at in range(8))}
    assert {row["sex"] for row in rows} == {"total", "f", "m"}
    assert len(rows) == 11 * 3


def test_the_audit_tells_of_each_hidden_cell_what_can_be_known(tmp_path: Path):
    protect_spec(a_spec(tmp_path), tmp_path / "out", WATCH)
    cells = json.loads((tmp_path / "out" / "audit.json").read_text())
    hidden = [row for nth in (1, 2) for row in rows_of(tmp_path / "out" / "tables" / f"{nth}.csv") if row["n"] == ".."]
    assert len(cells) == len(hidden)
    assert all(cell["lowest"] <= 0 and (cell["highest"] or 9) >= 5 for cell in cells if cell["primary"])
    assert {cell["status"] for cell in cells} == {"proved"}


def test_a_guard_shown_after_all_is_found_out(tmp_path: Path):
    spec = a_spec(tmp_path)
    protect_spec(spec, tmp_path / "out", WATCH)
    audit = json.loads((tmp_path / "out" / "audit.json").read_text())
    guard = next(cell for cell in audit if not cell["primary"])
    truth = true_counts(tmp_path)
    for nth in (1, 2):
        file = tmp_path / "out" / "tables" / f"{nth}.csv"
        rows = rows_of(file)
        for row in rows:
            if {key: word for key, word in row.items() if key != "n"} == guard["key"]:
                row["n"] = str(truth(row))
        write(file, rows)
    assert audit_spec(spec, tmp_path / "out", WATCH).verdict == "unsafe"


def true_counts(folder: Path):
    records = rows_of(folder / "records.csv")

    def inside(record: dict[str, str], name: str, word: str) -> bool:
        return word in ("total", record[name]) or (word[0] == "p" and int(record["district"][1:]) % 2 == int(word[1:]))

    def count(row: dict[str, str]) -> int:
        wanted = [(name, word) for name, word in row.items() if name != "n"]
        return sum(int(record["n"]) for record in records if all(inside(record, *pair) for pair in wanted))

    return count


def write(file: Path, rows: list[dict[str, str]]) -> None:
    with file.open("w", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("sign", ["<5", "1-4", "*", "4.0"])
def test_any_other_sign_for_hidden_is_a_leak(tmp_path: Path, sign: str):
    spec = a_spec(tmp_path)
    protect_spec(spec, tmp_path / "out", WATCH)
    file = tmp_path / "out" / "tables" / "1.csv"
    file.write_text(file.read_text().replace("..", sign, 1))
    with pytest.raises(PublishedUnfit):
        audit_spec(spec, tmp_path / "out", WATCH)


def test_counts_rounded_before_the_threshold_hide_nothing(tmp_path: Path):
    spec = a_spec(tmp_path)
    protect_spec(spec, tmp_path / "out", WATCH)
    file = tmp_path / "out" / "tables" / "1.csv"
    truth = true_counts(tmp_path)
    write(file, [{**row, "n": str(round(truth(row) / 5) * 5)} for row in rows_of(file)])
    with pytest.raises(PublishedUnfit):
        audit_spec(spec, tmp_path / "out", WATCH)


def test_without_the_input_a_published_small_count_is_a_fault(tmp_path: Path):
    spec = a_spec(tmp_path)
    protect_spec(spec, tmp_path / "out", WATCH)
    (tmp_path / "records.csv").unlink()
    file = tmp_path / "out" / "tables" / "1.csv"
    rows = rows_of(file)
    truth = {"district": "d0", "sex": "f"}
    for row in rows:
        if truth.items() <= row.items():
            row["n"] = "3"
    write(file, rows)
    try:
        verdict = audit_spec(spec, tmp_path / "out", WATCH).verdict
    except PublishedUnfit:
        verdict = "unsafe"
    assert verdict == "unsafe"


@pytest.mark.parametrize(
    "wrong",
    ['input = "records.csv"', SPEC.replace('"may_hide"', '"sometimes"'), SPEC.replace("[0, 5]", "[5, 0]"),
     "colour = 1" + SPEC, "not toml",
     SPEC.replace("[0, 5]", "[0]"), SPEC.replace("threshold = 5", 'threshold = "5"'), SPEC.replace('"n"', '"sex"'),
     SPEC.replace("[0, 5]", "[false, true]"), SPEC.replace("threshold = 5", "threshold = 4.7"), "seconds = nan" + SPEC,
     SPEC.replace("threshold = 5", "threshold = inf"), "seconds = -1" + SPEC, 'separator = ";;"' + SPEC,
     'sensitive = ["actr"]' + SPEC, SPEC.replace("hierarchy.district", "hierarchy.distrikt"), SPEC.replace('"n"', "3"),
     SPEC.replace('["district", "sex"]', '["sex", "sex"]'), SPEC.replace("district.csv", "none.csv"),
     'sensitive = "actor"' + SPEC, "hierarchy = 3" + SPEC.partition("[hierarchy")[0],
     SPEC.replace('"records.csv"', "3"), SPEC + 'colour = "red"',
     SPEC.replace('["district", "sex"]', '["district", "sex"]\nfilter = "girls"')],
)  # fmt: skip
def test_a_wrong_specification_is_refused_and_nothing_written(tmp_path: Path, wrong: str):
    spec = a_spec(tmp_path, wrong)
    with pytest.raises(SpecProblem):
        protect_spec(spec, tmp_path / "out", WATCH)
    assert not list(tmp_path.glob("out/*"))


def refused(tmp_path: Path, refusal: type[Refusal], spec: str = SPEC, **files: str) -> str:
    """Some files are others; what is said of it, and that nothing was written."""
    a_spec(tmp_path, spec)
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text)
    with pytest.raises(refusal) as found:
        protect_spec(tmp_path / "spec.toml", tmp_path / "out", WATCH)
    assert not list(tmp_path.glob("out/*"))
    return plain(" ".join(in_words(found.value)))


HEAD = "district,sex,actor,n\n"
PLACES = "".join(f"d{at};p{at % 2};*\n" for at in range(8))


def test_a_column_that_the_file_has_not_is_named(tmp_path: Path):
    assert " sx" in refused(tmp_path, ColumnUnknown, SPEC.replace('"sex"', '"sx"'))
    assert "input" in refused(tmp_path, RecordsUnreadable, SPEC.replace("records.csv", "none.csv"))


@pytest.mark.parametrize("word", ["-3", "2.5", "", "many", "99999999999999999999", "1000000001", "1e3"])
def test_what_is_no_count_is_named_by_its_row(tmp_path: Path, word: str):
    assert "Row 2 " in refused(tmp_path, NotACount, records=f"{HEAD}d0,f,army,7\nd1,f,army,{word}\n")


def test_a_cell_that_stands_there_twice_is_named_by_its_row(tmp_path: Path):
    assert "Row 3 " in refused(tmp_path, CellTwice, records=f"{HEAD}d0,f,army,7\nd1,f,army,7\nd0,f,army,8\n")


def test_a_hierarchy_that_misses_a_value_is_refused(tmp_path: Path):
    assert "district" in refused(tmp_path, HierarchyMisses, district=PLACES.replace("d3;p1;*\n", ""))
    assert "district" in refused(tmp_path, HierarchyMisses, district="")


def test_a_hierarchy_in_which_something_lies_in_itself_is_refused(tmp_path: Path):
    said = "hierarchy.district: something in it lies in itself"
    assert said in refused(tmp_path, SpecProblem, district=PLACES + "p0;p1\np1;p0\n")
    assert said in refused(tmp_path, SpecProblem, district=PLACES.replace("d3;p1", "d3;d3;p1;d3"))


def test_an_empty_file_is_refused(tmp_path: Path):
    refused(tmp_path, NoRecords, records=HEAD)
    refused(tmp_path, NoRecords, records="")


def test_a_number_and_a_word_of_another_kind_are_told_apart(tmp_path: Path):
    assert "threshold: a whole number belongs here" in refused(tmp_path, SpecProblem, SPEC.replace("= 5", "= 5.5"))
    assert "count: words in quotation marks" in refused(tmp_path, SpecProblem, SPEC.replace('"n"', "3"))


def test_what_cannot_be_written_to_is_told_and_nothing_else_is_touched(tmp_path: Path):
    spec, out = a_spec(tmp_path), tmp_path / "out"
    out.write_text("a file of somebody's")
    with pytest.raises(OutUnwritable):
        protect_spec(spec, out, WATCH)
    assert out.read_text() == "a file of somebody's"


def test_a_published_table_that_the_specification_does_not_name_is_no_safe_one(tmp_path: Path):
    spec = a_spec(tmp_path)
    protect_spec(spec, tmp_path / "out", WATCH)
    (tmp_path / "out" / "tables" / "3.csv").write_text("district,n\nd0,3\n")
    with pytest.raises(PublishedUnfit):
        audit_spec(spec, tmp_path / "out", WATCH)


def test_a_row_of_another_length_is_named(tmp_path: Path):
    assert "Row 2 " in refused(tmp_path, RowRagged, records=f"{HEAD}d0,f,army,7\nd1,f\n")
    assert "Row 1 " in refused(tmp_path, RowRagged, records=f"{HEAD}d0,f,army,7,9\n")


CELLS = HEAD + "".join(f"d{at},{sex},army,{at + 20}\n" for at in range(8) for sex in "fm")


def test_margins_that_add_up_are_left_out_and_count_nothing_twice(tmp_path: Path):
    spec = a_spec(tmp_path)
    (tmp_path / "records.csv").write_text(f"{CELLS}d1,total,army,42\ntotal,total,total,376\nd2,f,total,22\n")
    protect_spec(spec, tmp_path / "out", WATCH)
    first = rows_of(tmp_path / "out" / "tables" / "1.csv")
    assert next(row["n"] for row in first if (row["district"], row["sex"]) == ("total", "total")) == "376"
    assert next(row["n"] for row in first if (row["district"], row["sex"]) == ("d2", "f")) == "22"


def test_a_category_that_a_spreadsheet_would_carry_out_is_written_as_text(tmp_path: Path):
    spec = a_spec(tmp_path)
    (tmp_path / "records.csv").write_text(CELLS.replace("army", "=1+1"))
    protect_spec(spec, tmp_path / "out", WATCH)
    assert {row["actor"] for row in rows_of(tmp_path / "out" / "tables" / "2.csv")} == {"total", "'=1+1"}
    assert audit_spec(spec, tmp_path / "out", WATCH).verdict == "safe"


def test_margins_that_do_not_add_up_are_named_by_their_row(tmp_path: Path):
    said = refused(tmp_path, MarginDiffers, records=f"{CELLS}d1,total,army,42\nd2,total,army,45\n")
    assert "Row 18 is a total" in said


def test_a_proof_that_takes_longer_than_it_may_is_given_up(tmp_path: Path):
    clock = iter(range(0, 10_000, 50))
    watch = Watch(lambda: float(next(clock)), 0.0, NoProgress())
    with pytest.raises(TimeIsUp) as found:
        protect_spec(a_spec(tmp_path), tmp_path / "out", watch, seconds=100)
    assert "200 seconds were not enough" in " ".join(in_words(found.value))
    assert not list(tmp_path.glob("out/*"))


def test_what_a_killed_program_left_unproved_is_swept_away(tmp_path: Path):
    left = tmp_path / "out" / ".unproved-before" / "tables"
    left.mkdir(parents=True)
    (left / "1.csv").write_text("district,n\nd0,1\n")
    protect_spec(a_spec(tmp_path), tmp_path / "out", WATCH)
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == ["audit.json", "summary.json", "tables"]


def test_stopped_work_leaves_nothing_behind(tmp_path: Path):
    progress = Stoppable()
    progress.stop()
    with pytest.raises(Cancelled):
        protect_spec(a_spec(tmp_path), tmp_path / "out", Watch(lambda: 0.0, 0.0, progress))
    assert not list((tmp_path / "out").iterdir())


def test_records_without_a_count_are_counted_themselves(tmp_path: Path):
    spec = a_spec(tmp_path, SPEC.replace('count = "n"', ""))
    summary = protect_spec(spec, tmp_path / "out", WATCH)
    assert rows_of(tmp_path / "out" / "tables" / "1.csv")[0] == {"district": "total", "sex": "total", "n": "48"}
    assert summary.verdict == "safe"


def test_a_hierarchy_with_two_parents_for_one_place_is_refused(tmp_path: Path):
    spec = a_spec(tmp_path)
    (tmp_path / "district.csv").write_text("d0;p0\nd0;p1\n")
    with pytest.raises(SpecProblem):
        protect_spec(spec, tmp_path / "out", WATCH)


def test_a_category_called_like_a_hidden_cell_is_refused(tmp_path: Path):
    spec = a_spec(tmp_path)
    records = tmp_path / "records.csv"
    records.write_text(records.read_text().replace("militia", ".."))
    with pytest.raises(WordTaken):
        protect_spec(spec, tmp_path / "out", WATCH)


def test_a_published_table_that_is_missing_or_another_is_refused(tmp_path: Path):
    spec = a_spec(tmp_path)
    protect_spec(spec, tmp_path / "out", WATCH)
    second = tmp_path / "out" / "tables" / "2.csv"
    second.write_text(second.read_text().replace("actor", "actors", 1))
    with pytest.raises(SpecProblem):
        audit_spec(spec, tmp_path / "out", WATCH)
    second.unlink()
    with pytest.raises(SpecProblem):
        audit_spec(spec, tmp_path / "out", WATCH)


def test_a_published_table_with_a_row_too_few_is_refused(tmp_path: Path):
    spec = a_spec(tmp_path)
    protect_spec(spec, tmp_path / "out", WATCH)
    first = tmp_path / "out" / "tables" / "1.csv"
    write(first, rows_of(first)[:-1])
    with pytest.raises(PublishedUnfit):
        audit_spec(spec, tmp_path / "out", WATCH)


def test_tables_in_a_circle_are_proved_with_what_lies_beneath(tmp_path: Path):
    third = '[[table]]\ndimensions = ["sex", "actor"]\n[hierarchy'
    summary = protect_spec(a_spec(tmp_path, SPEC.replace("[hierarchy", third)), tmp_path / "out", WATCH)
    assert (summary.beneath, summary.verdict) == ("included", "safe")


def test_tables_in_a_circle_too_large_to_prove_what_lies_beneath_are_refused(tmp_path: Path):
    lines = "".join(f"d{at},s{at},a{at},30\n" for at in range(18))
    third = '[[table]]\ndimensions = ["sex", "actor"]\n'
    refused(tmp_path, Unproved, SPEC.partition("[hierarchy")[0] + third, records=HEAD + lines)


def test_a_sensitive_dimension_hides_a_nought(tmp_path: Path):
    spec = a_spec(tmp_path, 'sensitive = ["actor"]\n' + SPEC.replace("may_hide", "shown"))
    lines = [f"d{at},f,army,12" for at in range(8)] + ["d0,f,group,20", "d0,f,militia,30"]
    (tmp_path / "records.csv").write_text("\n".join(["district,sex,actor,n", *lines]) + "\n")
    protect_spec(spec, tmp_path / "out", WATCH)
    hidden = [row for row in rows_of(tmp_path / "out" / "tables" / "2.csv") if row["n"] == ".."]
    assert {"army", "militia"} <= {row["actor"] for row in hidden if row["district"] == "d3"}
    assert audit_spec(spec, tmp_path / "out", WATCH).verdict == "safe"
