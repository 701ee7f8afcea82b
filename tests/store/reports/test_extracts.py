"""Anybody's file of records: made coarse, read back, measured, handed over; or refused, and then there is no file."""

import json
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner

from reintegration_desktop.cli import app
from reintegration_desktop.kernel.errors import Cancelled, Refusal
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.kernel.progress import Stoppable
from reintegration_desktop.kernel.sentences import in_words
from reintegration_desktop.kernel.words import speak
from reintegration_desktop.reports.errors import SpecProblem
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.records.errors import (
    CannotBeAnonymised,
    ColumnUnknown,
    HierarchyMisses,
    HierarchyNotATree,
    HierarchyRagged,
    HierarchyWithoutTop,
    LatticeTooLarge,
    NoRecords,
    NotANumber,
    RecordsNotSafe,
    RecordsUnreadable,
    RowRagged,
)
from reintegration_desktop.reports.records.picture import ways_png
from reintegration_desktop.reports.records.recheck import Asked, recheck
from reintegration_desktop.reports.records.report import Way
from reintegration_desktop.reports.records.run import Means, anonymise_spec
from reintegration_desktop.reports.writers.palette import read_palette
from reintegration_desktop.reports.writers.picture import families
from tests.store.reports.extracts import NAMES, QUASI, SPEC, a_spec, classes_of, farthest, made, means, read, told


def test_every_class_keeps_what_was_asked(tmp_path: Path):
    extract = made(tmp_path)
    rows = read(tmp_path / "out" / "data.csv")
    classes = classes_of(rows)
    assert min(map(len, classes)) >= 3
    assert min(len({row["outcome"] for row in one}) for one in classes) >= 2
    assert farthest(rows, "outcome", ordered=False) <= 0.5
    assert farthest(rows, "score", ordered=True) <= 0.5
    assert extract.rows - len(rows) == extract.ways[0].rows_withheld <= 0.05 * 300


def test_what_was_rechecked_is_what_the_file_holds(tmp_path: Path):
    extract = made(tmp_path)
    rows = read(tmp_path / "out" / "data.csv")
    assert extract.rechecked.k == min(map(len, classes_of(rows))) == extract.ways[0].smallest_class
    assert extract.rechecked.sensitive["outcome"].t == pytest.approx(farthest(rows, "outcome", ordered=False))
    assert extract.rechecked.sensitive["score"].t == pytest.approx(farthest(rows, "score", ordered=True))


def test_each_row_is_a_row_of_the_input_at_the_levels_told(tmp_path: Path):
    extract = made(tmp_path)
    trees = {name: {line[0]: line for line in _lines(tmp_path / f"{name}.csv")} for name in QUASI}
    levels = extract.ways[0].levels
    coarse = [
        (*(trees[name][row[name]][levels[name]] for name in QUASI), row["outcome"], row["score"])
        for row in read(tmp_path / "records.csv")
    ]
    for row in read(tmp_path / "out" / "data.csv"):
        coarse.remove(tuple(row[name] for name in (*QUASI, "outcome", "score")))
    assert len(coarse) == extract.ways[0].rows_withheld


def _lines(file: Path) -> list[list[str]]:
    return [line.split(";") for line in file.read_text().splitlines()]


def test_columns_that_nobody_named_stay_at_home(tmp_path: Path):
    extract = made(tmp_path)
    assert extract.columns_left_out == ("name",)
    assert "Name" not in (tmp_path / "out" / "data.csv").read_text()
    assert list(read(tmp_path / "out" / "data.csv")[0]) == ["id", *QUASI, "outcome", "score"]


def test_ids_are_new_and_the_order_is_another_each_time(tmp_path: Path):
    spec = a_spec(tmp_path)
    first, second = (anonymise_spec(spec, tmp_path / str(seed), means(seed)) for seed in (1, 2))
    one, other = (read(tmp_path / str(seed) / "data.csv") for seed in (1, 2))
    assert len({row["id"] for row in one} | {row["id"] for row in other}) == len(one) + len(other)
    assert [row["score"] for row in one] != [row["score"] for row in other]
    assert first.ways == second.ways


def test_the_report_says_what_was_done_and_what_else_could_be(tmp_path: Path):
    made(tmp_path)
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["optimal"] is True
    assert (report["asked"]["k"], report["asked"]["withheld"]) == (3, 15)
    assert report["nodes"] == 3 * 2 * 3
    assert 0 < report["nodes_checked"] <= report["nodes"]
    assert sum(int(size) * count for size, count in report["class_sizes"].items()) == report["rows_written"]
    assert report["risks"]["prosecutor"]["highest"] == 1 / report["smallest_class"]
    assert report["risks"]["uniques"] == 0 < report["before"]["uniques"]
    ways = report["alternatives"]
    assert 3 <= len(ways) <= 5
    assert ways[0]["loss"] == report["loss"]
    assert [way["risk"] for way in ways] == sorted((way["risk"] for way in ways), reverse=True)
    assert [way["detail"] for way in ways] == sorted((way["detail"] for way in ways), reverse=True)
    assert "does not compose" in " ".join(report["notes"])


