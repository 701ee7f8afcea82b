"""Ways in which the files of others gave hidden counts away: the auditor refuses each."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName

from reintegration_desktop.reports.auditor.read_csv import count_of
from reintegration_desktop.reports.auditor.read_json import check_package, read_json
from reintegration_desktop.reports.auditor.read_xlsx import read_xlsx
from reintegration_desktop.reports.auditor.seen import Seen
from reintegration_desktop.reports.auditor.words import check_words, numbers_in
from reintegration_desktop.reports.errors import LeakFound
from reintegration_desktop.reports.release import release
from tests.store.reports.figures import WATCH, a_request, formats

FACTS = frozenset({"2026", "3", "10", "5", "1", "2", "4"})


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    release(a_request(), [], formats("xlsx", "json", "csv"), folder, WATCH)
    return folder


@pytest.fixture
def workbook(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(written / "report.xlsx", tmp_path / "report.xlsx"))


def read(file: Path) -> list[Seen]:
    return read_xlsx(file, AXES, {}, FACTS)


AXES = {
    "registered_province_sex": ["province", "sex"],
    "registered_province_age_band": ["province", "age_band"],
    "registered_age_band_sex": ["age_band", "sex"],
    "released_exit_manner_sex": ["exit_manner", "sex"],
}


def rewritten(file: Path, part: str, change: Callable[[str], str], more: dict[str, str] | None = None) -> Path:
    """The workbook with some part changed as text, and parts put in."""
    target = file.with_name("changed.xlsx")
    with ZipFile(file) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()) if re.fullmatch(part, name) else text)
        for name, text in (more or {}).items():
            new.writestr(name, text)
    return target


def test_the_workbook_as_written_holds_nothing_else(workbook: Path):
    assert len(read(workbook)) == 4


def hidden_row(book: Workbook) -> None:
    book.worksheets[1].row_dimensions[7].hidden = True


def hidden_sheet(book: Workbook) -> None:
    book.worksheets[1].sheet_state = "veryHidden"


def a_comment(book: Workbook) -> None:
    book.worksheets[1]["B7"].comment = Comment("3", "me")


def a_formula(book: Workbook) -> None:
    book.worksheets[1]["H30"] = "=1+2"


def a_name(book: Workbook) -> None:
    book.defined_names["truth"] = DefinedName("truth", attr_text="7")


def two_colours(book: Workbook) -> None:
    cells = [cell for row in book.worksheets[1].iter_rows() for cell in row if cell.value == ".."]
    cells[0].fill = PatternFill("solid", fgColor="FF0000")


def a_title_with_the_count(book: Workbook) -> None:
    book.worksheets[1]["A1"] = "Newly registered, 7 of them girls in Nahr"


def a_percentage(book: Workbook) -> None:
    book.worksheets[1]["J6"] = 0.43


def a_small_count_on_the_page_only(book: Workbook) -> None:
    cells = [cell for row in book.worksheets[1].iter_rows() for cell in row if cell.value == ".."]
    cells[0].value = 3


def a_sign_of_its_own(book: Workbook) -> None:
    cells = [cell for row in book.worksheets[1].iter_rows() for cell in row if cell.value == ".."]
    cells[0].value = "<5"


def a_count_beside_the_mark(book: Workbook) -> None:
    sheet = book.worksheets[-1]
    marked = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "yes")
    sheet.cell(marked.row, marked.column - 1, 3)


def one_more_sheet(book: Workbook) -> None:
    book.create_sheet("Notes", 1)["A1"] = "three"


def another_number_in_the_block(book: Workbook) -> None:
    sheet = book.worksheets[1]
    last = max(cell.row for row in sheet.iter_rows() for cell in row if cell.value is not None)
    sheet.cell(last, 4, (sheet.cell(last, 4).value or 0) + 1)


@pytest.mark.parametrize(
    "leak",
    [hidden_row, hidden_sheet, a_comment, a_formula, a_name, two_colours, a_title_with_the_count, a_percentage,
     a_small_count_on_the_page_only, a_sign_of_its_own, a_count_beside_the_mark, one_more_sheet,
     another_number_in_the_block],
)  # fmt: skip
def test_a_workbook_with_a_leak_is_refused(workbook: Path, leak: Callable[[Workbook], None]):
    book = load_workbook(workbook)
    leak(book)
    book.save(workbook)
    with pytest.raises(LeakFound):
        read(workbook)


def test_a_property_with_a_count_is_refused(workbook: Path):
    changed = rewritten(workbook, "docProps/core.xml", lambda text: text.replace("</dc:title>", " 37</dc:title>"))
    with pytest.raises(LeakFound):
        read(changed)


def test_a_chart_that_keeps_another_count_is_refused(workbook: Path):
    changed = rewritten(
        workbook, r"xl/charts/chart1\.xml", lambda text: re.sub(r"<c:v>\d+</c:v>", "<c:v>3</c:v>", text)
    )
    with pytest.raises(LeakFound):
        read(changed)


def test_a_chart_drawn_from_elsewhere_is_refused(workbook: Path):
    changed = rewritten(workbook, r"xl/charts/chart1\.xml", lambda text: text.replace("Table 1", "Truth"))
    with pytest.raises(LeakFound):
        read(changed)


@pytest.mark.parametrize("part", ["xl/pivotCache/pivotCacheDefinition1.xml", "xl/comments1.xml", "customXml/item1.xml"])
def test_a_part_that_a_report_does_not_need_is_refused(workbook: Path, part: str):
    with pytest.raises(LeakFound):
        read(rewritten(workbook, "none", str, {part: "<x/>"}))


def test_a_string_left_over_from_before_is_refused(workbook: Path):
    leftover = "<si><t>Nahr, girls: three</t></si></sst>"
    with pytest.raises(LeakFound):
        read(rewritten(workbook, r"xl/sharedStrings\.xml", lambda text: text.replace("</sst>", leftover)))


def test_a_file_in_json_with_a_count_in_words_is_refused(written: Path, tmp_path: Path):
    content = json.loads((written / "report.json").read_text())
    measures = {table["name"]: "registered" for table in content["tables"]}
    assert len(read_json(written / "report.json", measures, {}, FACTS)) == 4
    content["tables"][0]["says"] = "Of these, 37 were girls."
    (tmp_path / "report.json").write_text(json.dumps(content))
    with pytest.raises(LeakFound):
        read_json(tmp_path / "report.json", measures, {}, FACTS)


def test_a_package_with_a_mean_is_refused(written: Path, tmp_path: Path):
    content = json.loads((written / "datapackage.json").read_text())
    check_package(written / "datapackage.json", FACTS)
    content["resources"][0]["description"] = "mean 2.37"
    (tmp_path / "datapackage.json").write_text(json.dumps(content))
    with pytest.raises(LeakFound):
        check_package(tmp_path / "datapackage.json", FACTS)


def test_counts_are_numbers_and_nothing_like_them():
    assert [count_of(word) for word in ("10", " 7 ", "..", "")] == [10, 7, None, None]
    for word in ("<5", "3*", "~4", "1-4", "-1", "½"):
        with pytest.raises(LeakFound):
            count_of(word)


def test_numbers_are_found_in_every_script():
    assert numbers_in("٣٧ من البنات") == {"37"}
    assert numbers_in("2026-Q3") == {"2026", "3"}
    with pytest.raises(LeakFound):
        check_words(["٣٧"], frozenset({"3", "7"}), "number_in_words")
