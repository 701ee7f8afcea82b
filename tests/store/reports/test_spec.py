"""Anybody's file of counts: protected, proved, written; or refused, and then nothing is written."""

import csv
import json
from itertools import product
from pathlib import Path
from random import Random

import pytest

from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.kernel.progress import NoProgress, Stoppable
from reintegration_desktop.reports.errors import LeakFound, SpecProblem
from reintegration_desktop.reports.protector.search import Watch
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
    with pytest.raises(LeakFound):
        audit_spec(spec, tmp_path / "out", WATCH)


def test_counts_rounded_before_the_threshold_hide_nothing(tmp_path: Path):
    spec = a_spec(tmp_path)
    protect_spec(spec, tmp_path / "out", WATCH)
    file = tmp_path / "out" / "tables" / "1.csv"
    truth = true_counts(tmp_path)
    write(file, [{**row, "n": str(round(truth(row) / 5) * 5)} for row in rows_of(file)])
    with pytest.raises(LeakFound):
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
    except LeakFound:
        verdict = "unsafe"
    assert verdict == "unsafe"


@pytest.mark.parametrize(
    "wrong",
    ['input = "records.csv"', SPEC.replace("records.csv", "none.csv"), SPEC.replace('"sex"', '"sx"'),
     SPEC.replace('"may_hide"', '"sometimes"'), SPEC.replace("[0, 5]", "[5, 0]"), "colour = 1" + SPEC, "not toml",
     SPEC.replace("[0, 5]", "[0]"), SPEC.replace("threshold = 5", 'threshold = "5"'), SPEC.replace('"n"', '"sex"'),
     SPEC.replace('["district", "sex"]', '["sex", "sex"]'), SPEC.replace("district.csv", "none.csv"),
     'sensitive = "actor"' + SPEC, "hierarchy = 3" + SPEC.partition("[hierarchy")[0],
     SPEC.replace('"records.csv"', "3")],
)  # fmt: skip
def test_a_wrong_specification_is_refused_and_nothing_written(tmp_path: Path, wrong: str):
    spec = a_spec(tmp_path, wrong)
    with pytest.raises(SpecProblem):
        protect_spec(spec, tmp_path / "out", WATCH)
    assert not list(tmp_path.glob("out/*"))


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


def test_a_category_called_total_is_refused(tmp_path: Path):
    spec = a_spec(tmp_path)
    records = tmp_path / "records.csv"
    records.write_text(records.read_text().replace("militia", "total"))
    with pytest.raises(SpecProblem):
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
    with pytest.raises(LeakFound):
        audit_spec(spec, tmp_path / "out", WATCH)


def test_tables_in_a_circle_are_proved_with_what_lies_beneath(tmp_path: Path):
    third = '[[table]]\ndimensions = ["sex", "actor"]\n[hierarchy'
    summary = protect_spec(a_spec(tmp_path, SPEC.replace("[hierarchy", third)), tmp_path / "out", WATCH)
    assert (summary.beneath, summary.verdict) == ("included", "safe")


def test_a_sensitive_dimension_hides_a_nought(tmp_path: Path):
    spec = a_spec(tmp_path, 'sensitive = ["actor"]\n' + SPEC.replace("may_hide", "shown"))
    lines = [f"d{at},f,army,12" for at in range(8)] + ["d0,f,group,20", "d0,f,militia,30"]
    (tmp_path / "records.csv").write_text("\n".join(["district,sex,actor,n", *lines]) + "\n")
    protect_spec(spec, tmp_path / "out", WATCH)
    hidden = [row for row in rows_of(tmp_path / "out" / "tables" / "2.csv") if row["n"] == ".."]
    assert {"army", "militia"} <= {row["actor"] for row in hidden if row["district"] == "d3"}
    assert audit_spec(spec, tmp_path / "out", WATCH).verdict == "safe"