def test_a_journalist_is_worse_off_where_more_people_could_be_meant(tmp_path: Path):
    a_spec(tmp_path, rows=3000, seed=9)
    (tmp_path / "records.csv").rename(tmp_path / "register.csv")
    extract = made(tmp_path, 'population = "register.csv"' + SPEC)
    assert extract.risks.of_population
    assert extract.risks.journalist.highest < extract.risks.prosecutor.highest
    assert extract.risks.marketer < extract.risks.prosecutor.average


def test_commas_part_what_commas_parted(tmp_path: Path):
    spec = a_spec(tmp_path, SPEC.replace('separator = ";"', ""))
    records = tmp_path / "records.csv"
    records.write_text(records.read_text().replace(";", ","))
    anonymise_spec(spec, tmp_path / "out", means())
    assert len(read(tmp_path / "out" / "data.csv", ",")[0]) == 6


def test_no_cell_is_a_formula(tmp_path: Path):
    spec = a_spec(tmp_path)
    _replace(tmp_path / "records.csv", "home", "=1+1")
    _replace(tmp_path / "records.csv", "school", "@home")
    _replace(tmp_path / "records.csv", ";0\r", ";-7\r")
    anonymise_spec(spec, tmp_path / "out", means())
    rows = read(tmp_path / "out" / "data.csv")
    assert {row["outcome"] for row in rows} == {"'=1+1", "'@home", "work"}
    assert {row["score"] for row in rows} == {"-7", "1", "2", "3", "4"}


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new).encode())


REFUSED = {
    "a column of the specification": (SpecProblem, "spec.toml", "metric", "metrics"),
    "a column of the records": (ColumnUnknown, "spec.toml", "[quasi.sex]", "[quasi.gender]"),
    "no k": (SpecProblem, "spec.toml", "k = 3", ""),
    "half a k": (SpecProblem, "spec.toml", "k = 3", "k = 2.5"),
    "a k in words": (SpecProblem, "spec.toml", "k = 3", 'k = "three"'),
    "all withheld": (SpecProblem, "spec.toml", "= 0.05", "= 1"),
    "another metric": (SpecProblem, "spec.toml", '"entropy"', '"height"'),
    "a long separator": (SpecProblem, "spec.toml", '";"', '"||"'),
    "another kind": (SpecProblem, "spec.toml", '"distinct"', '"recursive"'),
    "another distance": (SpecProblem, "spec.toml", '"ordered"', '"near"'),
    "half a different value": (SpecProblem, "spec.toml", "l = 2", "l = 2.5"),
    "a t above all": (SpecProblem, "spec.toml", "t = 0.5", "t = 5"),
    "nothing asked": (SpecProblem, "spec.toml", 'l = 2\nkind = "distinct"\nt = 0.5\n', ""),
    "both kinds at once": (SpecProblem, "spec.toml", "[sensitive.score]", "[sensitive.sex]"),
    "no table": (SpecProblem, "spec.toml", "[sensitive.score]", "[sensitive]\nscore = 1\n[sensitive.name]"),
    "no quasi-identifier": (SpecProblem, "spec.toml", SPEC[SPEC.index("[quasi.age]") : SPEC.index("[sensitive.o")], ""),
    "an empty hierarchy": (NoRecords, "sex.csv", "f;*\r\nm;*\r\n", ""),
    "no hierarchy": (SpecProblem, "spec.toml", 'hierarchy = "sex.csv"', ""),
    "an unknown word": (SpecProblem, "spec.toml", "[quasi.sex]", "[quasi.sex]\ncolour = 1"),
    "no file of it": (RecordsUnreadable, "spec.toml", '"sex.csv"', '"none.csv"'),
    "no input": (RecordsUnreadable, "spec.toml", '"records.csv"', '"none.csv"'),
    "a name twice": (ColumnUnknown, "records.csv", "name;age", "age;age"),
    "a cell too many": (RowRagged, "records.csv", "Name 7;", "Name 7;;"),
    "a quotation mark left open": (RecordsUnreadable, "records.csv", "Name 7;", '"Name 7;'),
    "a value without a line": (HierarchyMisses, "district.csv", "d3;p1;*\r\n", ""),
    "a value in two groups": (HierarchyNotATree, "age.csv", "13;12-14;*", "13;12-14;*\r\n13;15-17;*"),
    "a line too short": (HierarchyRagged, "age.csv", "13;12-14;*", "13;*"),
    "a line that ends early": (HierarchyWithoutTop, "age.csv", "13;12-14;*", "13;12-14;all"),
    "a word among numbers": (NotANumber, "records.csv", ";4\r", ";four\r"),
    "a number that is none": (NotANumber, "records.csv", ";4\r", ";nan\r"),
}


