"""Ways in which the files of others gave hidden counts away: the auditor refuses each."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from reintegration_desktop.reports.auditor.read_csv import count_of
from reintegration_desktop.reports.auditor.read_json import check_package, read_json
from reintegration_desktop.reports.auditor.read_xlsx import read_xlsx
from reintegration_desktop.reports.auditor.seen import Seen
from reintegration_desktop.reports.auditor.words import check_words, numbers_in
from reintegration_desktop.reports.errors import LeakFound
from reintegration_desktop.reports.protector.primary import Reason, primaries
from reintegration_desktop.reports.protector.rule import Rule
from reintegration_desktop.reports.release import release
from reintegration_desktop.reports.table import CellId, Dimension, Table
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


def a_hidden_cell(book: Workbook) -> Cell:
    return next(cell for row in book.worksheets[1].iter_rows() for cell in row if cell.value == "..")


def hidden_column(book: Workbook) -> None:
    book.worksheets[1].column_dimensions["B"].hidden = True


def a_column_too_thin_to_see(book: Workbook) -> None:
    book.worksheets[1].column_dimensions["B"].width = 0.1


def rows_folded_away(book: Workbook) -> None:
    book.worksheets[1].row_dimensions.group(7, 8, hidden=True)


def a_header_on_paper(book: Workbook) -> None:
    book.worksheets[1].oddHeader.left.text = "37 girls"


def a_hint_at_a_cell(book: Workbook) -> None:
    hint = DataValidation(type="whole", operator="equal", formula1="3", prompt="3")
    book.worksheets[1].add_data_validation(hint)
    hint.add(a_hidden_cell(book))


def a_colour_that_follows_the_count(book: Workbook) -> None:
    rule = CellIsRule(operator="lessThan", formula=["5"], fill=PatternFill("solid", fgColor="FF0000"))
    book.worksheets[1].conditional_formatting.add("B6:D12", rule)


def a_count_that_looks_like_the_sign(book: Workbook) -> None:
    cell = a_hidden_cell(book)
    cell.value, cell.number_format = 3, '".."'


def a_format_with_the_count(book: Workbook) -> None:
    a_hidden_cell(book).number_format = '"3"'


def white_on_white(book: Workbook) -> None:
    cell = book.worksheets[1]["J6"]
    cell.value, cell.font = 3, Font(color="FFFFFF")


def the_count_in_words(book: Workbook) -> None:
    book.worksheets[1]["J6"] = "three girls"


def a_sheet_called_after_a_count(book: Workbook) -> None:
    book.worksheets[1].title = "37 girls"


def a_link(book: Workbook) -> None:
    a_hidden_cell(book).hyperlink = "37.html"


def a_bold_sign(book: Workbook) -> None:
    a_hidden_cell(book).font = Font(bold=True)


def a_count_as_text(book: Workbook) -> None:
    cell = next(cell for row in book.worksheets[1].iter_rows() for cell in row if isinstance(cell.value, int))
    cell.value = str(cell.value)


def a_mean_for_a_count(book: Workbook) -> None:
    cell = next(cell for row in book.worksheets[1].iter_rows() for cell in row if isinstance(cell.value, int))
    cell.value = cell.value + 0.4


@pytest.mark.parametrize(
    "leak",
    [hidden_row, hidden_column, a_column_too_thin_to_see, rows_folded_away, hidden_sheet, one_more_sheet,
     a_sheet_called_after_a_count, a_comment, a_formula, a_name, a_link, a_header_on_paper, a_hint_at_a_cell,
     two_colours, a_bold_sign, a_format_with_the_count, a_colour_that_follows_the_count, a_sign_of_its_own,
     a_title_with_the_count, the_count_in_words, a_percentage, a_mean_for_a_count, a_count_as_text, white_on_white,
     a_small_count_on_the_page_only, a_count_that_looks_like_the_sign, a_count_beside_the_mark,
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


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (r"xl/drawings/drawing1\.xml", lambda text: text.replace('descr="', 'descr="37 girls ')),
        (r"docProps/app\.xml", lambda text: text.replace("<Company>", "<Company>37")),
        (
            r"docProps/core\.xml",
            lambda text: text.replace("</cp:coreProperties>", "<dc:subject>37</dc:subject></cp:coreProperties>"),
        ),
        (
            r"xl/charts/chart1\.xml",
            lambda text: text.replace("<c:plotArea>", "<c:title><c:tx><c:rich><a:p><a:r><a:t>37</a:t></a:r></a:p>"
                                      "</c:rich></c:tx></c:title><c:plotArea>", 1),
        ),
    ],
)  # fmt: skip
def test_words_beside_the_cells_with_a_count_are_refused(workbook: Path, part: str, change: Callable[[str], str]):
    with pytest.raises(LeakFound):
        read(rewritten(workbook, part, change))


def test_no_file_tells_a_share_a_mean_or_a_bound(written: Path):
    """What is worked out from counts gives hidden ones back: files hold counts and signs, and nothing of the kind."""
    for file in written.iterdir():
        texts = [file.read_text()] if file.suffix in (".csv", ".json") else xlsx_strings(file)
        told = " ".join(texts)
        assert not re.search(r"\d\s*%|<\s*\d|\b(mean|median|average|share)\b", told, re.IGNORECASE), file.name


def xlsx_strings(file: Path) -> list[str]:
    book = load_workbook(file)
    return [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_counts_are_compared_as_numbers_and_never_as_their_signs():
    """As words 10 comes before 5, and 100 before 5."""
    line = Dimension("place", "Place", {name: name for name in "abcdef"})
    counts = {("a",): 4, ("b",): 5, ("c",): 9, ("d",): 10, ("e",): 12, ("f",): 100}
    table = Table("line", "Line", "line", (line,), counts)
    for threshold, small in ((5, {"a"}), (10, {"a", "b", "c"}), (13, {"a", "b", "c", "d", "e"})):
        found = few((table,), Rule.of(threshold))
        assert {key for _, ((_, key),) in found} == small


def few(tables: tuple[Table, ...], rule: Rule) -> list[CellId]:
    return [cell for cell, demand in primaries(tables, rule).items() if demand.reason is Reason.FEW]


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