@pytest.mark.parametrize("refusal, file, old, new", REFUSED.values(), ids=REFUSED)
def test_bad_input_has_a_sentence_and_no_file(tmp_path: Path, refusal: type[Refusal], file: str, old: str, new: str):
    spec = a_spec(tmp_path)
    text = (tmp_path / file).read_bytes().decode()
    assert old in text
    (tmp_path / file).write_bytes(text.replace(old, new, 1).encode())
    with pytest.raises(refusal) as refused:
        anonymise_spec(spec, tmp_path / "out", means())
    assert all(sentence and "{" not in sentence for sentence in in_words(refused.value))
    assert not (tmp_path / "out").exists()


def test_a_group_that_lies_in_two_groups_is_no_tree_and_is_named_by_line_and_level(tmp_path: Path):
    spec = a_spec(tmp_path)
    lines = "12;low;12-14;*\n13;low;15-17;*\n14;high;12-14;*\n15;a;15-17;*\n16;a;15-17;*\n17;a;15-17;*\n"
    (tmp_path / "age.csv").write_text(lines)
    with pytest.raises(HierarchyNotATree) as refused:
        anonymise_spec(spec, tmp_path / "out", means())
    assert refused.value.facts == {"column": "age", "row": 2, "level": 1}


def test_a_refusal_names_the_row_and_never_what_stands_in_it(tmp_path: Path):
    spec = a_spec(tmp_path)
    _replace(tmp_path / "records.csv", "Name 7;", "Name 7;1")
    with pytest.raises(HierarchyMisses) as refused:
        anonymise_spec(spec, tmp_path / "out", means())
    assert refused.value.facts == {"file": "input", "column": "age", "row": 8}


def test_a_file_with_a_head_alone_holds_no_record(tmp_path: Path):
    spec = a_spec(tmp_path)
    (tmp_path / "records.csv").write_text(";".join(NAMES) + "\n")
    with pytest.raises(NoRecords):
        anonymise_spec(spec, tmp_path / "out", means())


def test_a_person_of_the_population_without_a_line_is_told(tmp_path: Path):
    spec = a_spec(tmp_path, 'population = "register.csv"' + SPEC)
    (tmp_path / "register.csv").write_text("age;sex;district\n14;f;d1\n\n14;x;d1\n")
    with pytest.raises(HierarchyMisses) as refused:
        anonymise_spec(spec, tmp_path / "out", means())
    assert refused.value.facts == {"file": "population", "column": "sex", "row": 2}


def test_more_ways_than_can_be_compared_are_refused(tmp_path: Path):
    lines = [(value, *[value] * 50, "*") for value in "ab"]
    names = [f"c{at}" for at in range(4)]
    (tmp_path / "h.csv").write_text("".join(";".join(line) + "\n" for line in lines))
    (tmp_path / "r.csv").write_text(";".join(names) + "\n" + "a;b;a;b\n" * 9)
    quasi = "".join(f'[quasi.{name}]\nhierarchy = "h.csv"\n' for name in names)
    (tmp_path / "spec.toml").write_text(f'input = "r.csv"\nk = 2\n{quasi}')
    with pytest.raises(LatticeTooLarge):
        anonymise_spec(tmp_path / "spec.toml", tmp_path / "out", means())


def test_what_cannot_be_met_is_refused(tmp_path: Path):
    with pytest.raises(CannotBeAnonymised):
        made(tmp_path, SPEC.replace("k = 3", "k = 301"))
    assert not (tmp_path / "out").exists()


def test_stopped_work_leaves_no_file(tmp_path: Path):
    progress = Stoppable()
    progress.stop()
    with pytest.raises(Cancelled):
        anonymise_spec(a_spec(tmp_path), tmp_path / "out", Means(Watch(lambda: 0.0, 0.0, progress), Random(1), told))
    assert not (tmp_path / "out").exists()


def test_work_stopped_while_a_long_file_is_read_leaves_no_file(tmp_path: Path):
    seen = []

    class Stopping:
        def report(self, done: int, total: int = 0) -> None:
            seen.append((done, total))
            raise Cancelled

    spec = a_spec(tmp_path, rows=5_001)
    with pytest.raises(Cancelled):
        anonymise_spec(spec, tmp_path / "out", Means(Watch(lambda: 0.0, 0.0, Stopping()), Random(1), told))
    assert seen == [(5_000, 0)]
    assert not (tmp_path / "out").exists()


def test_without_sensitive_columns_only_numbers_alike_are_asked(tmp_path: Path):
    extract = made(tmp_path, SPEC[: SPEC.index("[sensitive.o")])
    assert extract.rechecked.sensitive == {}
    assert extract.columns_left_out == ("name", "outcome", "score")


def test_a_column_called_id_is_not_taken_for_the_new_ids(tmp_path: Path):
    spec = a_spec(tmp_path, SPEC.replace("[sensitive.outcome]", "[sensitive.id]"))
    _replace(tmp_path / "records.csv", "outcome", "id")
    anonymise_spec(spec, tmp_path / "out", means())
    assert list(read(tmp_path / "out" / "data.csv")[0]) == ["row_id", *QUASI, "id", "score"]


def test_without_time_the_coarsest_way_is_told_as_not_proved(tmp_path: Path):
    extract = anonymise_spec(a_spec(tmp_path, "seconds = 0" + SPEC), tmp_path / "out", means())
    assert (extract.ways[0].optimal, extract.nodes_checked, len(extract.ways)) == (False, 1, 1)
    assert "Time was up" in extract.notes()[0]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_picture_is_drawn_whichever_way_people_read(language: str):
    speak(language)
    ways = [Way({}, 1.0, share, alike, 1 / alike, 0, True) for alike, share in ((5, 0.5), (11, 0.4), (40, 0.0))]
    looks = read_palette(resources() / "style" / "tokens.toml"), families(resources() / "fonts")
    assert ways_png(ways, *looks).startswith(b"\x89PNG")
    assert ways_png(ways[:1], *looks) != ways_png(ways, *looks)


ASKED = {"outcome": Asked(2, None, 0.5, False), "score": Asked(None, None, 0.5, True)}
WORSE = {
    "k": lambda rows: [*rows[:-1], [*rows[-1][:1], "12", "f", "d0", *rows[-1][4:]]],
    "ids": lambda rows: [*rows[:-1], rows[0]],
    "rows": lambda rows: rows[:-1],
    "formulas": lambda rows: [[*row[:4], row[4].replace("home", "=1"), *row[5:]] for row in rows],
    "l": lambda rows: [[*row[:4], "home", *row[5:]] for row in rows],
    "t": lambda rows: [[*row[:5], "9" if row[1:4] == rows[0][1:4] else "0"] for row in rows],
}


@pytest.mark.parametrize("kind", WORSE)
def test_a_file_that_was_made_worse_is_found_out(tmp_path: Path, kind: str):
    extract = made(tmp_path)
    file = tmp_path / "out" / "data.csv"
    head, *rows = [line.split(";") for line in file.read_text().splitlines()]
    file.write_text("\n".join(";".join(row) for row in (head, *WORSE[kind](rows))))
    with pytest.raises(RecordsNotSafe) as refused:
        recheck(file, ";", QUASI, 3, ASKED, extract.rows - extract.ways[0].rows_withheld)
    assert refused.value.facts == {"kind": kind}


def test_a_column_that_does_not_belong_is_found_out(tmp_path: Path):
    extract = made(tmp_path)
    with pytest.raises(RecordsNotSafe):
        recheck(tmp_path / "out" / "data.csv", ";", QUASI[:2], 3, ASKED, extract.rows - extract.ways[0].rows_withheld)


def test_an_uneven_class_is_found_out(tmp_path: Path):
    made(tmp_path)
    rows = len(read(tmp_path / "out" / "data.csv"))
    with pytest.raises(RecordsNotSafe):
        recheck(tmp_path / "out" / "data.csv", ";", QUASI, 3,
                {"outcome": Asked(None, 3.5, None, False), "score": Asked(1, None, None, False)}, rows)  # fmt: skip


def test_the_command_makes_the_files_and_tells_one_object(tmp_path: Path):
    spec = a_spec(tmp_path)
    ended = CliRunner().invoke(app, ["anonymise", str(spec), "--out", str(tmp_path / "out"), "--json"])
    assert ended.exit_code == 0, ended.stderr
    assert json.loads(ended.stdout) == json.loads((tmp_path / "out" / "report.json").read_text())
    assert (tmp_path / "out" / "alternatives.png").read_bytes().startswith(b"\x89PNG")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["alternatives.png", "data.csv", "report.json"]


def test_the_command_tells_in_words(tmp_path: Path):
    ended = CliRunner().invoke(app, ["anonymise", str(a_spec(tmp_path)), "--out", str(tmp_path / "out")])
    assert "No way loses less and keeps the rule: that is proved." in ended.stdout
    assert "k-anonymity does not compose" in ended.stdout


def test_the_command_refuses_with_a_sentence(tmp_path: Path):
    spec = a_spec(tmp_path, SPEC.replace("[quasi.sex]", "[quasi.gender]"))
    ended = CliRunner().invoke(app, ["anonymise", str(spec), "--out", str(tmp_path / "out"), "--json"])
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert "The file under input has no column gender" in ended.stderr
